"""The Worker Calendar: a file of docs/data/ for each year, its days and its tips."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .days import EARLIEST, LATEST, Day
from .site import EditionSettings, Localized

TOPIC = re.compile(r"calendar/(\d{4})-(0[1-9]|1[0-2])")
"""The topic of a month's page."""
FILES = "calendar-*.yml"
Kind = Literal["holiday", "other", "deadline", "festival", "labour"]
Mark = Literal["OK", "RULE", "CHECK"]
"""How sure a day is; CHECK waits for someone to read the official page."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sourced(_Strict):
    """What is told with its source; unchecked, it is nowhere shown."""

    mark: Mark
    source: str
    cite: list[str] = []
    """Keys of the facts that it stands on."""

    @property
    def is_shown(self) -> bool:
        """Whether it may be printed and published."""
        return self.mark != "CHECK"


class Entry(_Sourced):
    """What one day is: a holiday, a deadline, a festival."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    day: Day
    kind: Kind
    name: Localized
    """As short as a cell of the month is narrow."""
    note: Localized = {}
    """What to do, or what else to know."""
    lunar: str | None = Field(None, pattern=r"^-?\d{1,2}-\d{1,2}$")
    """Month and day of the Chinese calendar, to check the day; a leap month has a -."""
    term: str | None = None
    """The solar term that the day is, to check it."""


class Reminder(_Sourced):
    """What every month says; {past} is the same month two years before."""

    text: Localized


class Month(_Sourced):
    """What one month says beside its days."""

    tip: Localized
    page: str | None = None
    """The topic that tells more."""
    also: Localized = {}
    """What the whole month is."""


class Calendar(_Strict):
    """One year."""

    year: Annotated[int, Field(ge=EARLIEST, le=LATEST)]
    region: str | None = Field(None, pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")
    """Whose public holidays it tells (ISO 3166), such as CA-ON; the tests compare."""
    lunar_year: Localized = {}
    """The Chinese year that begins in it; without, no lunar dates are told."""
    help: list[str] = Field(min_length=1)
    """Contacts whom every month names."""
    every_month: list[Reminder] = []
    months: list[Month] = Field(min_length=12, max_length=12)
    days: list[Entry]

    @model_validator(mode="after")
    def _one_year(self) -> "Calendar":
        if other := [e.id for e in self.days if e.day.year != self.year]:
            told = ", ".join(other)
            raise ValueError(f"不是{self.year}年：{told} | not in {self.year}: {told}")
        ids = [entry.id for entry in self.days]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            told = ", ".join(twice)
            raise ValueError(f"id 写了两次：{told} | id written twice: {told}")
        return self

    @cached_property
    def by_day(self) -> dict[date, list[Entry]]:
        """What may be shown of each day, in the order of the file."""
        found: dict[date, list[Entry]] = defaultdict(list)
        for entry in self.days:
            if entry.is_shown:
                found[entry.day].append(entry)
        return dict(sorted(found.items()))


Calendars = dict[int, Calendar]
"""Calendars by their year."""


def month_of(topic: str) -> tuple[int, int] | None:
    """Return year and month of a month's page; None for every other topic."""
    found = TOPIC.fullmatch(topic)
    return (int(found[1]), int(found[2])) if found else None


def month_topic(year: int, month: int) -> str:
    """Return the topic of a month's page."""
    return f"calendar/{year}-{month:02d}"


def ics_name(editions: Iterable[EditionSettings]) -> str:
    """Return the name of the file to subscribe to: zh-Hans.ics, zh-Hans+en.ics."""
    return "+".join(edition.lang for edition in editions) + ".ics"
