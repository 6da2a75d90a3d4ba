"""What is asked of the printer, and what comes back."""

import re
from dataclasses import dataclass
from pathlib import Path

from ..content.speech import BOTH, Speech

RIGHT_TO_LEFT = re.compile(r'<html[^>]*\sdir="rtl"')


@dataclass(frozen=True)
class PrintJob:
    """One document to print; `name` is what messages call it."""

    name: str
    html: str
    stylesheets: tuple[Path, ...]
    base_url: str
    roots: tuple[Path, ...]
    max_pages: int | None = None
    tagged: bool = True
    # The id of the element on page 1: the pages before it are i, ii, iii …
    body_starts_at: str | None = None
    # For a print shop: black as one ink, a bleed of 1/8 in.
    for_press: bool = False

    @property
    def is_right_to_left(self) -> bool:
        """Whether the document says that its pages turn from left to right."""
        return RIGHT_TO_LEFT.search(self.html) is not None

    @property
    def readable(self) -> tuple[Path, ...]:
        """The folders whose files the document may use."""
        styles = (stylesheet.parent for stylesheet in self.stylesheets)
        return tuple(folder.resolve() for folder in (*self.roots, *styles))


@dataclass(frozen=True)
class Failure:
    """Why there is no PDF, in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.told(BOTH)

    def told(self, say: Speech) -> str:
        """Return why, in the languages of the staff."""
        return say(self.zh, self.en, " / ")


@dataclass(frozen=True)
class RenderedPdf:
    """A finished file in the cache, or the reason why there is none."""

    name: str
    path: Path | None = None
    pages: int = 0
    bytes: int = 0
    sha256: str = ""
    cached: bool = False
    failure: Failure | None = None
    key: str = ""
    """What it is called in the cache; "" if it is not there."""

    @property
    def ok(self) -> bool:
        """Whether there is a file to publish."""
        return self.failure is None


@dataclass(frozen=True)
class Excess:
    """What is too much, about, and the section that has most to give."""

    lines: int
    characters: int
    heading: str
    heading_lines: int


def too_long(pages: int, limit: int, excess: Excess | None = None) -> Failure:
    """Say that a document is longer than its sheet of paper, and how to mend it."""
    zh = f"放不下：排出来是{pages}页，最多{limit}页。"
    en = f"does not fit: {pages} pages, at most {limit} allowed."
    if excess is None:
        return Failure(
            f"{zh}请删短，或少印几节。",
            f"{en} Shorten it or print fewer sections.",
        )
    # What the longest section has not got cannot be taken from it alone.
    more = excess.lines > excess.heading_lines // 2
    what = "这一节和别的几节，或少印几节" if more else "这一节"
    it = "it and others, or print fewer" if more else "it"
    return Failure(
        f"{zh}大约多了{excess.lines}行（{excess.characters}个字）。"
        f"最长的一节是“{excess.heading}”（{excess.heading_lines}行）：请删短{what}。",
        f"{en} About {excess.lines} lines ({excess.characters} characters) too long. "
        f"The longest section is “{excess.heading}” ({excess.heading_lines} lines): "
        f"shorten {it}.",
    )
