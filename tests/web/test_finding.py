"""How the site is found: titles, link cards, structured data, feeds, sitemap."""

import json
import struct
from collections import defaultdict
from datetime import datetime
from urllib.parse import urljoin

import pytest
from lxml import etree

from pairpress.content.library import Library, survey_library
from site_files import BuiltSite, Element

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(scope="module")
def library(site: BuiltSite) -> Library:
    return survey_library(site.project)[0]


def tag(page: Element, name: str) -> str:
    """The content of the only Open Graph tag of a name."""
    (content,) = page.xpath(f"/html/head/meta[@property='og:{name}']/@content")
    return str(content)


def graph(page: Element) -> dict[str, dict[str, object]]:
    """The page's structured data, by type."""
    (script,) = page.xpath("//script[@type='application/ld+json']")
    return {item["@type"]: item for item in json.loads(script.text)["@graph"]}


def hidden(library: Library, lang: str, topic: str) -> bool:
    page = library.pages[library.site.edition(lang).locale][topic]
    return bool(page.front.discreet)


def test_each_page_has_its_own_title_and_description(
    site: BuiltSite, library: Library
) -> None:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for lang, topic, page in site.pages():
        (title,) = page.xpath("/html/head/title/text()")
        (description,) = page.xpath("/html/head/meta[@name='description']/@content")
        found[lang, "description", description].append(topic)
        if not hidden(library, lang, topic):
            found[lang, "title", title].append(topic)
    assert {what: topics for what, topics in found.items() if topics[1:]} == {}


def test_a_link_card_says_what_the_page_says(site: BuiltSite, library: Library) -> None:
    for lang, topic, page in site.pages():
        (canonical,) = page.xpath("/html/head/link[@rel='canonical']/@href")
        assert tag(page, "url") == canonical == site.url + site.path(lang, topic)
        assert page.xpath("string(//title)").startswith(tag(page, "title"))
        assert tag(page, "locale").split("_")[0] == lang.split("-")[0]
        if not hidden(library, lang, topic):
            (description,) = page.xpath("//meta[@name='description']/@content")
            assert tag(page, "description") == description


def test_the_editions_of_one_language_have_different_locales(site: BuiltSite) -> None:
    locales = [tag(site.page(lang, "index"), "locale") for lang in site.editions]
    assert len(set(locales)) == len(locales)


def test_each_page_has_a_small_picture_of_the_size_it_says(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        address = tag(page, "image")
        assert address.startswith(site.url), (lang, topic)
        content = (site.folder / address.removeprefix(site.url)).read_bytes()
        assert len(content) <= 60_000
        said = (int(tag(page, "image:width")), int(tag(page, "image:height")))
        assert struct.unpack(">II", content[16:24]) == said == (1200, 630)


def test_a_discreet_page_tells_nothing_of_itself(
    site: BuiltSite, library: Library
) -> None:
    for lang, topic, page in site.pages():
        if hidden(library, lang, topic):
            told = [
                *page.xpath("/html/head/meta[@property]/@content"),
                json.dumps(graph(page), ensure_ascii=False),
            ]
            secret = (
                page.xpath("string(//h1)"),
                *page.xpath("//meta[@name='description']/@content"),
            )
            assert not [s for s in secret for t in told if s in t]
            (shown,) = page.xpath("//title/text()")
            assert tag(page, "title") == tag(page, "image:alt") == shown


def test_structured_data_says_what_the_front_matter_says(
    site: BuiltSite, library: Library
) -> None:
    for lang, topic, page in site.pages():
        told = graph(page)
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert told["WebPage"]["url"] == canonical
        assert told["WebPage"]["inLanguage"] == lang
        changed = library.pages[library.site.edition(lang).locale][topic].front.changed
        newest = max(change.date for change in changed).isoformat()
        assert told["WebPage"]["dateModified"] == newest
        if topic == "index":
            assert "telephone" not in told["Organization"]
        else:
            (crumbs,) = [told["BreadcrumbList"]["itemListElement"]]
            assert isinstance(crumbs, list)
            assert crumbs[-1]["item"] == canonical
            pages = {site.url + site.path(lang, t) for t in site.topics}
            assert {crumb["item"] for crumb in crumbs} <= pages


def test_each_edition_has_a_feed_of_its_changes(
    site: BuiltSite, library: Library
) -> None:
    for lang, path in site.editions.items():
        feed = etree.parse(site.folder / path / "feed.xml").getroot()
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
        assert feed.findtext(f"{ATOM}id") == f"{site.url}{path}feed.xml"
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert entries and len(set(ids)) == len(ids)
        times = []
        for entry in entries:
            assert entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary")
            link = entry.find(f"{ATOM}link").get("href")
            assert (site.folder / link.removeprefix(site.url) / "index.html").is_file()
            times.append(datetime.fromisoformat(entry.findtext(f"{ATOM}updated")))
        assert all(time.tzinfo for time in times)
        assert times == sorted(times, reverse=True)
        newest = datetime.fromisoformat(feed.findtext(f"{ATOM}updated"))
        assert newest == times[0]


def test_a_feed_does_not_tell_of_pages_to_be_read_unseen(
    site: BuiltSite, library: Library
) -> None:
    for lang, path in site.editions.items():
        told = (site.folder / path / "feed.xml").read_text(encoding="utf-8")
        pages = library.pages[library.site.edition(lang).locale]
        for topic, page in pages.items():
            if page.front.exit or page.front.discreet:
                assert f"{site.url}{site.path(lang, topic)}<" not in told


def test_every_page_leads_to_its_edition_s_feed(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        (link,) = page.xpath("//link[@type='application/atom+xml']/@href")
        here = urljoin(site.url, site.path(lang, topic))
        assert urljoin(here, link) == f"{site.url}{site.editions[lang]}feed.xml"


def test_the_sitemap_names_every_page_with_its_other_languages(site: BuiltSite) -> None:
    root = etree.parse(site.folder / "sitemap.xml").getroot()
    pages = {
        site.url + site.path(lang, topic)
        for lang in site.editions
        for topic in site.topics
    }
    assert set(root.xpath("//s:loc/text()", namespaces=SITEMAP)) == pages
    for url in root.iterfind("s:url", SITEMAP):
        langs = url.xpath("x:link/@hreflang", namespaces=SITEMAP)
        assert set(langs) == {*site.editions, "x-default"}
        assert set(url.xpath("x:link/@href", namespaces=SITEMAP)) <= pages
        assert datetime.fromisoformat(url.findtext("s:lastmod", None, SITEMAP))
    robots = (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {site.url}sitemap.xml" in robots


def test_only_pages_of_the_site_are_to_be_found(site: BuiltSite) -> None:
    ours = {
        site.path(lang, topic) + "index.html"
        for lang in site.editions
        for topic in site.topics
    }
    for name in site.html_files:
        found = bool(
            site.read(name).xpath("//meta[@name='robots'][@content='noindex']")
        )
        assert found == (name not in ours), name


def test_the_words_that_scripts_say_are_those_of_the_edition(site: BuiltSite) -> None:
    for lang in site.editions:
        page = site.page(lang, "index")
        for said in page.xpath("//*[@data-words][starts-with(@data-words, '{')]"):
            known = set(site.words(lang).values())
            words = json.loads(said.get("data-words")).values()
            assert {word for word in words if isinstance(word, str)} <= known
