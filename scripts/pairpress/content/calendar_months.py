"""Months of the Worker Calendar as an edition tells them, for page, paper and phone."""

from calendar import SUNDAY
from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .calendar import Calendar, Entry
from .contacts import Contact
from .conversion import Converter, converter
from .data import Data
from .facts import tell
from .lunar import lunar_day
from .references import REFERENCE, parse_reference
from .site import EditionSettings, Localized
from .words import words_in

WEEKS = Weeks(SUNDAY)
"""As wall calendars in Canada begin."""
YEARS_TO_CLAIM = 2
"""How far back {past} lies in a reminder of every month."""


@dataclass(frozen=True)
class Day:
    """A cell of a month."""

    day: date
    entries: tuple[Entry, ...]

    @property
    def is_holiday(self) -> bool:
        """Whether it is a paid public holiday."""
        return any(entry.kind == "holiday" for entry in self.entries)


@dataclass(frozen=True)
class MonthView:
    """A month: its weeks, Sunday first; None stands for a day of another month."""

    calendar: Calendar
    number: int
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.calendar.year, self.number, 1)

    @property
    def entries(self) -> list[Entry]:
        """Everything that may be shown, by day."""
        return [e for week in self.weeks for day in week if day for e in day.entries]


def month_view(calendar: Calendar, number: int) -> MonthView:
    """Lay a month out in weeks."""
    weeks = tuple(
        tuple(
            Day(day, tuple(calendar.by_day.get(day, ())))
            if day.month == number
            else None
            for day in week
        )
        for week in WEEKS.monthdatescalendar(calendar.year, number)
    )
    return MonthView(calendar, number, weeks)


def months_of(calendar: Calendar) -> tuple[MonthView, ...]:
    """Return the twelve months of a calendar."""
    return tuple(month_view(calendar, number) for number in range(1, 13))


@dataclass(frozen=True)
class Teller:
    """Tells the calendar in the words of one edition."""

    edition: EditionSettings
    data: Data

    @property
    def lang(self) -> str:
        """The edition's language tag."""
        return self.edition.lang

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of the interface."""
        return words_in(self.edition, self.data)

    @cached_property
    def _convert(self) -> Converter:
        return converter(self.edition, self.data)

    def say(self, text: Localized, day: date) -> str:
        """Tell a text of the data file; facts in it are those of the day."""
        written = text.get(self.edition.locale, "")
        filled = REFERENCE.sub(lambda match: self._value(match[1], day), written)
        return self._convert(_once(filled, self._unsure))

    def remind(self, text: Localized, first: date) -> str:
        """Tell what every month says, for the month that begins on a day."""
        past = self.month(first.replace(year=first.year - YEARS_TO_CLAIM))
        return self.say(text, first).replace("{past}", past)

    def month(self, first: date) -> str:
        """Tell month and year: 2027年1月, January 2027."""
        return self.data.language(self.edition.locale).month(first)

    def month_name(self, first: date) -> str:
        """Tell the month alone: 1月, January."""
        return self.data.language(self.edition.locale).month_name(first)

    def short_date(self, day: date) -> str:
        """Tell month and day: 4月30日, Apr 30."""
        return self.data.language(self.edition.locale).day_of_month(day)

    def weekdays(self) -> list[str]:
        """Tell the days of the week, Sunday first."""
        names = self.data.language(self.edition.locale).weekdays()
        return [self._convert(name) for name in names]

    def narrow_weekdays(self) -> list[str]:
        """Tell the days of the week by a letter or two."""
        names = self.data.language(self.edition.locale).weekdays("narrow")
        return [self._convert(name) for name in names]

    def weekday(self, day: date) -> str:
        """Tell a day's weekday in full."""
        name = self.data.language(self.edition.locale).weekday(day)
        return self._convert(name)

    def lunar(self, day: date) -> str:
        """Tell the lunar date in short: 初二, or the month on its first day.

        It is for those who count by it: a calendar that names no lunar year has none.
        """
        calendar = self.data.calendars.get(day.year)
        if calendar and not calendar.lunar_year:
            return ""
        moon = lunar_day(day)
        tongue = self.data.language(self.edition.locale)
        told = tongue.lunar(moon.month, moon.day, moon.is_leap)
        return self._convert(told)

    def name(self, contact: Contact) -> str:
        """Tell a contact's name."""
        return self._convert(contact.name[self.edition.locale])

    def _value(self, text: str, day: date) -> str:
        reference = parse_reference(text)
        name = reference.names[0]
        if reference.verb == "phone":
            return self.data.contacts[name].phones[0].number
        tongue = self.data.language(self.edition.locale)
        asked = reference.day or day
        told = tell(self.data.facts[name], self.edition.locale, tongue, asked)
        if told.text is None:
            return tongue.words["withheld"]
        return told.text + ("" if told.confirmed else self._unsure)

    @property
    def _unsure(self) -> str:
        """What is said after a value that nobody has seen on the official page."""
        tongue = self.data.language(self.edition.locale)
        return tongue.brackets.format(tongue.words["unconfirmed"])


def _once(text: str, remark: str) -> str:
    """Return a text that says a remark only the first time."""
    before, mark, after = text.partition(remark)
    return before + mark + after.replace(remark, "")
