"""Sets the sections of two languages side by side, line by line where they agree."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import html
from markupsafe import Markup

from ..content.site import EditionSettings
from .views import Section, markup

Fragment = tuple[str, str]
"""(what it is, its HTML): two columns are aligned where these agree in order."""


@dataclass(frozen=True)
class Row:
    """A part of a section in each of the document's languages."""

    id: str
    """The section's id, on its first row; "" for the lead and for later rows."""
    kind: str
    """lead, section (begins one) or more (goes on)."""
    cells: tuple[tuple[str, Markup], ...]
    """(language tag, HTML)"""
    is_wide: bool
    """Whether a column is too narrow for it: a table's cells would be words high."""


def rows(
    editions: tuple[EditionSettings, ...],
    columns: list[list[Section]],
    whole: bool = False,
) -> tuple[Row, ...]:
    """Return the sections as rows, in the order of the first language.

    In one language a row is a section. In two, a row is a paragraph or a list item
    where both halves have the same ones, so that helper and reader find the same line;
    a section whose halves differ stays one row, and nothing is lost. `whole` leaves
    every section one row, to be set below the other language.
    """
    found: list[Row] = []
    for section in columns[0]:
        halves = [
            (edition.lang, match)
            for edition, column in zip(editions, columns, strict=True)
            for match in column
            if match.id == section.id
        ]
        found += _section_rows(section.id, halves, whole)
    return tuple(found)


def _section_rows(
    name: str, halves: list[tuple[str, Section]], whole: bool
) -> list[Row]:
    parts = [(lang, fragments(section)) for lang, section in halves]
    kinds = {tuple(kind for kind, _ in found) for _, found in parts}
    if whole or len(parts) == 1 or len(kinds) > 1:
        cells = tuple((lang, Markup(section.html)) for lang, section in halves)
        return [_row(name, "section" if name else "lead", cells)]
    lines = zip(*([text for _, text in found] for _, found in parts), strict=True)
    langs = [lang for lang, _ in parts]
    return [
        _row(
            name if index == 0 else "",
            "more" if index else "section" if name else "lead",
            tuple(zip(langs, map(Markup, texts), strict=True)),
        )
        for index, texts in enumerate(lines)
    ]


def _row(name: str, kind: str, cells: tuple[tuple[str, Markup], ...]) -> Row:
    return Row(name, kind, cells, any("<table" in text for _, text in cells))


def fragments(section: Section) -> list[Fragment]:
    """Cut a section into paragraphs and list items; a heading stays with the first."""
    found: list[Fragment] = []
    heading: list[str] = []
    for block in section.blocks:
        if block.tag in ("h2", "h3"):
            heading.append(markup(block))
            continue
        for kind, text in _pieces(block):
            found.append((kind, "".join([*heading, text])))
            heading = []
    return found if not heading else [*found, ("heading", "".join(heading))]


def _pieces(block: Any) -> list[Fragment]:
    """Return a list item by item, each in a list of its own; else the block."""
    if block.tag not in ("ol", "ul"):
        return [(str(block.get("class") or block.tag), markup(block))]
    pieces = []
    for number, item in enumerate(block.iterchildren("li"), 1):
        single = html.Element(block.tag, dict(block.attrib))
        if block.tag == "ol":
            # WeasyPrint 70 reads start= only as a presentational hint, which is off.
            # workaround: weasyprint/start-of-lists
            single.set("style", f"counter-reset: list-item {number - 1}")
        single.append(deepcopy(item))
        single[0].tail = None
        pieces.append((f"{block.tag} item", markup(single)))
    return pieces
