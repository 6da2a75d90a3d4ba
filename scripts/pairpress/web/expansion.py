"""Puts values, source marks and contact blocks where a page names them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape

from ..content.contacts import Contact, Phone
from ..content.data import Data
from ..content.facts import Fact, Told, tell
from ..content.languages import Language
from ..content.pages import HEADING, with_code
from ..content.references import REFERENCE, Reference, parse_reference


@dataclass
class Expansion:
    """The expansion of one page: collects its sources in the order of first use."""

    data: Data
    locale: str
    language: Language
    day: date
    sources: dict[str, list[Fact]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """Facts whose value stands on the page already."""
    announced: set[str] = field(default_factory=set)
    """Facts of whose next value the section has told already."""

    def expand(self, markdown: str) -> str:
        """Return the page's Markdown with every reference replaced by HTML."""
        body = "\n".join(
            line if is_code else self._line(line)
            for line, is_code in with_code(markdown.split("\n"))
        )
        return f"{body.rstrip()}\n\n{self._source_list()}" if self.sources else body

    def _line(self, line: str) -> str:
        if HEADING.match(line):
            self.announced.clear()
        return REFERENCE.sub(lambda match: self._one(parse_reference(match[1])), line)

    def _one(self, reference: Reference) -> str:
        name = reference.names[0]
        if reference.verb == "fact":
            return self._value(name, reference.day)
        if reference.verb == "cite":
            return "".join(self._mark(self.data.facts[n]) for n in reference.names)
        if reference.verb == "phone":
            return phone_link(self.data.contacts[name].phones[0])
        contacts = {name: self.data.contacts[name] for name in reference.names}
        if reference.verb == "contact":
            return self._inline(contacts[name])
        return self._blocks(contacts)

    def _value(self, key: str, asked: date | None) -> str:
        """Tell the value of a day that the page asks for, else today's."""
        fact = self.data.facts[key]
        told = tell(fact, self.locale, self.language, asked or self.day)
        words = self.language.words
        if told.text is None:
            return (
                f'<a class="fact-withheld" data-fact="{key}" '
                f'href="{escape(fact.source.url)}">{words["withheld"]}</a>'
                + self._mark(fact)
            )
        notes = []
        if not told.confirmed and key not in self.told:
            notes.append(words["unconfirmed"])
        if told.due and fact.review_by:
            notes.append(words["due"].format(date=self.language.date(fact.review_by)))
        self.told.add(key)
        value = f'<span class="fact" data-fact="{key}">{escape(told.text)}</span>'
        coming = "" if asked else self._coming(key, told)
        return value + self._mark(fact, notes) + coming

    def _coming(self, key: str, told: Told) -> str:
        """Return, once in a section, until when a value holds and what follows."""
        if told.next is None or key in self.announced:
            return ""
        self.announced.add(key)
        text = self.language.words["until_then"].format(
            last=self.language.date(told.next.last_day),
            first=self.language.date(told.next.first_day),
            value=told.next.text,
        )
        return f'<span class="fact-coming">{escape(text)}</span>'

    def _mark(self, fact: Fact, notes: Iterable[str] = ()) -> str:
        """Return a source mark; notes are said beside its number."""
        facts = self.sources.setdefault(fact.source.url, [])
        if fact not in facts:
            facts.append(fact)
        number = list(self.sources).index(fact.source.url) + 1
        label = f"{self.language.words['source']} {number}"
        text = self.language.joiner.join([str(number), *notes])
        return (
            f'<sup class="source-mark"><a href="#source-{number}" '
            f'aria-label="{self.language.joiner.join([label, *notes])}">'
            f"{text}</a></sup>"
        )

    def _source_list(self) -> str:
        """Return the section that names every source with its dates."""
        items = "\n".join(
            f'<li id="source-{number}">{self._source(facts)}</li>'
            for number, facts in enumerate(self.sources.values(), 1)
        )
        heading = f"## {self.language.words['sources']} {{#sources}}"
        return f'{heading}\n\n<ol class="sources">\n{items}\n</ol>\n'

    def _source(self, facts: list[Fact]) -> str:
        source = facts[0].source
        address, lang = escape(source.url), source.lang
        link = f'<a href="{address}" lang="{lang}">{escape(source.title)}</a>'
        return link + " " + " ".join(self._dates(facts))

    def _dates(self, facts: list[Fact]) -> Iterator[str]:
        """Tell what is known of a source; the oldest evidence speaks for all."""
        words, language = self.language.words, self.language
        if all(fact.checked_on for fact in facts):
            checked = min(fact.checked_on for fact in facts if fact.checked_on)
            yield words["checked_on"].format(date=language.date(checked))
            return
        dates = [fact.as_of for fact in facts if fact.as_of]
        if len(dates) == len(facts):
            yield words["as_of"].format(date=language.date(min(dates)))
        else:
            yield words["as_of_unknown"]
        likely = any(fact.confidence == "LIKELY" for fact in facts)
        yield words["not_confirmed" if likely else "not_checked"]

    def _inline(self, contact: Contact) -> str:
        name = escape(contact.name[self.locale])
        phone = f" {phone_link(contact.phones[0])}" if contact.phones else ""
        return f'<span class="contact-inline">{name}{phone}</span>'

    def _blocks(self, contacts: dict[str, Contact]) -> str:
        items = "\n".join(self._block(*entry) for entry in contacts.items())
        note = ""
        if any(c.phones and not c.called_on for c in contacts.values()):
            text = self.language.words["not_called"]
            note = f'\n<p class="contacts-note">{text}</p>'
        return f'<ul class="contacts">\n{items}\n</ul>{note}'

    def _block(self, contact_id: str, contact: Contact) -> str:
        name = escape(contact.name[self.locale])
        parts = [
            f'<strong class="contact-name">{name}</strong>',
            _phones(contact, self.locale, self.language),
            f'<span class="contact-for">{escape(contact.purpose[self.locale])}</span>',
            _meta(contact, self.locale, self.language),
        ]
        if contact.note:
            note = escape(contact.note[self.locale])
            parts.append(f'<span class="contact-note">{note}</span>')
        content = " ".join(filter(None, parts))
        return f'<li class="contact" data-contact="{contact_id}">{content}</li>'


def phone_link(phone: Phone) -> str:
    """Return a number as a link that a phone can dial."""
    return f'<a class="phone" href="{phone.href}">{phone.number}</a>'


def _phones(contact: Contact, locale: str, language: Language) -> str:
    told = [_phone(phone, locale, language) for phone in contact.phones]
    return f'<span class="contact-phones">{" ".join(told)}</span>' if told else ""


def _phone(phone: Phone, locale: str, language: Language) -> str:
    notes = []
    if phone.extension:
        notes.append(f"{language.words['extension']} {phone.extension}")
    if phone.note:
        notes.append(phone.note[locale])
    if phone.sms:
        notes.append(language.words["sms"])
    said = f" {escape(language.joiner.join(notes))}" if notes else ""
    return f'<span class="contact-phone">{phone_link(phone)}{said}</span>'


def _meta(contact: Contact, locale: str, language: Language) -> str:
    words = language.words
    told = []
    if contact.hours:
        told.append(words["hours"].format(escape(contact.hours[locale])))
    if contact.languages:
        told.append(words["languages"].format(escape(contact.languages[locale])))
    if contact.confidential:
        told.append(words["confidential"])
    if contact.wechat:
        told.append(words["wechat"].format(escape(contact.wechat)))
    if contact.instagram:
        told.append(f"Instagram: {escape(contact.instagram)}")
    if contact.email:
        told.append(f'<a href="mailto:{contact.email}">{contact.email}</a>')
    if contact.url:
        shown = re.sub(r"^https?://(www\.)?|/$", "", contact.url)
        told.append(f'<a href="{escape(contact.url)}">{escape(shown)}</a>')
    spans = " ".join(f"<span>{part}</span>" for part in told)
    return f'<span class="contact-meta">{spans}</span>' if told else ""
