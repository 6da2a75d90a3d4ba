"""A page as it was typed, line by line, and the changes that mend it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..content.pages import Page, with_code

RULE = "---"
"""Stands above and below the settings."""
HAN = "\u3400-\u9fff\uf900-\ufaff"
"""For character classes of patterns: Chinese characters."""
CHINESE = re.compile(f"[{HAN}]")
ITEM = re.compile(r"^( *)([-*+]|\d+[.)])( +)\S")
BOX = re.compile(r"^( *)!!!")
HEADING = re.compile(r"^#{1,6}(?!#)")
SOMETHING = "\ufffc"
"""Stands where code was left out, so that a link or a cell is not empty."""
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")

# What in a line is no text: code, references, targets of links, tags, ids, addresses.
_PROTECTED = re.compile(
    r"""
      (?P<reference>\{\{.*?\}\})
    | (`+)(?!`).+?(?<!`)\2(?!`)
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)
    | ^\s*\[[^\]]+\]:.*$
    | ^\ *!!!\ *[A-Za-z][\w\ -]*
    | <(?:[a-zA-Z/!]|https?:)[^<>]*>
    | \{[:#][^{}]*\}
    | (?:https?://|www\.)[A-Za-z0-9%_~:/?#@!$&*+,;=.\-]*[A-Za-z0-9/]
    | [A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | \b[A-Za-z0-9_/-]+\.(?:md|pdf|png|jpg|svg|yml|html|com|org|ca)\b
    | &\#?[A-Za-z0-9]+;
    | \\[^\s\w]
    | [\ue000-\uf8ff]
    """,
    re.VERBOSE,
)
_REFERENCES, _OTHERS = 0xE000, 0xF000
REFERENCE_MARKS = "\ue000-\uefff"
"""For character classes: what stands for a reference in a masked line."""
OTHER_MARKS = "\uf000-\uf8ff"


@dataclass(frozen=True)
class Masked:
    """A line in which one private character stands for each part that is no text."""

    text: str
    parts: dict[str, str]

    def unmask(self, text: str) -> str:
        """Put the parts back into a text in which their characters stand."""
        if not self.parts:
            return text
        return "".join(self.parts.get(character, character) for character in text)


def mask(line: str) -> Masked:
    """Hide what in a line is no text."""
    parts: dict[str, str] = {}

    def hide(match: re.Match[str]) -> str:
        block = _REFERENCES if match["reference"] else _OTHERS
        mark = chr(block + len(parts) % 0x800)
        parts[mark] = match[0]
        return mark

    return Masked(_PROTECTED.sub(hide, line), parts)


def plain_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page's body with their numbers, without code."""
    for number, line in page.lines():
        yield number, CODE.sub(SOMETHING, line) if "`" in line else line


def paragraphs(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines that stand together, as one text, with the first one's number.

    Markdown reads a link over two lines as one.
    """
    first, lines = 0, list[str]()
    for number, line in plain_lines(page):
        if lines and (not line.strip() or number != first + len(lines)):
            yield first, "\n".join(lines)
            lines = []
        if line.strip():
            first = first if lines else number
            lines.append(line)
    if lines:
        yield first, "\n".join(lines)


@dataclass(frozen=True)
class Draft:
    """The lines of a page's file; it need not be readable as a page."""

    lines: tuple[str, ...]
    script: str = ""
    """How its language is written: "Hans", "Hant", or "" for any other way."""

    @property
    def is_chinese(self) -> bool:
        """Whether the page is written in Chinese characters."""
        return self.script.startswith("Han")

    @cached_property
    def body(self) -> int:
        """The index of the first line below the settings."""
        if not self.lines or self.lines[0].rstrip() != RULE:
            return 0
        for index, line in enumerate(self.lines[1:], 1):
            if line.rstrip() == RULE:
                return index + 1
            if HEADING.match(line):
                return index
        return len(self.lines)

    @cached_property
    def text(self) -> tuple[tuple[int, str], ...]:
        """The lines below the settings with their indexes, without fenced code."""
        lines = with_code(self.lines[self.body :])
        return tuple(
            (index, line)
            for index, (line, is_code) in enumerate(lines, self.body)
            if not is_code
        )

    @cached_property
    def chinese(self) -> tuple[tuple[int, Masked], ...]:
        """The text's lines with Chinese characters, masked, with their indexes."""
        return tuple(
            (index, mask(line)) for index, line in self.text if CHINESE.search(line)
        )

    @property
    def settings(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the settings with their indexes."""
        yield from enumerate(self.lines[: self.body])

    def line(self, index: int) -> str:
        """Return a line; beyond the first and the last, an empty one."""
        return self.lines[index] if 0 <= index < len(self.lines) else ""


@dataclass(frozen=True)
class Change:
    """New lines in the place of one."""

    index: int
    new: tuple[str, ...]
    follows: bool = False
    """Whether it belongs to the change above it, which is told already."""


Changes = Callable[[Draft], Iterable[Change]]


@dataclass(frozen=True)
class Mend:
    """A rule, and what to change where a page does not keep it."""

    rule: str
    en: str
    zh: str
    changes: Changes


def changed(draft: Draft, changes: Iterable[Change]) -> Draft:
    """Return the draft after changes to it."""
    new = {change.index: change.new for change in changes}
    if not new:
        return draft
    lines = [
        part
        for index, line in enumerate(draft.lines)
        for part in new.get(index, (line,))
    ]
    return Draft(tuple(lines), draft.script)
