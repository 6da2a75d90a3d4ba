"""Feeds: what has changed, from the pages' own notes; one for each edition (Atom).

https://www.rfc-editor.org/rfc/rfc4287
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from lxml import etree

from ..content.addresses import address
from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.site import EditionSettings

FEED = "feed.xml"
"""Below an edition's folder."""
ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 50
"""Entries: older changes stand on the pages themselves."""


@dataclass(frozen=True)
class News:
    """What changed on a page on a day."""

    day: date
    topic: str
    title: str
    note: str


def write_feeds(folder: Path, library: Library) -> None:
    """Write the feed of each edition below `folder`."""
    for edition in library.site.editions:
        feed = _feed(library, edition)
        etree.ElementTree(feed).write(
            folder / edition.path / FEED,
            encoding="utf-8",
            xml_declaration=True,
            pretty_print=True,
        )


def news(library: Library, edition: EditionSettings) -> list[News]:
    """Return what changed, newest first.

    Pages that readers must be able to leave unseen are not told of: a feed reader
    keeps what it has read.
    """
    found = [
        entry
        for topic in library.pages[edition.locale]
        for entry in _changes(library, edition, topic)
    ]
    return sorted(found, key=lambda entry: entry.day, reverse=True)[:LONGEST]


def _changes(library: Library, edition: EditionSettings, topic: str) -> Iterator[News]:
    front = library.pages[edition.locale][topic].front
    if front.exit or front.discreet:
        return
    convert = converter(edition, library.data, front.traditional)
    joiner = language(edition.locale).joiner
    for day in dict.fromkeys(change.date for change in front.changed):
        notes = [change.note for change in front.changed if change.date == day]
        yield News(day, topic, convert(front.title), convert(joiner.join(notes)))


def _feed(library: Library, edition: EditionSettings) -> etree._Element:
    site = library.site
    convert = converter(edition, library.data)
    entries = news(library, edition)
    home = address(site, edition, "index")
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", edition.lang)
    _add(feed, "title", convert(site.names[edition.locale]))
    _add(feed, "id", home + FEED)
    _add(feed, "link", rel="self", type="application/atom+xml", href=home + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=home)
    newest = max((e.day for e in entries), default=date.min)
    _add(feed, "updated", _moment(newest, site.settings.time_zone))
    author = _add(feed, "author")
    _add(author, "name", convert(site.settings.organization[edition.locale]))
    for told in entries:
        url = address(site, edition, told.topic)
        entry = _add(feed, "entry")
        _add(entry, "title", told.title)
        _add(entry, "id", f"{url}#{told.day.isoformat()}")
        _add(entry, "link", rel="alternate", type="text/html", href=url)
        _add(entry, "updated", _moment(told.day, site.settings.time_zone))
        _add(entry, "summary", told.note)
    return feed


def _moment(day: date, time_zone: str) -> str:
    return datetime.combine(day, time(), ZoneInfo(time_zone)).isoformat()


def _add(
    parent: etree._Element, name: str, text: str = "", **attributes: str
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child
