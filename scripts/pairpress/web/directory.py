"""The directory: a page of contacts, told so that a script can find among them.

The page's own content stays in its order, with what it warns of before whom; each
contact is given its hours, tongues and area as data, and what to say on the phone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml import html
from lxml.html import builder as E

from ..content.areas import around
from ..content.calendar import Calendars, Entry
from ..content.contacts import INTERPRETER, MANY, TONGUE, Contact
from ..content.data import Data
from ..content.opening_hours import Span, always_open
from ..content.site import EditionSettings, Site
from .html_files import Element, markup

DAYS_OFF = ("holiday", "other")
"""Kinds of days in the calendar on which hours may be others."""
SUNDAY = 7
UNKNOWN = "?"
"""What a contact says that does not say."""


@dataclass(frozen=True)
class Need:
    """A section of the directory."""

    id: str
    title: str
    content: str
    """Its HTML, heading and all."""
    is_choice: bool
    """Whether it lists contacts."""


@dataclass(frozen=True)
class Choice:
    """What a reader may choose in a filter."""

    value: str
    label: str
    fits: str = ""
    """What a contact may say to fit, parted by spaces."""


@dataclass(frozen=True)
class Directory:
    """The page in its parts, and its filters."""

    lead: str
    """Title and first paragraph."""
    cautions: str
    """What else stands before the sections."""
    hints: str
    """Tips among it: they can wait until after the numbers."""
    needs: tuple[Need, ...]
    note: str
    """What is said of all numbers, once."""
    tongues: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    days_off: str
    """Days on which the usual hours may not hold, parted by spaces."""


def directory_of(
    content: str, site: Site, data: Data, edition: EditionSettings
) -> Directory:
    """Take a page's rendered content apart, and complete its contacts."""
    teller = _Teller(site, data, edition.locale)
    root = html.fragment_fromstring(content, create_parent="div")
    note = ""
    for told in root.xpath('//*[@class="contacts-note"]'):
        note = markup(told)
        told.drop_tree()
    for item in root.xpath("//li[@data-contact]"):
        teller.complete(item)
    before: list[Element] = []
    sections: list[list[Element]] = []
    for element in root:
        if element.tag == "h2":
            sections.append([])
        (sections[-1] if sections else before).append(element)
    lead = [e for e in before[:2] if e.tag in ("h1", "p")]
    rest = before[len(lead) :]
    hints = [e for e in rest if "tip" in e.get("class", "").split()]
    return Directory(
        _joined(lead),
        _joined(e for e in rest if e not in hints),
        _joined(hints),
        tuple(map(_need, sections)),
        note,
        tuple(teller.tongues()),
        tuple(teller.areas()),
        " ".join(day.isoformat() for day in days_off(data.calendars)),
    )


def days_off(calendars: Calendars) -> tuple[date, ...]:
    """Return the days on which usual hours may not hold, unsure ones too."""
    entries = (entry for calendar in calendars.values() for entry in calendar.days)
    days = {e.day for e in entries if e.kind in DAYS_OFF and not _is_clock_change(e)}
    return tuple(sorted(days))


def _is_clock_change(entry: Entry) -> bool:
    """Say so of what is no paid holiday and falls on a Sunday: it closes nothing."""
    return entry.kind == "other" and entry.day.isoweekday() == SUNDAY


def week(spans: tuple[Span, ...]) -> str:
    """Return hours for the script: "1:480-1020 2:480-1020", days from Sunday as 0."""
    return " ".join(f"{day}:{start}-{end}" for day, start, end in spans)


class _Teller:
    """Tells contacts in a language."""

    def __init__(self, site: Site, data: Data, locale: str) -> None:
        self.data = data
        self.spoken = site.settings.spoken
        self.locale = locale
        self.words = data.language(locale).words
        self.shown = site.written(site.locales[-1])
        others = [name for name in site.locales if name != self.shown.locale]
        self.own = locale if locale in others else others[0] if others else locale
        self.own_lang = "" if self.own == locale else site.written(self.own).lang

    def complete(self, item: Element) -> None:
        """Give an entry its data, what is not known, and what to say."""
        name = item.attrib.pop("data-contact")
        contact = self.data.contacts[name]
        item.set("id", f"contact-{name}")
        if contact.speaks:
            item.set("data-speaks", " ".join(contact.speaks))
        if contact.area:
            item.set("data-area", contact.area)
        if contact.open:
            item.set("data-open", week(contact.open))
        if not contact.phones:
            return
        self._complete_meta(item, contact)
        if self.spoken:
            item.find("span[@class='contact-for']").addnext(self._say(contact))

    def _complete_meta(self, item: Element, contact: Contact) -> None:
        """Say what is not known; mark the hours, for the script to add to them."""
        meta = item.find("span[@class='contact-meta']")
        if meta is None:
            meta = E.SPAN(E.CLASS("contact-meta"))
            item.append(meta)
        if not contact.hours:
            meta.insert(0, E.SPAN(self.words["directory_ask_hours"]))
        elif contact.open and not always_open(contact.open):
            meta[0].set("class", "contact-hours")
        if not contact.languages:
            meta.insert(1, E.SPAN(self.words["directory_ask_tongue"]))

    def _say(self, contact: Contact) -> Element:
        """Return the sentences to say, with their meaning in the reader's language."""
        said = E.SPAN(E.CLASS("say"), E.SPAN(E.CLASS("say-when"), self.words["say"]))
        for tongue in self.spoken:
            kind = _asked(contact, tongue)
            line = E.SPAN(
                E.CLASS("say-line"),
                E.B(self._sentence(self.shown.locale, kind, tongue)),
            )
            line.set("data-tongue", tongue)
            line[0].set("lang", self.shown.lang)
            if self.own != self.shown.locale:
                meant = E.SPAN(self._sentence(self.own, kind, tongue))
                if self.own_lang:
                    meant.set("lang", self.own_lang)
                line[0].tail = " "
                line.append(meant)
            said.append(line)
        return said

    def _sentence(self, locale: str, kind: str, tongue: str) -> str:
        words = self.data.language(locale).words
        return words[kind].format(tongue=words[TONGUE + tongue])

    def tongues(self) -> Iterator[Choice]:
        """Yield the tongues of the readers: with interpreters, then without."""
        for word, value, also in (
            ("directory_or_interpreter", "{}", (INTERPRETER, MANY, UNKNOWN)),
            ("directory_only", "{}-only", ()),
        ):
            for tongue in self.spoken:
                label = self.words[word].format(tongue=self.words[TONGUE + tongue])
                yield Choice(value.format(tongue), label, " ".join((tongue, *also)))

    def areas(self) -> Iterator[Choice]:
        """Yield the places where a reader may be, with the areas around each."""
        for name, area in self.data.areas.items():
            if area.ask:
                areas = self.data.areas
                inner = (other for other in areas if name in around(areas, other))
                fits = dict.fromkeys((*around(areas, name), *inner, UNKNOWN))
                yield Choice(name, area.name[self.locale], " ".join(fits))


def _asked(contact: Contact, tongue: str) -> str:
    """Return the sentence that asks for a tongue, by the name of its words.

    It takes for granted only what the contact says of itself.
    """
    if tongue in contact.speaks:
        return "say_direct"
    return "say_interpreter" if INTERPRETER in contact.speaks else "say_ask"


def _need(elements: list[Element]) -> Need:
    heading = elements[0]
    return Need(
        heading.get("id", ""),
        heading.text_content(),
        _joined(elements),
        any(element.get("class") == "contacts" for element in elements),
    )


def _joined(elements: Iterable[Element]) -> str:
    return "\n".join(map(markup, elements))
