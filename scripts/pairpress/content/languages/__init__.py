"""All that is particular to a language: its words on the page, dates and numbers."""

import functools
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, get_day_names
from babel.numbers import format_decimal


@dataclass(frozen=True)
class Language:
    """A language that staff write: words of the interface, and how values are told."""

    locale: str
    """For Babel (CLDR), such as "zh_Hans" or "en_CA"."""
    words: dict[str, str]
    money: str
    """CLDR number pattern of whole amounts: "$#,##0"."""
    share: str
    age: str
    joiner: str
    """Between the parts of a short list."""
    stop: str
    """At the end of a sentence."""
    brackets: str
    """Around a remark."""
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
        return format_date(value, "long", locale=self.locale)

    def month(self, first: Date) -> str:
        """Tell month and year: 2026年10月, October 2026."""
        return format_skeleton("yMMMM", first, locale=self.locale)

    def month_name(self, first: Date) -> str:
        """Tell the month alone: 10月, October."""
        return str(format_date(first, "LLL", self.locale))

    def day_of_month(self, value: Date) -> str:
        """Tell month and day: 10月1日, Oct 1."""
        return format_skeleton("MMMd", value, locale=self.locale)

    def weekday(self, value: Date) -> str:
        """Tell the day of the week in full: 星期五, Friday."""
        return str(format_date(value, "EEEE", locale=self.locale))

    def weekdays(
        self, width: Literal["abbreviated", "narrow"] = "abbreviated"
    ) -> list[str]:
        """Tell the days of the week in short, Sunday first: 周日, Sun."""
        names = get_day_names(width, "stand-alone", self.locale)
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
        return str(Locale.parse(self.locale).languages.get(code, code))

    def amount(self, value: Decimal) -> str:
        """Tell Canadian dollars; cents only where there are any."""
        pattern = self.money if value == value.to_integral() else self.money + ".00"
        return format_decimal(value, pattern, locale=self.locale)

    def number(self, value: Decimal) -> str:
        """Tell a number with its thousands set apart."""
        return format_decimal(value, "#,##0.###", locale=self.locale)


@functools.cache
def language(code: str) -> Language:
    """Read the file of a language, such as zh.yml beside this module."""
    path = Path(__file__).parent / f"{code}.yml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lists = {key: tuple(v) for key, v in data.items() if isinstance(v, list)}
    return Language(**(data | lists))


def with_territory(tag: str) -> str:
    """Return a language tag as Open Graph asks for it: zh-Hant is zh_TW.

    The territory is where most of the language's readers live (CLDR); no more is meant.
    """
    likely: dict[str, str] = get_global("likely_subtags")  # type: ignore[assignment]
    name = tag.replace("-", "_")
    parts = (likely.get(name) or likely.get(name.split("_")[0]) or name).split("_")
    return f"{parts[0]}_{parts[-1]}"
