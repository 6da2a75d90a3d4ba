"""Headings of a text that was brought: one title, no level skipped, none in a box."""

import re
from dataclasses import dataclass

from .lines import Line, Lines, replaced
from .notes import Notes

ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*$")
TITLE_ID = re.compile(r"\s*\{#([\w-]+)\}\s*$")
CLOSING = re.compile(r"(?:^|\s+)#+\s*$")
INNER = re.compile(
    r"^([ ]{4,}|[ ]*(?:>[ ]*)+|[ ]*(?:[-*+]|\d+[.)])[ ]+)"
    r"#{1,6}[ \t]+(.*?)(?:\s*\{#[\w-]+\})?\s*#*[ \t]*$",
    re.M,
)
UNDERLINED = re.compile(
    r"^(?![ ]*(?:[>|#!\-+*]|\d+[.)])|\s{4})([^\n]*\S)[ ]*\n {0,3}(=+|-{3,})[ ]*$", re.M
)
EMPHASIS = re.compile(r"^(\*{1,3}|_{1,3})(.+)\1$")


@dataclass(frozen=True)
class Title:
    """The title of a text, and the line on which it stood."""

    text: str
    line: int
    is_sure: bool


def plain_headings(
    lines: Lines, told_title: str, stem: str, notes: Notes
) -> tuple[Title, Lines]:
    """Return the title, and the lines with all other headings from ## on.

    `told_title` is that of the settings, `stem` the name of the file without its kind.
    """
    lines = replaced(
        lines, UNDERLINED, lambda m, n: f"{'#' if m[2][0] == '=' else '##'} {m[1]}"
    )
    lines = replaced(lines, INNER, _bold)
    rows = [(line, _heading(line)) for line in lines]
    rows = [(line, found) for line, found in rows if found is None or found[1]]
    levels = [found[0] for _, found in rows if found]
    title, at = _title(rows, told_title, stem, notes)
    many = levels.count(1) > (1 if at is not None and _level(rows, at) == 1 else 0)
    result: Lines = []
    above = 1
    for place, (line, found) in enumerate(rows):
        if found is None:
            result.append(line)
        elif place != at:
            level, text = found
            # Where # begins each part, all parts stand one level below the title.
            wanted = max(2, level + (1 if many else 0))
            above = min(wanted, above + 1, 6)
            result += [
                Line(line.number, ""),
                Line(line.number, f"{'#' * above} {text}"),
                Line(line.number, ""),
            ]
    return title, result


def _bold(match: re.Match[str], _: int) -> str:
    """Return a heading within a list, quote or box as a bold line."""
    text = EMPHASIS.sub(r"\2", match[2].strip())
    return f"{match[1]}**{text}**" if text else match[1].rstrip()


def _heading(line: Line) -> tuple[int, str] | None:
    match = ATX.match(line.text) if not line.is_code else None
    if not match:
        return None
    text = match[2] or ""
    name = TITLE_ID.search(text)
    text = CLOSING.sub("", TITLE_ID.sub("", text)).strip()
    bold = EMPHASIS.match(text)
    text = bold[2] if bold and bold[1][0] not in bold[2] else text
    return len(match[1]), f"{text} {{#{name[1]}}}" if name and text else text


def _level(rows: list[tuple[Line, tuple[int, str] | None]], at: int) -> int:
    found = rows[at][1]
    return found[0] if found else 0


def _title(
    rows: list[tuple[Line, tuple[int, str] | None]],
    told: str,
    stem: str,
    notes: Notes,
) -> tuple[Title, int | None]:
    """Return the title, and the place of the heading that it was taken from."""
    found = [(n, line, *head) for n, (line, head) in enumerate(rows) if head]
    first = next(((n, x, t) for n, x, level, t in found if level == 1), None)
    if first:
        place, line, text = first
        return Title(TITLE_ID.sub("", text), line.number, True), place
    if told:
        return Title(told, 1, True), None
    if found:
        place, line, level, text = found[0]
        others = [other for _, _, other, _ in found[1:]]
        is_on_top = not any(row.text.strip() for row, _ in rows[:place])
        if is_on_top and all(other > level for other in others):
            return Title(TITLE_ID.sub("", text), line.number, True), place
    notes.words(
        1,
        "没有标题，先用了文件名。请写标题。",
        "there is no title; the file’s name stands in for it: write one",
    )
    words = " ".join(re.split(r"[\s_-]+", stem)).strip()
    return Title(words[:1].upper() + words[1:], 1, False), None
