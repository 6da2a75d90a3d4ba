"""Files in print/publications/ of wall calendars: which year is printed."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel

from .data import Data
from .declared import Declared
from .references import REFERENCE, parse_reference


class WallCalendar(Declared):
    """A wall calendar: a cover, and a sheet for each month of a year."""

    kind: Literal["calendar"]
    year: int
    """Its days stand in docs/data/calendar-<year>.yml."""

    def printed_data(self, data: Data) -> Sequence[object]:
        """Return the days, tips and contacts that it prints, and the facts in them."""
        calendar = data.calendars.get(self.year)
        if calendar is None:
            return ()
        told = [*calendar.every_month, *calendar.months, *calendar.days]
        shown = [entry for entry in told if entry.is_shown]
        known = [name for name in calendar.help if name in data.contacts]
        facts = [data.facts[name].values for name in _facts_in(shown, data)]
        return [*shown, *(data.contacts[name] for name in known), *facts]


def _facts_in(shown: Sequence[BaseModel], data: Data) -> list[str]:
    """Return the facts whose values stand in the texts of a calendar."""
    text = "".join(entry.model_dump_json() for entry in shown)
    named = (parse_reference(found) for found in REFERENCE.findall(text))
    names = {r.names[0] for r in named if r.verb == "fact"}
    return sorted(names & data.facts.keys())
