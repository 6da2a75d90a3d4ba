"""Patterns of how a language tells values, made of its data and of CLDR."""

import itertools
import re
from collections.abc import Iterator
from typing import Any, Literal

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.units import format_unit

from .numerals import Numerals, any_of

NOTHING = "(?!)"
"""A pattern that is found nowhere."""
CURRENCIES = "[$€£¥₹₩₫₱₽₺]"
"""Signs of money in any language; words and letters for it are a language’s own."""
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
DATES = (
    "{name} {day}(?:,? {year})?",
    "{day} (?:de )?{name}(?:,? (?:de )?{year})?",
    "{name},? (?:de )?{year}",
    "{name}",
)
"""How many languages tell a date."""
PARTS = {"am": ["a\\.?m\\.?"], "pm": ["p\\.?m\\.?"]}
Idioms = tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]
"""A pattern of all of them, and of each with its sense."""


def month_names(locale: Locale | None) -> dict[str, int]:
    """Return the names of months, wide and short, with their numbers."""
    return month_or_day_names(get_month_names, locale)


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile; a space stands for any space."""
    return re.compile(pattern.replace("\\ ", " ").replace(" ", r"\s"))


def signs_of_values(
    data: dict[str, Any],
    months: dict[str, int],
    locale: Locale | None,
    numerals: Numerals,
) -> re.Pattern[str]:
    """Return what tells the few lines with values from the many without.

    One is no sign: it is in every other line, and an article in other languages.
    """
    words = (word for word, number in numerals.words.items() if number != 1)
    days = data.get("weekdays") or list(month_or_day_names(get_day_names, locale))
    idioms = [*data.get("phrases", {}), *data.get("loose", {}), *days]
    names = [re.escape(name) for name in (*words, *numerals.scales, *months)]
    signs = [*data.get("signs", ()), *idioms]
    return compiled("|".join([r"[\d@]", "://", r"[a-z]\.[a-z]", *names, *signs]))


def unit_after_number(
    data: dict[str, Any], locale: Locale | None, *, spaced: bool
) -> str:
    """Return a pattern of what follows a number, with a group for each unit."""
    units = {unit: _cldr(unit, locale) for unit in UNITS}
    units |= {"percent": "%", **data.get("units", {})}
    units["money"] = rf"{CURRENCIES}|{units.get('money', NOTHING)}"
    end = r"(?![^\W\d_])" if spaced else ""
    # "18 years old" is not "18 years".
    order = sorted(units, key=lambda unit: unit != "age")
    named = "|".join(f"(?P<{unit}>{units[unit]}){end}" for unit in order)
    before = data.get("half_before_unit", NOTHING)
    after = data.get("half_after_unit", NOTHING)
    gap = r"[\s-]{0,3}"
    return (
        rf"\+?{gap}(?P<half>{before})?{gap}(?:(?:{data.get('between', NOTHING)}){gap})?"
        rf"(?:{named})(?P<half_after>\s{{0,2}}(?:{after}))?"
    )


def share_in_words(data: dict[str, Any], number: str) -> re.Pattern[str]:
    """Return a pattern of a share such as 四分之一."""
    parts = {"{below}": f"(?P<below>{number})", "{above}": f"(?P<above>{number})"}
    return compiled(_fill(data.get("fraction", NOTHING), parts, loose=True))


def _cldr(unit: str, locale: Locale | None) -> str:
    """Return a pattern for a unit of time as CLDR tells it of one and of many."""
    told: set[str] = set()
    lengths: tuple[Literal["long", "short"], ...] = ("long", "short")
    for length, number in itertools.product(lengths, (1, 2, 5)):
        if locale:
            text = format_unit(number, f"duration-{unit}", length, locale=locale)
            told.add(re.sub(r"[\d.,]+", "", text).strip())
    # Babel returns the unit's own name where a language has no such length.
    # workaround: babel/names-of-units
    names = sorted(told - {f"duration-{unit}", ""}, key=len, reverse=True)
    return "|".join(map(re.escape, names)) or NOTHING


def month_or_day_names(source: Any, locale: Locale | None) -> dict[str, int]:
    """Return names of months or days, wide and short, with their number."""
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated") if locale else ():
        for number, name in source(width, locale=locale).items():
            if not any(map(str.isdigit, name)):
                found.setdefault(name.strip(".").lower(), number)
    return found


def date_patterns(
    data: dict[str, Any], months: dict[str, int], numerals: Numerals
) -> Iterator[re.Pattern[str]]:
    """Yield a language's patterns of dates, the fullest first."""
    names = any_of(months)
    word = f"[{''.join((*numerals.words, *numerals.scales))}]"
    small = (
        r"\d{1,2}(?!\d)" if numerals.spaced else rf"(?:\d{{1,2}}(?!\d)|{word}{{1,3}})"
    )
    year = r"(?<!\d)(?:19|20)\d\d(?!\d)"
    if not numerals.spaced:
        year = rf"(?:{year}|{word}{{4}})"
    parts = {
        "{name}": rf"(?P<name>{names})\b\.?",
        "{number}": rf"(?<!\d)(?P<number>{small})",
        "{day}": rf"(?<![\d.])(?P<day>{small})",
        "{last_day}": rf"(?P<last_day>{small})",
        "{year}": rf"(?P<year>{year})",
        "{to}": f"(?:{data.get('range', '-')})",
    }
    for pattern in data.get("dates", DATES):
        if months or "{name}" not in pattern:
            yield compiled(_fill(pattern, parts, loose=not numerals.spaced))


def clock_patterns(
    data: dict[str, Any], numerals: Numerals
) -> Iterator[re.Pattern[str]]:
    """Yield a language's patterns of times of day."""
    word = f"[{''.join((*numerals.words, *numerals.scales))}]"
    small = r"\d{1,2}" if numerals.spaced else rf"(?:\d{{1,2}}|{word}{{1,3}})"
    sides = data.get("parts", PARTS)
    am, pm = "|".join(sides["am"]), "|".join(sides["pm"])
    end = r"(?!\w)" if numerals.spaced else ""
    parts = {
        "{part}": f"(?P<part>(?:(?P<am>{am})|(?P<pm>{pm})){end})",
        "{hour}": rf"(?<![\d.:$a-z])(?P<hour>{small})",
        # A time of day, or so many hours: 8 h is either.
        "{either}": rf"(?<![\d.:$a-z])(?P<either>(?P<hour>{small}))",
        "{minute}": rf"(?P<minute>{small})",
        "{whole}": f"(?P<whole>{data.get('whole', NOTHING)})",
        "{half}": f"(?P<half>{data.get('half', NOTHING)})",
        "{quarter}": f"(?P<quarter>{data.get('quarter', NOTHING)})",
    }
    for pattern in [*data.get("clocks", ["{hour}(?::{minute})? ?{part}"])]:
        yield compiled(_fill(pattern, parts, loose=not numerals.spaced))
    yield compiled(r"(?<![\d.:/])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?![\d:])")


def _fill(pattern: str, parts: dict[str, str], *, loose: bool) -> str:
    """Put the parts into a pattern; `loose` lets spaces stand around each."""
    for name, part in parts.items():
        told = f" {{0,2}}{part} {{0,2}}" if loose else part
        pattern = pattern.replace(name, told)
    return pattern.removeprefix(" {0,2}")


def weekday_names(data: dict[str, Any], locale: Locale | None) -> Idioms:
    """Return the names of the days of the week, each with its number from Monday."""
    listed = data.get("weekdays")
    names = month_or_day_names(get_day_names, locale)
    if listed:
        return idioms({name: str(n) for n, name in enumerate(listed)}, spaced=False)
    # "on Mondays", but not "thus".
    plural = {name: "s?" if len(name) > 3 else "" for name in names}
    told = {re.escape(name) + plural[name]: str(n) for name, n in names.items()}
    return idioms(told, spaced=True)


def idioms(told: dict[str, str], *, spaced: bool) -> Idioms:
    """Return a pattern of all idioms, and of each with its sense, the longest first.

    No group is around each of them, so that the engine can look for first letters.
    """
    end = r"\b" if spaced else ""
    ordered = sorted(told, key=len, reverse=True)
    any_idiom = compiled("|".join(idiom + end for idiom in ordered) or NOTHING)
    return any_idiom, tuple((compiled(idiom), str(told[idiom])) for idiom in ordered)


def sense_of_idiom(idioms: Idioms, found: re.Match[str]) -> str:
    """Return the sense of an idiom that was found; it may depend on what follows."""
    start, end = found.span()
    return next(
        sense
        for idiom, sense in idioms[1]
        if (again := idiom.match(found.string, start)) and again.end() == end
    )
