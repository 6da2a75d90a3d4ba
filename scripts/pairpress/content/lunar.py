"""The Chinese calendar, computed: the lunar date of a day, and its solar term."""

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
    """Return the lunar date of a day between 1900 and 2100."""
    from borax.calendars.lunardate import LunarDate

    found = LunarDate.from_solar(day)
    return LunarDay(found.month, found.day, bool(found.leap))


def solar_term(day: date) -> str:
    """Return the Chinese name of the solar term that begins on a day; else ""."""
    from borax.calendars.lunardate import LunarDate

    return LunarDate.from_solar(day).term or ""
