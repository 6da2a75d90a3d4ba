"""How a language tells values: its number words, units, months and times of day.

What languages/values/ does not say of a language is taken from CLDR, and a language
that is in neither has its digits.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml
from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from .cldr import locale_of
from .numerals import Numerals
from .value_patterns import (
    CURRENCIES,
    NOTHING,
    Idioms,
    clock_patterns,
    compiled,
    date_patterns,
    idioms,
    month_names,
    share_in_words,
    signs_of_values,
    unit_after_number,
    weekday_names,
)

FOLDER = Path(__file__).parent / "languages/values"


@dataclass(frozen=True)
class ValueWords:
    """A language's patterns, compiled once; they read text in small letters."""

    numerals: Numerals
    decimal_comma: bool
    """Whether 1,5 is one and a half, and 1.500 fifteen hundred."""
    spaced_thousands: bool
    """Whether 12 345 is one number."""
    signs: re.Pattern[str]
    """What a line has at the least if it tells a value."""
    numbers: tuple[re.Pattern[str], ...]
    unit: re.Pattern[str]
    """What follows a number, each unit by its name."""
    prefix: re.Pattern[str]
    """What stands before a number and says its unit."""
    vague: re.Pattern[str]
    """What stands before number words that are no exact number."""
    range_tail: re.Pattern[str]
    """What follows the first number of a span, with the second number."""
    fraction: re.Pattern[str]
    """A share in words, the lower number first: 四分之一."""
    date_sign: re.Pattern[str]
    """What a text has at the least if it tells a date by these patterns."""
    dates: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    unsure_months: frozenset[str]
    clock_sign: re.Pattern[str]
    clocks: tuple[re.Pattern[str], ...]
    weekdays: Idioms
    phrases: Idioms
    """Idioms, each with its sense in numbers; "" where it has none."""
    loose: Idioms
    """Single words of that sort, which are read last."""


def is_known(code: str) -> bool:
    """Say whether we know how a language tells numbers and dates."""
    return (FOLDER / f"{code}.yml").is_file()


def _sign(told: Callable[..., str], locale: Locale | None) -> str:
    """Return a sign of CLDR, as it stands among a language's own digits."""
    return told(locale, numbering_system="default") if locale else ""


@functools.cache
def value_words(code: str) -> ValueWords:
    """Return how a language tells values; one that is not known has digits."""
    path = FOLDER / f"{code}.yml"
    text = path.read_text(encoding="utf-8") if is_known(code) else "{}"
    data = yaml.load(text, yaml.CSafeLoader)
    locale = locale_of(str(data.get("locale", code)))
    spaced = data.get("spaced", True)
    numerals = Numerals(
        {str(k): Fraction(v) for k, v in data.get("number_words", {}).items()},
        {str(k): Fraction(v) for k, v in data.get("scales", {}).items()},
        spaced,
        data.get("short_tail", False),
        data.get("link", "and"),
        data.get("about", NOTHING),
    )
    months = month_names(locale) | data.get("months", {})
    prefixes = dict(data.get("prefixes", {}))
    prefixes["money"] = rf"{prefixes.get('money', NOTHING)}|{CURRENCIES}"
    before = "|".join(f"(?P<{unit}>{x})" for unit, x in prefixes.items())
    vague = "|".join(data.get("vague_before", [])) or NOTHING
    number = f"{numerals.in_digits}|{numerals.in_words}"
    return ValueWords(
        numerals,
        _sign(get_decimal_symbol, locale) == ",",
        _sign(get_group_symbol, locale).isspace(),
        signs_of_values(data, months, locale, numerals),
        tuple(map(compiled, (numerals.in_digits, numerals.in_words))),
        compiled(unit_after_number(data, locale, spaced=spaced)),
        compiled(rf"(?:{before})\s?$"),
        compiled(rf"(?:{vague})[\s-]?$"),
        compiled(rf"\s?(?:{data.get('range', '-')})\s?(?P<next>{number})"),
        share_in_words(data, number),
        compiled(data.get("date_sign", "")),
        tuple(date_patterns(data, months, numerals)),
        months,
        frozenset(data.get("unsure_months", ())),
        compiled(data.get("clock_sign", "")),
        tuple(clock_patterns(data, numerals)),
        weekday_names(data, locale),
        idioms(data.get("phrases", {}), spaced=spaced),
        idioms(data.get("loose", {}), spaced=spaced),
    )
