"""Shape: how many lists, tables, pictures, boxes and links a section has."""

import re
from dataclasses import dataclass

from .pages import HEADING, Page
from .sections import Section

ITEM = re.compile(r"^\s*(?:>\s*)*(?:[-*+]|\d{1,3}[.)])\s+(?![-*]\s*[-*\s]*$)\S")
TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
TABLE_ROW = re.compile(r"^\s*\|.*\S")
IMAGE = re.compile(r"!\[|<img\s")
BOX = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+\S")
INTERNAL_LINK = re.compile(
    r"(?<!!)\[[^\]]*\]\(\s*<?(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)([^)\s>]+)"
)
CODE = re.compile(r"`[^`]*`")
EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{EAST_ASIAN}]|[^\W\d_{EAST_ASIAN}]+")


@dataclass(frozen=True)
class Shape:
    """What a section's other half has as many of."""

    items: int
    rows: int
    tables: int
    images: int
    boxes: int
    links: frozenset[str]
    """Where its links within the site lead, as they are written."""


def shape_of(section: Section) -> Shape:
    """Count what a section has."""
    texts = [CODE.sub("", text) for _, text in section.lines]
    tables = sum(bool(TABLE_RULE.match(text)) for text in texts)
    return Shape(
        sum(bool(ITEM.match(text)) for text in texts),
        sum(bool(TABLE_ROW.match(text)) for text in texts) - tables,
        tables,
        sum(len(IMAGE.findall(text)) for text in texts),
        sum(bool(BOX.match(text)) for text in texts),
        frozenset(link for text in texts for link in INTERNAL_LINK.findall(text)),
    )


def empty_sections(page: Page) -> list[tuple[int, str]]:
    """Return the line and the id of headings under which nothing stands.

    A heading that only holds others together has its content in them.
    """
    lines = page.body.split("\n")
    headings = list(page.headings())
    empty = []
    for place, heading in enumerate(headings):
        after = headings[place + 1] if headings[place + 1 :] else None
        end = after.line - page.body_line if after else len(lines)
        under = lines[heading.line - page.body_line + 1 : end]
        holds_others = after is not None and after.level > heading.level
        if heading.level > 1 and not holds_others and not any(map(str.strip, under)):
            empty.append((heading.line, heading.id or heading.text))
    return empty


def length_of(page: Page) -> int:
    """Count the words under a page's headings; in Chinese, the characters."""
    texts = (
        text for _, text in page.lines() if text[:1] != "#" or not HEADING.match(text)
    )
    return len(WORD.findall("\n".join(texts)))
