"""Booklets: every page once, in the order of folded and stapled signatures."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pairpress.content.papers import PAPERS
from pairpress.paper.imposition import SHEETS, impose, sides
from pairpress.paper.jobs import RenderedPdf
from pdf_reading import folios_of

LETTER = tuple(reversed(PAPERS["letter"].sheet))
HALF_LETTER = "<style>@page{size:5.5in 8.5in;margin:30pt;bleed:12mm;marks:crop}</style>"


def test_the_sides_of_a_signature_are_those_of_a_folded_sheet() -> None:
    order = [(side.left, side.right) for side in sides(8)]
    assert order == [(8, 1), (2, 7), (6, 3), (4, 5)]


@pytest.mark.parametrize("pages", [1, 4, 5, 31, 32, 33, 63, 150, 301])
def test_every_page_is_printed_once_in_signatures_that_a_stapler_takes(
    pages: int,
) -> None:
    found = list(sides(pages))
    numbers = [number for side in found for number in (side.left, side.right)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert pages <= len(numbers) < pages + 4
    thickness = Counter(side.signature for side in found).values()
    assert max(thickness) <= 2 * SHEETS
    assert max(thickness) - min(thickness) <= 2  # a sheet


@pytest.mark.parametrize("pages", [7, 40])
def test_a_booklet_read_side_by_side_has_its_pages_in_order(
    print_page: Callable[..., RenderedPdf], pages: int
) -> None:
    body = HALF_LETTER + "".join(
        f'<p style="break-after:page">第{n}页</p>' for n in range(1, pages)
    )
    book = print_page(f"{body}<p>第{pages}页</p>")
    assert book.path and book.pages == pages
    content, count = impose(book.path)
    read = folios_of(content, LETTER[0])
    expected = [(side.left, side.right) for side in sides(pages)]
    assert count == len(read) == len(expected)
    for side, numbers in zip(read, expected, strict=True):
        wanted = tuple(f"第{n}页" if n <= pages else "" for n in numbers)
        assert side == wanted


def test_a_booklet_has_the_same_bytes_each_time(
    print_page: Callable[..., RenderedPdf],
) -> None:
    book = print_page(HALF_LETTER + "<p>一页。</p>")
    assert book.path
    assert impose(book.path) == impose(book.path)


def test_marks_and_bleed_stay_outside_and_sheets_turn_on_the_short_edge(
    print_page: Callable[..., RenderedPdf], tmp_path: Path
) -> None:
    book = print_page(HALF_LETTER + "<p>一页。</p>" * 2)
    assert book.path
    (tmp_path / "booklet.pdf").write_bytes(impose(book.path)[0])
    with pikepdf.open(tmp_path / "booklet.pdf") as booklet:
        assert {tuple(map(int, page.mediabox[2:])) for page in booklet.pages} == {
            LETTER
        }
        assert booklet.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert str(booklet.Root.Lang) == "zh-Hans"
        assert str(booklet.docinfo.Title) == "测试"
    corner = pypdfium2.PdfDocument(tmp_path / "booklet.pdf")[0].render(scale=2)
    right_page = corner.to_pil().convert("L").crop((800, 0, 1584, 50))
    assert right_page.getextrema() == (255, 255)
