"""Composes wallet cards: ten on a sheet to cut, or five to cut and fold over."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..content.cards import Card
from ..content.conversion import converter
from ..content.library import Library
from ..content.publications import Publication
from ..content.sheets import CardSheet
from .composed import Composed, Editions, Materials, document, edition_sets
from .type_sizes import fitting

SHEETS = {"": 10, "fold": 5}
"""Cards on a sheet, by format. Folded, a card takes the place of two."""
SIZES = ((40, "xl"), (62, "l"), (92, "m"))
"""The widest sentence that stands in a size, in Latin letters."""
BLANK = "___"


@dataclass(frozen=True)
class PrintedCard:
    """A card's two sides: what is shown, and what its owner should know."""

    id: str
    shown: Markup
    own: Markup
    size: str
    notes: tuple[str, ...]
    """When to use it, in each of the document's languages; the owner's first."""


def compose_cards(materials: Materials, publication: Publication) -> Iterator[Composed]:
    """Yield the cards for owners of each edition, who show the other language."""
    library = materials.library
    shown = library.site.locales[-1]
    for editions in edition_sets(library):
        if len(editions) == 1 or editions[1].locale != shown:
            continue
        cards = [
            _printed(library, card, editions) for card in _chosen(library, publication)
        ]
        for format, places in SHEETS.items():
            sheets = list(_sheets(cards, places))
            context = {"cards": cards, "sheets": sheets}
            # One side or two for each sheet, and a list of the cards for every ten.
            limit = len(sheets) * (1 if format else 2) + -(-len(cards) // 10)
            yield document(
                materials, publication, editions, context, format, max_pages=limit
            )


def _chosen(library: Library, publication: Publication) -> list[Card]:
    """Return the cards of a publication: groups in its order, then single ones."""
    assert isinstance(publication.declared, CardSheet)
    known = {card.id: card for card in library.data.cards}
    grouped = [
        card.id
        for group in publication.declared.groups
        for card in library.data.cards
        if card.group == group
    ]
    names = dict.fromkeys([*grouped, *publication.declared.cards])
    return [known[name] for name in names if name in known]


def _printed(library: Library, card: Card, editions: Editions) -> PrintedCard:
    own, shown = (converter(edition, library.data) for edition in editions)
    sentence = shown(card.say[editions[1].locale])
    notes = (
        convert(card.note.get(edition.locale, ""))
        for edition, convert in zip(editions, (own, shown), strict=True)
    )
    return PrintedCard(
        card.id,
        _with_blanks(sentence),
        _with_blanks(own(card.say[editions[0].locale])),
        fitting(sentence, SIZES),
        tuple(notes),
    )


def _with_blanks(text: str) -> Markup:
    """Return a sentence with a line to write on where it has a blank."""
    line = Markup('<span class="fill"></span>')
    return line.join(escape(part) for part in text.split(BLANK))


def _sheets(cards: list[PrintedCard], places: int) -> Iterator[list[PrintedCard]]:
    """Yield sheets of cards; the last one is filled up from the first card on."""
    for start in range(0, len(cards), places):
        yield [cards[n % len(cards)] for n in range(start, start + places)]
