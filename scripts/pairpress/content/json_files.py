"""Reads JSON that a program wrote and people may have changed, as strictly as YAML."""

import json
from typing import Any

from .text_files import CONTROL


def parse_json(text: str) -> Any:
    """Return the value; raise ValueError with `lineno`, where that is known.

    RecursionError, of lists within lists without end, is told as a ValueError too.
    """
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("too deep") from error
    # Written as an escape, which the text itself does not show.
    if "\\u" in text and (
        found := CONTROL.search(json.dumps(value, ensure_ascii=False))
    ):
        raise ValueError(f"control character U+{ord(found[0]):04X}")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” is written twice")
    return found


def _no_number(told: str) -> None:
    raise ValueError(f"{told} is no number")
