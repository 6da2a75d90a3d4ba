"""Counts what is wrong with the lines of a PDF, by the places of its characters."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any, TypeAlias

import pypdfium2
from typography_text import Paragraph

OPENING = "“‘（《〈「『【"
CLOSING = "”’）》〉」』】。，、；：？！"
HALVED = "”’）》〉」』】。，、；："
"""Closing marks whose right half is empty."""
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z0-9]")
LEAST_GAP = 0.1
"""Of an em, between Chinese and Latin: less is no gap."""
CLOSED = 0.75
"""Two marks whose origins are less than this apart are closed up."""
FAULTS = {
    "lines": "lines",
    "starts": "lines that start with a closing mark",
    "ends": "lines that end with an opening mark",
    "gaps": "places where Chinese meets Latin",
    "missing": "… without a gap",
    "pairs": "places where two marks meet",
    "open": "… not closed up",
    "holes": "paragraphs that start with half an em of nothing",
    "orphans": "last lines of a single character",
    "short": "lines short of the measure by more than 1 em",
    "mean": "shortfall of a line, mean (em)",
    "worst": "… of the worst twentieth (em)",
}

Char: TypeAlias = tuple[str, float, float, float, float]
"""The character, its left and right by its width, left by its ink, and its foot."""


@dataclass
class Measured:
    """What was counted, over all the files that were added."""

    counts: Counter[str] = field(default_factory=Counter)
    shortfalls: list[float] = field(default_factory=list)

    def add(
        self,
        path: Path,
        paragraphs: list[Paragraph],
        margin: float,
        size: float,
        ems: int,
    ) -> None:
        """Count the faults in a PDF of the paragraphs."""
        for lines in _paragraphs(list(_lines(path)), paragraphs):
            first = lines[0][0]
            hole = first[0] in OPENING and first[3] - margin > 0.35 * size
            self.counts["holes"] += hole
            for line in lines:
                _count(line, self.counts, size)
            self.counts["orphans"] += len(lines) > 1 and _is_orphan(lines[-1])
            for line in lines[:-1]:
                # The empty half of a mark at the end counts with the line.
                full = line[-1][1] + size if line[-1][0] in HALVED else line[-1][2]
                end = margin + ems * size - full
                self.shortfalls.append(max(end / size, 0))

    def figures(self) -> dict[str, float]:
        """Return what was counted, by the names of FAULTS."""
        return {name: self.counts[name] for name in FAULTS} | {
            "short": sum(shortfall > 1 for shortfall in self.shortfalls),
            "mean": round(fmean(self.shortfalls), 2),
            "worst": round(quantiles(self.shortfalls, n=20)[-1], 2),
        }


def _count(line: list[Char], found: Counter[str], size: float) -> None:
    found["lines"] += 1
    found["starts"] += line[0][0] in CLOSING
    found["ends"] += line[-1][0] in OPENING
    for (one, left, right, *_), (other, start, *_) in pairwise(line):
        if (HAN.match(one) and LATIN.match(other)) or (
            LATIN.match(one) and HAN.match(other)
        ):
            found["gaps"] += 1
            found["missing"] += (start - right) / size < LEAST_GAP
        elif (one in HALVED and other in HALVED + OPENING) or (
            one in OPENING and other in OPENING
        ):
            found["pairs"] += 1
            found["open"] += (start - left) / size > CLOSED


def _is_orphan(line: list[Char]) -> bool:
    letters = [char for char, *_ in line if char not in CLOSING]
    return len(letters) < 2


def _lines(path: Path) -> Iterator[list[Char]]:
    """Yield the lines of all pages, from top to bottom, spaces left out."""
    for page in pypdfium2.PdfDocument(path):
        chars = list(_chars(page.get_textpage()))
        line: list[Char] = []
        for char in chars:
            # A new line stands lower by more than a descender and begins at the left.
            if line and (char[4] < line[-1][4] - 8 and char[1] < line[-1][1]):
                yield line
                line = []
            line.append(char)
        if line:
            yield line


def _chars(text: Any) -> Iterator[Char]:
    whole = text.get_text_range()
    for index in range(text.count_chars()):
        # PDFium reads a hyphen at the end of a line as one that could be left out.
        char = whole[index : index + 1].replace("\ufffe", "-")
        if char.strip():
            left, foot, right, _ = text.get_charbox(index, loose=True)
            yield char, left, right, text.get_charbox(index)[0], foot


def _paragraphs(
    lines: list[list[Char]], paragraphs: list[Paragraph]
) -> Iterator[list[list[Char]]]:
    """Group the lines; what was set must be what was given."""
    rest = iter(lines)
    for paragraph in paragraphs:
        wanted = re.sub(r"\s", "", paragraph.text)
        own: list[list[Char]] = []
        while sum(map(len, own)) < len(wanted):
            own.append(next(rest, []) or [("", 0, 0, 0, 0)] * len(wanted))
        read = "".join(char for line in own for char, *_ in line)
        if read != wanted:
            raise ValueError(f"set {read!r}\nfor {wanted!r}")
        yield own
