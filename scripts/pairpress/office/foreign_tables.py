"""Tables of a text that was brought: every row with as many cells as the head."""

import re

from .lines import Line, Lines

DIVIDER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
BAR = re.compile(r"(?<!\\)\|")
PLAIN = re.compile(r"[|\-: ]+")


def even_tables(lines: Lines, spans: list[str]) -> Lines:
    """Return the lines with even tables; bars within code are escaped in `spans`."""
    result: Lines = []
    place = 0
    while place < len(lines):
        end = _end(lines, place)
        if end:
            result += _table(lines[place:end], spans)
            place = end
        else:
            result.append(lines[place])
            place += 1
    return result


def _end(lines: Lines, place: int) -> int:
    """Return where the table ends whose head stands here; 0 if there is none."""
    if place + 1 >= len(lines) or lines[place].is_code or lines[place + 1].is_code:
        return 0
    head, rule = lines[place].text, lines[place + 1].text
    if "|" not in head or "|" not in rule or not DIVIDER.match(rule):
        return 0
    end = place + 2
    while end < len(lines) and not lines[end].is_code and "|" in lines[end].text:
        end += 1
    return end


def _table(rows: Lines, spans: list[str]) -> Lines:
    indent = re.match(r"\s*", rows[0].text)
    before = indent[0] if indent else ""
    cells = [_cells(row.text) for row in rows]
    width = max(len(row) for row in cells)
    result = [Line(rows[0].number, "")]
    for place, (row, found) in enumerate(zip(rows, cells, strict=True)):
        missing = width - len(found)
        filled = [*found, *(["---"] * missing if place == 1 else [""] * missing)]
        told = f"{before}| {' | '.join(filled)} |"
        for mark in re.findall("\ue000(\\d+)\ue001", told):
            spans[int(mark)] = re.sub(r"(?<!\\)\|", r"\\|", spans[int(mark)])
        result.append(Line(row.number, told))
    return [*result, Line(rows[-1].number, "")]


def _cells(row: str) -> list[str]:
    row = row.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip() for cell in BAR.split(row)]
