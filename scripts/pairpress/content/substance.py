"""Substance: what a section says, without what only changes how it looks."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from .destinations import destination
from .pages import FENCE, HEADING, Page, with_code
from .references import REFERENCE, parse_reference
from .sections import sections
from .site import Site

Lines = tuple[str, ...]
"""A paragraph, list item, table row or heading each, led by its mark (see MARK)."""

FRONT = "front matter"
"""The name of title and description; with its space no section can have it as id."""
MARK = re.compile(r" *(?:[#!|`-]|1\.) ")
"""Before a heading, notice, row, line of code, item, step; a paragraph has none."""

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ITEM = re.compile(r"( *)([-*+]|\d+[.)])\s+(?=\S)")
BEGINS = re.compile(r" *([-*+]|1[.)]) ")
"""Items that may follow a paragraph line at once; “2026. …” may be a wrapped line."""
NOTICE = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+([\w-]+)[^\"]*(?:\"(.*)\")?\s*$")
BOXES = ("!!!", "???")
QUOTE = re.compile(r"\s*(?:>\s?)+")
RULE = re.compile(r"\s*(?:(?:-\s*){2,}|(?:=\s*){2,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
SEPARATOR = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
ATTRIBUTES = re.compile(r"(?<!\{)\{:?\s*[#.:][^{}]*\}")
LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^()\s>]*)>?(?:\s+[\"'][^)]*)?\s*\)")
ADDRESS = re.compile(r"<?\b(https?://[^\s<>()\[\]，。；、）”]+)>?")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
SAID_IN_TAG = re.compile(r"\b(?:alt|title)=\"([^\"]*)\"")
EMPHASIS = re.compile(r"(?<!\\)(?:\*+|`+)|(?<![\w\\])_+(?=\S)|(?<=\S)_+(?!\w)")
ESCAPE = re.compile(r"\\([^\w\s])")
MARKED = frozenset("*_`\\&")
"""Characters without which a line has no emphasis, escape or entity."""
WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
"""Characters of scripts that are written without spaces."""
WRAPPED = re.compile(rf"(?<=[{WIDE}])\s*\n\s*(?=[{WIDE}])")


def substance(page: Page, site: Site) -> dict[str, Lines]:
    """Return what a page says: its title and description, then its sections by id."""
    said: dict[str, Lines] = {FRONT: (page.front.title, page.front.description)}
    rows = list(with_code(page.body.split("\n")))
    parts = sections(page)
    starts = [part.line - page.body_line for part in parts] + [len(rows)]
    for part, start, end in zip(parts, starts, starts[1:], strict=False):
        lines = tuple(
            line.mark + text
            for line in _Reader().read(_without_comments(rows[start:end]))
            if (text := inline(line.text, page, site))
        )
        said[part.id] = said.get(part.id, ()) + lines
    return said


def _without_comments(rows: list[tuple[str, bool]]) -> Iterable[tuple[str, bool]]:
    if not any("<!--" in row for row, _ in rows):
        return rows
    text = COMMENT.sub("", "\n".join(row for row, _ in rows))
    return with_code(text.split("\n"))


class _Line:
    """A line of substance while it is read: its mark, and its wrapped parts."""

    def __init__(self, mark: str, text: str) -> None:
        self.mark = mark
        self.parts = [text]

    @property
    def text(self) -> str:
        """The parts as one line: Chinese without a space where it was wrapped."""
        return WRAPPED.sub("", "\n".join(self.parts)).replace("\n", " ")


class _Reader:
    """Reads Markdown row by row; keeps which list and which paragraph is open."""

    def __init__(self) -> None:
        self.open: _Line | None = None
        self.indents: list[int] = []
        self.in_notice = self.in_table = False
        self.found: list[_Line] = []

    def read(self, rows: Iterable[tuple[str, bool]]) -> Iterator[_Line]:
        """Yield the lines that the rows make."""
        for row, is_code in rows:
            if not is_code:
                self._row(row.expandtabs(4))
            elif not FENCE.match(row):
                self._add("` ", row)
                self.open = None
        yield from self.found

    def _add(self, mark: str, text: str) -> None:
        self.open = _Line(mark, text)
        self.found.append(self.open)

    def _row(self, row: str) -> None:
        if self.in_notice and row.startswith("    "):
            row = row[4:]
        elif row.strip():
            self.in_notice = False
        if ">" in row and (quote := QUOTE.match(row)):
            row = row[quote.end() :]
        if not row.strip():
            self.open, self.in_table = None, False
        elif row.lstrip()[:3] in BOXES and (notice := NOTICE.match(row)):
            self._add("! ", notice[2] if notice[2] is not None else notice[1])
            self.open, self.indents, self.in_notice = None, [], True
        elif heading := HEADING.match(row):
            self._add("# ", heading[2].rstrip("# "))
            self.open, self.indents = None, []
        elif not self._table(row) and not self._item(row):
            self._paragraph(row)

    def _table(self, row: str) -> bool:
        """Read a row of a table, or a rule, which says nothing."""
        if SEPARATOR.match(row) and "|" in row:
            if self.open and not self.open.mark:
                self.open.mark, self.open.parts = "| ", [_cells(self.open.text)]
            self.in_table = True
            return True
        if RULE.match(row):
            self.open = None
            return True
        if self.in_table or row.lstrip().startswith("|"):
            self._add("| ", _cells(row))
            self.open = None if self.in_table else self.open
            return True
        return False

    def _item(self, row: str) -> bool:
        item = ITEM.match(row)
        is_wrapped = self.open and not self.indents and not BEGINS.match(row)
        if not item or is_wrapped:
            return False
        indent = len(item[1])
        self.indents = [*(n for n in self.indents if n <= indent - 2), indent]
        mark = "- " if item[2] in "-*+" else "1. "
        self._add("  " * (len(self.indents) - 1) + mark, row[item.end() :])
        return True

    def _paragraph(self, row: str) -> None:
        if self.open:
            self.open.parts.append(row.strip())
            return
        indent = len(row) - len(row.lstrip())
        if indent < 2:
            self.indents = []
        self._add("  " * len(self.indents), row.strip())


def _cells(row: str) -> str:
    """Return a row's cells, set apart alike: “| a|b |” is “a | b”."""
    row = row.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return " | ".join(cell.strip() for cell in row.split("|"))


def inline(text: str, page: Page, site: Site) -> str:
    """Return a line without emphasis, ids, tags; with references and links alike."""
    if "{" in text:
        text = ATTRIBUTES.sub("", REFERENCE.sub(_reference, text))
    if "<" in text:
        text = TAG.sub(lambda m: " ".join(["", *SAID_IN_TAG.findall(m[0]), ""]), text)
    if "](" in text:
        text = LINK.sub(lambda m: _link(m[1], destination(m[2], page, site)), text)
    if "://" in text:
        text = ADDRESS.sub(lambda m: destination(m[1], page, site), text)
    if not MARKED.isdisjoint(text):
        text = unescape(ESCAPE.sub(r"\1", EMPHASIS.sub("", text)))
    return " ".join(text.split())


def _reference(match: re.Match[str]) -> str:
    reference = parse_reference(match[1])
    verb = "" if reference.verb == "fact" else f"{reference.verb} "
    day = f" @ {reference.day}" if reference.day else ""
    return f"{{{{ {verb}{', '.join(reference.names)}{day} }}}}"


def _link(text: str, target: str) -> str:
    return f"[{text}]({target})" if target else text
