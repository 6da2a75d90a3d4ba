"""Turns a text that was brought into what a page of ours may hold."""

import re
from dataclasses import dataclass

from .foreign_boxes import plain_boxes
from .foreign_headings import Title, plain_headings
from .foreign_html import without_html
from .foreign_marks import plain_marks
from .foreign_settings import part_settings
from .foreign_tables import even_tables
from .lines import HIDDEN, Line, Lines, hide_spans, parted, replaced, show_spans
from .notes import Notes
from .pictographs import without_pictographs

PRIVATE = re.compile(
    "[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
"""Characters that nobody sees, and those that stand for something while we rewrite."""
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ ]*\n?[ ]*<?([^\s>]+)>?"
    r"(?:[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?[ ]*$",
    re.MULTILINE,
)
REFERENCE = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\]|\n(?!\n))*)\]"
    r"(?:[ ]?\[([^\[\]\n]*)\])?(?![(\[:])"
)
INDENTED = re.compile(r"^ {4,}\S")
ANGLE = re.compile(r"\]\([ ]*<([^<>\n]*)>")
IN_LIST = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s|^\s*(?:!!!|\?\?\?|===|\[\^)")


@dataclass(frozen=True)
class Foreign:
    """A text that was brought, as our Markdown; its links still lead as before."""

    title: Title
    description: str
    lines: Lines
    """Below the title. Headings may carry an id that stood in the file."""


def plain_text(text: str, kinds: tuple[str, ...], stem: str, notes: Notes) -> Foreign:
    """Return what a text says; `kinds` are the boxes that the site has."""
    text = without_pictographs(PRIVATE.sub("", text), notes)
    body, told = part_settings(text, notes)
    lines, unclosed = parted(body, told.first_line)
    if unclosed:
        notes.left_out(
            unclosed,
            "```",
            "代码没有结尾，在文末补上了。",
            "the code never ended; it ends with the file now",
        )
    lines, spans = hide_spans(_fenced(lines))
    lines = _inlined(lines)
    lines = without_html(lines, notes)
    lines, new_spans = _hide_more(lines, spans)
    lines = plain_boxes(lines, kinds, notes)
    lines = plain_marks(lines, notes)
    lines, new_spans = _hide_more(lines, new_spans)
    title, lines = plain_headings(lines, told.title, stem, notes)
    lines = even_tables(lines, new_spans)
    return Foreign(
        Title(_shown(title.text, new_spans), title.line, title.is_sure),
        told.description,
        _finished(lines, new_spans, notes),
    )


def _hide_more(lines: Lines, spans: list[str]) -> tuple[Lines, list[str]]:
    """Hide spans of code that a step has written."""
    if not any("`" in line.text for line in lines if not line.is_code):
        return lines, spans
    new = list(spans)

    def hide(match: re.Match[str], _: int) -> str:
        new.append(match[0])
        return f"\ue000{len(new) - 1}\ue001"

    return replaced(lines, re.compile(r"`[^`\n]+`"), hide), new


def _fenced(lines: Lines) -> Lines:
    """Put indented code between fences: nobody sees that four spaces make code."""
    result: Lines = []
    in_list = in_code = False
    previous = ""
    for line in lines:
        if not line.is_code and line.text.strip():
            if not line.text.startswith(" "):
                in_list = bool(IN_LIST.match(line.text))
            elif IN_LIST.match(line.text) and not in_code:
                in_list = True
        is_indented = not line.is_code and bool(INDENTED.match(line.text))
        begins = is_indented and not in_list and not previous.strip()
        if begins and not in_code:
            result.append(Line(line.number, "```", True))
            in_code = True
        elif in_code and not is_indented and (line.text.strip() or line.is_code):
            result = _ended(result)
            in_code = False
        result.append(Line(line.number, line.text[4:], True) if in_code else line)
        previous = line.text
        if line.is_code:
            in_list = False
    return _ended(result) if in_code else result


def _ended(lines: Lines) -> Lines:
    """Close code behind its last line that is not empty."""
    end = len(lines)
    while not lines[end - 1].text.strip():
        end -= 1
    number = lines[end - 1].number
    rest = [Line(line.number, "") for line in lines[end:]]
    return [*lines[:end], Line(number, "```", True), *rest]


def _inlined(lines: Lines) -> Lines:
    """Write each link where its words are, and not at the end of the file."""
    # An address with spaces in it stands between < and >, which would look like a tag.
    lines = replaced(lines, ANGLE, lambda m, _: f"]({m[1].strip().replace(' ', '%20')}")
    targets: dict[str, str] = {}

    def take(match: re.Match[str], _: int) -> str:
        targets.setdefault(_key(match[1]), match[2])
        return ""

    lines = replaced(lines, DEFINITION, take)
    if not targets:
        return lines

    def inline(match: re.Match[str], _: int) -> str:
        target = targets.get(_key(match[3] or match[2]))
        return f"{match[1]}[{match[2]}]({target})" if target else match[0]

    return replaced(lines, REFERENCE, inline)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _shown(text: str, spans: list[str]) -> str:
    """Return a title without marks: it stands in settings, too."""
    return re.sub(r"[`*]|\\(?=\W)", "", show_spans(text, spans)).strip()


def _finished(lines: Lines, spans: list[str], notes: Notes) -> Lines:
    """Put spans of code back, and leave one empty line where there were more."""
    result: Lines = []
    for line in lines:
        if not line.is_code:
            line = Line(line.number, _told(line, spans, notes))
        if line.text or line.is_code or (result and result[-1].text):
            result.append(line)
    while result and not result[-1].text:
        result.pop()
    return result


def _told(line: Line, spans: list[str], notes: Notes) -> str:
    """Return a line with its code; two spaces at its end break it, more are nothing."""
    text = HIDDEN.sub(lambda m: _span(spans[int(m[1])], line.number, notes), line.text)
    breaks = text.endswith("  ") and bool(text.strip())
    return text.rstrip() + ("  " if breaks else "")


def _span(span: str, line: int, notes: Notes) -> str:
    """Return a span of code without what our pages would read as a reference."""
    if "{{" not in span and "}}" not in span:
        return span
    notes.left_out(
        line, span[:60], "双大括号之间加了空格，不然会当成数据。",
        "spaces were put between double braces, which would name a fact",
    )  # fmt: skip
    return re.sub(r"(?<=\{)(?=\{)|(?<=\})(?=\})", " ", span)
