"""Words of the interface as an organization says them: docs/data/words-LANGUAGE.yml."""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .contacts import TONGUE
from .languages import WHOLE, language
from .problems import ContentError, Problem, nearest, relative_path
from .text_files import read_text
from .yaml_files import Yaml, parse_yaml, validate

FILES = "words-*.yml"
FIT = r"[^{}<>&\"`\[\]\n]*"
Slotted = Annotated[str, Field(pattern=rf"^{FIT}\{{\}}{FIT}$")]
"""A text with one {}."""
Plain = Annotated[str, Field(pattern=rf"^{FIT}$")]
UNFIT = re.compile(r"[<>&\"`\[\]\n]")
"""What would be HTML, Markdown or the end of an attribute on a page."""
UNFIT_FILE = re.compile(rf"{UNFIT.pattern}|[/\\]")
FILE_NAME = "_file"
"""How the names of those words end that become the name of a file."""
SIGNS = "signs"
"""The name under which amounts and punctuation stand, which are no words."""


class Signs(BaseModel):
    """How amounts are told, and what stands between words; see Language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    money: str | None = Field(None, pattern=rf"^{FIT}#,##0{FIT}$")
    share: Slotted | None = None
    age: Slotted | None = None
    brackets: Slotted | None = None
    joiner: Plain | None = None
    stop: Plain | None = None


@dataclass(frozen=True)
class OwnWords:
    """Words by their names, and signs that a language has otherwise."""

    words: dict[str, str]
    signs: dict[str, str]


def file_of(root: Path, locale: str) -> Path:
    """Return the file with the organization's own words in a language."""
    return root / f"docs/data/words-{locale}.yml"


def survey_own_words(root: Path) -> tuple[dict[str, OwnWords], list[Problem]]:
    """Read the words of every language that has some, and tell what is wrong.

    A word without text is still to be written; it counts as none.
    """
    found: dict[str, OwnWords] = {}
    problems: list[Problem] = []
    for path in sorted((root / "docs/data").glob(FILES)):
        try:
            document = parse_yaml(read_text(path, root), relative_path(path, root))
            signs = _signs(document)
            told = validate(document, dict[str, str | None]) if document.value else {}
        except ContentError as error:
            problems += error.problems
            continue
        words = {name: text for name, text in told.items() if text and text.strip()}
        wrong = list(_misfits(document, words))
        problems += wrong
        if not wrong:
            locale = path.stem.removeprefix("words-")
            found[locale] = OwnWords(words, signs)
    return found, problems


def _signs(document: Yaml) -> dict[str, str]:
    """Take the signs out of a document, and return them."""
    told = document.value.pop(SIGNS, None) if isinstance(document.value, dict) else None
    if told is None:
        return {}
    lines = {
        place[1:]: n for place, n in document.lines.items() if place[:1] == (SIGNS,)
    }
    part = Yaml(document.path, told, lines)
    return validate(part, Signs).model_dump(exclude_none=True)


def _misfits(document: Yaml, words: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the words that we do not know, or that cannot stand on a page."""
    known = language(WHOLE).words
    for name, text in words.items():
        line = document.line_of((name,))
        if name not in known and not name.startswith(TONGUE):
            yield _unknown(document.path, line, name)
            continue
        wanted, given = slots(known.get(name, "")), slots(text)
        if given != wanted:
            yield _other_slots(document.path, line, name, wanted)
        elif found := (UNFIT_FILE if name.endswith(FILE_NAME) else UNFIT).search(text):
            sign = "⏎" if found[0] == "\n" else found[0]
            yield Problem(
                document.path,
                line,
                "own-word",
                f"{name}: {sign} cannot stand in it; write plain words, and “ ”",
                f"{name}：里面不能有 {sign} 。只写文字；引号用“ ”。",
            )


def slots(text: str) -> list[str] | None:
    """Return the places in a word that are filled in, sorted; None if one is open."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    if "{{" in text or "}}" in text:
        return None
    return sorted({name for _, name, _, _ in parts if name is not None})


def _unknown(path: str, line: int, name: str) -> Problem:
    near = nearest(name, language(WHOLE).words)
    return Problem(
        path,
        line,
        "unknown-name",
        f"there is no word “{name}”" + (f"; did you mean “{near}”?" if near else ""),
        f"没有“{name}”这个用语。" + (f"是不是“{near}”？" if near else ""),
    )


def _other_slots(path: str, line: int, name: str, wanted: list[str] | None) -> Problem:
    told = " ".join(f"{{{slot}}}" for slot in wanted or ())
    return Problem(
        path,
        line,
        "own-word",
        f"{name}: " + (f"it needs {told}, and no other {{ }}" if told else "no { }"),
        f"{name}：" + (f"要有 {told}，别的 {{ }} 不能有。" if told else "不能有 { }。"),
    )
