"""The Traditional edition: the Simplified pages, converted as its readers write."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from pairpress.content.conversion import converter
from pairpress.content.data import read_data
from pairpress.content.site import read_site
from site_files import BuiltSite

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = {"real": ROOT, "fixture": ROOT / "tests/fixture"}
DATA = {name: read_data(project) for name, project in PROJECTS.items()}
ROWS = [
    pytest.param(name, entry.zh, *entry.example, id=f"{name}-{entry.zh}")
    for name, data in DATA.items()
    for entry in data.replacements
]


@pytest.mark.parametrize(("table", "phrase", "simplified", "traditional"), ROWS)
def test_a_phrase_of_the_table_is_said_in_its_own_way(
    table: str, phrase: str, simplified: str, traditional: str
) -> None:
    edition = read_site(PROJECTS[table]).edition("zh-Hant")
    assert phrase in simplified
    assert converter(edition, DATA[table])(simplified) == traditional


def test_no_phrase_stands_twice_in_the_table() -> None:
    phrases = [entry.zh for entry in DATA["real"].replacements]
    assert sorted(set(phrases)) == sorted(phrases)


@pytest.fixture(scope="module")
def text(fixture_site: BuiltSite) -> str:
    page = fixture_site.page("zh-Hant", "work/pay")
    return str(page.find(".//article").text_content())


def test_text_is_converted(text: str) -> None:
    assert "先別簽合約" in text
    assert "留好糧單" in text


def test_a_pages_own_phrase_overrules_the_table(text: str) -> None:
    assert "僱主説的話" in text
    assert "颱風天" in text
    assert "老闆" not in text


def test_titles_descriptions_and_labels_are_converted(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("zh-Hant", "work/pay")
    assert page.findtext(".//title") == "工錢 · 燈籠會小站"
    description = page.xpath("//meta[@name='description']/@content")
    assert description == ["僱主少給工錢，先做什麼。"]
    assert page.xpath("//article//p/@title") == ["發財"]
    for part, word in (("calls", "call_title"), ("languages", "language")):
        label = page.xpath("//nav[@class=$part]/@aria-label", part=part)
        assert label == [fixture_site.words("zh-Hant")[word]]


def test_what_has_its_own_language_is_left_alone(fixture_site: BuiltSite) -> None:
    article = fixture_site.page("zh-Hant", "work/pay").find(".//article")
    assert article.xpath(".//span[@lang='en']/text()") == ["Lantern 灯笼发财"]
    assert article.xpath(".//span[@translate='no']/text()") == ["国语"]


def test_an_element_in_the_pages_language_changes_with_it(
    fixture_site: BuiltSite,
) -> None:
    article = fixture_site.page("zh-Hant", "work/pay").find(".//article")
    assert article.xpath(".//span[@lang='zh-Hant']/text()") == ["國語"]
    assert not article.xpath(".//*[@lang='zh-Hans']")


def converted(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Yield each page of the converted editions: not every site has one."""
    for edition in site.settings["extra"]["editions"]:
        if "convert" in edition:
            yield from ((edition["lang"], topic) for topic in site.topics)


def test_link_targets_are_never_converted(site: BuiltSite) -> None:
    for lang, topic in converted(site):
        simplified = site.page("zh-Hans", topic).find(".//article")
        traditional = site.page(lang, topic).find(".//article")
        assert [link for link in simplified.xpath(".//a/@href") if ":" in link] == [
            link for link in traditional.xpath(".//a/@href") if ":" in link
        ]


def test_sections_have_the_same_ids_in_every_edition(site: BuiltSite) -> None:
    for topic in site.topics:
        ids = [
            site.page(lang, topic).xpath("//article//h2/@id | //article//h3/@id")
            for lang in site.editions
        ]
        assert all(one == other for one, other in pairwise(ids)), topic


def test_the_switch_keeps_each_editions_name_in_its_own_script(
    site: BuiltSite,
) -> None:
    names = [edition["name"] for edition in site.settings["extra"]["editions"]]
    for lang, topic, page in site.pages():
        links = page.xpath("//nav[@class='languages']/a")
        assert [link.text for link in links] == names, (lang, topic)
        assert [link.get("lang") for link in links] == list(site.editions)
        current = [a.get("lang") for a in links if a.get("aria-current")]
        assert current == [lang]


def test_the_a_z_page_is_ordered_by_strokes(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("zh-Hant", "a-z")
    assert page.xpath("//section/h2/text()") == [
        "3畫",
        "5畫",
        "6畫",
        "7畫",
        "13畫",
        "16畫",
    ]
    assert page.xpath("//li/@data-sort") == [
        *(
            "工錢",
            "打工",
            "打印資料",
            "老闆動手",
            "找人幫忙",
            "沒網也能看",
            "電話一覽",
            "隱私",
        )
    ]


def test_the_other_a_z_pages_are_ordered_by_their_letters(
    fixture_site: BuiltSite,
) -> None:
    simplified = fixture_site.page("zh-Hans", "a-z")
    assert simplified.xpath("//section/h2/text()") == ["D", "G", "L", "M", "Y", "Z"]
    english = fixture_site.page("en", "a-z").xpath("//li/@data-sort")
    assert english == sorted(english, key=str.casefold)


def test_each_page_says_that_it_was_converted_and_not_reviewed(
    site: BuiltSite,
) -> None:
    for lang, topic in converted(site):
        words = site.words(lang)
        foot = site.page(lang, topic).xpath("string(//*[@class='page-foot'])")
        assert words["converted"] in foot, topic
        assert words["converted_unreviewed"] in foot, topic


def test_the_written_editions_say_who_reviewed_them(fixture_site: BuiltSite) -> None:
    for lang, by, date in (
        ("zh-Hans", "法律诊所", "2026年10月6日"),
        ("en", "legal clinic", "October 6, 2026"),
    ):
        words, foot = fixture_site.words(lang), "string(//*[@class='page-foot'])"
        told = fixture_site.page(lang, "work/pay").xpath(foot)
        assert words["reviewed"].format(by=by, date=date) in told
        assert words["not_reviewed"] in fixture_site.page(lang, "a-z").xpath(foot)


def test_no_simplified_word_is_left_on_a_traditional_page(site: BuiltSite) -> None:
    simplified_only = set("这们说话钱电见车个为发东书长门问间")
    for lang, topic in converted(site):
        page = site.page(lang, topic)
        own = page.xpath(
            "//body//text()[not(ancestor::*[@translate='no' or "
            "(@lang and not(starts-with(@lang, 'zh')))])]"
        )
        assert not simplified_only & set("".join(own)), topic
