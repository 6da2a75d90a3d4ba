"""Review sheets: both halves in Word, and what volunteers wrote in them."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Inches, Mm

from elsewhere_projects import project_of
from word_files import changed

Run = Callable[..., int]
Told = pytest.CaptureFixture[str]


@pytest.fixture
def sheet(project: Path, run: Run) -> Path:
    """A sheet of a page of the fixture."""
    assert run(project, "review", "work/pay", "--out", "sheet.docx") == 0
    return project / "sheet.docx"


def test_a_sheet_has_a_row_for_each_section_in_both_languages(sheet: Path) -> None:
    document = Document(str(sheet))
    rows = document.tables[0].rows
    assert [cell.text for cell in rows[0].cells] == [
        "简体",
        "English",
        "意见 / Remarks",
    ]
    assert [row.cells[2].text.split(" ·")[0] for row in rows[1:]] == [
        f"work/pay#{name}" for name in ("", "rates", "steps", "help")
    ]
    lead = rows[1].cells
    assert "每小时$17.95" in lead[0].text and "$17.95 an hour" in lead[1].text
    assert "{{" not in "".join(c.text for row in rows for c in row.cells)
    steps = rows[3].cells[1]
    assert "1.\tKeep your pay stubs:" in steps.text
    assert "who can help (../help/directory.md#all)" in steps.text
    assert steps.paragraphs[0].runs[0].bold
    inner = steps.paragraphs[2].paragraph_format.left_indent
    assert inner and inner > (steps.paragraphs[1].paragraph_format.left_indent or 0)


def test_a_sheet_says_what_it_is_and_how_to_use_it(sheet: Path) -> None:
    document = Document(str(sheet))
    head = document.sections[0].header.paragraphs[0].text
    assert head == "灯笼会小站 / Lantern Kit · 工钱 / Pay · 2026-11-21"
    told = "\n".join(p.text for p in document.paragraphs)
    assert "打开“审阅 → 修订”" in told and "Switch on Review → Track Changes" in told
    assert document.sections[0].page_width == Inches(11)


def test_fonts_are_set_for_each_script(sheet: Path) -> None:
    run = Document(str(sheet)).tables[0].rows[1].cells[0].paragraphs[1].runs[0]
    fonts = run._r.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


def test_a_right_to_left_language_begins_on_the_right(tmp_path: Path, run: Run) -> None:
    project = project_of(tmp_path / "p", "fa", "en", paper="a4")
    assert run(project, "review", "work/pay") == 0
    document = Document(str(project / "review.docx"))
    assert abs((document.sections[0].page_width or 0) - Mm(297)) < Mm(1)
    table = document.tables[0]
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    persian = table.rows[1].cells[0].paragraphs[-1]
    assert persian._p.pPr.find(qn("w:bidi")) is not None
    assert persian.runs[0].font.rtl
    assert not table.rows[1].cells[1].paragraphs[-1].runs[0].font.rtl


def test_the_same_page_makes_the_same_bytes(
    sheet: Path, project: Path, run: Run
) -> None:
    assert run(project, "review", "work/pay", "--out", "again.docx") == 0
    assert sheet.read_bytes() == (project / "again.docx").read_bytes()
    with zipfile.ZipFile(sheet) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_what_volunteers_write_comes_back_with_its_place(
    sheet: Path, project: Path, run: Run, capsys: Told
) -> None:
    document = Document(str(sheet))
    rates, steps = document.tables[0].rows[2].cells, document.tables[0].rows[3].cells
    changed(steps[1].paragraphs[-1], "ins", " Stay calm.")
    rates[0].paragraphs[0].runs[0].text = "给多少"
    rates[2].paragraphs[1].add_run("最小的不对")
    document.add_comment(steps[0].paragraphs[0].runs[0], text="这里太长", author="x")
    document.save(str(sheet))
    assert run(project, "review", "--read", "sheet.docx") == 0
    told = capsys.readouterr().out
    for line in (
        "docs/zh/work/pay.md:20: [warning 提醒] “多少钱",
        "docs/zh/work/pay.md:20: [warning 提醒] 意见：最小的不对",
        "docs/zh/work/pay.md:33: [warning 提醒] 意见：这里太长",
        "Stay calm.” (review-change)",
    ):
        assert line in told
    assert "4 to look at" in told
    assert (project / "docs/zh/work/pay.md").read_text("utf-8").count("给多少") == 0


def test_a_page_that_has_changed_since_is_told(
    sheet: Path, project: Path, run: Run, capsys: Told
) -> None:
    page = project / "docs/en/work/pay.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Don't sign", "Do not sign"), encoding="utf-8")
    assert run(project, "review", "--read", "sheet.docx") == 0
    assert "(review-old)" in capsys.readouterr().out
    for locale in ("zh", "en"):
        page = project / f"docs/{locale}/work/pay.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("{#steps}", "{#first}"), encoding="utf-8")
    assert run(project, "review", "--read", "sheet.docx") == 0
    assert "没有 work/pay#steps 这一节了" in capsys.readouterr().out


def test_no_page_and_no_sheet_are_refused(
    project: Path, run: Run, capsys: Told
) -> None:
    assert run(project, "review", "work/pai") == 1
    assert "是不是 work/pay？" in capsys.readouterr().err
    assert run(project, "review") == 1
    assert run(project, "review", "--read", "none.docx") == 1
    Document().save(str(project / "other.docx"))
    assert run(project, "review", "--read", "other.docx") == 1
    assert "不是审阅表" in capsys.readouterr().err
    assert not (project / "review.docx").exists()
