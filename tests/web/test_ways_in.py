"""Ways in: few taps to every page, and a person to call from each of them."""

from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from site_files import BuiltSite

Serve = Callable[[BuiltSite], str]
Open = Callable[..., Page]
TAPS = 3
THUMB = 48
BAR = ".calls a:visible"


def taps_from_home(site: BuiltSite, lang: str) -> dict[str, int]:
    """Return how many taps each page of an edition is from its home, by its topic."""
    by_path = {site.path(lang, topic): topic for topic in site.topics}
    taps = {"index": 0}
    waiting = ["index"]
    for topic in waiting:
        here = site.url + site.path(lang, topic)
        for link in site.page(lang, topic).xpath("//a/@href"):
            path = urljoin(here, str(link)).partition("#")[0].removeprefix(site.url)
            there = by_path.get(path)
            if there and there not in taps:
                taps[there] = taps[topic] + 1
                waiting.append(there)
    return taps


def boxes(page: Page, selector: str) -> Iterator[dict[str, float]]:
    """Yield where each element stands on the screen."""
    found = page.locator(selector)
    for number in range(found.count()):
        box = found.nth(number).bounding_box()
        assert box
        yield dict(box)


def test_every_page_is_three_taps_from_home_at_most(site: BuiltSite) -> None:
    for lang in site.editions:
        taps = taps_from_home(site, lang)
        far = {t: taps.get(t) for t in site.topics if taps.get(t, TAPS + 1) > TAPS}
        assert far == {}, lang


def test_every_page_has_an_emergency_call_and_a_person_to_call(site: BuiltSite) -> None:
    for lang, topic, root in site.pages():
        links = root.xpath('//nav[@class="calls"]/a[not(@class="exit")]/@href')
        here = site.url + site.path(lang, topic)
        assert links[0].startswith("tel:")
        assert urljoin(here, links[1]) == site.url + site.path(lang, "help/index")


def test_a_person_can_be_called_without_scrolling(
    site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    emergency = "tel:911"
    for lang in site.editions:
        page = open_page(
            serve(site) + site.path(lang, "index"), java_script_enabled=False
        )
        page.locator(BAR).nth(1).click()
        calls = page.locator(f'main a[href^="tel:"]:not([href="{emergency}"])')
        seen = [calls.nth(n).bounding_box() for n in range(calls.count())]
        bar = min(box["y"] for box in boxes(page, BAR))
        assert any(box and box["y"] + box["height"] <= bar for box in seen), lang


@pytest.mark.parametrize("size", [(360, 740), (320, 568), (740, 360)])
def test_the_bar_is_for_thumbs_and_covers_nothing(
    size: tuple[int, int], fixture_site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    width, height = size
    for lang in fixture_site.editions:
        page = open_page(
            serve(fixture_site) + fixture_site.path(lang, "help/index"),
            viewport={"width": width, "height": height},
        )
        places = list(boxes(page, BAR))
        assert len(places) == 3
        for box in places:
            assert min(box["width"], box["height"]) >= THUMB
            assert box["y"] + box["height"] <= height
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        last = page.locator("body > footer").bounding_box()
        assert last and last["y"] + last["height"] <= places[0]["y"] + 2


def test_the_bar_makes_room_while_somebody_types(
    fixture_site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(fixture_site))
    assert page.locator(BAR).count() == 3
    page.locator("input[type=search]").focus()
    page.locator(".calls").wait_for(state="hidden")
    assert page.locator(BAR).count() == 0


def test_whom_to_call_stands_in_rows_as_high_as_a_thumb(
    fixture_site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    for lang in fixture_site.editions:
        page = open_page(serve(fixture_site) + fixture_site.path(lang, "help/index"))
        rows = list(boxes(page, ".call-list a"))
        assert all(box["height"] >= THUMB for box in rows)
        page.goto(serve(fixture_site) + fixture_site.path(lang, "index"))
        assert all(b["height"] >= THUMB for b in boxes(page, ".ways > ul > li > a"))
