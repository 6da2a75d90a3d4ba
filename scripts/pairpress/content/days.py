"""Days in what staff write: a date of our own times, never a number."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

EARLIEST, LATEST = 1900, 2199
"""Years; a day beyond them is a slip, and calendars cannot reckon with it."""


def _no_number(told: object) -> object:
    """Refuse a number, which would count as seconds since 1970."""
    if isinstance(told, (int, float)):
        raise ValueError("要写日期，例如 2026-09-30 | write a date, such as 2026-09-30")
    return told


def _in_our_times(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(
            f"{day} 的年份不对，要在 {EARLIEST} 和 {LATEST} 之间 | "
            f"the year of {day} is not between {EARLIEST} and {LATEST}"
        )
    return day


Day = Annotated[date, BeforeValidator(_no_number), AfterValidator(_in_our_times)]
