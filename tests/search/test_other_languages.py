"""Each language is found as its people type it, on small sites in a real browser."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from site_files import BuiltSite

Open = Callable[..., Page]
Serve = Callable[[BuiltSite], str]
SiteIn = Callable[..., BuiltSite]

QUERIES = yaml.safe_load((Path(__file__).parent / "elsewhere.yml").read_text("utf-8"))
SITES = {
    "vi": ("vi", "en"),
    "ko": ("ko", "en"),
    "fa": ("fa", "en"),
    "en": ("fa", "en"),
    "fr": ("fr", "zh"),
    "zh-Hans": ("fr", "zh"),
}
"""The languages of the site that holds an edition."""


def opened(open_page: Open, serve: Serve, site: BuiltSite, path: str = "") -> Page:
    page = open_page(serve(site) + path)
    page.focus("form.find input")
    page.wait_for_selector("form.find.ready")
    return page


def ask(page: Page, words: str) -> None:
    page.fill("form.find input", words)
    page.wait_for_selector("form.find:not(.busy) .count:not(:empty)")


@pytest.mark.parametrize("edition", SITES)
def test_what_people_type_finds_its_page(
    open_page: Open, serve: Serve, site_in: SiteIn, edition: str
) -> None:
    site = site_in(*SITES[edition])
    page = opened(open_page, serve, site, site.editions[edition])
    mine = [query for query in QUERIES if query["edition"] == edition]
    typed = [
        unicodedata.normalize(query.get("form", "NFC"), query["query"])
        for query in mine
    ]
    found = page.evaluate(
        """async ([edition, queries]) => {
          const first = [];
          for (const query of queries) {
            const { results } = await pairpressSearch.search(edition, query);
            first.push(results.length ? results[0].shown.topic : null);
          }
          return first;
        }""",
        [edition, typed],
    )
    answered = {q["query"]: topic for q, topic in zip(mine, found, strict=True)}
    assert answered == {query["query"]: query["expect"] for query in mine}


@pytest.mark.parametrize(
    ("edition", "typed", "marked"),
    [
        ("vi", "tien luong", "Tiền"),
        ("ko", "임금을", "임금"),
        ("fa", "كلينيك", "کلینیک"),
        ("fr", "aide", "l’aide"),
    ],
)
def test_the_text_s_own_spelling_is_marked(
    open_page: Open,
    serve: Serve,
    site_in: SiteIn,
    edition: str,
    typed: str,
    marked: str,
) -> None:
    page = opened(open_page, serve, site_in(*SITES[edition]))
    ask(page, typed)
    assert page.locator(".found mark").first.inner_text() == marked
    page.locator(".found li > a").first.click()
    page.wait_for_selector("main mark")
    assert marked in page.locator("main mark").all_inner_texts()


def test_what_only_the_other_language_has_keeps_its_direction(
    open_page: Open, serve: Serve, site_in: SiteIn
) -> None:
    site = site_in("fa", "en")
    for lang, words, other in (("fa", "restaurant", "en"), ("en", "رستوران", "fa")):
        page = opened(open_page, serve, site, site.editions[lang])
        ask(page, words)
        item = page.locator(".found li").first
        assert item.get_attribute("lang") == other
        assert item.get_attribute("dir") == ("rtl" if other == "fa" else "ltr")
        here = item.locator(f"p[lang={lang}]")
        assert here.get_attribute("dir") == ("rtl" if lang == "fa" else "ltr")


def test_a_number_keeps_its_order_among_arabic_letters(
    open_page: Open, serve: Serve, site_in: SiteIn
) -> None:
    page = opened(open_page, serve, site_in("fa", "en"))
    ask(page, "کلینیک")
    told = page.locator(".found p:has-text('416-555-0123')").first
    left, right = told.evaluate(
        """(element) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const at = node.data.indexOf("416-555-0123");
            if (at < 0) continue;
            return [at, at + 8].map((from) => {
              const range = document.createRange();
              range.setStart(node, from);
              range.setEnd(node, from + 3);
              return range.getBoundingClientRect().left;
            });
          }
        }"""
    )
    assert left < right


def test_a_sentence_shown_does_not_end_within_an_amount(
    open_page: Open, serve: Serve, site_in: SiteIn
) -> None:
    page = opened(open_page, serve, site_in("fa", "en"), "en/")
    ask(page, "an hour")
    assert "$17.95 an hour." in page.locator(".found").inner_text()


def test_only_chinese_editions_carry_pinyin(site_in: SiteIn) -> None:
    site = site_in("fr", "zh")
    listed = [p.parent.name for p in site.folder.glob("search/*/pinyin.js")]
    assert listed == ["zh-Hans"]
