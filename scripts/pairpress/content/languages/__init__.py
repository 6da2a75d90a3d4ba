"""All that is particular to a language: its words on the page, dates and numbers."""

import functools
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
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

    def date(self, value: Date) -> str:
        """Tell a day in full: 2026年10月1日, October 1, 2026."""
        return format_date(value, "long", locale=self.locale)

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
