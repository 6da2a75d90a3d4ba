"""Calendars to subscribe to: calendar/<edition>.ics with the days of every year."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from ..content.addresses import address
from ..content.calendar import Entry, ics_name, month_topic
from ..content.calendar_months import Teller
from ..content.library import Library

DAILY = timedelta(days=1)
INDEX = "calendar/index"


def write_calendar_files(folder: Path, library: Library) -> None:
    """Write one file for each edition of print into the site in `folder`."""
    if not library.data.calendars:
        return
    (folder / "calendar").mkdir(parents=True, exist_ok=True)
    for editions in library.site.edition_sets():
        tellers = [Teller(edition, library.data) for edition in editions]
        content = calendar_file(library, tellers).to_ical()
        (folder / "calendar" / ics_name(editions)).write_bytes(content)


def calendar_file(library: Library, tellers: list[Teller]) -> Calendar:
    """Return the calendar in one language or two; the same bytes on any day."""
    site = library.site
    calendar = Calendar()
    calendar.add("prodid", f"-//{urlsplit(site.url).hostname}//calendar//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _title(library, tellers))
    # Once a day is often enough, and both names are read: RFC 7986 and before it.
    calendar.add("refresh-interval", DAILY, {"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    stamp = _stamp(library)
    for year in sorted(library.data.calendars):
        for entries in library.data.calendars[year].by_day.values():
            for entry in entries:
                calendar.add_component(_event(library, entry, tellers, stamp))
    return calendar


def _title(library: Library, tellers: list[Teller]) -> str:
    pages = (library.pages[teller.edition.locale].get(INDEX) for teller in tellers)
    titles = (
        teller.say({teller.edition.locale: page.front.title}, date.min)
        for teller, page in zip(tellers, pages, strict=True)
        if page
    )
    return " · ".join(titles)


def _event(
    library: Library, entry: Entry, tellers: list[Teller], stamp: datetime
) -> Event:
    """Return a day as an event that keeps nobody from being free."""
    site = library.site
    event = Event()
    event.add("uid", f"{entry.day:%Y}-{entry.id}@{urlsplit(site.url).hostname}")
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + DAILY)
    event.add("summary", " / ".join(t.say(entry.name, entry.day) for t in tellers))
    event.add("description", "\n".join(_description(entry, tellers)))
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT")
    topic = month_topic(entry.day.year, entry.day.month)
    if topic in library.pages[tellers[0].edition.locale]:
        event.add("url", address(site, tellers[0].edition, topic))
    return event


def _description(entry: Entry, tellers: list[Teller]) -> Iterator[str]:
    for teller in tellers:
        yield teller.words[f"calendar_{entry.kind}"]
        if entry.note:
            yield teller.say(entry.note, entry.day)
    for teller in tellers:
        yield teller.words["disclaimer"]


def _stamp(library: Library) -> datetime:
    """Return when the calendar was last changed, as its pages say."""
    days = [
        change.date
        for pages in library.pages.values()
        for topic, page in pages.items()
        if topic.startswith("calendar/")
        for change in page.front.changed
    ]
    return datetime.combine(max(days, default=date(2020, 1, 1)), time(), UTC)
