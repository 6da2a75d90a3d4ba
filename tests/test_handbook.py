"""Handbooks: their numbers, references, labels and bookmarks, read in the PDFs."""

import re
from pathlib import Path

import pypdfium2
import pytest

from pairpress.paper.handouts import ENLARGED, SHEETS
from pdf_reading import bookmarks_of
from site_files import BuiltSite

ROOT = Path(__file__).parents[1]
EDITIONS = ("zh-Hans", "zh-Hant", "en", "zh-Hans+en", "zh-Hant+en")
REFERENCE = re.compile(r"[（(](\d+\.\d+)(?:，第|,page)(\d+)[页頁）)]")


def book(site: BuiltSite, edition: str) -> Path:
    return site.folder / f"print/guide.{edition}.pdf"


def pages(path: Path) -> dict[str, str]:
    """Return the text of each page without spaces, by the page's label."""
    document = pypdfium2.PdfDocument(path)
    return {
        document.get_page_label(number): re.sub(
            r"[\s\ufffe]", "", document[number].get_textpage().get_text_range()
        )
        for number in range(len(document))
    }


def numbers(path: Path) -> list[str]:
    return [m[1] for t in bookmarks_of(path) if (m := re.match(r"(\d+\.\d+) ", t))]


def test_section_numbers_agree_in_all_editions(fixture_site: BuiltSite) -> None:
    found = {edition: numbers(book(fixture_site, edition)) for edition in EDITIONS}
    assert found["zh-Hans"][:3] == ["1.1", "1.2", "1.3"]
    assert len({tuple(numbers) for numbers in found.values()}) == 1, found


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_reference_names_the_section_and_the_page_where_it_stands(
    fixture_site: BuiltSite, edition: str
) -> None:
    there = pages(book(fixture_site, edition))
    told = [m for text in there.values() for m in REFERENCE.findall(text)]
    assert told
    for number, page in told:
        assert number in there[page], (edition, number, page)


@pytest.mark.parametrize("edition", EDITIONS)
def test_contents_name_the_page_on_which_a_chapter_begins(
    fixture_site: BuiltSite, edition: str
) -> None:
    there = pages(book(fixture_site, edition))
    chapters = [
        label
        for label, text in there.items()
        if re.search("第[12]章|Chapter[12]", text)
    ]
    first = next(label for label in chapters if label.isdigit())
    assert first == "1"
    contents = there["ii"]
    for page in (label for label in chapters if label.isdigit()):
        assert re.search(rf"\.{{4,}}{page}(?!\d)", contents), (edition, page, contents)


def test_pages_before_the_first_chapter_have_roman_numbers(
    fixture_site: BuiltSite,
) -> None:
    for edition in EDITIONS:
        assert list(pages(book(fixture_site, edition)))[:3] == ["i", "ii", "1"]


def test_large_print_may_take_the_area_that_its_type_needs() -> None:
    """A text that just fits a sheet in standard type is not withheld in large print."""
    sizes = {
        name: [
            float(size)
            for size in re.findall(
                r"html(?::lang\(en\))? \{[^}]*?font-size: ([\d.]+)pt",
                (ROOT / f"print/styles/{name}.css").read_text("utf-8"),
            )
        ]
        for name in ("base", "large")
    }
    for standard, large in zip(sizes["base"], sizes["large"], strict=True):
        assert large / standard == ENLARGED
    assert SHEETS["large"] >= SHEETS[""] * ENLARGED**2
