"""Marks of other programs within a line: written as ours, escaped, or left out."""

import re
from collections.abc import Callable

from .foreign_html import attributes
from .lines import Line, Lines, replaced
from .notes import Notes

Rewrite = tuple[re.Pattern[str], Callable[[re.Match[str], int], str]]
INCLUDE = re.compile(
    r"^[ ]*(?:-+8<-+.*|\{\*.*?\*\}|\{!.*?!\}|!INCLUDE.*|\[!INCLUDE.*\]\(.*\)"
    r"|@include.*)[ ]*$",
    re.MULTILINE,
)
LIQUID = re.compile(r"\{%-?\s*(.*?)\s*-?%\}", re.DOTALL)
REF = re.compile(r"\{\{[<%]-?\s*(?:rel)?ref\s+\"?([^\"\s<>%]+)\"?\s*-?[>%]\}\}")
LIQUID_LINK = re.compile(r"\{%-?\s*(?:link|post_url)\s+(\S+?)\s*-?%\}")
FIGURE = re.compile(r"\{\{[<%]-?\s*(?:figure|img|image)\s+([^{}]*?)/?\s*-?[>%]\}\}")
SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}", re.DOTALL)
BASE = re.compile(r"(\]\(\s*<?)\{\{[^{}]*\}\}")
MACRO = re.compile(r"\{\{([^{}\n]*)\}\}")
BRACES = re.compile(r"\{\{|\}\}")
SINGLE = re.compile(r"(?<![{\\])\{(?= ?(?:cite|phone|contacts?|[a-z][\w.-]*\w)[ }])")
ATTRIBUTES = re.compile(
    r"(?<![{\\])[ ]?\{:[^{}\n]*\}|(?<![{\\])[ ]?\{ ?[#.][\w-][^{}\n]*\}"
    r"|(?<=[)\]*_`>\ue001])\{[ ]?[\w-]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s}]+))?"
    r"(?:[ ]+[\w.#-]+(?:=(?:\"[^\"]*\"|[^\s}]+))?)*[ ]?\}"
)
ICON = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])")
GONE = re.compile(r"~~(?=[^~\s])(.+?)~~")
MARKED = re.compile(r"(?<![=\w])==(?=[^=\s])([^=\n]*?)==(?!=)")
INSERTED = re.compile(r"\^\^(?=[^\^\s])([^\^\n]+)\^\^")
KEYS = re.compile(r"\+\+([a-z0-9][a-z0-9+-]*|\"[^\"]+\")\+\+")
TICKED = re.compile(r"^(\s*[-*+]) \[[xX]\] ", re.MULTILINE)
CONTENTS = re.compile(
    r"^\[TOC\]\s*$|^\[\[_?TOC_?\]\]\s*$|^\{\{\s*toc\s*\}\}\s*$|^@\[toc\].*$",
    re.I | re.M,
)
ABBREVIATION = re.compile(r"^\*\[[^\]\n]+\]:.*$", re.MULTILINE)
WIKI = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
FORMULA = re.compile(r"\$\$([^$]+)\$\$", re.DOTALL)
BROKEN = re.compile(r"(?<!\\)\\[ ]*$(?=\n\S)", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
FOOTNOTE_TEXT = re.compile(
    r"^\[\^([^\]\s]+)\]:[ ]*(.*(?:\n(?:[ ]{2,}.*|[^\S\n]*(?=\n[ ]{4})))*)", re.M
)


def plain_marks(lines: Lines, notes: Notes) -> Lines:
    """Return the lines with marks that mean the same on our pages."""
    for pattern, new in _rewrites(notes):
        lines = replaced(lines, pattern, new)
    return _footnotes(lines)


def _rewrites(notes: Notes) -> tuple[Rewrite, ...]:
    """Return what is rewritten, in order: what a later pattern would misread first."""

    def left_out(zh: str, en: str) -> Callable[[re.Match[str], int], str]:
        def drop(match: re.Match[str], line: int) -> str:
            notes.left_out(line, " ".join(match[0].split())[:80], zh, en)
            return ""

        return drop

    gone = left_out(
        "别的程序的写法，没有带过来。", "written for another program; left out"
    )

    def liquid(match: re.Match[str], line: int) -> str:
        is_mere_frame = match[1] in ("raw", "endraw") or match[1].startswith("comment")
        return "" if is_mere_frame else gone(match, line)

    def figure(match: re.Match[str], line: int) -> str:
        named = attributes(match[1])
        alt = named.get("alt") or named.get("caption") or named.get("title") or ""
        return f"![{alt}]({named['src']})" if named.get("src") else gone(match, line)

    def macro(match: re.Match[str], line: int) -> str:
        notes.left_out(
            line, match[0][:80], "别的程序的变量，照原样写成文字。请换成内容。",
            "a variable of another program, kept as text; put its value there",
        )  # fmt: skip
        return f"\\{{\\{{{match[1]}\\}}\\}}"

    def icon(match: re.Match[str], line: int) -> str:
        notes.left_out(
            line, match[0], "表情代码没有带过来。", "the emoji’s name was left out"
        )
        return ""

    def formula(match: re.Match[str], line: int) -> str:
        told = " ".join(match[1].split())
        notes.left_out(
            line, told[:60], "公式照原样写成文字。", "the formula is kept as text"
        )
        return f"`{told}`" if "`" not in told else told

    return (
        (CONTENTS, lambda m, n: ""),
        (ABBREVIATION, lambda m, n: ""),
        (
            INCLUDE,
            left_out(
                "插入的文件没有带过来，请把内容写在这里。",
                "the text of another file was put in here; write it out",
            ),
        ),
        (REF, lambda m, n: m[1]),
        (LIQUID_LINK, lambda m, n: m[1]),
        (FIGURE, figure),
        (LIQUID, liquid),
        (SHORTCODE, gone),
        (BASE, lambda m, n: m[1]),
        (ATTRIBUTES, _without_attributes),
        (MACRO, macro),
        (BRACES, lambda m, n: "".join(f"\\{sign}" for sign in m[0])),
        (SINGLE, lambda m, n: "\\{"),
        (FORMULA, formula),
        (TICKED, lambda m, n: f"{m[1]} ✓ "),
        (KEYS, _keys),
        (GONE, left_out("划掉的字没有带过来。", "crossed-out text was left out")),
        (MARKED, lambda m, n: f"**{m[1].strip()}**"),
        (INSERTED, lambda m, n: m[1]),
        (ICON, icon),
        (WIKI, lambda m, n: f"[{(m[2] or m[1]).strip()}]({m[1].strip()}.md)"),
        (BROKEN, lambda m, n: "<br>"),
    )  # fmt: skip


def _without_attributes(match: re.Match[str], _: int) -> str:
    """Drop an attribute list, but for the id of a heading."""
    start = match.string.rfind("\n", 0, match.start()) + 1
    is_heading = re.match(r" {0,3}#{1,6}\s", match.string[start:])
    name = re.search(r"#([\w-]+)", match[0])
    return f" {{#{name[1]}}}" if is_heading and name else ""


def _keys(match: re.Match[str], _: int) -> str:
    names = match[1].strip('"').split("+")
    return "+".join(f"<kbd>{name.capitalize()}</kbd>" for name in names if name)


def _footnotes(lines: Lines) -> Lines:
    """Write footnotes as raised numbers, and their texts at the end of the page."""
    texts: dict[str, tuple[int, str]] = {}

    def take(match: re.Match[str], line: int) -> str:
        texts.setdefault(match[1], (line, " ".join(match[2].split())))
        return ""

    lines = replaced(lines, FOOTNOTE_TEXT, take)
    if not texts:
        return lines
    order: list[str] = []

    def number(match: re.Match[str], line: int) -> str:
        if match[1] not in texts:
            return match[0]
        if match[1] not in order:
            order.append(match[1])
        return f"<sup>{order.index(match[1]) + 1}</sup>"

    lines = replaced(lines, FOOTNOTE, number)
    for place, name in enumerate(order, 1):
        line, text = texts[name]
        lines += [Line(line, ""), Line(line, f"<sup>{place}</sup> {text}")]
    return lines
