"""The ledger: what each released version of a publication said, one file for each.

Copies on paper cannot be called back. So the file of a publication stays for ever,
also when its page has moved or it is no longer printed: its addresses keep answering.
"""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .days import Day
from .json_files import parse_json
from .problems import ContentError, Problem, relative_path
from .site import Localized
from .text_files import read_text, write_text
from .yaml_files import Yaml, validate

FOLDER = "print/ledger"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(_Strict):
    """One thing that a version changed, told in one language."""

    title: str
    """Where: the title of a page, and the heading of its section."""
    text: str
    """What: a note that staff wrote, or “$17.60 → $17.95”; "" where words changed."""
    topic: str = ""
    """Of a note: on whose page it stands, and since when."""
    day: Day | None = None
    fact: str = ""
    """The key of a fact whose value changed."""
    contact: str = ""


class Withdrawal(_Strict):
    """Why copies of a version should no longer be used, per language."""

    day: Day
    reason: Localized


class Release(_Strict):
    """A version that reached people."""

    number: int = Field(ge=1)
    day: Day
    fingerprint: str
    """Of all that it said, in all languages."""
    facts: dict[str, Localized] = {}
    """What it said of each fact that it shows, per language."""
    changed: dict[str, list[Change]] = {}
    """What is other than in the version before, per language."""
    withdrawn: Withdrawal | None = None


class Ledger(_Strict):
    """A publication's released versions, the first one first."""

    kind: str
    title: Localized
    page: str
    """The topic on whose page it is, or was, offered."""
    sections: dict[str, dict[str, str]]
    """Fingerprints of the newest version's parts, per language."""
    contacts: dict[str, dict[str, list[str]]] = {}
    """What the newest version says of each contact, per language."""
    versions: list[Release] = Field(min_length=1)

    @model_validator(mode="after")
    def _counted(self) -> "Ledger":
        if [r.number for r in self.versions] != list(range(1, len(self.versions) + 1)):
            raise ValueError("版本要从 1 数起，不缺号 | versions count from 1, no gaps")
        return self


Ledgers = dict[str, Ledger]
"""By the id of the publication."""


def file_of(root: Path, publication: str) -> Path:
    """Return the file that keeps a publication's versions."""
    return root / FOLDER / f"{publication}.json"


def survey_ledgers(root: Path) -> tuple[Ledgers, list[Problem]]:
    """Read every ledger that can be read, and tell what is wrong with the rest."""
    ledgers: Ledgers = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.json")):
        try:
            ledgers[path.stem] = _read(path, root)
        except ContentError as error:
            problems += error.problems
    return ledgers, problems


def _read(path: Path, root: Path) -> Ledger:
    name = relative_path(path, root)
    text = read_text(path, root)
    try:
        value = parse_json(text)
    except ValueError as error:
        en = "this record of released versions cannot be read; put its last good state "
        zh = (
            "这份版本记录读不懂。请在 GitHub 上打开它的 History，把上一次的内容放回来。"
        )
        raise ContentError(
            [
                Problem(
                    name,
                    getattr(error, "lineno", 1),
                    "broken-ledger",
                    en + "back (GitHub: History)",
                    zh,
                )
            ]
        ) from error
    try:
        return Ledger.model_validate(value)
    except ValidationError:  # told as other files are, which is slower
        return validate(Yaml(name, value, {(): 1}), Ledger)


def write_ledger(root: Path, publication: str, ledger: Ledger) -> None:
    """Write a publication's file: a value on each line, so that changes read well."""
    data = ledger.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    write_text(file_of(root, publication), text + "\n")
