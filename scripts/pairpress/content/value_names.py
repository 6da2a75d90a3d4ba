"""Values that are written alike in every language: addresses, phones, dates."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from . import values as sense_of
from .values import Sense

Found = Iterable[tuple[Sense, bool]] | None
"""Senses, each with whether it is hard; None: nothing here, leave it to others."""

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ENDINGS = "com|org|net|edu|gov|info|ca|cn|hk|tw"
WEB = re.compile(
    r"https?://[^\s)>\]\"'，。；、（）《》“”\0]+"
    rf"|(?<![\w.@/-])(?:[a-z0-9-]+\.)+(?:{ENDINGS})(?![\w-])(?:/[\w./?=&%#+-]*)?",
    re.ASCII,
)
IN_ONE_LANGUAGE = re.compile(
    r"(?:^|[/._=-])(?:[a-z]{2}|zh-?[a-z]*|en[-_]?[a-z]*|fra?|eng)(?=[/.&_-]|$)(?!\.[a-z]+$)"
)
PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[- .]?)?(?:\(\d{3}\) ?|\d{3}[- .])\d{3}[- .]\d{4}(?![\d-])"
    r"|(?<![\d-])\+\d{1,3}(?:[- .]\d{1,5}){2,5}(?!\d)"
    r"|(?<![\d-])\+\d{10,13}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])"
)
DOTTED = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?!\d|\.\d)")
"""A version or an address of a machine."""
POSTAL_CODE = re.compile(r"\b[a-z]\d[a-z][ -]?\d[a-z]\d\b", re.ASCII)
CALENDAR_DAY = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<day>\d{1,2})(?!\d|\.\d)"
)
CALENDAR_MONTH = re.compile(
    r"(?<![\d.-])((?:19|20)\d\d)(?:-(?=\d\d)|\.)(0?[1-9]|1[0-2])(?![\d-]|\.\d)"
)
SLASHED_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
FRACTION = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")


def _email(match: re.Match[str]) -> Found:
    return [(sense_of.name("email", match[0].lower()), True)]


def _web(match: re.Match[str]) -> Found:
    address = re.sub(r"^https?://(www\.)?|^www\.", "", match[0].lower())
    address = address.split("#")[0].rstrip("/.,;:!?")
    host, _, path = address.partition("/")
    label = re.match(r"[a-z]{2}(?:-[a-z]+)?\.(?=.*\.)", host)
    marked = bool(label or IN_ONE_LANGUAGE.search(f"/{path}"))
    if label:
        host = host.removeprefix(label[0])
    return [(sense_of.web(address, host, in_one_language=marked), True)]


def _phone(match: re.Match[str]) -> Found:
    return [(sense_of.name("phone", re.sub(r"\D", "", match[0])[-10:]), True)]


def _postal_code(match: re.Match[str]) -> Found:
    return [(sense_of.name("address", re.sub(r"[ -]", "", match[0])), True)]


def _dotted(match: re.Match[str]) -> Found:
    return [(sense_of.name("code", match[0]), True)]


def _calendar_day(match: re.Match[str]) -> Found:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if month > 12 or not 0 < day < 32:
        return None
    return [(sense_of.day(year, month, [day]), True)]


def _calendar_month(match: re.Match[str]) -> Found:
    """Read 2026-04 and 2026.4; the first may be a span of years too."""
    year, month = map(int, match.groups())
    kind, gives, needs = sense_of.month(year, month)
    numbers = [("bare", Fraction(year)), ("bare", Fraction(month))]
    return [((kind, gives, (*needs, frozenset(numbers))), True)]


def _slashed_day(match: re.Match[str]) -> Found:
    """Read 4/1/2026, in which either number may be the month."""
    first, second, year = map(int, match.groups())
    pairs = [(m, d) for m, d in ((first, second), (second, first)) if 0 < m < 13]
    senses = [sense_of.day(year, m, [d]) for m, d in dict.fromkeys(pairs)]
    if not senses:
        return None
    gives = frozenset[sense_of.Key]().union(*(sense[1] for sense in senses))
    needs = tuple(need for sense in senses for need in sense[2])
    return [(("date", gives, needs), True)]


def read_fraction(match: re.Match[str]) -> Found:
    """Read 2/3; a date may be written so too, and is read before."""
    if not int(match[2]):
        return None
    return [(sense_of.number(Fraction(int(match[1]), int(match[2]))), True)]


NAMES: tuple[
    tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], Found]], ...
] = (
    (re.compile("@"), EMAIL, _email),
    (re.compile(rf"://|\.(?:{ENDINGS})\b"), WEB, _web),
    (re.compile(r"\d\d[)]?[- .]\d\d\d|\+\d"), PHONE, _phone),
    (re.compile(r"[a-z]\d[a-z][ -]?\d"), POSTAL_CODE, _postal_code),
    (re.compile(r"\d[-/.]\d"), CALENDAR_DAY, _calendar_day),
    (re.compile(r"\d\.\d+\."), DOTTED, _dotted),
    (re.compile(r"\d[-.]\d"), CALENDAR_MONTH, _calendar_month),
    (re.compile(r"\d/\d"), SLASHED_DAY, _slashed_day),
)
"""A sign that is looked for first, a pattern, and what reads it."""
