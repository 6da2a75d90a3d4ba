"""People find the right page: everyday queries, the shipped index, a real browser."""

import gzip
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Page, Response

from site_files import ROOT, BuiltSite

Open = Callable[..., Page]
Serve = Callable[[BuiltSite], str]

FILE = ROOT / "docs/data/search-queries.yml"
"""What people type, and the page they should find; a young site has none yet."""
QUERIES = yaml.safe_load(FILE.read_text("utf-8")) if FILE.exists() else []
ENOUGH = 20
"""Fewer queries about topics that the site has say nothing."""
FIRST_RESULT = 40_000
"""Bytes, compressed, from the first touch of the box to the first result."""


def ready(page: Page) -> None:
    page.focus("form.find input")
    page.wait_for_selector("form.find.ready")


def ask(page: Page, words: str) -> None:
    ready(page)
    page.fill("form.find input", words)
    page.wait_for_selector("form.find:not(.busy) .count:not(:empty)")


def found(page: Page) -> list[str]:
    links = page.locator(".found li > a:first-child").all()
    return [str(link.get_attribute("href")) for link in links]


@pytest.fixture(scope="module")
def answers(
    browser: Any, serve: Serve, real_site: BuiltSite
) -> list[tuple[dict[str, Any], list[str]]]:
    """Each query about topics that the site has, with the topics that search finds."""
    topics = set(real_site.topics)
    asked = [q for q in QUERIES if q["expect"] == "none" or topics & set(expected(q))]
    if len(asked) < ENOUGH:
        pytest.skip("the site has no list of queries yet")
    answered = []
    for lang, path in real_site.editions.items():
        page = browser.new_page()
        page.goto(serve(real_site) + path)
        ready(page)
        mine = [query for query in asked if query["edition"] == lang]
        results = page.evaluate(
            """async ([lang, queries]) => {
              const all = [];
              for (const query of queries) {
                const { results } = await pairpressSearch.search(lang, query);
                all.push(results.map(({ shown }) => shown.topic));
              }
              return all;
            }""",
            [lang, [query["query"] for query in mine]],
        )
        answered += list(zip(mine, results, strict=True))
        page.close()
    return answered


def expected(query: dict[str, Any]) -> list[str]:
    wanted = query["expect"]
    return wanted if isinstance(wanted, list) else [wanted]


def share(answers: list[Any], first: int, edition: str = "") -> float:
    """Return the share of queries whose page is among the first results."""
    asked = [
        (query, topics)
        for query, topics in answers
        if query["expect"] != "none" and query["edition"].startswith(edition)
    ]
    right = [bool(set(expected(q)) & set(topics[:first])) for q, topics in asked]
    return sum(right) / len(right)


def test_the_right_page_is_among_five(answers: list[Any]) -> None:
    assert share(answers, 5) >= 0.98


def test_the_right_page_is_among_five_in_each_edition(
    answers: list[Any], real_site: BuiltSite
) -> None:
    shares = {edition: share(answers, 5, edition) for edition in real_site.editions}
    assert {e: share for e, share in shares.items() if share < 0.95} == {}


def test_the_right_page_is_mostly_first(answers: list[Any]) -> None:
    assert share(answers, 1) >= 0.9


def test_every_edition_has_its_queries(
    answers: list[Any], real_site: BuiltSite
) -> None:
    asked = Counter(query["edition"] for query, _ in answers)
    assert {e: asked[e] for e in real_site.editions if asked[e] < ENOUGH} == {}


def test_nothing_is_fetched_before_the_box_is_used(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page()
    fetched: list[str] = []
    page.on("response", lambda response: fetched.append(response.url))
    page.goto(serve(fixture_site))
    page.wait_for_timeout(300)
    assert not [url for url in fetched if "search" in url]


def test_the_first_result_costs_few_bytes(
    open_page: Open, serve: Serve, real_site: BuiltSite
) -> None:
    for lang, path in real_site.editions.items():
        page = open_page(serve(real_site) + path)
        fetched: list[Response] = []
        page.on("response", lambda response, kept=fetched: kept.append(response))
        ask(page, longest_title(real_site, lang))
        cost = sum(len(gzip.compress(response.body(), 9)) for response in fetched)
        assert 0 < cost <= FIRST_RESULT, lang


def longest_title(site: BuiltSite, lang: str) -> str:
    """Return the longest title of a page: many words, many parts of the index."""
    titles = (site.page(lang, topic).findtext(".//h1") for topic in site.topics)
    return max((title for title in titles if title), key=len)


def test_a_result_leads_to_its_section_with_the_words_marked(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site))
    ask(page, "工资")
    assert page.locator(".found mark").first.inner_text() == "工资"
    page.locator(".found li > a").first.click()
    page.wait_for_selector("main mark")
    assert "工资" not in unquote(page.url)


def test_traditional_readers_see_their_own_script(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site) + "zh-Hant/")
    ask(page, "工资")
    assert page.locator(".found mark").first.inner_text() == "工資"
    assert all("/zh-Hant/" in link for link in found(page))


def test_a_phone_number_stands_in_the_result(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site) + "en/")
    contact = fixture_site.page("en", "work/pay").find('.//li[@class="contact"]')
    name = contact.find('.//strong[@class="contact-name"]').text_content()
    ask(page, name)
    number = contact.find('.//a[@class="phone"]').text
    assert number in page.locator(".found").inner_text()


def test_what_only_the_other_language_has_is_offered_there(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site) + "en/")
    ask(page, "工资")
    words = fixture_site.words("en")
    assert page.locator(".count").inner_text() == words["search_elsewhere"]
    assert page.locator(".found li").first.get_attribute("lang") == "zh-Hans"
    assert page.locator(".found").get_by_text(words["search_here"]).count()


def test_who_finds_nothing_is_given_a_person_to_call(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site))
    ask(page, "xyzzyq")
    assert (
        page.locator(".count").inner_text()
        == fixture_site.words("zh-Hans")["search_none"]
    )
    assert page.locator(".ask a[href^='tel:']").first.is_visible()


def test_the_keyboard_is_enough(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    ask(page, "工资")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.found') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    assert page.locator(".found li").count() == 0


def test_without_script_the_box_leads_to_the_list(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site) + "en/", java_script_enabled=False)
    page.fill("form.find input", "pay")
    page.press("form.find input", "Enter")
    page.wait_for_url("**/en/a-z/**")


def test_search_works_from_a_folder(open_page: Open, fixture_site: BuiltSite) -> None:
    page = open_page()
    page.goto((fixture_site.folder.resolve() / "index.html").as_uri())
    ask(page, "工资")
    page.locator(".found li > a").first.click()
    page.wait_for_selector("main mark")
    assert page.url.startswith("file://")


def test_results_are_links_in_one_search_region(
    open_page: Open, serve: Serve, fixture_site: BuiltSite
) -> None:
    page = open_page(serve(fixture_site))
    ask(page, "工资")
    assert page.locator("[role=search]").count() == 1
    assert page.locator("[role=search] .found a[href]").count()
    assert page.locator("[role=search] [role=status]").inner_text()


def test_the_index_is_the_same_at_every_build(
    fixture_site: BuiltSite, fixture_site_on: Callable[[str], BuiltSite]
) -> None:
    again = fixture_site_on("2026-11-21").folder / "search"
    first = fixture_site.folder / "search"
    names = sorted(path.relative_to(first) for path in first.rglob("*.js"))
    assert names == sorted(path.relative_to(again) for path in again.rglob("*.js"))
    assert all((first / n).read_bytes() == (again / n).read_bytes() for n in names)
