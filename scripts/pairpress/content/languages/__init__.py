"""All that is particular to a language: its words on the page, dates and numbers."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, get_day_names
from babel.numbers import format_decimal

from ..cldr import locale_of

WHOLE = "en"
"""The language whose words are all there."""
RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


@dataclass(frozen=True)
class Language:
    """A language that staff write: words of the interface, and how values are told."""

    locale: str
    """For Babel (CLDR), such as "zh_Hans" or "en_CA"."""
    words: dict[str, str]
    money: str = "$#,##0"
    """CLDR number pattern of whole amounts."""
    digits: str = ""
    """Its own digits from zero on, where it has others than 0 to 9."""
    day: str = "long"
    """A day in full: a length of CLDR, or a pattern where people say it otherwise."""
    first_day: str = ""
    """The same for the first of a month, where that is told otherwise."""
    share: str = "{}%"
    age: str = "{}"
    joiner: str = ", "
    """Between the parts of a short list."""
    stop: str = "."
    """At the end of a sentence."""
    brackets: str = " ({})"
    """Around a remark."""
    missing: tuple[str, ...] = ()
    """Names of the words that it lacks: they stand in English."""
    claims: tuple[str, ...] = ()
    """Patterns of a sentence that states a right, duty, deadline or eligibility."""
    status: tuple[str, ...] = ()
    """Words by which a page speaks of immigration status."""
    plain: dict[str, Any] = field(default_factory=dict)
    """What plain language means in it: see content/writing.py."""
    lunar_names: dict[str, Any] = field(default_factory=dict)
    """How it names lunar dates: `months` and `days` in order, the mark of a `leap`
    month; or only a `pattern` of {month} and {day}."""

    voices: dict[str, list[str]] = field(default_factory=dict)
    """Voices that can read it aloud: a name, and tags of their language (BCP 47)."""

    def date(self, value: Date) -> str:
        """Tell a day in full: 2026年10月1日, October 1, 2026."""
        is_first = value.day == 1 and self.first_day
        pattern = self.first_day if is_first else self.day
        return self._own(format_date(value, pattern, locale=self._cldr))

    def month(self, first: Date) -> str:
        """Tell month and year: 2026年10月, October 2026."""
        return self._own(format_skeleton("yMMMM", first, locale=self._cldr))

    def month_name(self, first: Date) -> str:
        """Tell the month alone: 10月, October."""
        return self._own(str(format_date(first, "LLL", self._cldr)))

    def day_of_month(self, value: Date) -> str:
        """Tell month and day: 10月1日, Oct 1."""
        return self._own(format_skeleton("MMMd", value, locale=self._cldr))

    def weekday(self, value: Date) -> str:
        """Tell the day of the week in full: 星期五, Friday."""
        return str(format_date(value, "EEEE", locale=self._cldr))

    def weekdays(
        self, width: Literal["abbreviated", "narrow"] = "abbreviated"
    ) -> list[str]:
        """Tell the days of the week in short, Sunday first: 周日, Sun."""
        names = get_day_names(width, "stand-alone", self._cldr)
        return [str(names[day]) for day in (6, 0, 1, 2, 3, 4, 5)]

    def lunar(self, month: int, day: int, is_leap: bool) -> str:
        """Tell a lunar date in short; its first day is told by the month's name."""
        names = self.lunar_names
        if not names.get("days"):
            return str(names.get("pattern", "{month}/{day}")).format(
                month=month, day=day
            )
        if day > 1:
            return str(names["days"][day - 1])
        return (names["leap"] if is_leap else "") + str(names["months"][month - 1])

    def name(self, code: str) -> str:
        """Tell a language's name: 英语, Chinese; its code where CLDR has none."""
        return str(self._cldr.languages.get(code, code))

    def amount(self, value: Decimal) -> str:
        """Tell Canadian dollars; cents only where there are any."""
        is_whole = value == value.to_integral()
        pattern = self.money if is_whole else self.money.replace("##0", "##0.00")
        return self._decimal(value, pattern)

    def number(self, value: Decimal) -> str:
        """Tell a number with its thousands set apart."""
        return self._decimal(value, "#,##0.###")

    def with_words(
        self, own: Mapping[str, str], signs: Mapping[str, str]
    ) -> "Language":
        """Return the language with some words and signs told otherwise."""
        missing = tuple(name for name in self.missing if name not in own)
        told: dict[str, Any] = {"words": self.words | dict(own), "missing": missing}
        return replace(self, **(told | dict(signs)))

    @property
    def _cldr(self) -> Locale:
        return _known(self.locale)

    def _decimal(self, value: Decimal, pattern: str) -> str:
        system: Literal["default", "latn"] = "default" if self.digits else "latn"
        return self._own(
            format_decimal(value, pattern, locale=self._cldr, numbering_system=system)
        )

    def _own(self, text: str) -> str:
        """Return a text of CLDR with the language's own digits: Babel has none."""
        return text.translate({ord("0") + n: x for n, x in enumerate(self.digits)})


@functools.cache
def language(code: str) -> Language:
    """Read the file of a language, such as zh.yml beside this module.

    What the file lacks, or a language without one, has English words and the signs of
    CLDR.
    """
    told, english = _told(code), _told(WHOLE)["words"]
    words = told.pop("words", {})
    missing = tuple(name for name in english if name not in words)
    lists = {key: tuple(v) for key, v in told.items() if isinstance(v, list)}
    told = {"locale": _locale(code)} | _signs(_locale(code)) | told | lists
    return Language(words=english | words, missing=missing, **told)


def _locale(code: str) -> str:
    """Return the name by which CLDR tells dates in a language; English if it cannot."""
    return code.replace("-", "_") if locale_of(code) else WHOLE


def _known(name: str) -> Locale:
    """Return what CLDR knows of a language; of English if it knows nothing."""
    return locale_of(name) or _known(WHOLE)


def _signs(name: str) -> dict[str, str]:
    """Return how CLDR tells a share, and what stands between the parts of a list."""
    locale = _known(name)
    share = locale.percent_formats[None].pattern
    middle = str(locale.list_patterns["standard"]["middle"])
    return {
        "share": re.sub(r"[#0,.]+", "{}", share),
        "joiner": middle.removeprefix("{0}").removesuffix("{1}"),
    }


def _told(code: str) -> dict[str, Any]:
    path = Path(__file__).parent / f"{code}.yml"
    if not path.is_file():
        return {}
    data: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return data


def script_of(tag: str) -> str:
    """Return the script of a language tag (ISO 15924): Hans, Hant, Latn, Arab, Kore.

    Source: likely subtags of CLDR.
    """
    parts = tag.replace("-", "_").split("_")
    territories = [part for part in parts[1:] if len(part) == 2]
    likely = get_global("likely_subtags")
    full = [f"{parts[0]}_{territory}" for territory in territories]
    known = (str(likely.get(name, "")) for name in (*full, parts[0]))
    told = (part for name in ("_".join(parts[1:]), *known) for part in name.split("_"))
    return next((part.title() for part in told if len(part) == 4), "Latn")


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction that a language tag is written in."""
    return "rtl" if script_of(tag) in RIGHT_TO_LEFT else "ltr"


def with_territory(tag: str) -> str:
    """Return a language tag as Open Graph asks for it: zh-Hant is zh_TW.

    The territory is where most of the language's readers live (CLDR); no more is meant.
    """
    likely: dict[str, str] = get_global("likely_subtags")  # type: ignore[assignment]
    name = tag.replace("-", "_")
    parts = (likely.get(name) or likely.get(name.split("_")[0]) or name).split("_")
    return f"{parts[0]}_{parts[-1]}"
