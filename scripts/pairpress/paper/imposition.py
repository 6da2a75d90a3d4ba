"""Imposes a book: two pages on a side of a sheet, in signatures to fold and staple."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from io import BytesIO
from pathlib import Path

import pikepdf

from ..content.papers import PAPERS, Size
from .jobs import PrintJob, RenderedPdf
from .pdf_cache import look_up, store

SHEETS = 8
"""A signature's most sheets: an ordinary stapler takes no more, folded."""
STAPLES = (0.25, 0.75)
"""Where the fold is stapled, as shares of its length."""


@dataclass(frozen=True)
class Side:
    """One side of a sheet; pages count from 1, and those after the last are blank."""

    left: int
    """Of a book that opens from the left; else of the other half."""
    right: int
    signature: int
    """Counted from 0."""
    is_outside: bool
    """Whether it is the outside of a folded signature."""


def sides(pages: int) -> Iterator[Side]:
    """Yield the sides in the order of printing, front and back of each sheet in turn.

    The signatures are as even as they can be, so that the book lies flat.
    """
    sheets = -(-pages // 4)
    signatures = -(-sheets // SHEETS)
    first = 1
    for number in range(signatures):
        thickness = sheets // signatures + (number < sheets % signatures)
        last = first + 4 * thickness - 1
        for sheet in range(thickness):
            low, high = first + 2 * sheet, last - 2 * sheet
            yield Side(high, low, number, is_outside=sheet == 0)
            yield Side(low + 1, high - 1, number, is_outside=False)
        first = last + 1


def imposed(book: RenderedPdf, cache: Path, job: PrintJob) -> RenderedPdf:
    """Return the booklet of a printed book, from the cache if it is there."""
    if book.path is None:
        return book
    digest = hashlib.sha256(book.sha256.encode())
    digest.update(Path(__file__).read_bytes())
    digest.update(metadata.version("pikepdf").encode())
    key = digest.hexdigest()
    if found := look_up(cache, key, job):
        return found
    content, pages = impose(book.path)
    return store(cache, key, job.name, content, pages)


def impose(source: Path) -> tuple[bytes, int]:
    """Return a book's booklet and the number of its sides.

    Pages are cut at their TrimBox, so that marks and bleed stay out. Tags and links
    do not survive: the booklet is for paper only.
    """
    with pikepdf.open(source) as book, pikepdf.new() as booklet:
        pages = len(book.pages)
        size = _sheet_of(book.pages[0])
        opens_from_right = _opens_from_right(book)
        several = len({side.signature for side in sides(pages)}) > 1
        for side in sides(pages):
            sheet = booklet.add_blank_page(page_size=size)
            halves = (side.left, side.right)
            left, right = reversed(halves) if opens_from_right else halves
            for number, edge in ((left, 0.0), (right, size[0] / 2)):
                if number <= pages:
                    _place(sheet, book.pages[number - 1], edge, size)
            if side.is_outside:
                marks = _marks(side.signature if several else None, size)
                sheet.contents_add(marks)
        booklet.Root.Lang = pikepdf.String(str(book.Root.Lang))
        booklet.Root.ViewerPreferences = pikepdf.Dictionary(
            DisplayDocTitle=True,
            Duplex=pikepdf.Name.DuplexFlipShortEdge,
            PrintScaling=pikepdf.Name("/None"),
        )
        booklet.docinfo["/Title"] = pikepdf.String(str(book.docinfo["/Title"]))
        content = BytesIO()
        booklet.save(
            content,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return content.getvalue(), len(booklet.pages)


def _sheet_of(page: pikepdf.Page) -> Size:
    """Return the size of the sheet, lying on its side, whose half a page is."""
    left, bottom, right, top = map(float, page.trimbox)
    width, height = right - left, top - bottom
    for paper in PAPERS.values():
        if max(abs(width - paper.half[0]), abs(height - paper.half[1])) < 1:
            return (paper.sheet[1], paper.sheet[0])
    return (2 * width, height)


def _opens_from_right(book: pikepdf.Pdf) -> bool:
    preferences = book.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    return str(preferences.get("/Direction", "")) == "/R2L"


def _place(sheet: pikepdf.Page, page: pikepdf.Page, left: float, size: Size) -> None:
    """Put a page on a half of a sheet.

    Not by add_overlay: it invents names, and no two files would be alike.
    """
    # workaround: pikepdf/names-of-overlays
    name = pikepdf.Name(f"/Page{left:.0f}")
    form = page.as_form_xobject()
    sheet.add_resource(form, pikepdf.Name.XObject, name)
    place = pikepdf.Rectangle(left, 0, left + size[0] / 2, size[1])
    form = sheet.Resources.XObject[name]
    sheet.contents_add(
        sheet.calc_form_xobject_placement(
            form,
            name,
            place,
            invert_transformations=True,
            allow_shrink=True,
            allow_expand=False,
        )
    )


def _marks(signature: int | None, size: Size) -> bytes:
    """Draw where to staple; and a step on the back, one lower in each signature.

    Signatures in their order show a stair on the spine.
    """
    fold, height = size[0] / 2, size[1]
    ticks = "".join(
        f"{fold} {height * share - 7} m {fold} {height * share + 7} l S "
        for share in STAPLES
    )
    stair = ""
    if signature is not None:
        stair = f"{fold - 2} {height - 210 - signature * 22:g} 4 18 re f"
    return f"q 0 G 0 g 0.4 w {ticks}{stair} Q".encode()
