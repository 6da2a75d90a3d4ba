"""Sites in other languages: directions, letters, switch, lists, and their look."""

import json
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest
from lxml import etree
from lxml.html import document_fromstring
from playwright.sync_api import Page

from pairpress.content.catalogue import Entry
from pairpress.content.languages import direction_of
from pairpress.content.library import survey_library
from pairpress.web.preview.pages import Pages
from pairpress.web.preview.rendering import Renderer
from site_files import BuiltSite, Element

Open = Callable[..., Page]
Serve = Callable[[BuiltSite], str]
SiteIn = Callable[..., BuiltSite]

PAIRS = [("fa", "en"), ("vi", "en"), ("ko", "en"), ("fr", "zh")]
ALPHABETS = {
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "vi": "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY",
    "ko": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "fr": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
STYLES = Path(__file__).resolve().parents[2] / "docs/assets/styles/site.css"
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)"
    r"|(?<![\w-])(?:left|right|float)\s*:|text-align:\s*(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
ONE = r"[^;{}()\s]+"
FOUR_SIDES = re.compile(
    rf"(?:margin|padding|inset|border-radius):\s*({ONE} {ONE} {ONE} {ONE});"
)


@pytest.fixture(params=PAIRS, ids="+".join)
def pair_site(request: pytest.FixtureRequest, site_in: SiteIn) -> BuiltSite:
    return site_in(*request.param)


@pytest.fixture
def persian(site_in: SiteIn) -> BuiltSite:
    return site_in("fa", "en")


def directions(element: Element, around: str = "ltr") -> Iterator[tuple[Element, str]]:
    """Every element that names its language, with the direction that it is read in."""
    around = element.get("dir", around)
    if element.get("lang"):
        yield element, around
    for child in element:
        if isinstance(child.tag, str):
            yield from directions(child, around)


def test_whatever_names_its_language_has_its_direction(pair_site: BuiltSite) -> None:
    for name in pair_site.html_files:
        wrong = [
            etree.tostring(element, encoding="unicode")[:120]
            for element, direction in directions(pair_site.read(name))
            if direction != direction_of(element.get("lang"))
        ]
        assert wrong == [], name


def test_only_a_site_with_a_language_from_the_right_tells_directions(
    pair_site: BuiltSite,
) -> None:
    told = {n for n in pair_site.html_files if pair_site.read(n).xpath("//@dir")}
    assert bool(told) == ("fa" in pair_site.editions)


def test_the_preview_tells_directions_too(persian: BuiltSite) -> None:
    rendered = Renderer(persian.project).render()
    pages = Pages(rendered, survey_library(persian.project)[0], ())
    for page in (pages.lost(), pages.page(""), pages.page("en/")):
        assert page
        found = list(directions(document_fromstring(page)))
        assert len(found) > 1
        assert all(side == direction_of(e.get("lang")) for e, side in found)


def test_what_is_said_of_a_pdf_keeps_its_order(
    open_page: Open, persian: BuiltSite
) -> None:
    entry = Entry(
        publication="work-pay",
        kind="handout",
        edition="fa",
        format="",
        title="مزد",
        file="work-pay.fa.pdf",
        pages=2,
        bytes=30_000,
        sha256="",
        version=1,
        page="",
    )
    library = survey_library(persian.project)[0]
    pages = Pages(Renderer(persian.project).render(), library, (entry,))
    told = pages.page("work/pay/")
    assert told
    page = open_page()
    page.set_content(re.sub(r"<(script|link|meta)\b[^>]*>", "", told.decode()))
    places = page.locator(".print-list span").first.evaluate(
        """(element) => ["PDF", "2", "30"].map((word) => {
          const range = document.createRange();
          const at = element.firstChild.data.indexOf(word);
          range.setStart(element.firstChild, at);
          range.setEnd(element.firstChild, at + word.length);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert places == sorted(places, reverse=True)


def test_numbers_and_addresses_are_read_from_the_left(persian: BuiltSite) -> None:
    page = persian.page("fa", "help/directory")
    assert page.get("dir") == "rtl"
    phones = page.xpath(
        "//a[starts-with(@href, 'tel:') and .//text()[.='416-555-0123']]"
    )
    assert phones and {phone.get("dir") for phone in phones} == {"ltr"}


def test_each_edition_names_itself_and_the_others(pair_site: BuiltSite) -> None:
    for lang, topic, page in pair_site.pages():
        assert page.get("lang") == lang
        links = page.xpath("//nav[@class='languages']/a")
        assert [link.get("hreflang") for link in links] == list(pair_site.editions)
        told = page.xpath("//link[@rel='alternate'][@hreflang]/@hreflang")
        assert told == [*pair_site.editions, "x-default"]
        (locale,) = page.xpath("//meta[@property='og:locale']/@content")
        assert locale.split("_")[0] == lang.split("-")[0], topic
        data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
        assert data["@graph"][0]["inLanguage"] == lang
    for lang, path in pair_site.editions.items():
        feed = etree.parse(pair_site.folder / path / "feed.xml").getroot()
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang


def test_nothing_leads_nowhere(pair_site: BuiltSite) -> None:
    assert pair_site.dead_links() == []


@pytest.mark.parametrize("locales", PAIRS, ids="+".join)
def test_a_list_stands_in_the_order_of_its_alphabet(
    site_in: SiteIn, locales: tuple[str, str]
) -> None:
    site = site_in(*locales)
    page = site.page(locales[0], "a-z")
    groups = page.xpath("//section[@data-group]/@data-group")
    assert len(page.xpath("//li/@data-sort")) == len(site.topics) - 2
    assert len(set(groups)) == len(groups) > 3
    assert groups == sorted(groups, key=ALPHABETS[locales[0]].index)


def test_no_page_scrolls_sideways(
    open_page: Open, serve: Serve, pair_site: BuiltSite
) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    for lang, topic, _ in pair_site.pages():
        page.goto(serve(pair_site) + pair_site.path(lang, topic))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, (lang, topic)


def test_axe_finds_no_fault(
    open_page: Open, serve: Serve, pair_site: BuiltSite
) -> None:
    script = resources.files("axe_playwright_python") / "axe.min.js"
    axe = script.read_text(encoding="utf-8")
    main = next(iter(pair_site.editions))
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        for topic in ("index", "work/pay", "help/directory"):
            page.goto(serve(pair_site) + pair_site.path(main, topic))
            if topic == "work/pay":
                page.locator("[data-tool=both]").click()
                page.locator(".pair").first.wait_for()
            page.evaluate(axe)
            found = page.evaluate(
                """axe.run({ resultTypes: ["violations"] }).then((result) =>
                  result.violations.map(({ id, nodes }) => id + nodes[0].html))"""
            )
            assert found == [], (scheme, topic)


def test_both_languages_stand_each_in_its_direction(
    open_page: Open, serve: Serve, persian: BuiltSite
) -> None:
    for lang, other in (("fa", "en"), ("en", "fa")):
        page = open_page(serve(persian) + persian.path(lang, "work/pay") + "?both=1")
        half = page.locator(".half.other").first
        half.wait_for()
        assert half.get_attribute("lang") == other
        direction = half.evaluate("(element) => getComputedStyle(element).direction")
        assert direction == direction_of(other)


def test_a_page_from_the_right_is_the_mirror_of_one_from_the_left(
    open_page: Open, serve: Serve, persian: BuiltSite
) -> None:
    def places(lang: str) -> dict[str, float]:
        path = persian.path(lang, "work/pay")
        page = open_page(serve(persian) + path, viewport={"width": 1280, "height": 800})
        found: dict[str, float] = page.evaluate(
            """(names) => Object.fromEntries(names.map((name) => {
              const box = document.querySelector(name).getBoundingClientRect();
              return [name, (box.left + box.right) / 2 / innerWidth];
            }))""",
            [".brand", ".menu", ".toc", ".find .icon"],
        )
        return found

    left, right = places("en"), places("fa")
    assert all(left[name] < 0.5 for name in (".brand", ".menu", ".find .icon"))
    assert all((left[name] < 0.5) != (right[name] < 0.5) for name in left)


def test_the_likely_page_is_found_from_an_address_with_any_language(
    open_page: Open, serve: Serve, persian: BuiltSite
) -> None:
    page = open_page(serve(persian) + "fa/work/pai/")
    links = [
        page.locator(f"[data-edition='{path}'] .likely a").get_attribute("href")
        for path in persian.editions.values()
    ]
    assert links == [
        persian.base + persian.path(lang, "work/pay") for lang in persian.editions
    ]
    assert page.locator("section[lang=en]").get_attribute("dir") == "ltr"


def test_steps_are_counted_in_the_digits_of_their_language(
    open_page: Open, serve: Serve, persian: BuiltSite
) -> None:
    address = serve(persian)
    for path, style in (("work/pay/", "persian"), ("en/work/pay/", "decimal")):
        page = open_page(f"{address}{path}")
        steps = page.locator("main ol").first
        told = steps.evaluate("list => getComputedStyle(list).listStyleType")
        assert told == style, path


def test_scripts_without_a_slanted_form_are_not_slanted(
    open_page: Open, serve: Serve, site_in: SiteIn
) -> None:
    for locales, style in ((PAIRS[2], "normal"), (PAIRS[1], "italic")):
        page = open_page(serve(site_in(*locales)))
        told = page.evaluate(
            """() => {
              const em = document.createElement("em");
              document.querySelector("main").append(em);
              return getComputedStyle(em).fontStyle;
            }"""
        )
        assert told == style, locales


def test_the_style_sheet_knows_no_left_or_right() -> None:
    style = STYLES.read_text(encoding="utf-8")
    style = re.sub(r"/\*.*?\*/|env\([^)]*\)", "", style, flags=re.DOTALL)
    assert PHYSICAL.findall(style) == []
    uneven = [sides for sides in FOUR_SIDES.findall(style) if _differs(sides)]
    assert uneven == []


def _differs(sides: str) -> bool:
    _, right, _, left = sides.split()
    return right != left
