"""The documents of the project that name its organization, written for the new one."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ..content.colours import ICON
from .answers import CHINESE, Answers
from .questions import named
from .sample_texts import OTHERS, TEXTS, filled

PUBLISH = ".github/workflows/publish.yml"
CRON = re.compile(r'^( *)- cron: ".*"(?:\n +- cron: ".*")*', re.MULTILINE)
JUST_AFTER_MIDNIGHT = 10
"""Minutes: a value that begins on a day is right that morning."""


def documents(root: Path, answers: Answers, day: date) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each document that is written anew."""
    for name, language in (("README.md", OTHERS), ("README.zh.md", CHINESE)):
        told = language if language in answers.languages else answers.main
        values = {
            "title": answers.title(told),
            "organization": answers.name[told],
            "address": answers.address,
            "main": answers.main,
            "languages": "; ".join(named(x) for x in answers.languages),
        }
        yield name, filled(_template(f"README.{language}.md"), values)
    credit = " · ".join(dict.fromkeys(answers.name.values()))
    text = _template("LICENSE-CONTENT.md")
    yield "LICENSE-CONTENT.md", filled(text, {"credit": credit})
    values = {"day": day.isoformat(), "version": _version(root)}
    yield "CHANGELOG.md", filled(_template("CHANGELOG.md"), values)
    yield f"docs/{ICON}", _template("icon.svg")
    workflow = root / PUBLISH
    if workflow.is_file():
        yield PUBLISH, at_midnight(workflow.read_text("utf-8"), answers.time_zone, day)


def at_midnight(workflow: str, time_zone: str, day: date) -> str:
    """Return a workflow that runs just after midnight in a zone, all year."""
    zone = ZoneInfo(time_zone)
    hours: dict[int, set[int]] = {}
    for month in (1, 7):
        local = datetime(day.year, month, 1, 0, JUST_AFTER_MIDNIGHT, tzinfo=zone)
        utc = local.astimezone(ZoneInfo("UTC"))
        hours.setdefault(utc.minute, set()).add(utc.hour)
    lines = (
        f'- cron: "{minute} {",".join(map(str, sorted(found)))} * * *"'
        for minute, found in sorted(hours.items())
    )
    rows = list(lines)
    return CRON.sub(lambda m: "\n".join(m[1] + row for row in rows), workflow, count=1)


def _template(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


def _version(root: Path) -> str:
    """Return the generator's version, as pyproject.toml has it; ? without one."""
    path = root / "pyproject.toml"
    text = path.read_text("utf-8") if path.is_file() else ""
    found = re.search(r'^version = "([^"]+)"', text, re.MULTILINE)
    return found[1] if found else "?"
