"""The report: one page on how everything stands, that asks nothing of anybody."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from site_files import Element

Run = Callable[..., int]
LATER = "2026-11-25"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def written(
    printed_project: Path, tmp_path_factory: pytest.TempPathFactory, run: Run
) -> Path:
    """The report on a project with drift, a note of changes, and a broken link."""
    project = tmp_path_factory.mktemp("report") / "project"
    shutil.copytree(printed_project, project, symlinks=True)
    assert run(project, "agree", "work/pay", "help/index", "--by", "clinic") == 0
    assert run(project, "record") == 0
    pay = {locale: project / f"docs/{locale}/work/pay.md" for locale in ("zh", "en")}
    replace(pay["en"], "Don't sign a contract yet", "Never sign <b>a paper</b> yet")
    replace(pay["zh"], "哪种语言写都可以", "可以用任何语言写")
    for path, note in zip(pay.values(), ("期限变了", "New time limit"), strict=True):
        replace(path, "changed:", f"changed:\n  - date: 2026-11-24\n    note: {note}")
    replace(project / "docs/en/help/index.md", "(directory.md)", "(directry.md)")
    assert run(project, "report", "--out", "out/status.html", day=LATER) == 0
    return project / "out/status.html"


@pytest.fixture(scope="module")
def page(written: Path) -> Element:
    return html.document_fromstring(written.read_bytes())


def text(element: Element) -> str:
    return " ".join(str(element.text_content()).split())


def section(page: Element, name: str) -> Element:
    return page.get_element_by_id(name)


def test_it_asks_nothing_of_anybody(written: Path, page: Element) -> None:
    assert not page.xpath("//script | //link | //img | //iframe | //form")
    assert "url(" not in written.read_text("utf-8")
    assert page.xpath('//meta[@http-equiv="Content-Security-Policy"]')


def test_its_own_links_lead_somewhere(page: Element) -> None:
    ids = set(page.xpath("//@id"))
    links = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert links and not set(links) - ids


def test_every_topic_stands_there_with_its_state(page: Element) -> None:
    rows = {row.get("id"): text(row) for row in page.xpath("//tbody/tr")}
    assert len(rows) == 10
    assert "没跟上 stale" in rows["topic-work-pay"]
    assert "legal clinic, 2026-10-06" in rows["topic-work-pay"]
    assert "没核对过 never agreed" in rows["topic-about-privacy"]
    assert "还没有人 nobody yet" in rows["topic-about-privacy"]


def test_a_stale_section_shows_word_by_word_what_changed(page: Element) -> None:
    cards = {
        str(card.xpath("./h3/code/text()")[0]): card
        for card in page.xpath('//article[@class="waiting"]')
    }
    english = cards["work/pay#steps"].xpath('.//div[@lang="en"]')[0]
    edits = [text(edit) for edit in english.iter("del", "ins")]
    assert edits == ["Don't", "Never", "contract", "paper"]
    chinese = cards["work/pay#steps"].xpath('.//div[@lang="zh-Hans"]')[0]
    assert "behind" in chinese.get("class") and not list(chinese.iter("del", "ins"))
    assert "2026-11-21" in text(cards["work/pay#steps"])
    chinese = cards["work/pay#rates"].xpath('.//div[@lang="zh-Hans"]')[0]
    gone, come = ("".join(text(e) for e in chinese.iter(t)) for t in ("del", "ins"))
    assert "哪种" in gone and "任何" in come and "新标准" not in gone + come


def test_text_of_pages_is_never_markup(page: Element) -> None:
    assert not page.xpath("//ins/b | //del/b")


def test_a_changed_note_and_a_changed_value_ask_for_another_print(
    page: Element,
) -> None:
    row = text(section(page, "print-work-pay"))
    assert "要重印 print again" in row and "New time limit" in row
    assert "version 3, 2026-11-24" in row and "version 2: build first" in row
    assert "work/pay#steps" in row


def test_a_value_that_took_effect_since_is_told(
    printed_project: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "report.html"
    assert run(printed_project, "report", "--out", str(out), day="2027-12-01") == 0
    assert re.search(r"changed on 20\d\d-\d\d-\d\d", out.read_text("utf-8"))


def test_facts_and_contacts_tell_where_they_are_used(page: Element) -> None:
    told = text(section(page, "contacts"))
    assert "help/directory" in told
    assert "work-pay" in told


def test_every_problem_stands_there_errors_first(page: Element) -> None:
    files = section(page, "problems").findall("details")
    assert text(files[0].find("summary")).startswith("docs/en/help/index.md")
    assert files[0].get("open") is not None and "dead-link" in text(files[0])


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_fits_a_phone_and_a_desk(
    width: int, written: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page("about:blank", viewport={"width": width, "height": 800})
    page.goto(written.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_project_where_all_is_well_says_so(project: Path, run: Run) -> None:
    assert run(project, "agree", "--all") == 0
    assert run(project, "report") == 0
    report = (project / "report.html").read_text("utf-8")
    assert "Where halves were agreed on, they still say the same" in report
