"""Gives the sections of both halves the same ids, where they can be matched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ..content.built_anchors import OF_EVERY_PAGE
from ..content.sections import Section
from ..content.value_search import section_values
from .brought import Brought
from .lines import Line
from .notes import Notes
from .places import slug

HEADING = re.compile(r"^(#{2,6})\s+(.*?)(?:\s*\{#([\w-]+)\})?\s*$")
LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]+")
TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)")


@dataclass(frozen=True)
class Head:
    """A heading of a page that was brought: where it stands among its lines."""

    place: int
    line: int
    level: int
    text: str
    told_id: str
    names: frozenset[str]
    """Words in Latin letters under it."""
    marks: frozenset[str]
    """Values and addresses under it, which are the same in every language."""
    length: int

    @property
    def anchors(self) -> set[str]:
        """The ids by which links in the files that were brought may name it."""
        words = re.sub(r"[`*\[\]]|\([^)]*\)|<[^>]*>", "", self.text).casefold()
        ours = re.sub(r"[^\w\s-]", "", words).strip()
        latin = re.sub(r"[^a-z0-9\s_-]", "", words).strip()
        return {
            self.told_id,
            re.sub(r"\s", "-", ours),
            re.sub(r"[\s-]+", "-", ours),
            re.sub(r"[\s-]+", "-", latin),
        } - {""}


@dataclass(frozen=True)
class Identified:
    """A page with ids on its headings, and the new id for each old one."""

    brought: Brought
    anchors: dict[str, str]


def with_ids(halves: dict[str, Brought]) -> dict[str, Identified]:
    """Return the halves with ids; what does not match is noted on its line."""
    heads = {code: _heads(one) for code, one in halves.items()}
    guide = _guide(halves)
    used: set[str] = set(OF_EVERY_PAGE)
    names: dict[str, dict[int, tuple[str, int]]] = {code: {} for code in halves}
    matches = {
        code: _matched(heads[guide], found)
        for code, found in heads.items()
        if code != guide
    }
    for place, head in enumerate(heads[guide]):
        others = [heads[c][m[place]] for c, m in matches.items() if place in m]
        name = _name([head, *others], used)
        names[guide][place] = name, head.level
        for code, match in matches.items():
            if place in match:
                names[code][match[place]] = name, head.level
            else:
                _tell_lone(halves[guide].notes, head)
    for code, match in matches.items():
        for place, head in enumerate(heads[code]):
            if place not in match.values():
                names[code][place] = _name([head], used), head.level
                _tell_lone(halves[code].notes, head)
    return {
        code: _identified(one, heads[code], names[code]) for code, one in halves.items()
    }


def _guide(halves: dict[str, Brought]) -> str:
    """Return the half that gives the ids: one in Latin letters, if there is one."""
    return max(
        halves,
        key=lambda code: (
            sum(map(str.isascii, halves[code].text.title.text))
            / (1 + len(halves[code].text.title.text))
        ),
    )


def _heads(one: Brought) -> list[Head]:
    found = []
    matches = [
        (place, line, match)
        for place, line in enumerate(one.lines)
        if not line.is_code and (match := HEADING.match(line.text))
    ]
    for number, (place, line, match) in enumerate(matches):
        end = matches[number + 1][0] if matches[number + 1 :] else len(one.lines)
        found.append(_head(one, place, line, match, end))
    return found


def _head(one: Brought, place: int, line: Line, match: re.Match[str], end: int) -> Head:
    rows = tuple((x.number, x.text) for x in one.lines[place:end] if not x.is_code)
    text = " ".join(row for _, row in rows)
    values = section_values(Section("", 1, rows), one.locale.partition("-")[0])
    keys = {str(sorted(map(str, value.gives))[-1]) for value in values if value.hard}
    return Head(
        place,
        line.number,
        len(match[1]),
        match[2],
        match[3] or "",
        frozenset(name.casefold() for name in LATIN.findall(text)),
        frozenset({*keys, *TARGET.findall(text)}),
        sum(c.isalpha() * (3 if c >= "\u3000" else 1) for c in text),
    )


def _matched(guide: list[Head], others: list[Head]) -> dict[int, int]:
    """Return, by the guide’s headings, those of the other half, all in order."""
    if [h.level for h in guide] == [h.level for h in others]:
        return {n: n for n in range(len(guide))}
    ours = [head.told_id or str(n) for n, head in enumerate(guide)]
    theirs = [head.told_id or f"-{n}" for n, head in enumerate(others)]
    told = SequenceMatcher(None, ours, theirs, autojunk=False)
    same = {b.a + n: b.b + n for b in told.get_matching_blocks() for n in range(b.size)}
    if len(same) >= min(len(guide), len(others)) / 2:
        return same
    return dict(_best_order(guide, others))


def _best_order(ours: list[Head], theirs: list[Head]) -> Iterator[tuple[int, int]]:
    """Yield the matches, in order, that are most alike together."""
    rows, columns = len(ours) + 1, len(theirs) + 1
    best = [[0.0] * columns for _ in range(rows)]
    for row in range(1, rows):
        for column in range(1, columns):
            here = best[row - 1][column - 1] + _alike(ours[row - 1], theirs[column - 1])
            best[row][column] = max(here, best[row - 1][column], best[row][column - 1])
    row, column = rows - 1, columns - 1
    found = []
    while row and column:
        if best[row][column] == best[row - 1][column]:
            row -= 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append((row, column))
    yield from reversed(found)


def _alike(one: Head, other: Head) -> float:
    """Return how much two headings and what stands under them have in common."""
    if one.level != other.level:
        return 0.0
    every = one.marks | other.marks
    marks = len(one.marks & other.marks) / len(every) if every else 1.0
    fewer = min(len(one.names), len(other.names))
    names = len(one.names & other.names) / fewer if fewer else 0.0
    shorter, longer = sorted((one.length, other.length))
    return 0.2 + 0.4 * marks + 0.3 * names + 0.1 * shorter / max(longer, 1)


def _name(heads: list[Head], used: set[str]) -> str:
    """Return an id that the page has not yet: one that stood there, else from words."""
    told = next((s for h in heads if (s := slug(h.told_id))), "")
    stem = told or next(
        (
            s
            for h in heads
            if (s := slug(re.sub(r"<[^>]*>|\]\([^)]*\)", " ", h.text), 5))
        ),
        "",
    )
    if not stem[:1].isalpha():
        stem = f"s-{stem}" if stem else "part"
    candidates = (stem, *(f"{stem}-{n}" for n in range(2, 2 + len(used) + 1)))
    name = next(name for name in candidates if name not in used)
    used.add(name)
    return name


def _tell_lone(notes: Notes, head: Head) -> None:
    notes.sections(
        head.line,
        f"“{head.text}”这一节在另一种语言里没有找到。请对照两边，标题和编号要一样。",
        f"section “{head.text}” was not found in the other language; compare both: "
        "same headings, same ids",
    )


def _identified(
    one: Brought, heads: list[Head], names: dict[int, tuple[str, int]]
) -> Identified:
    lines = list(one.lines)
    anchors: dict[str, str] = {}
    above = 1
    for place, head in enumerate(heads):
        name, wanted = names[place]
        above = min(wanted, above + 1)
        lines[head.place] = Line(head.line, f"{'#' * above} {head.text} {{#{name}}}")
        for anchor in head.anchors:
            anchors.setdefault(anchor, name)
        anchors[name] = name
    return Identified(replace(one.with_lines(lines)), anchors)
