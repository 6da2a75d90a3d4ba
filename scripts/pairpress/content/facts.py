"""Facts: values with a source and a date, kept once in docs/data/facts-*.yml."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .days import Day
from .languages import Language
from .site import Address, Localized

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def _plain_number(told: object) -> object:
    """Refuse what Python would read as a number too: 1_7, 1e99, true, １７."""
    is_number = isinstance(told, (int, float, Decimal)) and not isinstance(told, bool)
    if not is_number and not (isinstance(told, str) and NUMBER.fullmatch(told)):
        raise ValueError("要写数字。 | write a number")
    return told


Amount = Annotated[
    Decimal,
    BeforeValidator(_plain_number),
    Field(ge=-(10**12), le=10**12, decimal_places=6),
]
"""What people pay, count or share."""
SLOT = re.compile(r"[^{}]*\{\}[^{}]*")
"""A wording: text with one {} for the value."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """The official page to read again, which is not always what was seen."""

    title: str
    url: Address
    lang: str = Field("en", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    """The language of the title and of the page."""


class DatedValue(_Strict):
    """One value of a fact's series. Both days belong to its span."""

    value: Amount | Day
    valid_from: Day | None = Field(None, alias="from")
    valid_to: Day | None = Field(None, alias="to")

    def holds_on(self, day: date) -> bool:
        """Say whether the value is in force on a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class Fact(_Strict):
    """A dated series of typed values, or a rule whose words stand on the pages.

    A rule has no value: a page says it in its own words and cites the fact.
    """

    kind: Literal["money", "count", "share", "age", "date", "rule"]
    says: str | None = None
    """What a rule says, for staff who check a page against it."""
    wording: Localized = {}
    """How the value is told with its noun, per language: {"en": "{} years"}."""
    values: list[DatedValue] = []
    source: Source
    as_of: Day | None
    """The day the evidence speaks of; null: unknown."""
    checked_on: Day | None
    """The day a person read the official page; null: nobody has yet."""
    review_by: Day | None
    confidence: Literal["VERIFIED", "LIKELY"]
    caution: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "Fact":
        if (self.kind == "rule") == bool(self.values):
            raise ValueError("规定没有 values，别的都要有 | only a rule has no values")
        if self.kind == "rule" and not self.says:
            raise ValueError("规定要写 says | a rule needs “says”")
        if any(not SLOT.fullmatch(text) for text in self.wording.values()):
            raise ValueError("wording 里要有一个 {} | a wording needs one {}")
        for value in self.values:
            if isinstance(value.value, date) != (self.kind == "date"):
                found = f"{value.value}, kind: {self.kind}"
                raise ValueError(f"数值和 kind 不合：{found} | value and kind: {found}")
        return self


Facts = dict[str, Fact]


def misfits(values: Sequence[DatedValue]) -> Iterator[tuple[int, str, str]]:
    """Yield each value whose days cannot be: its place, in English, in Chinese."""
    for place, value in enumerate(values):
        first, last = value.valid_from, value.valid_to
        if first and last and last < first:
            yield (
                place,
                f"it ends ({last}) before it begins ({first})",
                f"结束的日子（{last}）比开始的日子（{first}）早",
            )
            continue
        for other in values[:place]:
            if _overlap(value, other):
                told = f"{other.value} → {value.value}"
                yield (
                    place,
                    f"two values hold on one day ({told}); end the older one with to:",
                    f"同一天有两个数（{told}）。请给旧的一行加 to:",
                )
                break


def _overlap(one: DatedValue, other: DatedValue) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_to or date.max, other.valid_to or date.max)
    return begins <= ends


@dataclass(frozen=True)
class Told:
    """What a page may say of a fact on a day."""

    text: str | None
    """The value in the page's language; None: withheld, because it has expired."""
    confirmed: bool
    """Whether the official page itself was seen, not only a second-hand report."""
    due: bool
    """Whether the day to check it again has passed."""
    next: "Coming | None" = None
    """What takes its place, where that is known already."""


@dataclass(frozen=True)
class Coming:
    """The value that follows the one in force."""

    last_day: date
    """Of the value in force."""
    first_day: date
    text: str


def tell(fact: Fact, locale: str, language: Language, day: date) -> Told:
    """Format a fact's value in force on a day, in a language."""
    confirmed = fact.confidence == "VERIFIED"
    due = bool(fact.review_by and fact.review_by < day)
    current = next((v for v in fact.values if v.holds_on(day)), None)
    if current is None:
        return Told(None, confirmed, due)
    later = [v for v in fact.values if v.valid_from and v.valid_from > day]
    following = min(later, key=lambda v: v.valid_from or day, default=None)
    coming = None
    if following and following.valid_from:
        coming = Coming(
            current.valid_to or following.valid_from - timedelta(days=1),
            following.valid_from,
            _format(fact, following.value, locale, language),
        )
    text = _format(fact, current.value, locale, language)
    return Told(text, confirmed, due, coming)


def _format(fact: Fact, value: Decimal | date, locale: str, language: Language) -> str:
    wording = fact.wording.get(locale, "{}")
    if isinstance(value, date):
        return wording.format(language.date(value))
    patterns = {
        "money": language.amount(value),
        "share": language.share.format(language.number(value)),
        "age": language.age.format(language.number(value)),
    }
    return wording.format(patterns.get(fact.kind, language.number(value)))
