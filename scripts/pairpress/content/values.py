"""Values: what a text says in numbers, told so that two languages can be compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal[
    "number",
    "money",
    "share",
    "age",
    "duration",
    "date",
    "clock",
    "weekday",
    "phone",
    "email",
    "web",
    "address",
    "code",
]
Key = tuple[str | int | Fraction, ...]
"""One sense of a value, such as ("money", 1200) or ("any", 1200)."""
Needs = tuple[frozenset[Key], ...]
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
MONTHS = {"month": 1, "year": 12, "age": 12}


@dataclass(frozen=True)
class Value:
    """A value of a text: `gives` is what it answers for, `needs` what answers for it.

    It agrees with a text whose values give all keys of one of its needs.
    """

    kind: Kind
    gives: frozenset[Key]
    needs: Needs
    text: str = ""
    """The words as typed."""
    line: int = 0
    hard: bool = True
    """Whether the other language must have it too; others only answer for it."""

    def agrees_with(self, given: frozenset[Key] | set[Key]) -> bool:
        """Say whether one of its needs is met."""
        return any(need <= given for need in self.needs)


Sense = tuple[Kind, frozenset[Key], Needs]
"""A value without its place."""


def given_by(values: Iterable[Value]) -> set[Key]:
    """Return all that a text's values answer for."""
    return {key for value in values for key in value.gives}


def number(*amounts: Fraction) -> Sense:
    """A bare number: it may be anything; several where it is vague (3到5万)."""
    gives = {(sort, amount) for amount in amounts for sort in ("any", "bare")}
    return "number", frozenset(gives), _one_of(("any", amount) for amount in amounts)


def measured(unit: str, *amounts: Fraction) -> Sense:
    """An amount of something: dollars, years, per cent."""
    typed = [_typed(unit, amount) for amount in amounts]
    plain: list[Key] = [("any", amount) for amount in amounts]
    bare: list[Key] = [("bare", amount) for amount in amounts]
    return _kind(unit), frozenset(typed + plain), _one_of(typed + bare)


def _typed(unit: str, amount: Fraction) -> Key:
    if unit in SECONDS:
        return ("seconds", amount * SECONDS[unit])
    if unit in MONTHS:
        return ("months", amount * MONTHS[unit])
    if unit == "cent":
        return ("money", amount / 100)
    return ("share" if unit == "percent" else unit, amount)


def _kind(unit: str) -> Kind:
    if unit in ("money", "cent"):
        return "money"
    if unit == "percent":
        return "share"
    return "age" if unit == "age" else "duration"


def day(year: int | None, month: int, days: Iterable[int]) -> Sense:
    """A day of a month, with its year or without; or the two ends of a span."""
    gives: set[Key] = {("in-month", month)}
    exact: set[Key] = set()
    loose: set[Key] = set()
    split: set[Key] = {("in-month", month)}
    for date in days:
        gives |= {("day", month, date), ("date", year or 0, month, date)}
        gives.add(("any", Fraction(date)))
        exact.add(("date", year, month, date) if year else ("day", month, date))
        loose |= {("date", 0, month, date)}
        split |= {("bare", Fraction(date))}
    if not year:
        return "date", frozenset(gives), (frozenset(exact), frozenset(split))
    said = ("any", Fraction(year))
    needs = frozenset(exact), frozenset(loose | {said})
    return "date", frozenset(gives | {said}), needs


def month(year: int | None, month: int) -> Sense:
    """A month, with its year or without."""
    gives: set[Key] = {("month", month), ("any", Fraction(month))}
    if not year:
        bare = ("bare", Fraction(month))
        return "date", frozenset(gives), _one_of((("month", month), bare))
    said: Key = ("any", Fraction(year))
    exact: Key = ("year-month", year, month)
    apart = frozenset({("month", month), said})
    return "date", frozenset({*gives, said, exact}), (frozenset({exact}), apart)


def year(number: int) -> Sense:
    """A year of the calendar, which is often told as a bare number."""
    keys: set[Key] = {("any", Fraction(number)), ("bare", Fraction(number))}
    return "date", frozenset(keys), _one_of([("any", Fraction(number))])


def clock(minutes: Iterable[int]) -> Sense:
    """A time of day; several where it is not said whether it is morning."""
    times = list(minutes)
    keys: list[Key] = [("clock", time) for time in times]
    hours = {
        Fraction(hour)
        for time in times
        if not time % 60
        for hour in (time // 60, (time // 60 - 1) % 12 + 1)
    }
    gives = {*keys, *(("any", hour) for hour in hours)}
    return "clock", frozenset(gives), _one_of([*keys, *(("bare", h) for h in hours)])


def name(kind: Kind, text: str, digits: Iterable[Fraction] = ()) -> Sense:
    """What is the same in every language: a phone number, an e-mail, a form's code."""
    keys: set[Key] = {(kind, text)}
    numbers = list(digits)
    keys |= {("any", amount) for amount in numbers}
    bare: Iterator[Key] = (("bare", amount) for amount in numbers)
    return kind, frozenset(keys), _one_of([(kind, text), *bare])


def web(address: str, host: str, *, in_one_language: bool) -> Sense:
    """A web address; where it names its language, its host is what is compared."""
    exact: Key = ("web", address)
    marked: Key = ("web-language", host)
    keys = {exact, ("web-host", host), *([marked] if in_one_language else [])}
    need = ("web-host", host) if in_one_language else marked
    return "web", frozenset(keys), _one_of([exact, need])


def _one_of(keys: Iterable[Key]) -> Needs:
    return tuple(frozenset({key}) for key in keys)
