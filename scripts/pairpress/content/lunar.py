"""The Chinese calendar, computed: the lunar date of a day, and its solar term."""

import functools
from bisect import bisect
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LunarDay:
    """A day of the Chinese calendar, which counts by Beijing's clock."""

    month: int
    day: int
    is_leap: bool = False

    def __str__(self) -> str:
        """Write it as the data file does: 8-15, in a leap month -6-15."""
        return f"{'-' if self.is_leap else ''}{self.month}-{self.day}"


def lunar_day(day: date) -> LunarDay:
    """Return the lunar date of a day."""
    firsts, months = _months(day.year)
    place = bisect(firsts, day) - 1
    month, is_leap = months[place]
    return LunarDay(month, (day - firsts[place]).days + 1, is_leap)


@functools.cache
def _months(year: int) -> tuple[list[date], list[tuple[int, bool]]]:
    """Return the first days of a year’s lunar months, and which months they are."""
    from lunar_python import LunarYear, Solar

    found: dict[date, tuple[int, bool]] = {}
    for lunar_year in (year - 1, year):
        for month in LunarYear.fromYear(lunar_year).getMonths():
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            day = date(first.getYear(), first.getMonth(), first.getDay())
            found[day] = (abs(month.getMonth()), month.isLeap())
    firsts = sorted(found)
    return firsts, [found[first] for first in firsts]


def solar_term(day: date) -> str:
    """Return the Chinese name of the solar term that begins on a day; else ""."""
    from lunar_python import Solar

    return str(Solar.fromYmd(day.year, day.month, day.day).getLunar().getJieQi())
