"""Each check of a finished PDF sees the fault that it is there for."""

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from bare_prints import bare_print, rules_broken
from pairpress.content.papers import PAPERS
from pairpress.paper.fonts import Fonts
from pairpress.paper.imposition import impose, sides
from pairpress.paper.jobs import RenderedPdf
from pdf_reading import (
    colours_of,
    folios_of,
    fonts_of,
    headings_alone,
)

PrintPage = Callable[..., RenderedPdf]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p><a href='https://example.org/'>打<strong>211</strong></a></p>", "LINK"),
        ("<p><img alt='' src='data:image/png;base64,{dot}'></p>", "FIGURE"),
        ("<h1>一</h1><h3>三</h3>", "HEADING"),
        ("<p>雪人\ue123</p>", "NOTDEF"),
    ],
)
def test_the_validator_sees(fonts: Fonts, tmp_path: Path, body: str, rule: str) -> None:
    picture = io.BytesIO()
    Image.new("L", (9, 9)).save(picture, "PNG")
    dot = base64.b64encode(picture.getvalue()).decode()
    path = bare_print(fonts, tmp_path, body.replace("{dot}", dot))
    assert rule in rules_broken(path), rules_broken(path)


def test_the_same_markup_passes_through_our_press(print_page: PrintPage) -> None:
    pdf = print_page(
        "<h1>一</h1><h2>二</h2><p><a href='https://example.org/'>打"
        "<strong>211</strong></a><img alt='' src='none.png'></p>"
    )
    assert pdf.path and rules_broken(pdf.path) == ""


def test_colour_is_seen_in_the_content_and_on_the_page(
    fonts: Fonts, tmp_path: Path, print_page: PrintPage
) -> None:
    link = "<p>看<a href='https://example.org/'>网页</a></p>"
    blue = bare_print(fonts, tmp_path, link)
    assert colours_of(blue)
    ours = print_page(link)
    assert ours.path and colours_of(ours.path) == set()


def test_a_remote_picture_stops_the_print(print_page: PrintPage) -> None:
    pdf = print_page('<p><img src="https://example.org/a.png" alt="地图"></p>')
    assert pdf.failure and "a.png" in pdf.failure.en


CAPTION = "要带的东西"
STRANDED = (
    "<div style='height:{space}pt'>字</div><table><caption>要带的东西</caption>"
    "<thead><tr><th>东西</th></tr></thead><tbody>"
    + "<tr><td>工资单<br>合同<br>短信</td></tr>" * 3
    + "</tbody></table>"
)


def test_a_caption_is_not_left_at_the_foot_of_a_page(print_page: PrintPage) -> None:
    """Put there on purpose, the check finds it."""
    for space in range(600, 690, 10):
        ours = print_page(STRANDED.format(space=space))
        assert ours.path and not headings_alone(ours.path, {CAPTION}), space
    broken = print_page(
        f"<div>字</div><p style='break-after:page'>{CAPTION}</p><table><tbody>"
        "<tr><td>工资单</td></tr></tbody></table>"
    )
    assert broken.path and headings_alone(broken.path, {CAPTION})


def test_a_heading_is_not_left_at_the_foot_of_a_page(print_page: PrintPage) -> None:
    """The style forbids it; without the rule the check finds it."""
    style = "<style>h2{break-after:auto!important}</style>"
    seen = 0
    for space in range(590, 690, 10):
        body = (
            f"<div style='height:{space - 48}pt'>字</div>"
            f"<h2>现在怎么做</h2><p>{'先写下来。' * 40}</p>"
        )
        ours, broken = print_page(body), print_page(style + body)
        assert ours.path and broken.path
        assert not headings_alone(ours.path, {"现在怎么做"}), space
        seen += headings_alone(broken.path, {"现在怎么做"})
    assert seen


def test_swapped_pages_of_a_booklet_are_seen(
    print_page: PrintPage, tmp_path: Path
) -> None:
    style = "<style>@page{size:5.5in 8.5in;margin:30pt}</style>"
    body = "".join(f'<p style="break-after:page">第{n}页</p>' for n in range(1, 8))
    book = print_page(f"{style}{body}<p>第8页</p>")
    assert book.path
    order = [(f"第{s.left}页", f"第{s.right}页") for s in sides(8)]
    assert folios_of(impose(book.path)[0], PAPERS["letter"].sheet[1]) == order
    with pikepdf.open(book.path) as pdf:
        pdf.pages.insert(2, pdf.pages[5])
        del pdf.pages[6]
        pdf.save(tmp_path / "swapped.pdf")
    assert (
        folios_of(impose(tmp_path / "swapped.pdf")[0], PAPERS["letter"].sheet[1])
        != order
    )


def test_a_font_of_the_machine_is_seen(fonts: Fonts, tmp_path: Path) -> None:
    path = bare_print(fonts, tmp_path, "<p>工资</p>")
    assert fonts_of(path) == {"Pairpress-SC"}
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item:
                item.BaseFont = pikepdf.Name("/ABCDEF+Noto-Sans-CJK-JP")
        pdf.save(path)
    assert fonts_of(path) == {"Noto-Sans-CJK-JP"}


def test_bold_is_drawn_bold_and_emphasis_is_not_slanted(
    print_page: PrintPage,
) -> None:
    ink = {}
    for name, text in (
        ("plain", "工资投诉"),
        ("bold", "<b>工资投诉</b>"),
        ("italic", "<em>工资投诉</em>"),
    ):
        pdf = print_page(f"<p>{text}</p>")
        image = pypdfium2.PdfDocument(pdf.path)[0].render(scale=4, grayscale=True)
        dark = image.to_pil().crop((0, 150, 1200, 400)).histogram()
        ink[name] = sum(count * (255 - level) for level, count in enumerate(dark))
    assert ink["bold"] > 1.2 * ink["plain"]
    assert ink["italic"] == ink["bold"]


def test_the_measure_is_a_whole_number_of_characters(print_page: PrintPage) -> None:
    page: Any = pypdfium2.PdfDocument(print_page(f"<p>{'字' * 100}</p>").path)[0]
    text = page.get_textpage()
    first = text.get_text_range().splitlines()[0]
    assert re.fullmatch("字+", first) and len(first) == 36
    left = text.get_charbox(0, loose=True)[0]
    right = text.get_charbox(35, loose=True)[2]
    assert right - left == pytest.approx(36 * 14, abs=0.5)
