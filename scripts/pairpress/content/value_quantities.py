"""Values as a language tells them: dates, times of day, amounts with their units."""

import re
from collections.abc import Sequence
from fractions import Fraction

from . import values as sense_of
from .numerals import DIGITS
from .value_names import Found
from .value_patterns import Idioms, sense_of_idiom
from .value_words import ValueWords
from .values import Sense

CODE = re.compile(
    r"(?<![a-z\d.])(?:[a-z]{1,2}-\d|[a-z]+\d|\d+(?:\.\d+)?[a-z])[a-z\d]*"
    r"(?:[.-]\d[a-z\d]*)*"
)
NUMBER = re.compile(r"v?(\d+(?:\.\d+)?)(st|nd|rd|th|[skmx]?)")
"""10th, 5x, 20k, v1.4."""
UNITS = {*sense_of.SECONDS, *sense_of.MONTHS, "money", "cent", "percent"}
THOUSANDS = {"k": Fraction(1000), "m": Fraction(1_000_000)}


def read_code(words: ValueWords, match: re.Match[str]) -> Found:
    """Read a form's name such as N4 or 5126E; 10th, 20k and v1.4 are numbers."""
    text = match[0].lower()
    if (number := words.numbers[0].match(text)) and words.unit.fullmatch(
        text, number.end()
    ):
        return None
    if plain_number := NUMBER.fullmatch(text):
        amount = Fraction(plain_number[1])
        scale = THOUSANDS.get(plain_number[2])
        amounts = [amount, *([amount * scale] if scale else [])]
        return [(sense_of.number(*amounts), amount != 1)]
    digits = [Fraction(part) for part in re.findall(DIGITS, text)]
    name = re.sub(r"-|^v(?=\d)", "", text)
    kind, gives, needs = sense_of.name("code", name, digits)
    if text[0].isdigit():
        needs += (frozenset({("any", digits[0])}),)
    return [((kind, gives, needs), True)]


def read_share(words: ValueWords, match: re.Match[str]) -> Found:
    """Read 四分之一 and 百分之四; in words it is hard only if it is per cent."""
    below = words.numerals.read(match["below"])
    above = words.numerals.read(match["above"])
    if len(below) != 1 or len(above) != 1 or not below[0]:
        return None
    if below[0] in (100, 1000):
        return [(sense_of.measured("percent", above[0] * 100 / below[0]), True)]
    share = above[0] / below[0]
    return [(sense_of.number(share), any(map(str.isdigit, match[0])))]


def read_weekday(names: Idioms, match: re.Match[str]) -> Found:
    """Read a day of the week; a short name (sat, sun) may be another word."""
    day = sense_of_idiom(names, match)
    return [
        (sense_of.name("weekday", day), len(match[0]) > 3 or not match[0].isascii())
    ]


def read_date(words: ValueWords, typed: str, match: re.Match[str]) -> Found:
    parts = match.groupdict()
    is_sure = parts.get("day") and parts.get("year")
    if (
        parts.get("name") in words.unsure_months
        and not is_sure
        and not typed[match.start("name")].isupper()
    ):
        return None
    year = _small(words, parts.get("year"))
    name = parts.get("name")
    month = words.months.get(name or "") or _small(words, parts.get("number"))
    days = [_small(words, parts.get(part)) for part in ("day", "last_day")]
    named = [day for day in days if day is not None]
    if month is None:
        return None if year is None else [(sense_of.year(year), True)]
    if not 0 < month < 13 or not all(0 < day < 32 for day in named):
        return None
    if named:
        return [(sense_of.day(year, month, named), True)]
    hard = year is not None or name not in words.unsure_months
    return [(sense_of.month(year, month), hard)]


def _small(words: ValueWords, text: str | None) -> int | None:
    read = words.numerals.read(text.strip()) if text and text.strip() else []
    return int(read[0]) if len(read) == 1 else None


def read_clock(words: ValueWords, match: re.Match[str]) -> Found:
    parts = match.groupdict()
    hour = _small(words, parts["hour"])
    minute = _small(words, parts.get("minute")) or 0
    if parts.get("half") or parts.get("quarter"):
        minute = 30 if parts.get("half") else 15
    if hour is None or hour > 24 or minute > 59:
        return None
    if re.fullmatch(r"[\d\s]+时", match[0]):
        return None  # 达到 3 时: no hour but "when".
    sure = any(parts.get(name) for name in ("part", "whole", "half"))
    hard = sure or any(map(str.isdigit, parts["hour"]))
    hours = [hour] if hour > 12 else [hour % 12, hour % 12 + 12]
    if hour <= 12 and hour < 12 and parts.get("am"):
        hours = [hour]
    elif hour < 12 and parts.get("pm"):
        hours = [hour + 12]
    time = sense_of.clock(hour % 24 * 60 + minute for hour in hours)
    if not parts.get("either"):
        return [(time, hard)]
    lasts = sense_of.measured("hour", hour + Fraction(minute, 60))
    return [((time[0], time[1] | lasts[1], time[2] + lasts[2]), hard)]


def read_quantity(
    words: ValueWords,
    number: re.Match[str],
    after: re.Match[str] | None,
    before: re.Match[str] | None,
) -> list[tuple[Sense, bool]]:
    amounts = words.numerals.read(number[0])
    if not amounts:
        return []
    groups = [*_named(before), *_named(after)]
    unit = next((group for group in groups if group in UNITS), None)
    if unit == "year" and 1900 <= amounts[0] <= 2100:
        return [(sense_of.year(int(amounts[0])), True)]
    if {"half", "half_after"} & set(groups):
        amounts = [amount + Fraction(1, 2) for amount in amounts]
    hard = _is_hard(words, number, amounts, unit)
    amounts = [*amounts, *_scaled(words, number, amounts)]
    sense = sense_of.measured(unit, *amounts) if unit else sense_of.number(*amounts)
    return [(sense, hard)]


def _named(match: re.Match[str] | None) -> list[str]:
    return [name for name, text in match.groupdict().items() if text] if match else []


def _is_hard(
    words: ValueWords,
    number: re.Match[str],
    amounts: Sequence[Fraction],
    unit: str | None,
) -> bool:
    """Say whether a number is surely one, and exact.

    Digits are, but for 1, which another language tells as "a" or "each". Words are
    only before a unit, and from two on.
    """
    text = number[0]
    if any(map(str.isdigit, text)):
        return amounts[0] != 1 or unit in ("money", "percent")
    start = number.start()
    is_vague = (
        len(amounts) > 1
        or words.vague.search(number.string, max(0, start - 8), start)
        or words.numerals.starts_in_scale(text)
    )
    return bool(unit) and amounts[0] >= 2 and not is_vague


def _scaled(
    words: ValueWords, number: re.Match[str], amounts: Sequence[Fraction]
) -> list[Fraction]:
    """Return what the first number of a span may be too: 30,000 in 3到5万."""
    tail = words.range_tail.match(number.string, number.end())
    if not tail or words.numerals.scale_of(number[0]) > 1:
        return []
    scale = words.numerals.scale_of(tail["next"])
    return [amount * scale for amount in amounts] if scale > 1 else []
