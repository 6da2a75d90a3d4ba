"""Pages of a PDF as one picture, side by side: how the prints look, for the README."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from .png import grey_png

GAP = 16
"""Pixels between two pages, and around them."""
GROUND = b"\xd0"
"""The grey that the pages lie on."""


def page_picture(pdf: Path, numbers: tuple[int, ...], width: int) -> bytes:
    """Return a PNG of some pages (1 is the first), each `width` pixels wide.

    Pages that the PDF does not have are left out. The width is a multiple of 16.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [
            list(_rows(document[n - 1], width)) for n in numbers if n <= len(document)
        ]
    finally:
        document.close()
    height = max(map(len, pages))
    whole = GAP + len(pages) * (width + GAP)
    empty = GROUND * whole * GAP
    lines = [empty]
    for row in range(height):
        line = GROUND * GAP
        for page in pages:
            line += (page[row] if row < len(page) else GROUND * width) + GROUND * GAP
        lines.append(line)
    return grey_png(b"".join([*lines, empty]), whole, 4)


def _rows(page: pypdfium2.PdfPage, width: int) -> Iterator[bytes]:
    """Yield each row of a page: a byte for a pixel, 255 is white."""
    bitmap = page.render(scale=width / page.get_width(), grayscale=True)
    content, stride = bytes(bitmap.buffer), bitmap.stride
    for start in range(0, stride * bitmap.height, stride):
        yield content[start : start + width].ljust(width, b"\xff")
