"""Reads lists as people type them: nested by any indent, with or without a blank line.

Python-Markdown asks for an exact indent and a blank line above a list. Where it is not
given, steps 2 and 3 become one paragraph, so we write lists in its one way first.
"""

import re
from collections.abc import Iterator

from ..content.pages import with_code

STEP = 2
"""Spaces by which mdx_truly_sane_lists nests a list."""
ITEM = re.compile(r"( *)([-*+]|\d+[.)]) +\S")
BEGINS = re.compile(r" *([-*+]|1[.)]) ")
"""Items that may follow a paragraph line at once; “2026. …” may be a wrapped line."""

TASK = re.compile(r"<li>(\s*(?:<p>)?)\[ \]\s+")
"""An item that begins with a box to tick, as it is rendered."""

BLANK = re.compile(r"<td>\s*</td>")


def to_fill_in(html: str) -> str:
    """Return a rendered page with what is filled in by hand marked for its style.

    These are items with a box to tick, and empty cells of a table. A box of a form
    would promise that the page remembers it.
    """
    return BLANK.sub('<td class="blank"></td>', TASK.sub(r'<li class="task">\1', html))


def plain_lists(markdown: str) -> str:
    """Return the Markdown with every list in the form that Python-Markdown reads."""
    # workaround: python-markdown/lists-below-lines
    return "\n".join(_lines(markdown.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    levels: list[int] = []
    previous = ""
    for line, is_code in with_code(lines):
        item = None if is_code else ITEM.match(line)
        if item:
            if not levels and previous.strip() and BEGINS.match(line):
                yield ""
            levels = _levels(levels, len(item[1]))
            line = " " * (levels[0] + STEP * (len(levels) - 1)) + line.lstrip(" ")
        elif _ends(line, previous, levels):
            levels = []
        yield line
        previous = line


def _levels(levels: list[int], indent: int) -> list[int]:
    """Return the indents of the items around an item, and its own."""
    around = [level for level in levels if level <= indent - STEP]
    if not around:
        return [levels[0] if levels and indent >= levels[0] else indent]
    return [*around, indent]


def _ends(line: str, previous: str, levels: list[int]) -> bool:
    """Say whether a line that is no item ends the list: a new paragraph does."""
    indent = len(line) - len(line.lstrip(" "))
    return bool(levels and line.strip() and not previous.strip()) and (
        indent <= levels[0]
    )
