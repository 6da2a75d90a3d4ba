"""What WeasyPrint and Pango do not do, or do wrong, and our passes mend."""

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pytest
import weasyprint
from fontTools import subset
from fontTools.ttLib import TTFont
from lxml import html as lxml_html
from PIL import Image

from bare_prints import drawn_in, elements_in, heights_in, lines_of, rules_broken
from pairpress.paper import wall_calendars
from pairpress.paper.fonts import Fonts
from pairpress.paper.jobs import RenderedPdf
from pairpress.paper.press import IMAGES, ClosedFetcher
from pairpress.paper.side_by_side import fragments
from site_files import ROOT
from still_needed import still_needed

Ours = Callable[..., RenderedPdf]
Bare = Callable[..., Path]


def printed(ours: Ours, body: str, style: str = "") -> Path:
    """Print as the prints are made; return the file."""
    pdf = ours(body, style)
    assert pdf.path, pdf.failure
    return pdf.path


def photo() -> str:
    """Return a picture that is large, and does not get smaller by itself."""
    file = io.BytesIO()
    Image.effect_noise((600, 600), 90).save(file, "JPEG", quality=95)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def test_a_link_with_bold_in_it(ours: Ours, bare: Bare) -> None:
    body = "<p><a href='https://example.org/'>打<strong>211</strong></a></p>"
    assert rules_broken(printed(ours, body)) == ""
    fault = "LINK" in rules_broken(bare(body))
    still_needed("weasyprint/nested-links", is_fault=fault)


def test_a_picture_that_says_nothing(ours: Ours, bare: Bare) -> None:
    body = f"<p>看<img alt='' src='{photo()}' style='width:9pt'>这里</p>"
    assert rules_broken(printed(ours, body)) == ""
    fault = "FIGURE" in rules_broken(bare(body))
    still_needed("weasyprint/empty-alternatives", is_fault=fault)


def test_a_drawing_whose_name_is_a_label(ours: Ours, bare: Bare) -> None:
    drawing = '<path d="M1 1h7v7z"/></svg>'
    body = f'<p>看<svg viewBox="0 0 9 9" width="9" aria-label="码">{drawing}</p>'
    path = printed(ours, body)
    assert rules_broken(path) == "" and ("/Figure", "") in elements_in(path)
    fault = "FIGURE" in rules_broken(bare(body))
    still_needed("weasyprint/labels-of-drawings", is_fault=fault)


def test_an_item_of_paragraphs(ours: Ours, bare: Bare) -> None:
    body = "<ul><li><p>一</p><p>二</p></li></ul>"
    path = printed(ours, body)
    assert rules_broken(path) == "" and ("/LBody", "") in elements_in(path)
    fault = "LI-KIDS" in rules_broken(bare(body))
    still_needed("weasyprint/blocks-in-items", is_fault=fault)


def test_a_word_in_another_language(ours: Ours, bare: Bare) -> None:
    body = "<p>联系<span lang='en'>Legal Aid</span>吧</p>"
    assert ("/Span", "en") in elements_in(printed(ours, body))
    fault = not any(lang for _, lang in elements_in(bare(body)))
    still_needed("weasyprint/languages", is_fault=fault)


def test_a_line_of_several_pieces(ours: Ours, bare: Bare) -> None:
    body = "<p>打<b>211</b>热线，<em>免费</em></p>"
    assert [kind for kind, _ in elements_in(printed(ours, body))] == ["/Document", "/P"]
    fault = len(elements_in(bare(body))) > 3
    still_needed("weasyprint/structure-of-lines", is_fault=fault)


def test_glyphs_that_nothing_moves(ours: Ours, bare: Bare) -> None:
    body = "<p>每天24小时</p>"
    assert b">0<" not in drawn_in(printed(ours, body))
    fault = b">0<" in drawn_in(bare(body))
    still_needed("weasyprint/kerning-of-nothing", is_fault=fault)


def test_marks_to_cut_along(bare: Bare) -> None:
    style = (ROOT / "print/styles/press.css").read_text(encoding="utf-8")
    assert "bleed: 34pt" in style  # wide enough for the marks outside 9pt
    page = "@page{size:100pt 100pt;bleed:34pt;marks:crop}"
    with pikepdf.open(bare("<p>一", page)) as pdf:
        left = float(pdf.pages[0].BleedBox[0])  # type: ignore[arg-type]
    still_needed("weasyprint/bleed-of-marks", is_fault=left != -34)


def test_a_table_as_high_as_a_sheet(
    bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall_calendars, "_need", lambda day, tellers: 0.0)
    month: Any = SimpleNamespace(weeks=[["a day"], ["a day"]])
    tellers: Any = ["one language"]
    first, second = wall_calendars.row_heights(month, tellers)
    assert first == second > 100
    rows = f"<tr style='height:{first}pt'><td>一<tr style='height:{second}pt'><td>二"
    given = heights_in(bare(f"<table>{rows}</table>"))
    assert given["一"] - given["二"] > 100
    spread = heights_in(bare("<table style='height:400pt'><tr><td>一<tr><td>二"))
    fault = spread["一"] - spread["二"] < 100
    still_needed("weasyprint/heights-of-tables", is_fault=fault)


def test_the_third_step_of_a_list_in_a_cell_of_its_own(bare: Bare) -> None:
    steps: Any = SimpleNamespace(blocks=[lxml_html.fromstring("<ol><li>甲<li>乙</ol>")])
    (_, second) = (text for _, text in fragments(steps))
    assert lines_of(bare(second)) == ["2. 乙"]
    fault = lines_of(bare("<ol start='2'><li>乙</ol>")) != ["2. 乙"]
    still_needed("weasyprint/start-of-lists", is_fault=fault)


def test_a_number_cut_by_an_element(ours: Ours, bare: Bare) -> None:
    style = "p{width:124pt;font-size:14pt;margin:0}"
    cut = "<p>每小时最少要给你<span>1.</span><span>5</span>倍的工资</p>"
    whole = "<p>每小时最少要给你1.5倍的工资</p>"
    assert "1.5" in "".join(lines_of(printed(ours, whole, style))[1:])
    fault = any(line.endswith("1.") for line in lines_of(bare(cut, style)))
    still_needed("weasyprint/numbers-over-elements", is_fault=fault)


def test_a_gap_between_chinese_and_latin(ours: Ours, bare: Bare) -> None:
    def width(path: Path) -> float:
        text = pypdfium2.PdfDocument(path)[0].get_textpage()
        place = text.get_text_range().index("个4") + 1
        left: float = text.get_charbox(place, loose=True)[0]
        return left - text.get_charbox(place - 1, loose=True)[2]

    assert width(printed(ours, "<p>每个4月</p>")) > 1
    fault = width(bare("<p>每个4月</p>", "p{text-autospace:normal}")) < 1
    still_needed("weasyprint/text-autospace", is_fault=fault)


def test_marks_side_by_side_close_up(ours: Ours, bare: Bare) -> None:
    def length(path: Path) -> float:
        text = pypdfium2.PdfDocument(path)[0].get_textpage()
        place = text.get_text_range().index("请")
        left: float = text.get_charbox(place, loose=True)[0]
        return left - text.get_charbox(place - 3, loose=True)[0]

    body, style = "<p>他说字”，（请</p>", "p{text-spacing-trim:trim-start}"
    assert length(printed(ours, body)) < 36  # 14 + 7 + 7 + 7, not 4 × 14
    still_needed(
        "weasyprint/text-spacing-trim", is_fault=length(bare(body, style)) > 40
    )


def test_the_last_line_of_a_paragraph(ours: Ours, bare: Bare) -> None:
    style = "p{width:84.5pt;font-size:14pt;margin:0;text-wrap:pretty}"
    body = "<p>先打给法律诊所</p>"
    assert (
        len(lines_of(printed(ours, body, style.replace("text-wrap:pretty", "")))[1]) > 1
    )
    fault = lines_of(bare(body, style))[1] == "所"
    still_needed("weasyprint/text-wrap", is_fault=fault)


def test_a_line_before_a_quotation(ours: Ours, bare: Bare) -> None:
    style, body = (
        "p{width:71pt;font-size:14pt;margin:0}",
        "<p>老板对你说“签了就给”的话</p>",
    )
    assert lines_of(printed(ours, body, style))[0] == "老板对你说"
    fault = lines_of(bare(body, style))[0] == "老板对你"
    still_needed("pango/curly-quotes", is_fault=fault)


def test_a_span_of_hours(ours: Ours, bare: Bare) -> None:
    style, body = (
        "p{width:115pt;font-size:14pt;margin:0}",
        "<p>上班时间12:00—17:00每天</p>",
    )
    assert lines_of(printed(ours, body, style))[0] == "上班时间"
    fault = lines_of(bare(body, style))[0].endswith("—")
    still_needed("pango/dashes-of-spans", is_fault=fault)


def test_a_font_in_slices(ours: Ours, fonts: Fonts, tmp_path: Path) -> None:
    faces = ""
    for name, characters in (("a", "工资"), ("b", "投诉")):
        font = TTFont(fonts.folder / "Pairpress-SC-400.ttf")
        cutter = subset.Subsetter()
        cutter.populate(text=characters)
        cutter.subset(font)
        font.save(tmp_path / f"{name}.ttf")
        codes = ",".join(f"U+{ord(c):X}" for c in characters)
        address = (tmp_path / f"{name}.ttf").as_uri()
        faces += f"@font-face{{font-family:S;src:url({address});unicode-range:{codes}}}"
    refused = ours("<p>工资投诉</p>", faces).failure
    assert refused and "@font-face is not allowed" in refused.en
    page = f"<style>{faces}body{{font-family:S}}</style><p>工资投诉</p>"
    weasyprint.HTML(string=page).write_pdf(tmp_path / "slices.pdf")
    fault = lines_of(tmp_path / "slices.pdf") != ["工资投诉"]
    still_needed("weasyprint/slices-of-fonts", is_fault=fault)


def test_a_picture_that_our_fetcher_refuses(fonts: Fonts, tmp_path: Path) -> None:
    page: dict[str, Any] = {
        "string": f"<style>{fonts.css}</style><p><img src='https://example.org/x.png'>",
        "base_url": tmp_path.as_uri(),
    }
    fetcher = ClosedFetcher((tmp_path, fonts.folder))
    assert weasyprint.HTML(**page, url_fetcher=fetcher).write_pdf()

    class Plain:
        def __call__(self, url: str) -> Any:
            return fetcher(url)

    try:
        weasyprint.HTML(**page, url_fetcher=Plain()).write_pdf()
    except AttributeError:
        fault = True
    else:
        fault = False
    still_needed("weasyprint/fetchers-of-others", is_fault=fault)


def test_pictures_are_made_small_when_they_are_read() -> None:
    page = weasyprint.HTML(string=f"<img alt='x' style='width:50pt' src='{photo()}'>")
    small = len(page.render(**IMAGES).write_pdf(**IMAGES))
    assert small < 50_000
    late = len(page.render().write_pdf(**IMAGES))
    still_needed("weasyprint/late-options", is_fault=late > 4 * small)


def test_page_one_is_where_the_chapters_begin(bare: Bare) -> None:
    body = "<p style='page:front'>封<p style='page:chapters'>章"
    foot = "@page{@bottom-center{content:'第' counter(page)}}"
    style = (ROOT / "print/styles/handbook.css").read_text(encoding="utf-8")
    rule = re.search(r"@page :nth\(1 of chapters\) \{[^}]*\}", style)
    assert rule and lines_of(bare(body, foot + rule[0]))[-1] == "第1"
    plain = "@page chapters:first{counter-reset:page 1}"
    fault = lines_of(bare(body, foot + plain))[-1] != "第1"
    still_needed("weasyprint/count-of-pages", is_fault=fault)


def test_a_box_of_a_tip(bare: Bare) -> None:
    def size(kind: str) -> int:
        border = f"border:1pt {kind};border-inline-start:4pt solid;height:90pt"
        return bare(f"<div style='{border}'>一</div>").stat().st_size

    style = (ROOT / "print/styles/base.css").read_text(encoding="utf-8")
    assert "dotted" not in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    still_needed(
        "weasyprint/dotted-borders", is_fault=size("dotted") > 4 * size("solid")
    )
