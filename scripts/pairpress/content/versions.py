"""Versions: what was released of a publication, and what the next one changes."""

from collections import Counter
from collections.abc import Iterator, Mapping

from .ledger import Change, Ledger, Release
from .library import Library
from .publications import Note, Publication, Version
from .said import NEXT, Said, alike, said_by
from .site import Localized

ARROW = "{} → {}"


def versions(publication: Publication, library: Library) -> tuple[Version, ...]:
    """Return a publication's versions, the first one first.

    What the files say now is the last one: a released one, or the next.
    """
    ledger = library.ledgers.get(publication.id)
    said = said_by(publication, library)
    released = tuple(map(_version, ledger.versions)) if ledger else ()
    if ledger and not differs(ledger, said):
        return released
    return (*released, _version(next_release(publication, library, said, ledger)))


def released_versions(ledger: Ledger) -> tuple[Version, ...]:
    """Return the versions of a publication that may be printed no more."""
    return tuple(map(_version, ledger.versions))


def _version(release: Release) -> Version:
    notes = {
        locale: tuple(Note(c.title, c.text, c.fact) for c in changes)
        for locale, changes in release.changed.items()
    }
    return Version(release.number, release.day, notes, release.facts, release.withdrawn)


def differs(ledger: Ledger, said: Said) -> bool:
    """Say whether a publication says something else than its newest release."""
    return (
        ledger.versions[-1].facts != said.facts
        or ledger.contacts != said.contacts
        or ledger.sections.keys() != said.sections.keys()
        or any(
            list(_altered(ledger.sections[locale], parts))
            for locale, parts in said.sections.items()
        )
    )


def _altered(before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """Yield the names of parts that say something else, that came, and that went.

    A part with another name that says the same has only been renamed, or moved.
    """
    came = {n for n in now if n not in before or not alike(now[n], before[n])}
    left = [before[n] for n in before if n not in now or n in came]
    for name in (n for n in now if n in came):
        same = next((old for old in left if alike(old, now[name])), None)
        if same is None:
            yield name
        else:
            left.remove(same)
    renamed = {n for n in before if n not in now and before[n] not in left}
    yield from (n for n in before if n not in now and n not in renamed)


def next_release(
    publication: Publication, library: Library, said: Said, ledger: Ledger | None
) -> Release:
    """Return what the next release is, alike on every machine: no clock is asked."""
    last = ledger.versions[-1] if ledger else None
    return Release(
        number=last.number + 1 if last else 1,
        day=max(said.since, last.day) if last else said.since,
        fingerprint=said.fingerprint,
        facts=said.facts,
        changed={
            locale: list(_changes(publication, library, said, ledger, locale))
            for locale in library.site.locales
        },
    )


def _changes(
    publication: Publication,
    library: Library,
    said: Said,
    ledger: Ledger | None,
    locale: str,
) -> Iterator[Change]:
    """Yield what is other than in the last release, as one language tells it.

    First what staff have noted; then values; then sections that nobody speaks of.
    """
    notes = list(_new_notes(publication, library, ledger, locale))
    yield from notes
    if not ledger:
        return
    yield from _values(ledger, said, locale)
    told = {note.topic for note in notes}
    before = ledger.sections.get(locale, {})
    for name in _altered(before, said.sections.get(locale, {})):
        topic, _, section = name.partition("#")
        if topic not in told:
            place = said.places.get(name) or said.places.get(topic, {})
            title = place.get(locale, publication.title.get(locale, ""))
            yield Change(title=title, text="")
            if not section:
                told.add(topic)


def changed_facts(
    before: Mapping[str, Localized], now: Mapping[str, Localized], locale: str
) -> Iterator[tuple[str, str]]:
    """Yield the key of each fact of which something else is told now, and what."""
    for key, told in now.items():
        old, new = before.get(key, {}).get(locale), told.get(locale)
        if new and old and old != new and not key.endswith(NEXT):
            yield key, ARROW.format(old, new)
        elif new and old != new and key.endswith(NEXT):
            yield key, new


def _new_notes(
    publication: Publication, library: Library, ledger: Ledger | None, locale: str
) -> Iterator[Change]:
    """Yield the `changed:` notes that no release has told.

    They are counted by their day: one that was reworded afterwards is not told twice.
    """
    releases = ledger.versions if ledger else []
    told = Counter(
        (change.topic, change.day)
        for release in releases
        for change in release.changed.get(locale, [])
    )
    for topic in publication.topics:
        if publication.sections_of(topic) == ():
            continue
        if page := library.pages.get(locale, {}).get(topic):
            for change in page.front.changed:
                if told[topic, change.date] == 0:
                    yield Change(
                        title=page.front.title,
                        text=change.note,
                        topic=topic,
                        day=change.date,
                    )
                told[topic, change.date] -= 1


def _values(ledger: Ledger, said: Said, locale: str) -> Iterator[Change]:
    """Yield the facts and contacts of which something else is told now."""
    for key, text in changed_facts(ledger.versions[-1].facts, said.facts, locale):
        yield Change(title=said.places[f"fact {key}"][locale], text=text, fact=key)
    for name, lines in ledger.contacts.items():
        before, now = lines.get(locale), said.contacts.get(name, {}).get(locale)
        if before and now and before != now:
            gone = [line for line in before if line not in now]
            come = [line for line in now if line not in before]
            text = ARROW.format(" / ".join(gone), " / ".join(come)).strip(" →")
            title = said.places[f"contact {name}"][locale]
            yield Change(title=title, text=text, contact=name)
