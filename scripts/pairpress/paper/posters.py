"""Composes posters: one strong message, a few lines, and numbers to read from afar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..content.contacts import Contact
from ..content.conversion import converter
from ..content.languages import language
from ..content.publications import Publication
from ..content.sheets import Poster
from ..content.site import EditionSettings
from .composed import Composed, Editions, Materials, document, edition_sets
from .type_sizes import fitting
from .views import View, read_view, without_marks

FORMATS = {"": (), "tabloid": ("poster-tabloid",)}
"""The stylesheets of each format beside the poster's own: Letter, and 11 × 17 in."""
SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s|$))")

SIZES = ((20, "xl"), (32, "l"), (52, "m"))
"""The widest message that stands in a size, a Han character counting 2."""

Told = list[tuple[str, str]]
"""A text in each of the document's languages: (language tag, text)."""


@dataclass(frozen=True)
class Call:
    """Whom to call: the name and the languages they speak, and the number."""

    name: Told
    languages: Told
    number: str


def compose_poster(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield the poster in every edition, on both sizes of paper."""
    for editions in edition_sets(materials.library):
        context = _context(materials, publication, editions)
        for format, styles in FORMATS.items():
            yield document(
                materials,
                publication,
                editions,
                context,
                format,
                styles,
                max_pages=1,
            )


def _context(
    materials: Materials, publication: Publication, editions: Editions
) -> dict[str, object]:
    poster = publication.declared
    assert isinstance(poster, Poster)
    data = materials.library.data
    convert = [converter(edition, data) for edition in editions]
    views = [_view(materials, edition, publication.page) for edition in editions]

    def told(texts: dict[str, str]) -> Told:
        pairs = zip(editions, convert, strict=True)
        return [(e.lang, turn(texts[e.locale])) for e, turn in pairs]

    def call(contact: Contact) -> Call:
        spoken = told(contact.languages) if contact.languages else []
        return Call(told(contact.name), spoken, contact.phones[0].number)

    message = (
        told(poster.message)
        if isinstance(poster.message, dict)
        else [(view.lang, _message(view, poster.message)) for view in views]
    )
    listed = [_listed(view, poster.section) for view in views]
    langs = [edition.lang for edition in editions]
    lines = [
        list(zip(langs, (items[n - 1] for items in listed), strict=True))
        for n in poster.items
        if all(n <= len(items) for items in listed)
    ]
    return {
        "message": message,
        "size": fitting(message[0][1], SIZES),
        "lines": [*lines, *map(told, poster.lines)],
        "calls": [call(data.contacts[name]) for name in poster.contacts],
    }


def _view(materials: Materials, edition: EditionSettings, topic: str) -> View:
    """Return a page without source numbers: a poster has no room for the list."""
    view = read_view(materials.views, edition.lang, topic)
    brackets = language(edition.locale).brackets
    plain = (without_marks(section, brackets) for section in view.sections)
    return replace(view, sections=tuple(plain))


def _message(view: View, source: str) -> str:
    """Return the page's heading, or the first sentence of its lead."""
    lead = view.sections[0].blocks[0] if source == "lead" else None
    if view.sections[0].id or lead is None:
        return view.discreet or view.heading
    first = SENTENCE.match(_plain(lead.text_content()))
    return first[0] if first else view.heading


def _listed(view: View, name: str | None) -> list[str]:
    """Return the items of a section's lists as plain text."""
    return [
        _plain(item.text_content())
        for section in view.sections
        if section.id == name
        for block in section.blocks
        if block.tag in ("ol", "ul")
        for item in block.iterchildren("li")
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())
