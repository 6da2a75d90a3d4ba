"""Lines of a text that is being rewritten: each knows where in its file it stood."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

HIDDEN = re.compile("\ue000(\\d+)\ue001")
"""Stands for a span of code while a text is rewritten."""
SPAN = re.compile(r"(?<![\\`])(`+)(?!`)((?:[^\n]|\n(?!\s*\n))+?)(?<!`)\1(?!`)")
FENCE = re.compile(r"^(\s*(?:>\s?)*(?:[-*+]\s+|\d+[.)]\s+)?)(`{3,}|~{3,})(.*)$")
LANGUAGE = re.compile(r"[\w#+-]+")


@dataclass(frozen=True)
class Line:
    """A line, the number of the line of the file that it comes from, and its kind."""

    number: int
    text: str
    is_code: bool = False


Lines = list[Line]


def replaced(
    lines: Iterable[Line],
    pattern: re.Pattern[str],
    new: Callable[[re.Match[str], int], str],
) -> Lines:
    """Return the lines with each match in a run of text replaced.

    `new` is given the match and the number of the line where it begins.
    """
    result: Lines = []
    for is_code, group in itertools.groupby(lines, key=lambda line: line.is_code):
        run = list(group)
        if is_code:
            result += run
            continue
        text = "\n".join(line.text for line in run)
        if not pattern.search(text):
            result += run
            continue
        result += _rewritten(run, text, pattern, new)
    return result


def _rewritten(
    run: Lines,
    text: str,
    pattern: re.Pattern[str],
    new: Callable[[re.Match[str], int], str],
) -> Iterator[Line]:
    starts = list(itertools.accumulate((len(x.text) + 1 for x in run), initial=0))

    def number(offset: int) -> int:
        return run[min(bisect_right(starts, offset), len(run)) - 1].number

    numbers: list[int] = []
    parts: list[str] = []

    def keep(start: int, end: int) -> None:
        for offset in range(start, end):
            if text[offset] == "\n":
                numbers.append(number(offset + 1))
        parts.append(text[start:end])

    numbers.append(run[0].number)
    done = 0
    for match in pattern.finditer(text):
        keep(done, match.start())
        begun = number(match.start())
        told = new(match, begun)
        numbers.extend([begun] * told.count("\n"))
        parts.append(told)
        done = match.end()
    keep(done, len(text))
    for place, row in zip(numbers, "".join(parts).split("\n"), strict=True):
        yield Line(place, row)


def parted(text: str, first: int) -> tuple[Lines, int]:
    """Return a text's lines, fenced code marked and moved to the margin.

    Code stands at the margin because the site knows it nowhere else. The second value
    is the line of a fence that nothing ends, or 0.
    """
    lines: Lines = []
    closing, indent, begun, shift = "", 0, 0, 0
    for number, row in enumerate(text.split("\n"), first):
        if not closing:
            row = row.expandtabs(4)
            shift = shift if not row[:shift].strip() else 0
            row = row[shift:]
        fence = FENCE.match(row)
        if not closing and fence:
            before = fence[1]
            marks = before.strip().strip(">").strip()
            if marks:
                lines.append(Line(number, before.rstrip()))
            closing, indent, begun = fence[2], len(before), number
            lines += [Line(number, ""), Line(number, _opening(fence[3]), True)]
        elif closing and fence and _ends(fence, closing):
            lines += [Line(number, "```", True), Line(number, "")]
            # What followed within the list or box stands at the margin, as the code.
            closing, shift = "", shift + indent
        elif closing:
            lines.append(Line(number, _inner(row, shift + indent), True))
        else:
            lines.append(Line(number, row))
    if closing:
        lines.append(Line(begun, "```", True))
    return lines, begun if closing else 0


def _opening(told: str) -> str:
    """Return the line that begins code, with the name of its language if it has one."""
    name = LANGUAGE.match(told.strip().lstrip("{.").strip())
    is_option = name and told.strip()[name.end() :].startswith("=")
    return "```" + (name[0] if name and not is_option else "")


def _ends(fence: re.Match[str], closing: str) -> bool:
    return (
        fence[2][0] == closing[0]
        and len(fence[2]) >= len(closing)
        and not fence[3].strip()
    )


def _inner(row: str, indent: int) -> str:
    """Return a line of code at the margin; a fence in it would end it too early."""
    row = row.expandtabs(4)
    blank = len(row) - len(row.lstrip(" "))
    row = row[min(blank, indent) :]
    return re.sub(r"^(\s*)(?:```+|~~~+)", r"\1''' ", row).rstrip()


def hide_spans(lines: Lines) -> tuple[Lines, list[str]]:
    """Put a mark in the place of each span of code, so that nothing rewrites it."""
    spans: list[str] = []

    def hide(match: re.Match[str], _: int) -> str:
        spans.append(" ".join(match[0].split("\n")))
        return f"\ue000{len(spans) - 1}\ue001"

    return replaced(lines, SPAN, hide), spans


def show_spans(text: str, spans: list[str]) -> str:
    """Put the spans of code back."""
    return HIDDEN.sub(lambda match: spans[int(match[1])], text)
