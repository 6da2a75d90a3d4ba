"""A problem: one finding that a writer should mend, in Chinese and English."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """Where (path from the project's root, line from 1), and what to do about it."""

    path: str
    line: int
    rule: str
    """The name under which the guide explains it, such as "missing-half"."""
    en: str
    zh: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else "[warning 提醒] "
        return f"{self.path}:{self.line}: {mark}{self.zh}\n    {self.en} ({self.rule})"


class ContentError(Exception):
    """Raised where content cannot be used; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word that was probably meant, for a message; None if none is near."""
    return next(iter(difflib.get_close_matches(word, sorted(words), 1)), None)


def relative_path(path: Path, root: Path) -> str:
    """Return the path as staff know it: from the project's root, with slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
