"""Formats of prints: large print, the booklet and the print shop's file, as PDFs."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pairpress.content.catalogue import Entry
from site_files import BuiltSite

PX = 72 / 96
BLEED = 9
SHEET = 34
"""From the edge of the press file's sheet to the cut, in points."""
SIZES = {"zh-Hans": 21, "zh-Hant": 21, "en": 18}
"""The type of large print, in points."""


def prints(site: BuiltSite, format: str, kind: str = "") -> list[tuple[Entry, Path]]:
    found = [
        (entry, site.folder / "print" / entry.file)
        for entry in site.catalogue
        if entry.format == format and kind in ("", entry.kind)
    ]
    assert found
    return found


def sizes_of(path: Path) -> Counter[float]:
    """Count the letters of each size in points, spaces and page numbers aside."""
    sizes: Counter[float] = Counter()
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        for number in range(text.count_chars()):
            if chr(pdfium.FPDFText_GetUnicode(text, number)).isalpha():
                sizes[round(pdfium.FPDFText_GetFontSize(text, number) * PX, 1)] += 1
    return sizes


def test_large_print_is_large(fixture_site: BuiltSite) -> None:
    for entry, path in prints(fixture_site, "large"):
        sizes = sizes_of(path)
        wanted = {SIZES[lang] for lang in entry.edition.split("+")}
        assert wanted <= set(sizes), (entry.file, sizes)
        # What is small is the running foot and raised marks.
        assert min(sizes) >= 10.5, (entry.file, sizes)
        small = sum(count for size, count in sizes.items() if size < 15)
        assert small < 0.2 * sum(sizes.values()), (entry.file, sizes)


def test_every_handout_is_there_in_large_print_unless_it_is_told(
    fixture_site: BuiltSite,
) -> None:
    standard = {(e.publication, e.edition) for e, _ in prints(fixture_site, "")}
    large = prints(fixture_site, "large")
    assert {(e.publication, e.edition) for e, _ in large} <= standard
    for entry, path in large:
        if entry.kind == "handout" and "+" not in entry.edition:
            assert len(pypdfium2.PdfDocument(path)) <= 6


def test_two_languages_stand_side_by_side_unless_a_column_is_too_narrow(
    fixture_site: BuiltSite,
) -> None:
    """In large print it is, and for a table."""
    for format in ("", "large"):
        for entry, path in prints(fixture_site, format, "handout"):
            if entry.edition.endswith("+en"):
                has_table = entry.publication == "work-pay"
                is_stacked = format == "large" or has_table
                assert has_english_across(path) is is_stacked, entry.file


def has_english_across(path: Path) -> bool:
    """Say whether an English line crosses the middle of a page."""
    for page in pypdfium2.PdfDocument(path):
        text, middle = page.get_textpage(), page.get_width() / 2
        for number in range(text.count_rects()):
            box = text.get_rect(number)
            body = 60 < box[1] < page.get_height() - 120
            if body and box[0] < middle - 80 and box[2] > middle + 80:
                words = text.get_text_bounded(*box)
                if words.isascii() and len(words) > 20:
                    return True
    return False


def test_a_press_file_has_bleed_marks_outside_it_and_a_slug(
    fixture_site: BuiltSite,
) -> None:
    for entry, path in prints(fixture_site, "press"):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                trim, bleed = (
                    [float(edge) for edge in box]
                    for box in (page.trimbox, page.BleedBox)
                )
                size = (trim[2] - trim[0], trim[3] - trim[1])
                assert size == pytest.approx((5.5 * 72, 8.5 * 72), abs=0.1)
                outside = [abs(a - b) for a, b in zip(trim, bleed, strict=True)]
                assert outside == pytest.approx([BLEED] * 4, abs=0.1)
                media = [float(edge) for edge in page.mediabox]
                assert media[0] < bleed[0] and media[3] > bleed[3]
        document = pypdfium2.PdfDocument(path)
        slug = document[1].get_textpage().get_text_range().replace("\r", "")
        assert f"{len(document)} p." in slug
        assert "5.5 × 8.5 in" in slug and entry.title.split(" · ")[0] in slug


def test_ink_reaches_the_bleed_on_the_cover_and_no_mark_does(
    fixture_site: BuiltSite,
) -> None:
    for _, path in prints(fixture_site, "press"):
        document = pypdfium2.PdfDocument(path)
        scale = 4
        edge = SHEET * scale  # from the sheet's edge to the cut
        bleed = BLEED * scale
        cover, inside = (
            document[n].render(scale=scale, grayscale=True).to_pil() for n in (0, 1)
        )
        middle = cover.width // 2
        assert cover.getpixel((middle, edge - bleed + 2)) == 0
        assert cover.getpixel((middle, edge + 2)) == 0
        ring = inside.crop((edge - bleed, edge - bleed, inside.width - edge, edge))
        assert ring.getextrema() == (255, 255)
        corner = inside.crop((0, 0, edge + 2, edge - bleed))
        assert corner.getextrema()[0] < 100  # the marks are there


def test_a_press_file_is_printed_with_black_ink_only(fixture_site: BuiltSite) -> None:
    for _, path in prints(fixture_site, "press"):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                used = {str(i.operator) for i in pikepdf.parse_content_stream(page)}
                assert not used & {"rg", "RG", "k", "K"}


def test_a_booklet_has_the_pages_of_the_press_file_in_the_order_of_folding(
    fixture_site: BuiltSite,
) -> None:
    from pairpress.paper.imposition import sides

    for entry, path in prints(fixture_site, "booklet"):
        press = path.with_name(entry.file.replace(".booklet.", ".press."))
        book, booklet = pypdfium2.PdfDocument(press), pypdfium2.PdfDocument(path)
        order = list(sides(len(book)))
        assert entry.pages == len(booklet) == len(order)
        for page, side in zip(booklet, order, strict=True):
            assert page.get_size() == (792, 612)
            text = page.get_textpage()
            for left, number in ((0, side.left), (396, side.right)):
                read = text.get_text_bounded(left, 0, left + 396, 612)
                there = book[number - 1] if number <= len(book) else None
                trimmed = (
                    there.get_textpage().get_text_bounded(0, 0, 396, 612)
                    if there
                    else ""
                )
                assert plain(read) == plain(trimmed), (entry.file, number)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_handout_that_does_not_fit_is_withheld_alone_and_says_what_to_shorten(
    project: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    for locale, place, sentence, count in (
        ("zh", "店名", "老板少给工钱，先把日期和钱数写下来，再打电话问。", 50),
        ("en", "The shop", "Write down the dates and the sums, then call.", 14),
    ):
        page = project / f"docs/{locale}/work/pay.md"
        text = page.read_text(encoding="utf-8")
        assert place in text
        more = f"{sentence}\n\n" * count
        page.write_text(text.replace(place, more + place, 1), encoding="utf-8")
    assert run(project, "print", "work-pay") == 1
    told = capsys.readouterr().out
    line = next(n for n in told.splitlines() if n.startswith("work-pay.zh-Hans: "))
    assert "“怎么做”" in line and re.search(r"大约多了\d+行（\d+个字）", line)
    assert re.search(r"About \d+ lines", line)
    there = {path.name for path in (project / "proof").glob("*.pdf")}
    assert "work-pay.zh-Hans.pdf" not in there
    assert {"work-pay.en.pdf", "work-pay.zh-Hans+en.pdf"} <= there
