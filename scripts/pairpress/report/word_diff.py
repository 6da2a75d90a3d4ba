"""Shows what changed in a section, word by word; Chinese character by character."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..content.sameness import fold
from ..content.substance import MARK, WIDE, Lines

Kind = Literal["same", "del", "ins"]
TOKEN = re.compile(rf"\{{\{{.*?\}}\}}|[{WIDE}]|[^\W_]+(?:['’][^\W_]+)*|\s+|.")
ENOUGH = 0.4
"""How much of two lines must agree for one to be shown as an edit of the other."""
TOO_SHORT = 1
"""A run of this many characters between two edits reads better as edited too."""


@dataclass(frozen=True)
class Part:
    """A run of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class DiffLine:
    """A line of a section: its mark ("-", "1.", "#", …), and its parts."""

    mark: str
    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it went or came."""
        return any(part.kind != "same" for part in self.parts)


def word_diff(old: Lines, new: Lines) -> tuple[DiffLine, ...]:
    """Return the lines of both texts, with what went and what came."""
    found: list[DiffLine] = []
    matcher = difflib.SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += [_line(line, "same") for line in new[c:d]]
        else:
            found += _edited(old[a:b], new[c:d])
    return tuple(found)


def as_lines(lines: Lines) -> tuple[DiffLine, ...]:
    """Return a text as it stands."""
    return tuple(_line(line, "same") for line in lines)


def _edited(old: Lines, new: Lines) -> Iterator[DiffLine]:
    """Yield edited lines beside what they were; the rest as gone or come."""
    left = list(old)
    for line in new:
        tokens = _tokens(line)
        for index, before in enumerate(left):
            matcher = difflib.SequenceMatcher(
                None, _keys(_tokens(before)), _keys(tokens), autojunk=False
            )
            if matcher.ratio() >= ENOUGH:
                yield from (_line(gone, "del") for gone in left[:index])
                left = left[index + 1 :]
                yield DiffLine(_mark(line), _parts(matcher, _tokens(before), tokens))
                break
        else:
            yield _line(line, "ins")
    yield from (_line(gone, "del") for gone in left)


def _parts(
    matcher: difflib.SequenceMatcher[str], old: list[str], new: list[str]
) -> tuple[Part, ...]:
    runs: list[tuple[str, str]] = []
    """What went, and what came; alike where it stayed."""
    edited: list[bool] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        run = "".join(old[a:b]), "".join(new[c:d])
        is_edit = kind != "equal"
        is_short = not is_edit and len(run[1].strip()) <= TOO_SHORT
        between = a and c and b < len(old) and d < len(new)
        if edited and edited[-1] and (is_edit or (is_short and between)):
            runs[-1] = (runs[-1][0] + run[0], runs[-1][1] + run[1])
        else:
            runs.append(run)
            edited.append(is_edit)
    parts: list[Part] = []
    for (gone, come), is_edit in zip(runs, edited, strict=True):
        if is_edit:
            parts += [Part("del", gone), Part("ins", come)]
        else:
            parts.append(Part("same", come))
    return tuple(part for part in parts if part.text)


def _line(line: str, kind: Kind) -> DiffLine:
    return DiffLine(_mark(line), (Part(kind, MARK.sub("", line, count=1)),))


def _mark(line: str) -> str:
    mark = MARK.match(line)
    return mark[0].strip() if mark else ""


def _tokens(line: str) -> list[str]:
    return TOKEN.findall(MARK.sub("", line, count=1))


def _keys(tokens: Iterable[str]) -> list[str]:
    return [fold(token) or token for token in tokens]
