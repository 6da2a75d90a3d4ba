"""Mends boxes: !!! warning "title", and the text that is set in under it."""

import re
from collections.abc import Iterator

from .drafts import HEADING, Change, Draft, Mend

HEAD = re.compile(r"^( *)([!！]{3}) *([A-Za-z][\w-]*)(.*)$")
RIGHT = re.compile(
    r"^( *)!!! ?[A-Za-z][A-Za-z0-9-]*(?: +(?:inline|end))*(?: +\"[^\"]*\")? *$"
)
QUOTES = "\"“”„‟″＂「」『』'‘’ \u3000：:"
INDENT = 4


def box_heads(draft: Draft) -> Iterator[Change]:
    """A box begins with three English marks, a kind, and a title in straight quotes."""
    for index, line in draft.text:
        if not line.lstrip().startswith(("!", "！")) or RIGHT.match(line):
            continue
        match = HEAD.match(line)
        if match:
            title = match[4].strip(QUOTES).replace('"', "”")
            told = f' "{title}"' if title else ""
            yield Change(index, (f"{match[1]}!!! {match[3]}{told}",))


def box_indents(draft: Draft) -> Iterator[Change]:
    """What stands in a box is set in by four spaces."""
    for index, line in draft.text:
        head = HEAD.match(line)
        if not head or not draft.line(index + 1).strip():
            continue
        wanted = len(head[1]) + INDENT
        for place in range(index + 1, len(draft.lines)):
            text = draft.line(place)
            indent = len(text) - len(text.lstrip(" "))
            if not text.strip() or indent >= wanted or _begins(text):
                break
            told = place > index + 1
            yield Change(place, (" " * wanted + text.lstrip(" "),), follows=told)


def _begins(line: str) -> bool:
    return bool(HEADING.match(line) or HEAD.match(line))


BOX_MENDS = (
    Mend(
        "box-head",
        'a box begins like  !!! warning "Title"  with English signs',
        '提示框第一行写成  !!! warning "标题"  ，叹号和引号用英文的',
        box_heads,
    ),
    Mend(
        "box-indent",
        "what stands in a box is set in by four spaces",
        "提示框里的内容，前面要空四格",
        box_indents,
    ),
)
