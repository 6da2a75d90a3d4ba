"""Adds a value to a fact's dated series, in the text of its file.

The rest of the file, its order and its remarks stay as staff wrote them.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import yaml

from .facts import DatedValue, Fact, Source

SETTINGS = ("source", "as_of", "checked_on", "review_by", "confidence")
"""What a new value changes beside the series."""


def add_value(
    series: list[DatedValue], value: Decimal | date, first_day: date
) -> list[DatedValue]:
    """Return the series with a value that begins on a day.

    The value in force before ends on the day before; one that began on that day or
    later is replaced, for the new value is what is known now.
    """
    last_day = first_day - timedelta(days=1)
    kept = []
    for old in series:
        if old.valid_from and old.valid_from >= first_day:
            continue
        if old.valid_to is None or old.valid_to >= first_day:
            old = old.model_copy(update={"valid_to": last_day})
        kept.append(old)
    return [*kept, DatedValue.model_validate({"value": value, "from": first_day})]


def write_fact(text: str, key: str, fact: Fact) -> str:
    """Return a facts file's text with one fact's series, source and dates renewed."""
    for name in ("values", *SETTINGS):
        text = _write(text, key, name, _written(name, fact))
    return text


def _written(name: str, fact: Fact) -> str:
    if name == "values":
        return "".join(f"\n    - {_value(value)}" for value in fact.values)
    if name == "source":
        title, url = _quoted(fact.source.title), _quoted(fact.source.url)
        lang = (
            ""
            if fact.source.lang == Source.model_fields["lang"].default
            else f", lang: {fact.source.lang}"
        )
        return f" {{title: {title}, url: {url}{lang}}}"
    value = getattr(fact, name)
    return f" {'null' if value is None else value}"


def _value(value: DatedValue) -> str:
    parts = [f"value: {value.value}"]
    if value.valid_from:
        parts.append(f"from: {value.valid_from}")
    if value.valid_to:
        parts.append(f"to: {value.valid_to}")
    return "{" + ", ".join(parts) + "}"


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever it holds."""
    return yaml.safe_dump(
        text, default_style='"', allow_unicode=True, width=float("inf")
    ).strip()


def _write(text: str, key: str, name: str, written: str) -> str:
    """Put `written` in the place of what stands after `name:` in a fact."""
    fact = _child(yaml.compose(text, yaml.SafeLoader), key)
    name_node, value_node = _pair(fact, name)
    start = name_node.end_mark.index + 1  # the colon
    end = value_node.end_mark.index
    # A block's end mark stands where the next part begins.
    old = text[start:end].rstrip()
    remarks = [row for row in old.split("\n")[1:] if row.lstrip().startswith("#")]
    kept = "".join(f"\n{row}" for row in remarks)
    return text[:start] + kept + written + text[start + len(old) :]


def _child(node: Any, key: str) -> Any:
    return next(value for name, value in node.value if name.value == key)


def _pair(node: Any, key: str) -> Any:
    return next(pair for pair in node.value if pair[0].value == key)


def renewed(fact: Fact, **changes: Any) -> Fact:
    """Return the fact with changes, checked against its schema."""
    return Fact.model_validate({**dict(fact), **changes})
