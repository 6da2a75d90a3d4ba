"""The days of every calendar, against libraries that compute them another way."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from lunardate import LunarDate

from pairpress.content.calendar import Calendar
from pairpress.content.calendar_months import months_of
from pairpress.content.data import read_data
from pairpress.content.lunar import lunar_day

ROOT = Path(__file__).resolve().parents[2]
CALENDARS = read_data(ROOT).calendars
TERMS = {"立春": (2, 4), "清明": (4, 5), "冬至": (12, 22)}
"""About when the sun brings them; a day sooner or later from year to year."""


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(1)


@pytest.fixture(params=CALENDARS.values(), ids=map(str, CALENDARS))
def calendar(request: pytest.FixtureRequest) -> Calendar:
    found: Calendar = request.param
    return found


def test_the_paid_holidays_are_those_of_the_region(calendar: Calendar) -> None:
    if not calendar.region:
        pytest.skip("the calendar does not say whose public holidays it tells")
    country, _, part = calendar.region.partition("-")
    known = holidays.country_holidays(
        country, subdiv=part or None, years=calendar.year, observed=False
    )
    told = {entry.day for entry in calendar.days if entry.kind == "holiday"}
    assert told == set(known)


def test_every_day_stands_under_its_weekday(calendar: Calendar) -> None:
    cells = [
        (column, cell.day)
        for month in months_of(calendar)
        for week in month.weeks
        for column, cell in enumerate(week)
        if cell
    ]
    assert [day for _, day in cells] == list(days_of(calendar.year))
    assert all(day.isoweekday() % 7 == column for column, day in cells)


@pytest.mark.parametrize("year", [*sorted(CALENDARS), 2025, 2033])
def test_every_day_has_its_lunar_date(year: int) -> None:
    for day in days_of(year):
        known = LunarDate.from_solar_date(day.year, day.month, day.day)
        told = lunar_day(day)
        assert (told.month, told.day) == (known.month, known.day), day
        assert told.is_leap == bool(known.is_leap_month), day


def test_festivals_have_their_lunar_date_or_term(calendar: Calendar) -> None:
    for entry in calendar.days:
        if entry.kind != "festival":
            continue
        assert bool(entry.lunar) != bool(entry.term), entry.id
        if entry.lunar:
            known = LunarDate.from_solar_date(*entry.day.timetuple()[:3])
            assert entry.lunar == f"{known.month}-{known.day}", entry.id
        if entry.term:
            about = date(calendar.year, *TERMS[entry.term])
            assert abs(entry.day - about) <= timedelta(1), entry.id


def test_nothing_that_waits_for_a_check_is_shown(calendar: Calendar) -> None:
    waiting = {entry.id for entry in calendar.days if entry.mark == "CHECK"}
    shown = {e.id for entries in calendar.by_day.values() for e in entries}
    assert not waiting & shown
    assert len(shown) + len(waiting) == len(calendar.days)
