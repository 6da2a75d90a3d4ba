"""Pages that stand in one language on purpose: no other edition pretends to them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_files import ROOT, BuiltSite, copy_project

FRONT = """---
title: {title}
description: {title}.
only: true
{more}changed:
  - {{date: 2026-10-01, note: one}}
---

# {title}

[{back}](pay.md)

## {back} {{#steps}}

{back}
"""
ZH, EN = "work/lanterns", "work/snow"
"""Topics that stand in Chinese and in English only."""


def _add(project: Path, locale: str, topic: str, title: str, back: str) -> None:
    text = FRONT.format(title=title, back=back, more="handout: true\n")
    (project / f"docs/{locale}/{topic}.md").write_text(text, encoding="utf-8")
    settings = project / "mkdocs.yml"
    told = settings.read_text(encoding="utf-8")
    told = told.replace(
        "  - work/quiet.md\n", f"  - work/quiet.md\n  - {topic}.md\n", 1
    )
    settings.write_text(told, encoding="utf-8")


def _link(project: Path, locale: str, topic: str, text: str) -> None:
    path = project / f"docs/{locale}/work/index.md"
    told = path.read_text(encoding="utf-8")
    target = topic.removeprefix("work/")
    path.write_text(f"{told}\n[{text}]({target}.md#steps)\n", encoding="utf-8")


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., int]
) -> BuiltSite:
    folder = tmp_path_factory.mktemp("only") / "project"
    project = copy_project(ROOT / "tests/fixture", folder)
    _add(project, "zh", ZH, "元宵灯会", "看工钱")
    _add(project, "en", EN, "Snow days", "See pay")
    _link(project, "en", ZH, "lanterns")
    _link(project, "zh", EN, "雪天")
    assert run(project, "build") == 0
    return BuiltSite(project / "site", project)


def test_only_the_editions_of_its_language_have_it(built: BuiltSite) -> None:
    stands = {
        topic: [
            lang
            for lang in built.editions
            if (built.folder / built.path(lang, topic) / "index.html").is_file()
        ]
        for topic in (ZH, EN)
    }
    assert stands == {ZH: ["zh-Hans", "zh-Hant"], EN: ["en"]}


def test_it_names_no_page_that_is_not_there(built: BuiltSite) -> None:
    named = {
        (link.get("hreflang"), link.get("href"))
        for link in built.page("en", EN).xpath(
            "//head/link[@rel='alternate'][@hreflang]"
        )
    }
    address = f"{built.url}en/work/snow/"
    assert named == {("en", address), ("x-default", address)}
    sitemap = (built.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{built.url}work/snow/" not in sitemap
    assert sitemap.count(f"<loc>{address}</loc>") == 1
    assert f"<loc>{built.url}zh-Hant/work/lanterns/</loc>" in sitemap


def test_it_says_so_and_the_switch_leads_home(built: BuiltSite) -> None:
    for lang, word in (("zh-Hans", "只有中文"), ("zh-Hant", "只有中文")):
        page = built.page(lang, ZH)
        assert word in page.find(".//p[@class='only']").text_content()
        other = page.xpath("//nav[@class='languages']/a[@hreflang='en']")[0]
        assert other.get("href").endswith("en/")
    page = built.page("en", EN)
    assert "English only" in page.find(".//p[@class='only']").text_content()
    assert not built.page("en", "work/pay").xpath("//p[@class='only']")


def test_a_link_to_it_leads_to_its_language(built: BuiltSite) -> None:
    links = {
        lang: built.page(lang, "work/index").xpath("//article//a[@hreflang]")[0]
        for lang in built.editions
    }
    there = {lang: (x.get("hreflang"), x.get("href")) for lang, x in links.items()}
    assert there == {
        "zh-Hans": ("en", "../en/work/snow/#steps"),
        "zh-Hant": ("en", "../../en/work/snow/#steps"),
        "en": ("zh-Hans", "../../work/lanterns/#steps"),
    }
    assert built.dead_links() == []


def test_its_handout_is_printed_in_its_language(built: BuiltSite) -> None:
    printed = {(entry.publication, entry.edition) for entry in built.catalogue if entry}
    of = {
        name: {e for p, e in printed if p == name}
        for name in ("work-lanterns", "work-snow")
    }
    assert of == {"work-lanterns": {"zh-Hans", "zh-Hant"}, "work-snow": {"en"}}
    version = built.read("p/work-snow/1/index.html")
    assert version.xpath("//section/@lang") == ["en"]


def test_lists_have_it_in_its_language_alone(built: BuiltSite) -> None:
    for topic in ("work/index", "a-z"):
        titles = {
            lang: built.page(lang, topic).xpath("string(//main)")
            for lang in ("zh-Hans", "en")
        }
        assert "元宵灯会" in titles["zh-Hans"] and "Snow" not in titles["zh-Hans"]
        assert "Snow days" in titles["en"] and "元宵" not in titles["en"]


def test_nobody_is_offered_another_language_of_it(
    built: BuiltSite, serve: Callable[[BuiltSite], str], open_page: Callable[..., Page]
) -> None:
    page = open_page(serve(built) + "work/pay/")
    page.evaluate("localStorage.setItem('edition', 'en')")
    page.goto(serve(built) + "work/lanterns/")
    assert page.locator(".resume").is_hidden()
    assert page.locator("[data-tool=both]").is_hidden()
    page.locator(".languages a[hreflang=en]").click()
    assert page.url == serve(built) + "en/"


def test_search_does_not_offer_it_in_another_language(
    built: BuiltSite, serve: Callable[[BuiltSite], str], open_page: Callable[..., Page]
) -> None:
    page = open_page(serve(built) + "en/")
    page.focus("form.find input")
    page.fill("form.find input", "元宵灯会")
    found = page.locator(".found li")
    found.first.wait_for()
    assert (
        found.first.locator("a")
        .first.get_attribute("href")
        .startswith(serve(built) + "work/lanterns/")
    )
    assert not found.get_by_text(built.words("en")["search_here"]).count()


def test_a_dead_link_stays_one(
    project: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    _link(project, "en", "work/nowhere", "gone")
    assert run(project, "check") == 1
    assert "nowhere.md#steps leads to no page" in capsys.readouterr().out
