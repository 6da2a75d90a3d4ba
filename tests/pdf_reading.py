"""What the tests read in finished PDFs: fonts, colours, headings, folios, pixels."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

COLOURS = {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"}
FOOT = 60
"""Points from the edge of a page that hold its running foot."""


def colours_of(path: Path) -> set[tuple[str, ...]]:
    """Return what is drawn in another colour than black, grey or white."""
    found = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for step in pikepdf.parse_content_stream(page):
                values = [str(value) for value in step.operands]
                if str(step.operator) in COLOURS and len(set(values)) > 1:
                    found.add(tuple(values))
    return found


def fonts_of(path: Path) -> set[str]:
    """Return the names of all fonts, without the letters of their subsets."""
    with pikepdf.open(path) as pdf:
        return {
            str(item.BaseFont).removeprefix("/").rpartition("+")[2]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }


def bookmarks_of(path: Path) -> list[str]:
    """Return the titles of all bookmarks, in their order."""
    found: list[str] = []

    def walk(items: Any) -> None:
        for item in items:
            found.append(item.title)
            walk(item.children)

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        walk(outline.root)
    return found


def headings_alone(path: Path, headings: Iterable[str]) -> bool:
    """Say whether one of these lines is the last on a page that is not the last."""
    squeezed = {"".join(heading.split()) for heading in headings}
    lasts = [_last_line(page) for page in list(pypdfium2.PdfDocument(path))[:-1]]
    return any("".join(line.split()) in squeezed for line in lasts)


def line_starts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what each line begins with, and what stands before that.

    By the places of the characters: PDFium ends a line after a raised mark, too.
    """
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        whole, before, edge = text.get_text_range(), "", 0.0
        for index, char in enumerate(whole):
            if char.strip():
                left = text.get_charbox(index)[0]
                if left < edge - 20:
                    yield char, before
                before, edge = (before + char)[-12:], left


def folios_of(content: bytes, width: float) -> list[tuple[str, ...]]:
    """Return the first line on the left and on the right half of each page."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        found.append(
            tuple(
                text.get_text_bounded(left, 0, left + width / 2, page.get_height())
                .split("\r")[0]
                .strip()
                for left in (0.0, width / 2)
            )
        )
    return found


def _last_line(page: Any) -> str:
    text = page.get_textpage()
    found = text.get_text_bounded(0, FOOT, page.get_width(), page.get_height())
    lines = [line.strip() for line in found.splitlines() if line.strip()]
    return lines[-1] if lines else ""
