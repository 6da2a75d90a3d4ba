"""What a text has in common with its other half, whatever the language."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..content.sections import Section
from ..content.shape import Shape, shape_of
from ..content.value_search import section_values
from .brought import Brought

HEADING = re.compile(r"^(#{2,6})\s")
TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|<(https?://[^\s>]+)>")
NAME = re.compile(r"\b[A-Za-z][A-Za-z0-9.+-]{2,}\b")
MOST_NAMES = 400


@dataclass(frozen=True)
class Traits:
    """A text’s structure, and the marks that a translator leaves as they are."""

    levels: tuple[int, ...]
    shape: Shape
    marks: Counter[tuple[str, str]]
    """Values, addresses, lines of code, and names in Latin letters."""
    length: int


def traits_of(brought: Brought) -> Traits:
    """Return what can be compared of a text."""
    prose = [(x.number, x.text) for x in brought.lines if not x.is_code]
    whole = ((0, brought.text.title.text), *prose)
    section = Section("", 1, whole)
    text = "\n".join(row for _, row in whole)
    marks: Counter[tuple[str, str]] = Counter()
    for value in section_values(section, brought.locale.partition("-")[0]):
        # One sense of each is enough: the exact one.
        marks[("value", str(sorted(map(str, value.gives))[-1]))] += 1
        if value.kind in ("phone", "email", "web", "code"):
            marks[(value.kind, value.text.casefold())] += 1
    for found in TARGET.findall(text):
        marks[("link", "".join(found).rpartition("/")[2].casefold())] += 1
    names = Counter(name.casefold() for name in NAME.findall(TARGET.sub("]", text)))
    for name, times in names.most_common(MOST_NAMES):
        marks[("name", name)] += min(times, 3)
    for line in brought.lines:
        if line.is_code and len(line.text.strip()) > 8:
            marks[("code", line.text.strip())] += 1
    levels = tuple(len(m[1]) for _, row in prose if (m := HEADING.match(row)))
    length = sum(c.isalpha() * (3 if c >= "\u3000" else 1) for c in text)
    return Traits(levels, shape_of(section), marks, length)


class Rarity:
    """How much a mark tells: the fewer texts have it, the more."""

    def __init__(self, texts: Iterable[Traits]) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._texts = 0
        for traits in texts:
            self._seen.update(traits.marks.keys())
            self._texts += 1

    def weight(self, mark: tuple[str, str]) -> float:
        """Return how much a mark weighs."""
        return math.log((1 + self._texts) / (0.5 + self._seen[mark]))


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are (0 to 1), and what speaks for it."""

    score: float
    structure: float
    values: float

    @property
    def why(self) -> tuple[str, str]:
        """The reason in Chinese and English."""
        parts = f"{self.structure:.0%}", f"{self.values:.0%}"
        return (
            f"结构 {parts[0]}，数字和名称 {parts[1]}",
            f"structure {parts[0]}, numbers and names {parts[1]}",
        )


def likeness(one: Traits, other: Traits, rarity: Rarity) -> Likeness:
    """Compare two texts by structure and by the marks they share."""
    structure = _structure(one, other)
    values = _shared(one, other, rarity)
    return Likeness(0.45 * structure + 0.55 * values, structure, values)


def _structure(one: Traits, other: Traits) -> float:
    levels = SequenceMatcher(None, one.levels, other.levels, autojunk=False).ratio()
    names = ("items", "rows", "tables", "images", "boxes")
    counts = [(getattr(one.shape, n), getattr(other.shape, n)) for n in names]
    counts.append((len(one.levels), len(other.levels)))
    told = [min(pair) / max(pair) for pair in counts if max(pair)]
    shorter, longer = sorted((one.length, other.length))
    lengths = shorter / longer if longer else 1.0
    shapes = sum(told) / len(told) if told else lengths
    return (
        (levels if one.levels or other.levels else lengths) * 0.4
        + shapes * 0.35
        + min(1.0, 1.4 * lengths) * 0.25
    )


def _shared(one: Traits, other: Traits, rarity: Rarity) -> float:
    """Return the cosine of the marks, each weighed by its rarity."""
    ours = {m: (1 + math.log(n)) * rarity.weight(m) for m, n in one.marks.items()}
    theirs = {m: (1 + math.log(n)) * rarity.weight(m) for m, n in other.marks.items()}
    # A name of only one half may be a word of its language, and says nothing.
    both = {m for m in ours.keys() & theirs.keys()}
    size = math.sqrt(_squares(ours, both) * _squares(theirs, both))
    return sum(ours[m] * theirs[m] for m in both) / size if size else 0.0


def _squares(
    weights: dict[tuple[str, str], float], both: set[tuple[str, str]]
) -> float:
    return sum(w * w for m, w in weights.items() if m[0] != "name" or m in both)
