"""Opening hours as data: on which minutes of the week a contact answers."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
ALWAYS = "24/7"
END_OF_DAY = 24 * 60
SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
HOW = (
    "写成 24/7，或者 mon-fri: 8:00-17:00 | "
    "write 24/7, or days with hours, such as mon-fri: 8:00-17:00"
)


class Span(NamedTuple):
    """A stretch of one day; minutes after midnight."""

    day: int
    """0 is Sunday, as JavaScript counts."""
    start: int
    end: int


def read_hours(told: object) -> tuple[Span, ...]:
    """Return the spans of a week: 24/7, or {mon-fri: "8:00-12:00, 13:00-17:00"}.

    Raises ValueError with what to mend, in both languages.
    """
    if told == ALWAYS:
        return tuple(Span(day, 0, END_OF_DAY) for day in range(len(DAYS)))
    if not isinstance(told, Mapping) or not told:
        raise ValueError(HOW)
    spans: list[Span] = []
    for days, hours in told.items():
        for day in _days(str(days)):
            if any(span.day == day for span in spans):
                raise ValueError(
                    f"{DAYS[day]} 写了两次 | {DAYS[day]} is there twice; keep one"
                )
            spans += (Span(day, start, end) for start, end in _hours(str(hours)))
    return tuple(sorted(spans))


def always_open(spans: tuple[Span, ...]) -> bool:
    """Say whether somebody answers at every hour of every day."""
    whole = {span.day for span in spans if span[1:] == (0, END_OF_DAY)}
    return len(whole) == len(DAYS)


def _days(told: str) -> Iterator[int]:
    first, _, last = told.lower().partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        names = ", ".join(DAYS)
        raise ValueError(
            f"没有“{told}”这样的日子，只有 {names}，或者 mon-fri | "
            f"“{told}” is no day; days are {names}, or a range such as mon-fri"
        )
    day, end = DAYS.index(first), DAYS.index(last or first)
    while True:
        yield day
        if day == end:
            return
        day = (day + 1) % len(DAYS)


def _hours(told: str) -> Iterator[tuple[int, int]]:
    after = 0
    for part in re.split(r"\s*,\s*", told.strip()):
        found = SPAN.fullmatch(part)
        if not found:
            raise ValueError(
                f"“{part}”不是时间。写成 8:00-17:00，用24小时制 | "
                f"“{part}” is no time; write 8:00-17:00, on a 24-hour clock"
            )
        hour, minute, last_hour, last_minute = map(int, found.groups())
        start, end = hour * 60 + minute, last_hour * 60 + last_minute
        if (
            max(minute, last_minute) > 59
            or end > END_OF_DAY
            or not after <= start < end
        ):
            raise ValueError(
                f"“{part}”的先后不对。半夜以后的时间写在第二天 | "
                f"“{part}” does not run forward; hours after midnight belong to the "
                "next day"
            )
        after = end
        yield start, end


Hours = Annotated[tuple[Span, ...], BeforeValidator(read_hours)]
