"""Files in print/publications/ of wall calendars: which year is printed."""

from collections.abc import Sequence
from typing import Literal

from .data import Data
from .declared import Declared


class WallCalendar(Declared):
    """A wall calendar: a cover, and a sheet for each month of a year."""

    kind: Literal["calendar"]
    year: int
    """Its days stand in docs/data/calendar-<year>.yml."""

    def printed_data(self, data: Data) -> Sequence[object]:
        """Return the days, tips and contacts that it prints."""
        calendar = data.calendars.get(self.year)
        if calendar is None:
            return ()
        told = [*calendar.every_month, *calendar.months, *calendar.days]
        shown = [entry for entry in told if entry.is_shown]
        known = [name for name in calendar.help if name in data.contacts]
        return [*shown, *(data.contacts[name] for name in known)]
