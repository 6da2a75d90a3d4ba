"""HTML in a text that was brought: as Markdown, or left out and told."""

import re

from .html_text import markdown_of
from .lines import Lines, replaced
from .notes import Notes

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?\?>", re.DOTALL)
MODULE = re.compile(
    r"^(?:import\s.+?\sfrom\s.+|import\s+['\"].+|export\s+(?:const|default|function)\b.*)$",
    re.M,
)
TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
UNSEEN = re.compile(
    r"<(script|style|iframe|video|audio|object|svg|form|noscript)\b.*?</\1\s*>"
    r"|<(?:script|style|iframe|embed|source|input|link|meta)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
IMAGE = re.compile(r"<img\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.DOTALL
)
LINK = re.compile(
    r"<a\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE
)
HEADING = re.compile(r"^[ ]*<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.DOTALL | re.I | re.M)
SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary\s*>", re.DOTALL | re.IGNORECASE)
TAB = re.compile(
    r"<Tab(?:Item|s\.Tab)?\s((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL
)
ITEM = re.compile(r"^[ ]*<li\b[^>]*>\s*", re.IGNORECASE | re.MULTILINE)
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "mark": "**"}
MARKED = re.compile(
    rf"<({'|'.join(MARKS)})\b[^>]*>\s*(.*?)\s*</\1\s*>", re.DOTALL | re.I
)
CODE = re.compile(r"<(code|tt|samp|var)\b[^>]*>([^<>`]*)</\1\s*>", re.IGNORECASE)
GONE = re.compile(r"<(del|s|strike)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
KEPT = re.compile(r"<(/?)(kbd|sup|sub)\b[^>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
BLOCKS = re.compile(
    r"</?(?:div|p|center|section|article|details|ul|ol|dl|dd|dt|blockquote|figure|figcaption|hr|h[1-6])\b[^<>]*>",
    re.I,
)
INDENTED = re.compile(
    r"(<(?:div|p|center|section|article|figure|blockquote)\b[^<>]*>[ ]*\n)"
    r"[ ]+(?=[^\s*+-])",
    re.I,
)
"""What is set in below a tag, and would be code without it."""
INLINE = re.compile(
    r"</?(?:span|font|u|small|big|abbr|picture|a|li|td|tr|th|label|button|time|nobr|wbr|ins|q|dfn|main|header|footer|nav|aside|tbody|thead|table|pre|code)\b[^<>]*>",
    re.I,
)
COMPONENT = re.compile(
    r"</?[A-Z][\w.]*(?:\s[^<>]*)?/?>|</?[a-z]+-[a-z-]+(?:\s[^<>]*)?/?>|<>|</>"
)
AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]+>|<[\w.+-]+@[\w.-]+>")
LEFT = re.compile(r"<(?=[A-Za-z/!?])(?!/?(?:br|kbd|sup|sub)\b[^<>]*>)")


def without_html(lines: Lines, notes: Notes) -> Lines:
    """Return the lines without HTML but <br>, <kbd>, <sup>, <sub>."""
    if not any("<" in line.text for line in lines if not line.is_code):
        return replaced(lines, MODULE, lambda m, n: "")
    lines = replaced(lines, COMMENT, lambda m, n: "")
    lines = replaced(lines, MODULE, lambda m, n: "")

    def unseen(match: re.Match[str], line: int) -> str:
        name = match[0].split(">")[0][:60].strip() + ">"
        notes.left_out(line, name, "没有带过来。", "it was left out")
        return ""

    def table(match: re.Match[str], line: int) -> str:
        return f"\n\n{markdown_of(match[0])}\n\n"

    def gone(match: re.Match[str], line: int) -> str:
        notes.left_out(
            line, match[0][:60], "划掉的字没有带过来。", "crossed-out text was left out"
        )
        return ""

    lines = replaced(lines, UNSEEN, unseen)
    lines = replaced(lines, GONE, gone)
    lines = replaced(lines, TABLE, table)
    lines = replaced(lines, IMAGE, lambda m, n: _image(m[1]))
    lines = replaced(lines, LINK, lambda m, n: _link(m[1], m[2]))
    lines = replaced(
        lines, HEADING, lambda m, n: f"\n{'#' * int(m[1])} {_one_line(m[2])}\n"
    )
    lines = replaced(lines, SUMMARY, lambda m, n: f"\n\n**{_one_line(m[1])}**\n\n")
    lines = replaced(lines, TAB, lambda m, n: _tab(m[1]))
    for _ in range(2):  # one mark within another
        lines = replaced(lines, MARKED, _marked)
    lines = replaced(lines, CODE, lambda m, n: f"`{m[2]}`" if m[2].strip() else "")
    lines = replaced(lines, ITEM, lambda m, n: "- ")
    lines = replaced(lines, KEPT, lambda m, n: f"<{m[1]}{m[2].lower()}>")
    lines = replaced(lines, BREAK, lambda m, n: "<br>")
    lines = replaced(lines, INDENTED, lambda m, n: m[1])
    lines = replaced(lines, BLOCKS, lambda m, n: "\n" if _on_its_own(m) else "")
    lines = replaced(lines, INLINE, lambda m, n: "")
    lines = replaced(lines, COMPONENT, lambda m, n: _component(m, n, notes))
    links: list[str] = []

    def hide(match: re.Match[str], _: int) -> str:
        links.append(match[0])
        return f"\ue002{len(links) - 1}\ue003"

    lines = replaced(lines, AUTOLINK, hide)
    # What looks like a tag and is none: <your name>.
    lines = replaced(lines, LEFT, lambda m, n: "&lt;")
    return replaced(
        lines, re.compile("\ue002(\\d+)\ue003"), lambda m, n: links[int(m[1])]
    )


def attributes(told: str) -> dict[str, str]:
    """Return a tag's attributes by their names."""
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(told)}


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"<(?!/?(?:sup|sub|kbd)\b)[^<>]*>", "", text).split())


def _image(told: str) -> str:
    named = attributes(told)
    if not named.get("src"):
        return ""
    return f"![{_one_line(named.get('alt', ''))}]({named['src'].strip()})"


def _link(told: str, words: str) -> str:
    target = attributes(told).get("href", "").strip()
    words = " ".join(words.split())
    if not target or not words:
        return words
    return f"[{words}]({target})"


def _tab(told: str) -> str:
    named = attributes(told)
    label = named.get("label") or named.get("value") or named.get("title") or ""
    return f"\n\n**{label}**\n\n" if label else ""


def _marked(match: re.Match[str], _: int) -> str:
    mark, words = MARKS[match[1].lower()], " ".join(match[2].split())
    return f"{mark}{words}{mark}" if words and "\n\n" not in match[2] else match[2]


def _on_its_own(match: re.Match[str]) -> bool:
    """Say whether a tag has a line for itself, which then parts two paragraphs."""
    text = match.string
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    around = text[start : match.start()] + text[match.end() : end if end > 0 else None]
    return not around.strip()


def _component(match: re.Match[str], line: int, notes: Notes) -> str:
    if not match[0].startswith("</") and len(match[0]) > 2:
        notes.left_out(
            line,
            match[0][:60],
            "别的程序的部件，没有带过来。",
            "a part of another program; it was left out",
        )
    return ""
