"""Checks of nesting: lists, quotes and tags that no reader and no program follows."""

import re
from collections.abc import Iterator

from ..content.library import Library
from ..content.problems import Problem
from .drafts import plain_lines

DEEPEST = 12
"""Levels of lists, quotes and boxes within each other; readers lose track before, and
Markdown’s own program gives up at some hundred."""
MARKS = re.compile(r"(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|!!!))*")
MARK = re.compile(r"[>*+-]|\d+[.)]|!!!")
OPENING = re.compile(r"<[a-zA-Z]")
CLOSING = re.compile(r"</[a-zA-Z]|<br", re.IGNORECASE)


def nothing_is_deep(library: Library) -> Iterator[Problem]:
    """Lists, quotes, boxes and tags stand in each other a few levels deep at most."""
    for page in library.all_pages():
        for line, text in plain_lines(page):
            if _depth(text) > DEEPEST:
                yield Problem(
                    page.path,
                    line,
                    "nested-deep",
                    f"lists, quotes or tags are nested more than {DEEPEST} deep; make "
                    "it flatter",
                    f"列表、引用或标签套了超过 {DEEPEST} 层。请少套几层。",
                )


def _depth(text: str) -> int:
    """Return how deep a line is nested."""
    # What opens and never closes is tried again from each place: hours, for thousands.
    open_ones = max(
        text.count("[") - text.count("]"), text.count("](") - text.count(")")
    )
    if text[:1] not in " \t>-*+!0123456789" and "<" not in text:
        return open_ones
    found = MARKS.match(text)
    marks = len(MARK.findall(found[0])) if found else 0
    plain = text.expandtabs(4)
    set_in = len(plain) - len(plain.lstrip(" "))
    tags = len(OPENING.findall(text)) - len(CLOSING.findall(text))
    return max(marks, tags, open_ones) + set_in // 4


NESTING_CHECKS = (nothing_is_deep,)
