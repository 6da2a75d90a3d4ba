"""Composes the hours log: a blank sheet on which workers note what they worked."""

from collections.abc import Iterator

from ..content.conversion import converter
from ..content.publications import Publication
from ..content.sheets import HoursLog
from .composed import Composed, Editions, Materials, document, edition_sets

LONG = 16
"""From so many rows on the sheet stands upright, and its rows are lower."""

Told = list[tuple[str, str]]
"""A text in each of the document's languages: (language tag, text)."""


def compose_hours_log(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield the sheet in every edition."""
    log = publication.declared
    assert isinstance(log, HoursLog)
    styles = ("hours-log-long",) if log.rows >= LONG else ()
    for editions in edition_sets(materials.library):
        context = _context(materials, log, editions)
        yield document(
            materials, publication, editions, context, styles=styles, max_pages=1
        )


def _context(
    materials: Materials, log: HoursLog, editions: Editions
) -> dict[str, object]:
    convert = [converter(edition, materials.library.data) for edition in editions]

    def told(texts: dict[str, str]) -> Told:
        pairs = zip(editions, convert, strict=True)
        return [(e.lang, turn(texts[e.locale])) for e, turn in pairs]

    whole = sum(column.width for column in log.columns)
    return {
        "how": [told(text) for text in log.how],
        "fields": [told(text) for text in log.fields],
        "columns": [
            (told(column.name), f"{100 * column.width / whole:.2f}%")
            for column in log.columns
        ],
        "rows": log.rows,
        "total": told(log.total),
    }
