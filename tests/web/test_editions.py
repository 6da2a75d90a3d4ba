"""Each page says its language, its address, and where its other editions stand."""

from urllib.parse import urljoin, urlsplit

from lxml import etree

from site_files import BuiltSite

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
LOADED = (
    "//script/@src | //img/@src | //iframe/@src | //form/@action | //source/@src"
    " | //link[not(@rel='canonical' or @rel='alternate')]/@href | //object/@data"
)


def test_each_page_names_the_language_of_its_edition(site: BuiltSite) -> None:
    assert {
        (lang, topic): page.get("lang")
        for lang, topic, page in site.pages()
        if page.get("lang") != lang
    } == {}


def test_the_canonical_address_is_the_pages_own(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        own = [site.url + site.path(lang, topic)]
        assert page.xpath("//link[@rel='canonical']/@href") == own


def test_alternates_are_absolute_and_the_same_on_each_edition(site: BuiltSite) -> None:
    for _, topic, page in site.pages():
        alternates = {
            link.get("hreflang"): link.get("href")
            for link in page.xpath("//link[@rel='alternate'][@hreflang]")
        }
        expected = {lang: site.url + site.path(lang, topic) for lang in site.editions}
        first = next(iter(expected.values()))
        assert alternates == expected | {"x-default": first}


def test_the_sitemap_lists_every_page_with_its_alternates(site: BuiltSite) -> None:
    root = etree.parse(site.folder / "sitemap.xml").getroot()
    listed = {
        url.findtext("s:loc", namespaces=SITEMAP): {
            link.get("hreflang") for link in url.findall("x:link", SITEMAP)
        }
        for url in root.findall("s:url", SITEMAP)
    }
    expected = {site.url + site.path(lang, t) for lang, t, _ in site.pages()}
    assert listed == {address: {*site.editions, "x-default"} for address in expected}
    assert all(
        (site.folder / link.removeprefix(site.url) / "index.html").is_file()
        for link in root.xpath("//x:link/@href", namespaces=SITEMAP)
    )


def test_robots_are_welcome_and_told_of_the_sitemap(site: BuiltSite) -> None:
    robots = (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert "Disallow" not in robots
    assert f"Sitemap: {site.url}sitemap.xml" in robots.splitlines()


def test_only_pages_of_an_edition_are_offered_to_search_engines(
    site: BuiltSite,
) -> None:
    pages = {site.path(lang, t) + "index.html" for lang, t, _ in site.pages()}
    refused = {
        name
        for name in site.html_files
        if site.read(name).xpath("//meta[@name='robots' and @content='noindex']")
    }
    assert refused == set(site.html_files) - pages
    assert "404.html" in refused
    assert any(name.startswith("p/") for name in refused)


def test_nothing_is_loaded_from_another_host(site: BuiltSite) -> None:
    host = urlsplit(site.url).netloc
    foreign = {
        (name, link)
        for name in site.html_files
        for link in site.read(name).xpath(LOADED)
        if urlsplit(urljoin(site.url, link)).netloc != host
    }
    assert foreign == set()


def test_a_page_may_load_only_what_is_on_the_site(site: BuiltSite) -> None:
    policy = "string(//meta[@http-equiv='Content-Security-Policy']/@content)"
    for name in site.html_files:
        told = site.read(name).xpath(policy)
        assert "default-src 'none'" in told, name
        assert "http" not in told and "unsafe" not in told, name


def test_no_page_runs_or_styles_inline(site: BuiltSite) -> None:
    # Data for search engines is not run.
    script = "//script[not(@src)][@type!='application/ld+json' or not(@type)]"
    inline = f"{script} | //style | //@style | //@onclick | //@onload"
    assert {n for n in site.html_files if site.read(n).xpath(inline)} == set()


def test_an_id_stands_once_on_a_page(site: BuiltSite) -> None:
    for name in site.html_files:
        ids = site.read(name).xpath("//@id")
        assert sorted(set(ids)) == sorted(ids), name


def test_staffs_own_files_are_not_published(site: BuiltSite) -> None:
    published = {path.suffix for path in site.folder.rglob("*") if path.is_file()}
    assert published <= {".html", ".css", ".js", ".svg", ".pdf", ".json", ".xml"} | {
        ".ics",
        ".png",
        ".txt",
        ".zip",
        "",
    }
    assert not (site.folder / "data").exists()
    assert not list(site.folder.rglob("mkdocs*"))


def test_print_views_stay_out_of_the_site(site: BuiltSite) -> None:
    views = "//meta[@name='handout']"
    assert not [name for name in site.html_files if site.read(name).xpath(views)]
    assert not (site.folder / "zh-Hans").exists()


def test_every_page_names_its_description_and_title(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        assert page.xpath("//meta[@name='description']/@content")[0], (lang, topic)
        assert page.findtext(".//title"), (lang, topic)
        assert len(page.xpath("//h1")) == 1, (lang, topic)


def test_what_staff_write_cannot_break_a_page(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("en", "about/privacy")
    assert page.findtext(".//title").startswith('Privacy & "you" · ')
    description = page.xpath("//head/meta[@name='description']/@content")
    assert description == ['No "names", no <status> & no e-mail.']
    listed = fixture_site.page("en", "a-z").xpath("//li/@data-sort")
    assert 'Privacy & "you"' in listed


def test_the_newest_change_dates_the_page(fixture_site: BuiltSite) -> None:
    for lang, date in (("en", "November 1, 2026"), ("zh-Hant", "2026年11月1日")):
        foot = fixture_site.page(lang, "work/pay").xpath("//*[@class='page-foot']")
        told = fixture_site.words(lang)["updated"].format(date=date)
        assert told in foot[0].text_content()


def test_admonitions_speak_the_language_of_the_page(
    real_site: BuiltSite,
) -> None:
    for lang, topic, page in real_site.pages():
        for title in page.xpath("//p[@class='admonition-title']"):
            is_chinese = any("\u4e00" <= c <= "\u9fff" for c in title.text_content())
            assert is_chinese == lang.startswith("zh"), (lang, topic)
