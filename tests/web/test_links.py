"""Every link within the site leads to a page, a section or a file that is there."""

from urllib.parse import urljoin

from site_files import BuiltSite


def test_no_link_or_anchor_is_dead(site: BuiltSite) -> None:
    assert site.dead_links() == []


def test_pages_link_within_their_own_edition(site: BuiltSite) -> None:
    paths = {site.path(lang, topic): lang for lang, topic, _ in site.pages()}
    for lang, topic, page in site.pages():
        for href in page.xpath("//main//a/@href | //nav[@class='menu']//a/@href"):
            link = urljoin(site.url + site.path(lang, topic), href)
            if link.startswith(site.url) and "/print/" not in link:
                path = link.removeprefix(site.url).partition("#")[0]
                assert paths.get(path, lang) == lang, (lang, topic, link)


def test_every_page_is_in_the_menu_of_its_part(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        current = page.xpath("//nav[@id='menu']//a[@aria-current='page']")
        assert len(current) == 1, (lang, topic)


def test_the_a_z_page_lists_every_topic_and_section(site: BuiltSite) -> None:
    for lang in site.editions:
        index = site.page(lang, "a-z")
        listed = index.xpath("//div[@class='index']//li[@data-sort]")
        assert len(listed) == len(site.topics) - 2  # not the home page, not itself
        sections = index.xpath("//div[@class='index']//ul//ul//a")
        headings = [
            heading
            for topic in site.topics
            if topic not in ("index", "a-z")
            for heading in site.written_headings(lang, topic)
        ]
        assert len(sections) == len(headings)


def test_a_page_with_a_handout_links_each_of_its_pdfs(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("en", "work/pay")
    links = page.xpath("//*[@class='prints']//a[@type]/@href")
    editions = ["en", "zh-Hans+en", "zh-Hant+en", "zh-Hans", "zh-Hant"]
    assert links == [
        f"../../../print/work-pay.{edition}{kind}.pdf"
        for edition in editions
        for kind in ("", ".large")
    ]
    assert "2 p." in page.xpath("string(//*[@class='prints']//a)")


def test_a_page_without_a_handout_offers_none(fixture_site: BuiltSite) -> None:
    assert not fixture_site.page("en", "about/privacy").xpath("//*[@class='prints']")


def test_the_downloads_page_lists_every_pdf(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("zh-Hant", "print/index")
    listed = {link.rpartition("/")[2] for link in page.xpath("//main//a/@href")}
    printed = {path.name for path in (fixture_site.folder / "print").glob("*.pdf")}
    assert printed == {entry.file for entry in fixture_site.catalogue}
    assert printed <= listed


def test_a_version_page_stands_for_every_version(fixture_site: BuiltSite) -> None:
    pages = {n for n in fixture_site.html_files if n.startswith("p/")}
    assert pages == {
        "p/guide/1/index.html",
        "p/guide/2/index.html",
        "p/help-index/1/index.html",
        "p/work-pay/1/index.html",
        "p/work-pay/2/index.html",
    }


def test_an_old_version_page_says_what_changed(fixture_site: BuiltSite) -> None:
    words = fixture_site.words("en")
    old, new = (
        fixture_site.read(f"p/work-pay/{version}/index.html")
        .get_element_by_id("en")
        .text_content()
        for version in (1, 2)
    )
    told = words["version_old"].format(date="October 1, 2026", version=1, current=2)
    assert told in old
    assert "Pay went up" in old
    assert words["version_current"] in new
    assert "Pay went up" not in new


def test_a_version_page_holds_what_the_page_says_now(fixture_site: BuiltSite) -> None:
    page = fixture_site.read("p/work-pay/1/index.html")
    for lang in fixture_site.editions:
        part = page.get_element_by_id(lang)
        assert part.get("lang") == lang
        assert "$17.95" in part.text_content()
        assert part.xpath(".//h2/@id") == [
            f"{lang}-{section}" for section in ("rates", "steps", "help", "sources")
        ]
