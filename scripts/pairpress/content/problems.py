"""A problem: one finding that a writer should mend, in Chinese and English."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .speech import BOTH, Speech

LONGEST = 1000
"""Characters; a message that quotes more than that hides what it says."""
LONG_WORD = re.compile(r"([!-~]{100})[!-~]{100,}([!-~]{100})")


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

    def __post_init__(self) -> None:
        """Keep to one line what a message quotes: a file may hold anything.

        A sign that turns text about or commands a terminal is named, not shown.
        """
        for name in ("path", "en", "zh"):
            text = getattr(self, name)
            if len(text) > LONGEST or not text.isprintable():
                object.__setattr__(self, name, _shown(text))

    def __str__(self) -> str:
        return self.told(BOTH)

    def told(self, say: Speech) -> str:
        """Return the problem as a writer reads it, in the languages of the staff."""
        is_error = self.severity == "error"
        mark = "" if is_error else "[warning 提醒] " if say.chinese else "[warning] "
        # GitHub’s runner obeys a line that begins with :: , and ##[ anywhere.
        en = f"· {self.en}" if self.en.startswith("::") else self.en
        what = say(self.zh, f"{en} ({self.rule})", "\n    ")
        return f"{self.path}:{self.line}: {mark}{what}".replace("##[", "## [")


def _shown(text: str) -> str:
    """Return a text as one line of characters that can be seen."""
    if len(text) > LONGEST:
        # First what it quotes: what it says itself is no row of so many Latin letters.
        text = LONG_WORD.sub(r"\1…\2", text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST * 2 // 3]} … {text[-LONGEST // 4 :]}"
    return "".join(
        sign if sign.isprintable() else " " if sign == "\n" else f"U+{ord(sign):04X}"
        for sign in text
    )


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
