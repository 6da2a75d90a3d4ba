"""What a publication says: its words, its facts and whom to call, without its looks."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .clock import today
from .contacts import Contact, Phone
from .facts import Fact, tell
from .library import Library
from .pages import HEADING, Page
from .publications import Publication
from .references import REFERENCE, Reference, parse_reference
from .sameness import either_order
from .sections import Section, sections
from .site import Localized, Site
from .substance import FRONT, Lines, inline, substance
from .uses import CONTACT_VERBS

SOURCES = "sources"
"""The section that is written by the program; what it says is no substance."""
NEXT = " next"
"""After a fact's key: until when its value holds, and what follows."""
TARGET = re.compile(r"\]\([^)]*\)")
"""Where a link leads: not to be seen on paper."""


@dataclass(frozen=True)
class Said:
    """What a publication says on a day, in all languages."""

    sections: dict[str, dict[str, str]]
    """Fingerprints of its parts, per language."""
    facts: dict[str, Localized]
    contacts: dict[str, dict[str, list[str]]]
    places: dict[str, Localized]
    """Where each part, fact and contact stands: “Pay · How much”, per language."""
    since: date
    """The newest day that it tells of: of a note, or of a value in force."""

    @property
    def fingerprint(self) -> str:
        """A hash of all that it says."""
        told = [self.sections, self.facts, self.contacts]
        return _hash(json.dumps(told, ensure_ascii=False, sort_keys=True))


class _Listener:
    """Reads a publication's sections one after the other, and keeps what they say."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.day = today(library.site.settings.time_zone)
        self.sections: dict[str, dict[str, str]] = {}
        self.facts: dict[str, Localized] = {}
        self.contacts: dict[str, dict[str, list[str]]] = {}
        self.places: dict[str, Localized] = {}
        self.days: list[date] = []

    def part(self, locale: str, name: str, lines: Lines, place: str) -> None:
        """Keep the fingerprints of a part's words."""
        self.sections.setdefault(locale, {})[name] = fingerprint(lines)
        self.places.setdefault(name, {}).setdefault(locale, place)

    def page(self, page: Page, shown: tuple[str, ...] | None) -> None:
        """Keep what the printed sections of a page say."""
        self.days += [change.date for change in page.front.changed]
        if shown == ():
            return
        site, locale = self.library.site, page.locale
        said = substance(page, site)
        title = page.front.title
        self.part(locale, page.topic, said[FRONT][:1], title)
        for section in sections(page):
            if section.top in shown if shown else section.top != SOURCES:
                place = " · ".join(filter(None, (title, _heading(section, page, site))))
                name = f"{page.topic}#{section.id}"
                self.part(locale, name, said[section.id], place)
                for match in REFERENCE.finditer(section.text):
                    self.reference(locale, parse_reference(match[1]), place)

    def reference(self, locale: str, reference: Reference, place: str) -> None:
        """Keep what a fact or a contact says that a section names."""
        data = self.library.data
        for name in reference.names:
            if reference.verb == "fact" and (fact := data.facts.get(name)):
                key = f"{name} @ {reference.day}" if reference.day else name
                self.fact(locale, key, fact, reference.day)
                for told in (key, key + NEXT):
                    self.places.setdefault(f"fact {told}", {}).setdefault(locale, place)
            elif reference.verb in CONTACT_VERBS and name in data.contacts:
                contact = data.contacts[name]
                self.contact(locale, name, contact, reference.verb)

    def fact(self, locale: str, key: str, fact: Fact, asked: date | None) -> None:
        """Keep what is told of a fact, and since when."""
        tongue = self.library.data.language(locale)
        told = tell(fact, locale, tongue, asked or self.day)
        text = tongue.words["withheld"] if told.text is None else told.text
        self.facts.setdefault(key, {})[locale] = text
        if told.next and not asked:
            coming = tongue.words["until_then"].format(
                last=tongue.date(told.next.last_day),
                first=tongue.date(told.next.first_day),
                value=told.next.text,
            )
            remark = coming.strip(f" {tongue.brackets.format('')}")
            self.facts.setdefault(key + NEXT, {})[locale] = remark
        if not asked:
            turns = [v.valid_from for v in fact.values if v.valid_from]
            turns += [v.valid_to + timedelta(1) for v in fact.values if v.valid_to]
            self.days += [day for day in turns if day <= self.day]

    def contact(self, locale: str, name: str, contact: Contact, verb: str) -> None:
        """Keep what is told of a contact: all, or only name and number."""
        told = self.contacts.setdefault(name, {}).setdefault(locale, [])
        told += [x for x in _contact(contact, locale, verb) if x not in told]
        title = contact.name[locale]
        self.places.setdefault(f"contact {name}", {}).setdefault(locale, title)


def said_by(publication: Publication, library: Library) -> Said:
    """Return what a publication says today."""
    listener = _Listener(library)
    for locale, pages in library.pages.items():
        for topic in publication.topics:
            if page := pages.get(topic):
                listener.page(page, publication.sections_of(topic))
        declared = publication.declared
        named = declared.named_contacts().values() if declared else ()
        for name in (*named, *library.site.settings.free_help):
            listener.reference(locale, Reference("contact", (name,)), "")
        for text in declared.filled_texts().values() if declared else ():
            for match in REFERENCE.finditer(text.get(locale, "")):
                title = publication.title.get(locale, "")
                listener.reference(locale, parse_reference(match[1]), title)
        for name, lines in _declared(publication, library, locale):
            title = publication.title.get(locale, "")
            listener.part(locale, name, lines, title)
    return Said(
        listener.sections,
        dict(sorted(listener.facts.items())),
        dict(sorted(listener.contacts.items())),
        listener.places,
        max(listener.days, default=listener.day),
    )


def fingerprint(lines: Lines) -> str:
    """Return two hashes of a text: in its order, and in an order of its own.

    Two texts whose first or second hashes agree say the same (see sameness).
    """
    lines = tuple(TARGET.sub("]", line) for line in lines)
    return "-".join(_hash(text)[:12] for text in either_order(lines))


def alike(one: str, other: str) -> bool:
    """Say whether two fingerprints are of texts that say the same."""
    return not {*enumerate(one.split("-"))}.isdisjoint(enumerate(other.split("-")))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _heading(section: Section, page: Page, site: Site) -> str:
    """Return a section's heading; the lead has that of its page."""
    match = HEADING.match(section.lines[0][1]) if section.lines else None
    return inline(match[2], page, site) if match and section.id else ""


def _declared(
    publication: Publication, library: Library, locale: str
) -> Iterator[tuple[str, Lines]]:
    """Yield what a file in print/publications/ says, and the data that it prints."""
    if not publication.declared:
        return
    for place, text in publication.declared.texts().items():
        yield "/".join(map(str, place)), (text.get(locale, ""),)
    entries = publication.declared.printed_data(library.data)
    if entries:
        yield "data", tuple(map(_dumped, entries))


def _dumped(entry: object) -> str:
    """Return an entry of docs/data/ as text, whatever its model is."""
    return json.dumps(entry, default=_plain, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    dump = getattr(value, "model_dump", None)
    return dump(mode="json") if dump else str(value)


def _contact(contact: Contact, locale: str, verb: str) -> Iterable[str]:
    """Yield the texts of a contact that a verb prints."""
    if verb != "phone":
        yield contact.name[locale]
    if verb != "contacts":
        yield from (phone.number for phone in contact.phones[:1])
        return
    yield from (_phone(phone, locale) for phone in contact.phones)
    for told in (contact.purpose, contact.hours, contact.languages, contact.note):
        if told:
            yield told[locale]
    for text in (contact.email, contact.url, contact.wechat, contact.instagram):
        if text:
            yield text


def _phone(phone: Phone, locale: str) -> str:
    extension = f" #{phone.extension}" if phone.extension else ""
    note = f" {phone.note[locale]}" if phone.note else ""
    return phone.number + extension + note + (" SMS" if phone.sms else "")
