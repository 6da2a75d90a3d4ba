"""`fact set`: a new value of a fact from a day on, and all that it touches."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from .content.clock import today
from .content.data import Data
from .content.facts import Fact, Facts, Source
from .content.library import Library, survey_library
from .content.problems import ContentError, Problem, nearest
from .content.publications import Publication
from .content.series import add_value, renewed, write_fact
from .content.text_files import read_text, write_text
from .content.uses import Use, prints_with, uses
from .content.yaml_files import parse_yaml, validate


@dataclass(frozen=True)
class NewValue:
    """What was asked for: a value, its first day, and where it was read."""

    value: str
    first_day: date
    source: str
    title: str | None = None
    read: bool = False
    """Whether the person who asks has read the official page today."""
    review_by: date | None = None


@dataclass(frozen=True)
class Touched:
    """Every place that says the new value from its day on."""

    path: str
    uses: list[Use]
    prints: list[Publication]


def set_fact(root: Path, key: str, new: NewValue) -> Touched:
    """Write the value into the fact's file; return all that it touches.

    Raise ContentError, and write nothing, for a fact that is not there, a value that
    is not of its kind, or data that cannot be read.
    """
    library, problems = survey_library(root)
    if not library.data_is_whole:
        raise ContentError(problems)
    path, _ = _place(library.data, key)
    old = library.data.facts[key]
    fact = _with_value(old, key, path, new, library)
    text = write_fact(read_text(root / path, root), key, fact)
    validate(parse_yaml(text, path), Facts)
    write_text(root / path, text)
    places = uses(library, key)
    return Touched(path, places, prints_with(library, places))


def _place(data: Data, key: str) -> tuple[str, int]:
    if key in data.fact_places:
        return data.fact_places[key]
    near = nearest(key, data.facts)
    zh = f"没有数据“{key}”。" + (f"是不是“{near}”？" if near else "")
    en = f"there is no fact “{key}”" + (f"; did you mean “{near}”?" if near else "")
    raise ContentError([Problem("docs/data", 1, "unknown-name", en, zh)])


def _with_value(
    old: Fact, key: str, path: str, new: NewValue, library: Library
) -> Fact:
    day = today(library.site.settings.time_zone)
    line = library.data.fact_places[key][1]
    if old.kind == "rule":
        en = f"{key} is a rule without a value; change its words in {path}"
        zh = f"{key} 是一条规定，没有数值。请在 {path} 里改它的文字。"
        raise ContentError([Problem(path, line, "rule-has-no-value", en, zh)])
    try:
        value = date.fromisoformat(new.value) if old.kind == "date" else _number(new)
        source = Source(
            title=new.title or _title(old.source, new.source),
            url=new.source,
            lang=old.source.lang,
        )
        return renewed(
            old,
            values=add_value(old.values, value, new.first_day),
            source=source,
            as_of=day,
            checked_on=day if new.read else None,
            review_by=new.review_by or _review_by(old, new.first_day),
            confidence="VERIFIED" if new.read else "LIKELY",
        )
    except (ValueError, InvalidOperation) as error:
        en = f"{new.value!r} from {new.source!r} does not fit a fact of kind {old.kind}"
        zh = f"“{new.value}”（{new.source}）和这种数据（{old.kind}）不合。"
        raise ContentError([Problem(path, line, "wrong-value", en, zh)]) from error


def _number(new: NewValue) -> Decimal:
    return Decimal(new.value.strip().lstrip("$").rstrip("%").replace(",", ""))


def _title(old: Source, url: str) -> str:
    """Return the source's title; a new page is named by its address at first."""
    return old.title if url == old.url else url.split("://")[-1].rstrip("/")


def _review_by(old: Fact, first_day: date) -> date:
    """Return the day to check again: within a year of the value's first day."""
    month, year = (first_day.month + 10) % 12 + 1, first_day.year
    due = date(year + (month < first_day.month), month, 1)
    return max(due, old.review_by or due)
