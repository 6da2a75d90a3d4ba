"""What the privacy page promises, each line on every page."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from offline_host import Host
from site_files import BuiltSite, Element

DAY = "2026-11-21"
KEYS = {"edition", "size", "both"}
"""What the reader's choices are stored under: languages and the size of text."""
POLICY = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
STORED = """async () => ({
  local: Object.keys(localStorage),
  session: sessionStorage.length,
  cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
})"""


@pytest.fixture(scope="module", params=["fixture", "real"])
def host(
    request: pytest.FixtureRequest,
    fixture_site_on: Callable[[str], BuiltSite],
) -> Iterator[tuple[Host, BuiltSite]]:
    """Each of the two sites on a host of its own, which notes what is asked."""
    if request.param == "fixture":
        built = fixture_site_on(DAY)
    else:
        built = request.getfixturevalue("real_site")
    host = Host(built.folder.resolve(), built.base)
    yield host, built
    host.stop()


def text_files(site: BuiltSite, *endings: str) -> Iterator[tuple[str, str]]:
    for path in sorted(site.folder.rglob("*")):
        if path.suffix in endings:
            name = path.relative_to(site.folder).as_posix()
            yield name, path.read_text(encoding="utf-8")


def test_every_page_has_the_strict_policy_before_anything_loads(
    site: BuiltSite,
) -> None:
    for name in site.html_files:
        head = site.read(name).find("head")
        (meta,) = head.xpath("meta[@http-equiv='Content-Security-Policy']")
        told = dict(part.split(" ", 1) for part in meta.get("content").split("; "))
        assert told == POLICY, name
        before = [element.tag for element in meta.itersiblings(preceding=True)]
        assert before == ["meta"], name


def test_no_page_has_a_style_or_a_handler_of_its_own(site: BuiltSite) -> None:
    for name in site.html_files:
        root = site.read(name)
        assert root.xpath("//@style | //style") == [], name
        assert root.xpath("//@*[starts-with(name(), 'on')]") == [], name
        inline = root.xpath("//script[not(@src)]")
        assert {script.get("type") for script in inline} <= {"application/ld+json"}


def test_tables_are_aligned_all_the_same(
    fixture_site_on: Callable[[str], BuiltSite],
) -> None:
    root = fixture_site_on(DAY).page("en", "work/quiet")
    for tag in ("th", "td"):
        classes = [cell.get("class") for cell in root.iter(tag)]
        assert classes == ["at-start", "at-end", "at-center"]


def test_no_page_tells_another_where_a_reader_comes_from(site: BuiltSite) -> None:
    for name in site.html_files:
        referrer = site.read(name).xpath("//meta[@name='referrer']/@content")
        assert referrer == ["no-referrer"], name


def leaving(site: BuiltSite, root: Element) -> Iterator[Element]:
    own = urlsplit(site.url).netloc
    for link in root.xpath("//a[starts-with(@href, 'http')]"):
        if urlsplit(link.get("href")).netloc != own:
            yield link


def test_a_link_that_leaves_says_so(site: BuiltSite) -> None:
    for name in site.html_files:
        for link in leaving(site, site.read(name)):
            classes = link.get("class", "").split()
            assert link.get("rel") == "noreferrer", (name, link.get("href"))
            assert link.get("target") is None
            if "exit" in classes:
                continue
            lang = link.xpath("ancestor-or-self::*[@lang][last()]/@lang")[0]
            lang = link.xpath("ancestor::*[self::html or self::section][@lang]/@lang")[
                -1
            ]
            words = site.words(lang)
            assert "leaves" in classes, (name, link.get("href"))
            said = [words["leaves"], words["opens_company"].split("{name}")[0]]
            last = link.xpath("span[last()]")[0].text_content()
            assert any(word in last for word in said), (name, link.get("href"))


def test_some_links_of_the_fixture_leave(fixture_site: BuiltSite) -> None:
    root = fixture_site.page("en", "work/pay")
    assert [link.get("href") for link in leaving(fixture_site, root)]


def test_a_link_to_a_company_names_it_in_sight(
    fixture_site_on: Callable[[str], BuiltSite],
) -> None:
    site = fixture_site_on(DAY)
    for lang, company in (
        ("zh-Hans", "大公司"),
        ("zh-Hant", "大公司"),
        ("en", "Bigco"),
    ):
        root = site.page(lang, "work/quiet")
        (link,) = root.xpath("//a[contains(@href, 'bigco')]")
        (told,) = link.xpath("span[not(contains(@class, 'hidden'))]")
        assert told.text == site.words(lang)["opens_company"].format(name=company).join(
            ("（", "）") if lang != "en" else (" (", ")")
        )


def test_only_search_and_the_directory_can_be_filled_in(site: BuiltSite) -> None:
    for name in site.html_files:
        root = site.read(name)
        for form in root.iter("form"):
            assert form.get("method", "get").lower() == "get"
            assert not urlsplit(form.get("action", "")).netloc
            assert {*form.get("class").split()} & {"find", "filters"}, name
        outside = root.xpath("//input[not(ancestor::form)] | //textarea")
        assert outside == [], name


def test_nothing_counts_visitors_or_writes_cookies(site: BuiltSite) -> None:
    traces = re.compile(r"document\.cookie|sendBeacon|indexedDB|XMLHttpRequest")
    for name, text in text_files(site, ".js"):
        if not name.startswith("search/"):
            assert not traces.search(text), name
            assert "innerHTML" not in text, name
            assert not re.search(r"\beval\(|new Function", text), name
            assert not re.search(r"[\"'`]https?://", text), name
    for name, text in text_files(site, ".css"):
        assert not re.search(r"url\(|@import", text), name


def test_a_reader_of_every_page_leaves_nothing_behind(
    host: tuple[Host, BuiltSite], browser: Browser
) -> None:
    served, built = host
    context = browser.new_context(viewport={"width": 360, "height": 740})
    foreign: list[str] = []
    context.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(served.address) else foreign.append(asked.url)
        ),
    )
    page = context.new_page()
    for lang, topic, _ in built.pages():
        page.goto(served.address + built.path(lang, topic))
    page.wait_for_selector("html[data-kept]", state="attached")
    assert page.evaluate(STORED) == {
        "local": [],
        "session": 0,
        "cookies": "",
        "databases": 0,
    }
    assert context.cookies() == []
    assert foreign == []
    assert not [told for told in served.headers if "cookie" in told]
    telling = {
        name
        for name, told in zip(served.asked, served.headers, strict=True)
        if "referer" in told
    }
    assert telling <= {"worker.js"}  # a browser that looks for a newer worker
    context.close()


def a_title(site: BuiltSite) -> str:
    """Return what a reader of the main edition may look for."""
    main = next(iter(site.editions))
    return str(site.page(main, "help/directory").findtext(".//h1"))


def test_choices_are_stored_and_nothing_else(
    host: tuple[Host, BuiltSite], browser: Browser
) -> None:
    served, built = host
    context: BrowserContext = browser.new_context()
    page: Page = context.new_page()
    page.goto(f"{served.address}help/")
    page.click("[data-tool=size]")
    page.click("[data-size=largest]")
    page.click("[data-tool=both]")
    page.fill(".find input", a_title(built))
    page.locator(".found li > a").first.click()
    page.wait_for_selector("main mark")
    assert not [path for path in served.asked if "q=" in path or "%E5" in path]
    page.click(".languages a[hreflang=en]")
    page.wait_for_url("**/en/**")
    stored = page.evaluate(STORED)
    assert set(stored["local"]) <= KEYS
    assert stored["session"] == stored["databases"] == 0
    assert stored["cookies"] == ""
    context.close()


def test_the_privacy_page_has_the_button_that_erases(site: BuiltSite) -> None:
    for lang in site.editions:
        for topic in ("about/privacy", "about/offline"):
            (place,) = site.page(lang, topic).find_class("erase")
            told = json.loads(place.get("data-words"))
            assert told == {"erased": site.words(lang)["keep_erased"]}
            assert place.xpath(".//button[@hidden]")


def test_every_page_leads_to_privacy_and_to_reading_offline(site: BuiltSite) -> None:
    for lang, topic, root in site.pages():
        links = root.xpath("//footer[@class='foot']//a/@href")
        assert any(link.endswith("privacy/") or link == "./" for link in links), topic
        assert any("offline/" in link or link == "./" for link in links), (lang, topic)


def test_the_worker_asks_only_its_own_site(site: BuiltSite) -> None:
    text = Path(site.folder / "worker.js").read_text("utf-8").split("\n", 1)[1]
    asked = re.findall(r"\bfetch\(([^,)]+)", text)
    assert asked
    assert all(
        re.match(r"scope ?\+ ?path|request|isPage ?\? ?new Request\(request\.url", one)
        for one in asked
    )
