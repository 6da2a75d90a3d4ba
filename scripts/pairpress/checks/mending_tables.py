"""Mends tables: full-width bars, the line under the head, the empty line above."""

import re
from collections.abc import Iterator

from .drafts import BOX, HEADING, ITEM, Change, Draft, Mend

DIVIDER = re.compile(
    r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$"
)
"""The line under a table's head: | --- | --- |."""
LOOSE_DIVIDER = re.compile(r"^[\s|:：—–－_-]*[—–－-][\s|:：—–－_-]*$")
ROW = re.compile(r"^\s*\|.*\|\s*$")
WIDE_ROW = re.compile(r"^\s*[|｜].*[|｜]\s*$")


def table_bars(draft: Draft) -> Iterator[Change]:
    """A table's cells are parted by the bar of an English keyboard."""
    for index, line in draft.text:
        if not WIDE_ROW.match(line):
            continue
        new = line.replace("｜", "|")
        if LOOSE_DIVIDER.match(new) and not DIVIDER.match(new):
            new = re.sub(r"[—–－_-]+", "---", new.replace("：", ":"))
        if new != line:
            yield Change(index, (new,))


def table_dividers(draft: Draft) -> Iterator[Change]:
    """Under a table's head stands a line | --- | --- |."""
    rows = {index for index, line in draft.text if ROW.match(line)}
    for index in sorted(rows):
        if index - 1 in rows or index + 1 not in rows:
            continue
        last = index
        while last + 1 in rows:
            last += 1
        if any(DIVIDER.match(draft.line(n)) for n in range(index, last + 1)):
            continue
        head = draft.line(index)
        indent = head[: len(head) - len(head.lstrip())]
        width = len(cells(head))
        yield Change(index, (head, f"{indent}|{' --- |' * width}"))


def table_blank_lines(draft: Draft) -> Iterator[Change]:
    """An empty line stands above a table; else it is no table."""
    for index, line in draft.text:
        head, above = draft.line(index - 1), draft.line(index - 2)
        if (
            DIVIDER.match(line)
            and index - 2 >= draft.body
            and "|" in head
            and above.strip()
            and not (HEADING.match(above) or BOX.match(above) or ITEM.match(head))
            and "|" not in above
        ):
            yield Change(index - 1, ("", head))


def cells(row: str) -> list[str]:
    """Return the cells of a table's row."""
    text = re.sub(r"`[^`]*`|\\\||\{\{.*?\}\}", "x", row.strip())
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") else text
    return text.split("|")


TABLE_MENDS = (
    Mend(
        "table-bar",
        "the bars of a table are full-width; type English ones",
        "表格的竖线是中文的，请用英文的 |",
        table_bars,
    ),
    Mend(
        "table-divider",
        "under a table's head stands a line such as | --- | --- |",
        "表头下面要有一行 | --- | --- |",
        table_dividers,
    ),
    Mend(
        "table-blank-line",
        "leave an empty line above a table",
        "表格上面要空一行",
        table_blank_lines,
    ),
)
