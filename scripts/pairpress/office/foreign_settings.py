"""What stands above a text that was brought: title and description, if any."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from ..content.problems import ContentError
from ..content.yaml_files import parse_yaml
from .notes import Notes

TITLES = ("title", "Title", "标题")
DESCRIPTIONS = ("description", "summary", "excerpt", "Description")
WITHHELD = ("draft", "private", "published")


@dataclass(frozen=True)
class Told:
    """What the settings say, and on which line the text begins."""

    title: str
    description: str
    first_line: int


def part_settings(text: str, notes: Notes) -> tuple[str, Told]:
    """Return the text below the settings, and what is used of them.

    YAML stands between lines of ---, TOML (Hugo) between +++.
    """
    match = re.match(r"(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not match:
        return text, Told("", "", 1)
    settings = _read(match[1], match[2], notes)
    first = match[0].count("\n") + 1
    if settings is None:
        return text, Told("", "", 1)
    if settings.get("draft") is True or settings.get("published") is False:
        notes.left_out(
            1,
            "draft",
            "原来是草稿，没有发布过。请决定要不要放上来。",
            "it was a draft and not published; decide whether it should be now",
        )
    told = Told(_first(settings, TITLES), _first(settings, DESCRIPTIONS), first)
    return text[match.end() :], told


def _read(mark: str, text: str, notes: Notes) -> dict[str, Any] | None:
    """Return the settings; None where the lines are rules and not settings."""
    try:
        told = (
            tomllib.loads(text)
            if mark == "+++"
            else parse_yaml(text, notes.path, 2, lenient=True).value
        )
    except (ContentError, ValueError, RecursionError):
        notes.left_out(
            1,
            mark,
            "开头的设置读不懂，没有带过来。",
            "the settings on top cannot be read; left out",
        )
        return {}
    if told is None:
        return {}
    return told if isinstance(told, dict) else None


def _first(settings: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = settings.get(name)
        if isinstance(value, str | int | float) and str(value).strip():
            return " ".join(str(value).split())
    return ""
