"""How much too long a document is, and which of its sections to shorten."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Any, TypeAlias

from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox

from .jobs import Excess

Box: TypeAlias = Any
"""A box of WeasyPrint's layout, which has no types."""


@dataclass(frozen=True)
class _Line:
    """A printed line: where it stands, and the section that it belongs to."""

    page: int
    top: float
    bottom: float
    text: str
    heading: str
    """"" above the first heading, and in the imprint."""
    is_contact: bool


def excess(document: Any, limit: int) -> Excess | None:
    """Measure what stands after page `limit` of a laid-out document.

    The section to shorten is the longest one, contacts left aside: these are as long
    as they must be. None if the document has no section with a heading.
    """
    lines = list(_lines(document))
    told = [line for line in lines if line.heading]
    if not told:
        return None
    prose = [line for line in told if not line.is_contact] or told
    # What stands side by side in a table is one line.
    places = {(line.page, line.top): line.heading for line in prose}
    [(heading, length)] = Counter(places.values()).most_common(1)
    own = [line for line in prose if line.heading == heading]
    # A line more than measured: it is not known where the pages will then break.
    too_many = math.ceil(_overflow(document, lines, limit) / _pitch(own)) + 1
    characters = sum(len(line.text) for line in own) / length * too_many
    return Excess(too_many, max(10, 10 * round(characters / 10)), heading, length)


def _pitch(lines: list[_Line]) -> float:
    """Return how much of a page each line takes, with what stands between them."""
    steps = [
        after.top - line.top
        for line, after in pairwise(lines)
        if line.page == after.page and after.top > line.top
    ]
    return fmean(steps or [line.bottom - line.top for line in lines])


def _overflow(document: Any, lines: list[_Line], limit: int) -> float:
    """Return the height of what is too much, less what is free on the last page."""
    over = 0.0
    for page in range(limit, len(document.pages)):
        there = [line for line in lines if line.page == page]
        if there:
            over += max(n.bottom for n in there) - min(n.top for n in there)
    last = document.pages[limit - 1]._page_box
    foot = last.content_box_y() + last.height
    free = foot - max((n.bottom for n in lines if n.page == limit - 1), default=foot)
    return float(max(over - free, 0))


def _lines(document: Any) -> Iterator[_Line]:
    headings: dict[Any, str] = {}
    section = None
    for number, page in enumerate(document.pages):
        for box, in_contacts in _blocks(page._page_box):
            if isinstance(box, LineBox):
                yield _Line(
                    number,
                    box.position_y,
                    box.position_y + box.height,
                    _text(box),
                    headings.get(section, ""),
                    in_contacts,
                )
            elif box.element_tag == "section":
                section = box.element  # begins, or goes on after a page
            elif box.element_tag == "h2":
                headings[section] = _text(box).strip()


def _blocks(box: Box, in_contacts: bool = False) -> Iterator[tuple[Box, bool]]:
    """Yield the boxes down to lines, and whether they stand in a list of contacts."""
    for child in getattr(box, "children", ()):
        if isinstance(child, MarginBox):
            continue
        element = child.element
        inside = in_contacts or (
            element is not None and element.get("class") == "contacts"
        )
        yield child, inside
        if not isinstance(child, LineBox):
            yield from _blocks(child, inside)


def _text(box: Box) -> str:
    if isinstance(box, TextBox):
        return str(box.text)
    return "".join(_text(child) for child in getattr(box, "children", ()))
