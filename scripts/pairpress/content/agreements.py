"""Agreements: what both halves of a topic said when a person last read them together.

Kept as text, one file per topic in docs/data/agreed/, so that a zip or a shallow clone
is enough to tell what has changed since, word by word.
"""

import json
import re
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from .days import Day
from .json_files import parse_json
from .problems import ContentError, Problem, relative_path
from .substance import Lines
from .text_files import read_text, write_text
from .yaml_files import Yaml, validate

FOLDER = "docs/data/agreed"
MERGE_MARK = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)


class AgreedSection(BaseModel):
    """What a section said, per language; on which day, and in whose eyes (a role)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    on: Day
    by: str
    said: dict[str, Lines]


class Agreement(BaseModel):
    """A topic's sections as they were agreed on, by their ids."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sections: dict[str, AgreedSection]

    @property
    def day(self) -> date | None:
        """The last day on which a part of it was agreed on."""
        return max((section.on for section in self.sections.values()), default=None)


Agreements = dict[str, Agreement]
"""By topic."""


def file_of(root: Path, topic: str) -> Path:
    """Return the file that keeps a topic's agreement."""
    return root / FOLDER / f"{topic}.json"


def survey_agreements(root: Path) -> tuple[Agreements, list[Problem]]:
    """Read every agreement that can be read, and tell what is wrong with the rest."""
    folder = root / FOLDER
    agreements: Agreements = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.json")):
        topic = path.relative_to(folder).with_suffix("").as_posix()
        try:
            agreements[topic] = read_agreement(path, root)
        except ContentError as error:
            problems += error.problems
    return agreements, problems


def read_agreement(path: Path, root: Path) -> Agreement:
    """Read one file; raise ContentError with the line to mend."""
    name = relative_path(path, root)
    text = read_text(path, root)
    if mark := MERGE_MARK.search(text):
        raise _unusable(
            name,
            text.count("\n", 0, mark.start()) + 1,
            "merge-marks",
            "two changes of this record met",
            "两次修改撞在一起了",
        )
    try:
        value = parse_json(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        reason = getattr(error, "msg", str(error))
        raise _unusable(
            name,
            line,
            "broken-record",
            f"this record cannot be read ({reason})",
            f"这份核对记录读不懂（{reason}）",
        ) from error
    try:
        return Agreement.model_validate(value)
    except ValidationError:  # told as other files are, which is slower
        return validate(Yaml(name, value, {(): 1}), Agreement)


def _unusable(name: str, line: int, rule: str, en: str, zh: str) -> ContentError:
    topic = name.removeprefix(f"{FOLDER}/").removesuffix(".json")
    command = f"scripts/run agree {topic}"
    mend_en = f"{en}: delete the file, read both halves, then {command}"
    mend_zh = f"{zh}。请删掉这个文件，看过两边，再运行 {command}"
    return ContentError([Problem(name, line, rule, mend_en, mend_zh)])


def write_agreement(root: Path, topic: str, agreement: Agreement) -> None:
    """Write a topic's file: a paragraph on each line, so that changes read well."""
    data = agreement.model_dump(mode="json")
    text = json.dumps(data, ensure_ascii=False, indent=1)
    write_text(file_of(root, topic), text + "\n")
