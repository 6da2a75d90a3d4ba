"""Cards to show: one tap fills the screen, with and without script."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pairpress.content.cards import Card
from pairpress.content.data import read_data
from site_files import BuiltSite

Run = Callable[..., int]
Open = Callable[..., Page]
PAGE = """---
title: Cards
description: Cards.
template: cards.html
changed: [{{date: 2026-10-01, note: new}}]
---

# {title}

Hold it up.
"""


@pytest.fixture(scope="module")
def cards() -> list[Card]:
    """The project's own cards: every one must fit a phone."""
    return read_data(Path(__file__).resolve().parents[2]).cards


@pytest.fixture
def shown(project: Path, cards: list[Card], run: Run) -> BuiltSite:
    """The fixture with all cards of the project, and a link to one of them."""
    told = [card.model_dump(exclude={"cite"}) for card in cards]
    # JSON is YAML too.
    text = json.dumps(told, ensure_ascii=False)
    (project / "docs/data/cards.yml").write_text(text, "utf-8")
    for locale in ("zh", "en"):
        page = project / f"docs/{locale}/help/cards.md"
        page.write_text(PAGE.format(title="Cards"), "utf-8")
        more = project / f"docs/{locale}/help/index.md"
        link = f"\n\n[Card](cards.md#card-{cards[0].id})\n"
        more.write_text(more.read_text("utf-8") + link, "utf-8")
    menu = project / "mkdocs.yml"
    text = menu.read_text("utf-8").replace(
        "  - a-z.md\n", "  - help/cards.md\n  - a-z.md\n"
    )
    menu.write_text(text, "utf-8")
    assert run(project, "build", "--only", "web") == 0
    return BuiltSite(project / "site", project)


def fills_the_screen(page: Page, card: str) -> bool:
    """Say whether a card covers all that is seen, whole and without scrolling."""
    return bool(
        page.evaluate(
            """(id) => {
              const card = document.getElementById(id);
              const box = card.getBoundingClientRect();
              return box.top === 0 && box.left === 0 && box.width === innerWidth &&
                box.height === innerHeight && card.scrollHeight <= card.clientHeight &&
                card.scrollWidth <= card.clientWidth &&
                card.contains(
                  document.elementFromPoint(innerWidth / 2, innerHeight - 5)
                );
            }""",
            card,
        )
    )


def test_one_tap_shows_a_card_and_back_closes_it(
    shown: BuiltSite, cards: list[Card], serve: Callable[..., str], open_page: Open
) -> None:
    card = f"card-{cards[3].id}"
    for lang in shown.editions:
        for script in (True, False):
            page = open_page(
                serve(shown) + shown.path(lang, "help/cards"),
                java_script_enabled=script,
            )
            page.locator(f"#{card} .show-open").click()
            assert fills_the_screen(page, card)
            page.go_back()
            assert page.locator(f"#{card} .show-open").is_visible()
            page.locator(f"#{card} .show-open").click()
            page.locator(f"#{card} .show-close").click()
            page.locator(f"#{card} .show-open").wait_for()


def test_escape_closes_a_card_and_leads_back_to_its_link(
    shown: BuiltSite, cards: list[Card], serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(serve(shown) + shown.path("en", "help/cards"))
    card = page.locator(f"#card-{cards[5].id}")
    card.locator(".show-open").press("Enter")
    page.get_by_role("dialog", name=cards[5].say["en"]).wait_for()
    page.keyboard.press("Escape")
    card.locator(".show-open").wait_for()
    page.wait_for_function(
        "id => document.activeElement.closest('.show-card')?.id === id",
        arg=f"card-{cards[5].id}",
    )


@pytest.mark.parametrize("size", [(360, 740), (740, 360)])
def test_every_card_of_the_project_fits_a_phone(
    size: tuple[int, int],
    shown: BuiltSite,
    cards: list[Card],
    serve: Callable[..., str],
    open_page: Open,
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    address = serve(shown) + shown.path("zh-Hans", "help/cards")
    page = open_page(address, viewport=viewport)
    for card in cards:
        page.goto(f"{address}#card-{card.id}")
        assert fills_the_screen(page, f"card-{card.id}"), card.id


def test_a_card_can_be_read_to_its_end_at_double_text(
    shown: BuiltSite, cards: list[Card], serve: Callable[..., str], open_page: Open
) -> None:
    longest = max(cards, key=lambda card: len(card.say["en"]))
    page = open_page(viewport={"width": 320, "height": 568})
    page.goto(
        serve(shown) + shown.path("zh-Hans", "help/cards") + f"#card-{longest.id}"
    )
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    own = page.locator(f"#card-{longest.id} .show-own")
    own.scroll_into_view_if_needed()
    box = own.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_blank_can_be_filled_in_on_the_phone(
    shown: BuiltSite, cards: list[Card], serve: Callable[..., str], open_page: Open
) -> None:
    card = next(card for card in cards if "___" in card.say["en"])
    address = serve(shown) + shown.path("en", "help/cards")
    page = open_page(f"{address}#card-{card.id}")
    blank = page.locator(f"#card-{card.id} .show-say").get_by_role("textbox")
    blank.click()
    page.keyboard.type("my arm")
    assert card.say["en"].replace("___", "my arm") == (
        page.locator(f"#card-{card.id} .show-say").inner_text().replace("\u2060", "")
    )
    # It goes when the page goes.
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_each_group_of_cards_is_one_tap_away(
    shown: BuiltSite, cards: list[Card]
) -> None:
    links = shown.page("zh-Hant", "help/cards").xpath("//nav[@aria-label]//a/@href")
    groups = dict.fromkeys(f"#cards-{card.group}" for card in cards)
    assert [link for link in links if link.startswith("#cards-")] == list(groups)


def test_a_page_may_link_to_a_card(shown: BuiltSite, cards: list[Card]) -> None:
    assert shown.dead_links() == []
    links = shown.page("en", "help/index").xpath("//article//a/@href")
    assert f"cards/#card-{cards[0].id}" in links
