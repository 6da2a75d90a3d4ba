"""Chinese on the printed page: read, searched and looked at in the finished PDF."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pdf_reading import fonts_of

Lines = Callable[[Path], list[str]]

NO_LINE_STARTS_WITH = re.compile(r"[”’）》〉」』】。，、；：？！…·]")
NO_LINE_ENDS_WITH = re.compile(r"[“‘（《〈「『【]$")
MARK = '<sup class="source-mark"><a href="#s1">†</a></sup>'
# Clauses of different length, so that each mark meets the end of a line somewhere.
CLAUSES = [
    "老板（或者经理）说：“签了就给钱”，",
    "也不要签；",
    f"在<span class='fact'>2年</span>{MARK}之内投诉！",
    "《就业标准法》（ESA）保护<b>所有工人</b>，",
    f"每小时<span class='fact'>$17.95</span>{MARK}、加班1.5倍？",
    "打<a href='tel:211'>211</a>……问“工人行动中心”（免费）。",
    f"没有身份，也有权拿工资。{MARK}",
    "先拍照、再投诉，",
]


@pytest.fixture(scope="module")
def torture() -> str:
    """120 paragraphs that begin with ★ and break at every kind of boundary."""
    paragraphs = []
    for number in range(120):
        turn = number % len(CLAUSES)
        clauses = "".join(CLAUSES[turn:] + CLAUSES[:turn])
        paragraphs.append(f"<p>★{'字' * (number % 17)}{clauses}好</p>")
    return "".join(paragraphs) + '<p id="s1">出处</p>'


def test_no_line_starts_or_ends_with_the_wrong_mark(
    print_page: Any, lines_of: Lines, torture: str
) -> None:
    pdf = print_page(torture)
    assert pdf.ok, pdf.failure
    lines = lines_of(pdf.path)
    assert len(lines) > 400
    assert [line for line in lines if NO_LINE_STARTS_WITH.match(line)] == []
    assert [line for line in lines if NO_LINE_ENDS_WITH.search(line)] == []


def test_no_number_is_cut_by_the_end_of_a_line(
    print_page: Any, lines_of: Lines
) -> None:
    numbers = "每周1,234.50元加班1.5倍，或者打416-531-0778问，9:00到17:30，2026/27年"
    body = "".join(f"<p>{'字' * count}{numbers}</p>" for count in range(36))
    lines = lines_of(print_page(body).path)
    cut = [
        (line, following)
        for line, following in pairwise(lines)
        if re.search(r"[\d.,:/-]$", line) and re.match(r"[\d.,:/-]", following)
    ]
    assert len(lines) > 60
    assert cut == []


def test_no_source_mark_begins_a_line(
    print_page: Any, lines_of: Lines, torture: str
) -> None:
    lines = lines_of(print_page(torture).path)
    assert sum("†" in line for line in lines) > 200
    assert [line for line in lines if line.startswith("†")] == []


def test_no_character_stands_alone_on_a_last_line(
    print_page: Any, lines_of: Lines
) -> None:
    body = "".join(f"<p>★{'字' * count}。</p>" for count in range(30, 80))
    for end in ("吧。", "<b>吧</b>。", "<b>2年</b>吧。", f"吧。{MARK}"):
        body += "".join(f"<p>★{'字' * count}{end}</p>" for count in range(30, 44))
    lines = lines_of(print_page(body + '<p id="s1">★出处在这里</p>').path)
    last = [
        line
        for line, following in zip(lines, [*lines[1:], "★"], strict=True)
        if following.startswith("★")
    ]
    assert len(last) > 100
    assert [line for line in last if len(re.findall(r"[一-鿿]", line)) < 2] == []


@pytest.mark.parametrize(
    "phrase",
    [
        "每12个月填写ROE表格",
        "请打211找人",
        "《就业标准法》（ESA）",
        "满65岁的长者",
        "Workers’ Action Centre",
        "“老板说签了就给钱”",
        "最后几个字也在",
    ],
)
def test_a_reader_finds_words_across_the_gaps(print_page: Any, phrase: str) -> None:
    pdf = print_page(
        "<p>每12个月填写ROE表格。请打<b>211</b>找人。"
        "《就业标准法》（ESA）保护满 65 岁的长者。找Workers’ Action Centre。</p>"
        "<p>“老板说签了就给钱”，最后几个字也在</p>"
    )
    page = pypdfium2.PdfDocument(pdf.path)[0].get_textpage()
    assert page.search(phrase).get_next() is not None


def test_only_our_fonts_are_embedded(print_page: Any) -> None:
    body = (
        "<h1>工资</h1><ul><li>一<ul><li>二<ul><li>三</li></ul></li></ul></li></ul>"
        "<p>找Workers’ Centre，<code>code</code>，<span lang='en'>“quoted”</span>，"
        "<span lang='zh-Hant'>「工資」</span>，<kbd>Ctrl</kbd>，<em>重要</em></p>"
    )
    names = fonts_of(print_page(body).path)
    assert names
    assert {name.removesuffix("-Bold") for name in names} <= {
        "Pairpress-SC",
        "Pairpress-TC",
        "Pairpress-Latin",
    }


def test_a_gap_is_seen_and_runs_of_marks_close_up(print_page: Any) -> None:
    pdf = print_page("<p>每12个</p><p>字”，（请</p>")
    page = pypdfium2.PdfDocument(pdf.path)[0].get_textpage()
    text = page.get_text_range()
    gap = page.get_charbox(text.index("1"))[0] - page.get_charbox(text.index("每"))[2]
    assert gap > 0.14 * 14
    start = page.get_charbox(text.index("字"))[0]
    # Five full-width characters, of which chws takes three halves.
    assert page.get_charbox(text.index("请"))[2] - start < 4 * 14


def test_the_page_is_black_on_white(print_page: Any) -> None:
    pdf = print_page(
        "<h1>工资</h1><p><a href='https://example.org/'>看网页</a></p>"
        "<div class='admonition warning'><p class='admonition-title'>小心</p></div>"
    )
    image = pypdfium2.PdfDocument(pdf.path)[0].render(scale=1).to_pil().convert("RGB")
    colours = {colour for _, colour in image.getcolors(1 << 24) or []}
    assert max(max(colour) - min(colour) for colour in colours) == 0


def test_fonts_of_a_style_sheet_are_refused(print_page: Any) -> None:
    style = "<style>@font-face { font-family: X; src: url(x.ttf) }</style>"
    assert "@font-face" in print_page(f"{style}<p>工资</p>").failure.en
