"""Boxes, tabs and folds of other programs: as our boxes, or below a bold line."""

import re
from dataclasses import dataclass

from .lines import Line, Lines
from .notes import Notes

INDENT = "    "
GENERATED = re.compile(r"^\s*:::\s+[A-Za-z_]\w*(?:\.\w+)+\s*$")
"""What mkdocstrings fills in from a program."""
BLOCK = re.compile(r"^\s*(/{3,})\s*([\w-]+)\s*(?:\|\s*(.*?))?\s*$")
CONTAINER = re.compile(
    r"^\s*(:{3,})\s*\{?\.?([A-Za-z][\w-]*)[^\[\s}]*\}?\s*(?:\[(.*)\]|(.*?))\s*(?:\{[^{}]*\})?\s*$"
)
SHORTCODE = re.compile(
    r"^\s*\{\{[<%]-?\s*([a-z][\w/-]*)\b([^<>{}]*?)-?[>%]\}\}\s*$", re.I
)
END = re.compile(r"^\s*(/{3,}|:{3,})\s*$")
SHORTCODE_END = re.compile(
    r"^\s*\{\{[<%]-?\s*/\s*([a-z][\w/-]*)\s*-?[>%]\}\}\s*$", re.I
)
HEAD = re.compile(
    r"^(\s*)(?:!!!|\?\?\?\+?)\s*([A-Za-z][\w-]*)([^\"]*)(?:\"(.*)\")?\s*$"
)
TAB = re.compile(r"^(\s*)===[!+]*\s*\"(.*)\"\s*$")
ALERT = re.compile(r"^\s*>\s*\[!(\w+)\][+-]?\s*(.*)$")
OPTION = re.compile(r"^\s{2,}[a-z_-]+:\s")
LIKE = {
    "note": ("info", "abstract", "summary", "tldr", "example", "quote", "cite", "todo",
             "see", "seealso", "question", "faq", "help", "callout", "alert",
             "admonition", "aside", "notice"),
    "tip": ("hint", "success", "check", "done", "tips", "recommend"),
    "warning": ("important", "attention", "caution", "warn", "pageinfo"),
    "danger": ("error", "bug", "failure", "fail", "missing", "critical"),
}  # fmt: skip
"""Kinds of boxes elsewhere, by the one of ours that is nearest."""
NEXT_BEST = {"danger": "warning", "tip": "note"}


@dataclass
class _Open:
    """A box that is being read; text after code in it stands outside of it."""

    mark: str
    is_box: bool


def box_kind(told: str, kinds: tuple[str, ...]) -> str | None:
    """Return our kind for a kind of another program; None: it is no box."""
    told = told.lower()
    if told in kinds:
        return told
    ours = next((k for k, names in LIKE.items() if told == k or told in names), None)
    while ours and kinds and ours not in kinds:
        ours = NEXT_BEST.get(ours, kinds[0])
    return ours


def plain_boxes(lines: Lines, kinds: tuple[str, ...], notes: Notes) -> Lines:
    """Return the lines with every box in our form, and no tabs and folds."""
    lines = _set_in(_enclosed(lines, kinds, notes), kinds)
    return _without_empty(lines)


def _enclosed(lines: Lines, kinds: tuple[str, ...], notes: Notes) -> Lines:
    """Rewrite boxes with a line that opens and one that closes, and GitHub’s."""
    result: Lines = []
    stack: list[_Open] = []
    in_alert = just_opened = in_generated = False
    for line in lines:
        if in_generated and (line.text.startswith(" ") or not line.text.strip()):
            continue
        in_generated = not line.is_code and bool(GENERATED.match(line.text))
        if in_generated:
            notes.left_out(
                line.number, line.text.strip(), "这里会从程序里填内容，没有带过来。",
                "this is filled in from a program; it was left out",
            )  # fmt: skip
            result.append(Line(line.number, ""))
            continue
        if line.is_code:
            # Code has its place at the margin: the boxes around it end here.
            for box in stack:
                box.is_box = False
            in_alert = False
            result.append(line)
            continue
        begun = _opening(line.text)
        if in_alert:
            if line.text.lstrip().startswith(">"):
                result.append(
                    Line(line.number, INDENT + line.text.lstrip()[1:].lstrip())
                )
                continue
            in_alert = False
        if alert := ALERT.match(line.text):
            result += _begin(line.number, alert[1], alert[2], kinds, 0)
            in_alert = True
        elif begun:
            mark, name, title = begun
            result += _begin(line.number, name, title, kinds, _depth(stack))
            stack.append(_Open(mark, bool(box_kind(name, kinds))))
            just_opened = True
            continue
        elif (mark := _closing(line.text)) and any(box.mark == mark for box in stack):
            while stack.pop().mark != mark:
                pass
            result.append(Line(line.number, ""))
        elif END.match(line.text):
            result.append(Line(line.number, ""))
        elif just_opened and stack[-1].mark[0] == "/" and OPTION.match(line.text):
            continue
        else:
            result.append(Line(line.number, INDENT * _depth(stack) + line.text))
        just_opened = False
    for box in stack:
        notes.left_out(
            lines[-1].number, box.mark, "提示框没有结尾。请看看它该到哪里。",
            "this box never ends; see where it should",
        )  # fmt: skip
    return result


def _opening(text: str) -> tuple[str, str, str] | None:
    """Return the mark that will close a box, its kind and its title."""
    if found := BLOCK.match(text):
        return found[1], found[2], found[3] or ""
    if found := CONTAINER.match(text):
        return found[1], found[2], found[3] or found[4] or ""
    found = SHORTCODE.match(text)
    if found and box_kind(found[1], ()):
        title = re.search(r"\"([^\"]*)\"", found[2])
        return found[1].lower(), found[1], title[1] if title else ""
    return None


def _closing(text: str) -> str:
    if found := END.match(text):
        return found[1]
    found = SHORTCODE_END.match(text)
    return found[1].lower() if found else ""


def _depth(stack: list[_Open]) -> int:
    return sum(box.is_box for box in stack)


def _begin(
    number: int, name: str, title: str, kinds: tuple[str, ...], depth: int
) -> Lines:
    kind = box_kind(name, kinds)
    title = title.strip().strip('"').replace('"', "”")
    if kind:
        told = f'!!! {kind} "{title}"' if title else f"!!! {kind}"
    else:
        told = f"**{title}**" if title else ""
    blank = Line(number, "")
    after = [] if kind else [blank]
    return [blank, Line(number, INDENT * depth + told), *after]


def _set_in(lines: Lines, kinds: tuple[str, ...]) -> Lines:
    """Rewrite boxes and tabs whose content is set in."""
    result: Lines = []
    tabs: list[int] = []  # how far the content of each open tab is set in
    for line in lines:
        text = line.text
        if line.is_code:
            tabs = []
            result.append(line)
            continue
        if text.strip():
            indent = len(text) - len(text.lstrip())
            tabs = [n for n in tabs if n <= indent]
        shift = 4 * len(tabs)
        text = text[min(shift, len(text) - len(text.lstrip())) :]
        if tab := TAB.match(text):
            tabs.append(len(tab[1]) + shift + 4)
            result += [
                Line(line.number, ""),
                Line(line.number, f"{tab[1]}**{tab[2]}**"),
                Line(line.number, ""),
            ]
        elif head := HEAD.match(text):
            kind = box_kind(head[2], kinds) or (kinds[0] if kinds else head[2])
            title = (head[4] or "").replace('"', "”")
            told = f"{head[1]}!!! {kind}" + (f' "{title}"' if title else "")
            result += [Line(line.number, ""), Line(line.number, told)]
        else:
            result.append(Line(line.number, text))
    return result


def _without_empty(lines: Lines) -> Lines:
    """Write a box in which no text stands, only code, as a bold line."""
    result: Lines = []
    for place, line in enumerate(lines):
        head = HEAD.match(line.text) if not line.is_code else None
        if head:
            below = next((x for x in lines[place + 1 :] if x.text.strip()), None)
            inner = len(head[1]) + 4
            if below is None or below.is_code or below.text[:inner].strip():
                told = f"{head[1]}**{head[4]}**" if head[4] else ""
                result += [Line(line.number, told), Line(line.number, "")]
                continue
            result.append(line)
            if lines[place + 1].text.strip():
                continue
            # An empty line below the head would part the box from its text.
            result.append(Line(line.number, ""))
            continue
        result.append(line)
    return _close_heads(result)


def _close_heads(lines: Lines) -> Lines:
    """Drop the empty lines between the head of a box and its text."""
    result: Lines = []
    after_head = False
    for line in lines:
        if after_head and not line.text.strip() and not line.is_code:
            continue
        after_head = not line.is_code and bool(HEAD.match(line.text))
        result.append(line)
    return result
