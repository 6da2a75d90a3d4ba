"""The part of the report on prints: which copies on paper no longer tell the truth."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..content.catalogue import read_catalogue
from ..content.facts import Fact, tell
from ..content.languages import language
from ..content.library import Library
from ..content.publications import Publication, Version
from ..content.uses import all_uses, prints_with
from .pages_part import Waiting

AHEAD = timedelta(days=90)
"""How far ahead a value that will change is pointed out, so that few are printed."""
RECENT = timedelta(days=90)
"""How long after a new version copies of the old one are still looked for."""


@dataclass(frozen=True)
class Turn:
    """A fact on a print whose value changes on a day, after the print's version."""

    key: str
    day: date
    says: dict[str, str]
    """The new value per language; none: it ends, and the next one is not known."""


@dataclass(frozen=True)
class PrintRow:
    """A publication, and why its copies must be printed again."""

    publication: Publication
    version: Version
    replaced: bool
    """Whether its version is so new that copies of the old one are about."""
    built: int | None
    """The version of the PDFs of the last build; None: there are none here."""
    turned: tuple[Turn, ...]
    """Values that took effect after its version: what the copies say is wrong."""
    turning: tuple[Turn, ...]
    """Values that will change soon: print few."""
    waiting: tuple[Waiting, ...]
    """Its sections that wait for a person: print later."""

    @property
    def reprint(self) -> bool:
        """Whether copies that are about should be replaced."""
        return bool(self.replaced or self.turned)


def print_rows(library: Library, waiting: list[Waiting], day: date) -> list[PrintRow]:
    """Return every publication, those to print again first."""
    turns = _turns(library)
    catalogue = read_catalogue(library.site.root / "site/print/catalogue.json")
    built = {entry.publication: entry.version for entry in catalogue}
    rows = []
    for publication in library.publications:
        if not all(
            topic in pages
            for topic in publication.topics
            for pages in library.pages.values()
        ):
            continue
        history = library.history[publication.id]
        newest = history[-1]
        # A value that turns makes the next version; who has copies has a released one.
        ledger = library.ledgers.get(publication.id)
        copies = ledger.versions[-1].day if ledger else newest.day
        mine = [turn for turn in turns.get(publication.id, []) if turn.day > copies]
        rows.append(
            PrintRow(
                publication,
                newest,
                len(history) > 1 and newest.day > day - RECENT,
                built.get(publication.id),
                tuple(turn for turn in mine if turn.day <= day),
                tuple(turn for turn in mine if day < turn.day <= day + AHEAD),
                tuple(one for one in waiting if publication.prints(one.topic, one.top)),
            )
        )
    return sorted(rows, key=lambda row: (not row.reprint, not row.turning))


def _turns(library: Library) -> dict[str, list[Turn]]:
    """Return the days on which a value on a publication changes, by publication."""
    found: dict[str, list[Turn]] = {}
    places = all_uses(library, ("fact",))  # a source mark tells no value
    for key, fact in library.data.facts.items():
        turns = _turns_of(library, key, fact) if key in places else []
        for publication in prints_with(library, places[key]) if turns else []:
            found.setdefault(publication.id, []).extend(turns)
    return found


def _turns_of(library: Library, key: str, fact: Fact) -> list[Turn]:
    """Return each day on which a fact's value begins, or ends with none to follow."""
    days = {v.valid_from for v in fact.values if v.valid_from}
    days |= {v.valid_to + timedelta(1) for v in fact.values if v.valid_to}
    turns = []
    for day in sorted(days):
        if any(value.holds_on(day - timedelta(1)) for value in fact.values):
            told = {
                locale: tell(fact, locale, language(locale), day).text
                for locale in library.site.locales
            }
            turns.append(Turn(key, day, {k: text for k, text in told.items() if text}))
    return turns
