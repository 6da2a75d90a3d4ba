"""Composes wall calendars: a cover with the whole year, then a sheet for each month."""

import math
import unicodedata
from collections.abc import Iterator

from ..content.calendar import Calendar
from ..content.calendar_months import Day, MonthView, Teller, months_of
from ..content.contacts import Contact
from ..content.papers import PAPERS
from ..content.publications import Publication
from ..content.site import Localized
from ..content.wall_calendars import WallCalendar
from .composed import Composed, Materials, document, edition_sets

PAGES = 13
"""The cover and the months; a month that takes two sheets is withheld."""
# Points on a sheet of Letter, as print/styles/calendar.css has them.
SHEET = {1: 460.0, 2: 448.0}
"""For all weeks of a month, in one language and in two."""
HOURS = 20.0
"""For the row of a week in which hours are written."""
FIGURE = 33.0
LINE = {1: 12.0, 2: 10.6}
WIDTH = {1: 6.3, 2: 7.0}
"""Of a cell, in Chinese characters."""
COLUMN, DEPTH = 180.0, 540.0
"""Of what stands beside the days."""
SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.2)
LEADING = 1.34
RAGGED = {1: 1.1, 2: 1.18}
"""What lines lose at their ends."""
HEADINGS, BOXES = 8.0, 50.0
"""Lines of headings and of blanks to fill in; space around them."""
DATE = "0000-000-0000"
"""As wide as a phone number, or a date."""


def compose_calendar(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield a calendar in every edition; a year without a data file has none."""
    library = materials.library
    assert isinstance(publication.declared, WallCalendar)
    calendar = library.data.calendars.get(publication.declared.year)
    if calendar is None:
        return
    months = months_of(calendar)
    contacts = [library.data.contacts[name] for name in calendar.help]
    # The sheet lies on its side.
    lost = PAPERS["letter"].sheet[0] - library.site.paper.sheet[0]
    for editions in edition_sets(library):
        tellers = [Teller(edition, library.data) for edition in editions]
        context = {
            "calendar": calendar,
            "months": months,
            "tellers": tellers,
            "heights": [row_heights(month, tellers, lost) for month in months],
            "sizes": [
                text_size(calendar, contacts, month, tellers, lost) for month in months
            ],
            "contacts": contacts,
        }
        yield document(materials, publication, editions, context, max_pages=PAGES)


def row_heights(
    month: MonthView, tellers: list[Teller], lost: float = 0
) -> list[float]:
    """Share a sheet among a month’s weeks, in points: a full day makes a taller row.

    `lost` is how much less high the sheet is than one of Letter.

    WeasyPrint 70 does not spread the height of a table over its rows.
    """
    # workaround: weasyprint/heights-of-tables
    free = SHEET[len(tellers)] - lost - HOURS * len(month.weeks)
    needs = [max(_need(day, tellers) for day in week) for week in month.weeks]
    rows = [0.0] * len(needs)
    # The fullest first: what they need above their share is taken from the others.
    for place in sorted(range(len(needs)), key=lambda n: -needs[n]):
        share = free / rows.count(0.0)
        rows[place] = round(max(share, needs[place]), 1)
        free -= rows[place]
    return rows


def text_size(
    calendar: Calendar,
    contacts: list[Contact],
    month: MonthView,
    tellers: list[Teller],
    lost: float = 0,
) -> float:
    """Return the largest size in which all that stands beside the days has room."""
    texts = calendar.months[month.number - 1]
    told: list[Localized] = [texts.tip, texts.also]
    told += [reminder.text for reminder in calendar.every_month]
    for entry in month.entries:
        if entry.note:
            told.append(
                {k: f"{entry.name[k]}{DATE}{note}" for k, note in entry.note.items()}
            )
    lines = [t.say(text, month.first) for text in told if text for t in tellers]
    names = [contact.name for contact in contacts]
    lines += [
        DATE + "".join(t.say(name, month.first) for t in tellers) for name in names
    ]
    return next(
        (s for s in SIZES if _depth(lines, s, RAGGED[len(tellers)]) <= DEPTH - lost),
        SIZES[-1],
    )


def _depth(paragraphs: list[str], size: float, ragged: float) -> float:
    """Return about how deep paragraphs stand in a size, with the headings."""
    widths = [sum(map(_width, text)) * size for text in paragraphs]
    lines = sum(math.ceil(width * ragged / COLUMN) for width in widths) + HEADINGS
    return lines * size * LEADING + 2 * len(paragraphs) + BOXES


def _need(day: Day | None, tellers: list[Teller]) -> float:
    """Return about how high the date and the entries of a day stand."""
    languages = len(tellers)
    lines = 0
    for entry in day.entries if day else ():
        for teller in tellers:
            told = f"■{teller.say(entry.name, entry.day)}"
            lines += math.ceil(sum(map(_width, told)) / WIDTH[languages])
    return FIGURE + lines * LINE[languages]


def _width(character: str) -> float:
    """Return about how wide a character is, a Chinese one is 1."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.52
