"""Words of the interface as an organization says them: docs/data/words-LANGUAGE.yml."""

import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from .contacts import TONGUE
from .languages import WHOLE, language
from .problems import ContentError, Problem, nearest, relative_path
from .text_files import read_text
from .yaml_files import Yaml, parse_yaml, validate

FILES = "words-*.yml"
FILE_NAME = "_file"
"""How the names of those words end that become the name of a file."""
OwnWords = dict[str, str]


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
            told = validate(document, dict[str, str | None]) if document.value else {}
        except ContentError as error:
            problems += error.problems
            continue
        words = {name: text for name, text in told.items() if (text or "").strip()}
        wrong = list(_misfits(document, words))
        problems += wrong
        if not wrong:
            locale = path.stem.removeprefix("words-")
            found[locale] = {name: str(text) for name, text in words.items()}
    return found, problems


def _misfits(document: Yaml, words: Mapping[str, str | None]) -> Iterator[Problem]:
    """Yield the words that we do not know, or that cannot stand on a page."""
    known = language(WHOLE).words
    for name, text in words.items():
        line = document.line_of((name,))
        if name not in known:
            if not name.startswith(TONGUE):
                yield _unknown(document.path, line, name)
            continue
        wanted, given = slots(known[name]), slots(str(text))
        if given != wanted:
            yield _other_slots(document.path, line, name, wanted)
        elif "<" in str(text) or ("/" in str(text) and name.endswith(FILE_NAME)):
            yield Problem(
                document.path,
                line,
                "own-word",
                f"{name}: write it without < and, in the name of a file, without /",
                f"{name}：不能有 < ；当文件名的也不能有 / 。",
            )


def slots(text: str) -> list[str] | None:
    """Return the places in a word that are filled in, sorted; None if one is open."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
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
