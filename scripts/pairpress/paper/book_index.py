"""A book's index: terms and contacts, with the pages on which they stand."""

import re
from dataclasses import dataclass
from functools import cached_property

from ..content.collation import group_label, place
from ..content.conversion import converter
from ..content.library import Library
from ..content.site import EditionSettings
from .views import Section

PLACES = 4
"""Sections that one entry names: more would be no help to find the right one."""


@dataclass(frozen=True)
class Place:
    """A section of the book, as the index looks it up."""

    anchor: str
    """Its heading's id in the document."""
    heading: str
    text: str

    @cached_property
    def folded(self) -> str:
        """The text without upper case."""
        return self.text.casefold()


@dataclass(frozen=True)
class IndexGroup:
    """The entries under one letter or stroke count: (word, anchors)."""

    label: str
    entries: list[tuple[str, list[str]]]


def place_of(section: Section, lead_anchor: str) -> Place:
    """Return a section, whose ids are the document's, as a place of the index."""
    heading = next((block for block in section.blocks if block.tag == "h2"), None)
    text = " ".join(str(block.text_content()) for block in section.blocks)
    if heading is None:
        return Place(lead_anchor, "", text)
    return Place(heading.get("id", lead_anchor), str(heading.text_content()), text)


def book_index(
    library: Library, edition: EditionSettings, places: list[Place]
) -> list[IndexGroup]:
    """Return the words that stand in the book, in the order of an edition."""
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    found = {word: _anchors(word, places) for word in _words(library, edition)}
    places_of = {w: place(w, edition.sort, edition.locale) for w in found}
    for word in sorted(found, key=lambda word: places_of[word]):
        if found[word]:
            groups.setdefault(places_of[word].label, []).append((word, found[word]))
    return [
        IndexGroup(group_label(label, edition.sort), entries)
        for label, entries in groups.items()
    ]


def _words(library: Library, edition: EditionSettings) -> set[str]:
    """Return what readers of an edition may look up: terms, and whom to call."""
    convert = converter(edition, library.data)
    told = (term.word(edition.locale) for term in library.data.terms)
    terms = {convert(word) for word in told if word}
    contacts = {
        convert(contact.name[edition.locale])
        for contact in library.data.contacts.values()
        if contact.phones
    }
    return {_short(word) for word in terms | contacts}


def _short(word: str) -> str:
    """Return a word without what stands in brackets behind it."""
    return re.split(r"\s*[（(]", word)[0].strip() or word


def _anchors(word: str, places: list[Place]) -> list[str]:
    """Return where a word stands, those first whose heading has it; in book order."""
    pattern = _pattern(word)
    sought = word.casefold()
    # To look for a pattern in every section is slow; most do not have the word at all.
    counted = [
        (bool(pattern.search(place.heading)), len(pattern.findall(place.text)), number)
        for number, place in enumerate(places)
        if sought in place.folded
    ]
    there = sorted((c for c in counted if c[1]), key=lambda c: (not c[0], -c[1], c[2]))
    return [places[number].anchor for number in sorted(c[2] for c in there[:PLACES])]


def _pattern(word: str) -> re.Pattern[str]:
    """Match a word; of Latin letters whole words only, in the plural too."""
    if word.isascii():
        return re.compile(rf"\b{re.escape(word)}(?:e?s)?\b", re.IGNORECASE)
    return re.compile(re.escape(word))
