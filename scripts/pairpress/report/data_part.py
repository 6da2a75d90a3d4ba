"""The part of the report on facts and contacts: what is due, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..content.facts import Fact, tell
from ..content.languages import language
from ..content.library import Library
from ..content.uses import CONTACT_VERBS, FACT_VERBS, Use, all_uses, prints_with

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Where:
    """Where a fact or a contact stands."""

    topics: tuple[str, ...]
    prints: tuple[str, ...]
    """Ids of publications."""
    everywhere: bool = False
    """Whether it stands on every page, in its head or foot."""


@dataclass(frozen=True)
class FactRow:
    """A fact that somebody should look at."""

    key: str
    state: str
    """expired, due or soon."""
    day: date
    """When it ended, was due, or will be."""
    says: dict[str, str]
    """The value of today, or the last one, per language; of a rule, what it says."""
    url: str
    source: str
    lang: str
    """The source’s language."""
    path: str
    line: int
    where: Where


@dataclass(frozen=True)
class ContactRow:
    """A contact whose number nobody has called."""

    name: str
    titles: dict[str, str]
    phones: tuple[str, ...]
    where: Where


def fact_rows(library: Library, day: date) -> list[FactRow]:
    """Return the facts that are expired, due, or due within 30 days, in this order."""
    places = all_uses(library, FACT_VERBS)
    rows = [
        FactRow(
            key,
            state,
            when,
            _says(library, fact, when if state == "expired" else day),
            fact.source.url,
            fact.source.title,
            fact.source.lang,
            *library.data.fact_places.get(key, ("docs/data", 1)),
            _where(library, places.get(key, [])),
        )
        for key, fact in library.data.facts.items()
        for state, when in [_state(fact, day)]
        if state and when
    ]
    order = ("expired", "due", "soon")
    return sorted(rows, key=lambda row: (order.index(row.state), row.day, row.key))


def _state(fact: Fact, day: date) -> tuple[str, date | None]:
    ends = [value.valid_to for value in fact.values]
    in_force = any(value.holds_on(day) for value in fact.values)
    if fact.values and not in_force and all(ends):
        return "expired", max(end for end in ends if end)
    if not fact.review_by or fact.review_by > day + SOON:
        return "", None
    return ("due" if fact.review_by < day else "soon"), fact.review_by


def _says(library: Library, fact: Fact, day: date) -> dict[str, str]:
    if fact.kind == "rule":
        return {library.site.locales[-1]: fact.says or ""}
    return {
        locale: tell(fact, locale, language(locale), day).text or "—"
        for locale in library.site.locales
    }


def contact_rows(library: Library) -> list[ContactRow]:
    """Return the contacts on the pages that nobody has called, most used first."""
    places = all_uses(library, CONTACT_VERBS)
    settings = library.site.settings
    everywhere = {*settings.emergency, *settings.free_help}
    rows = [
        ContactRow(
            name,
            contact.name,
            tuple(phone.number for phone in contact.phones),
            _where(library, places.get(name, []), name in everywhere),
        )
        for name, contact in library.data.contacts.items()
        if contact.phones and not contact.called_on
        if name in places or name in everywhere
    ]
    return sorted(rows, key=lambda row: (-len(row.where.topics), row.name))


def _where(library: Library, places: list[Use], everywhere: bool = False) -> Where:
    prints = [publication.id for publication in prints_with(library, places)]
    return Where(
        _once(use.topic for use in places if use.topic), _once(prints), everywhere
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
