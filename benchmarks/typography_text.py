"""Paragraphs of Chinese from Markdown, as runs of text that are bold or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+(?:\[.\]\s+)?")
CITATION = re.compile(r"\{\{\s*cite [^}]*\}\}")
VALUE = re.compile(r"\{\{\s*(?!contact)[^}]*\}\}")
OTHER = re.compile(r"[{}<>|`\[\]\\_#]|!!!|^\s{4}|\*\*\*|^\s*\*")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LEAST = 40
"""Characters: shorter ones have no line to break."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: (text, whether it is bold)."""

    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """All of its characters."""
        return "".join(text for text, _ in self.runs)


def read_paragraphs(folder: Path) -> Iterator[Paragraph]:
    """Yield plain paragraphs and list items of all pages, in their order."""
    for path in sorted(folder.rglob("*.md")):
        content = FRONT_MATTER.sub("", path.read_text("utf-8"))
        for line in content.splitlines():
            # A value of our own pages stands for what it says.
            line = VALUE.sub("$17.95", CITATION.sub("", line))
            text = ITEM.sub("", LINK.sub(r"\1", line)).strip()
            chinese = len(re.findall(r"[一-鿿]", text))
            if len(text) >= LEAST and chinese > 20 and not OTHER.search(text):
                yield Paragraph(tuple(_runs(text)))


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for number, part in enumerate(BOLD.split(text)):
        if part:
            yield part.replace("*", ""), number % 2 == 1
