"""Readers of a section that has not followed its other half are told so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_files import BuiltSite

Run = Callable[..., int]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def drifted(
    printed_project: Path, tmp_path_factory: pytest.TempPathFactory, run: Run
) -> BuiltSite:
    """A site with “steps” led by English, “rates” by Chinese, “help” by both."""
    project = tmp_path_factory.mktemp("notes") / "project"
    shutil.copytree(printed_project, project, symlinks=True)
    assert run(project, "agree", "work/pay", day="2026-11-01") == 0
    english, chinese = (project / f"docs/{x}/work/pay.md" for x in ("en", "zh"))
    replace(english, "# How pay is counted\n", "# How your pay is counted\n")
    replace(english, "Don't sign", "Never sign")
    replace(chinese, "哪种语言写都可以", "可以用哪种语言写")
    replace(english, "## Who can help", "## Who helps you")
    replace(chinese, "## 谁可以帮你", "## 谁来帮你")
    assert run(project, "build") == 0
    return BuiltSite(project / "site", project)


def note_under(site: BuiltSite, lang: str, heading: str) -> tuple[str, str] | None:
    """Return a note's text and where its link leads; None: there is no note."""
    root = site.page(lang, "work/pay")
    notes = root.xpath(f'//{heading}/following-sibling::*[1][@class="stale"]')
    if not notes:
        return None
    return notes[0].text_content(), notes[0].find(".//a").get("href")


def test_a_stale_section_tells_since_when_and_leads_to_the_newer_half(
    drifted: BuiltSite,
) -> None:
    text, link = note_under(drifted, "zh-Hans", 'h2[@id="steps"]') or ("", "")
    assert "2026年11月1日" in text and "英语版" in text
    assert link == "../../en/work/pay/#steps"
    text, link = note_under(drifted, "en", 'h2[@id="rates"]') or ("", "")
    assert "November 1, 2026" in text and "Chinese" in text
    assert link == "../../../work/pay/#rates"


def test_the_traditional_edition_says_it_in_traditional(drifted: BuiltSite) -> None:
    text, link = note_under(drifted, "zh-Hant", 'h2[@id="steps"]') or ("", "")
    assert "英語版" in text and "這裏" in text
    assert link == "../../../en/work/pay/#steps"


def test_the_newer_half_and_a_fresh_section_say_nothing(drifted: BuiltSite) -> None:
    assert note_under(drifted, "en", 'h2[@id="steps"]') is None
    assert note_under(drifted, "zh-Hans", 'h2[@id="rates"]') is None
    for lang, topic, page in drifted.pages():
        if topic != "work/pay":
            assert not page.xpath('//*[@class="stale"]'), (lang, topic)


def test_where_both_changed_both_say_so(drifted: BuiltSite) -> None:
    for lang in ("zh-Hans", "zh-Hant", "en"):
        assert note_under(drifted, lang, 'h2[@id="help"]'), lang


def test_what_stands_above_the_first_section_is_told_below_the_title(
    drifted: BuiltSite,
) -> None:
    assert note_under(drifted, "zh-Hans", "h1")
    assert not note_under(drifted, "en", "h1")


def test_the_note_links_lead_somewhere(drifted: BuiltSite) -> None:
    assert drifted.dead_links() == []


def test_print_views_say_it_too(drifted: BuiltSite) -> None:
    for lang, count in (("zh-Hans", 3), ("zh-Hant", 3), ("en", 2)):
        view = drifted.project / f".cache/build/views/{lang}/work/pay.html"
        assert view.read_text("utf-8").count('class="stale"') == count, lang


def test_search_does_not_find_a_note(drifted: BuiltSite) -> None:
    index = "".join(
        p.read_text("utf-8") for p in drifted.folder.rglob("search/en/*.js")
    )
    assert "may be out of date" not in index


def test_never_agreed_says_nothing_under_sections_and_the_foot_is_honest(
    fixture_site: BuiltSite,
) -> None:
    page = fixture_site.page("zh-Hans", "help/index")
    assert not page.xpath('//*[@class="stale"]')
    assert fixture_site.words("zh-Hans")["not_reviewed"] in page.text_content()


def test_a_record_that_cannot_be_read_stops_the_build(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "agree", "work/pay") == 0
    path = project / "docs/data/agreed/work/pay.json"
    path.write_text("{", "utf-8")
    assert run(project, "build", "--only", "web") == 1
    assert "docs/data/agreed/work/pay.json:1: " in capsys.readouterr().err
