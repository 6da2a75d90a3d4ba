"""Mends lists: their marks, how far they are set in, and the empty line above."""

import re
from collections.abc import Iterator

from .drafts import BOX, HAN, HEADING, ITEM, Change, Draft, Mend

STEP = 4
"""Spaces by which every reader of Markdown nests a list."""
NESTS = 2
"""Spaces from which the site sees a list in a list (web/lists.py)."""
NUMBERED = re.compile(r"^( *)([0-9０-９]{1,2})([、．.)）])( *)(\S.*)$")
BULLET = re.compile(r"^( *)([•●▪◦○■◆∙‧·－\uf06c\uf0b7-]) *([^\s-].*)$")
CERTAIN = "•●▪◦○■◆∙\uf06c\uf0b7"
"""Bullets of Word; the others are a bullet only where lines follow one another."""
TABLE = re.compile(r"^\s*[|｜]")
BEGINS = re.compile(r" *([-*+]|1[.)]) ")


def list_marks(draft: Draft) -> Iterator[Change]:
    """An item begins with a hyphen or a number and a full stop, and a space."""
    yield from _numbers(draft)
    for index, line in draft.text:
        match = BULLET.match(line)
        if not match or (line.lstrip().startswith("- ")):
            continue
        if match[2] in CERTAIN or (
            re.match(rf"[{HAN}A-Za-z“（《]", match[3])
            and any(_same_bullet(draft, index + step, match) for step in (-1, 1))
        ):
            yield Change(index, (f"{match[1]}- {match[3]}",))


def _same_bullet(draft: Draft, index: int, match: re.Match[str]) -> bool:
    other = BULLET.match(draft.line(index))
    return bool(other) and other is not None and other[2] == match[2]


def _numbers(draft: Draft) -> Iterator[Change]:
    """Yield numbered items with marks that make no list, if they count on."""
    found = [
        (index, match) for index, line in draft.text if (match := NUMBERED.match(line))
    ]
    for place, (index, match) in enumerate(found):
        number, mark, rest = int(match[2]), match[3], match[5]
        is_right = mark == "." and match[4] and match[2].isascii()
        if is_right or rest[0].isdigit() or (mark == ")" and not match[4]):
            continue
        around = found[max(0, place - 1) : place] + found[place + 1 : place + 2]
        if any(abs(int(m[2]) - number) == 1 and abs(i - index) <= 3 for i, m in around):
            yield Change(index, (f"{match[1]}{number}. {rest}",))


def list_indents(draft: Draft) -> Iterator[Change]:
    """A list in a list is set in by four spaces; less makes it part of the outer."""
    levels: list[tuple[int, int, int]] = []  # typed indent, new indent, width of mark
    shift, previous = 0, ""
    for index, line in draft.text:
        item = ITEM.match(line)
        if item:
            typed = len(item[1])
            levels = [level for level in levels if level[0] <= typed - NESTS]
            new = _indent(levels, typed)
            levels = [*levels, (typed, new, len(item[2]) + len(item[3]))]
            shift = new - typed
        elif line.strip() and not previous.strip() and not line.startswith(" "):
            levels, shift = [], 0
        if shift and line.strip() and (item or line.startswith(" ")):
            yield Change(index, (" " * shift + line if shift > 0 else line[-shift:],))
        previous = line


def _indent(levels: list[tuple[int, int, int]], typed: int) -> int:
    """Return how far an item should be set in; its own where all read it alike."""
    if not levels:
        return typed
    parent_typed, parent_new, width = levels[-1]
    if width <= typed - parent_typed < width + STEP:
        return parent_new + typed - parent_typed
    return parent_new + max(STEP, width)


def list_blank_lines(draft: Draft) -> Iterator[Change]:
    """An empty line stands above a list; else it may run on in the paragraph."""
    inside, previous = False, ""
    for index, line in draft.text:
        if ITEM.match(line):
            if (
                not inside
                and BEGINS.match(line)
                and _is_paragraph(previous)
                and not _is_code(draft, index)
            ):
                yield Change(index, ("", line))
            inside = True
        elif line.strip() and (not previous.strip() or not inside):
            inside = inside and line.startswith(" ")
        previous = line


def _is_code(draft: Draft, index: int) -> bool:
    """Say whether a line is set in so far that it is code, outside of any box."""
    indent = len(draft.line(index)) - len(draft.line(index).lstrip(" "))
    if indent < STEP:
        return False
    for above in reversed(draft.lines[draft.body : index]):
        if above.strip() and not above.startswith(" " * STEP):
            return not BOX.match(above)
    return True


def _is_paragraph(line: str) -> bool:
    return bool(line.strip()) and not (
        HEADING.match(line) or TABLE.match(line) or BOX.match(line) or line[0] in "><"
    )


LIST_MENDS = (
    Mend(
        "list-mark",
        "this is no list yet: begin an item with “- ” or “1. ”",
        "这样还不是列表。每一项开头写“- ”或“1. ”（英文符号加一个空格）",
        list_marks,
    ),
    Mend(
        "list-indent",
        "a list inside a list is set in by four spaces",
        "列表里面的列表，前面要空四格",
        list_indents,
    ),
    Mend(
        "list-blank-line",
        "leave an empty line above a list",
        "列表上面要空一行",
        list_blank_lines,
    ),
)
