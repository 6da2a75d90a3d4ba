"""Reads pairs of zh and en Markdown, and puts them into one form that all can build.

Every engine gets the same text: no images, no raw HTML, no links within the corpus, one
title per page, an id on every heading.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

LOCALES = ("zh", "en")
FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})(.*)$")
INNER_LINK = re.compile(r"(?<!!)\[((?:[^\]`]|`[^`]*`)*)\]\((?!https?:)[^)]*\)")
"""A link within the corpus; its words may hold code."""
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
TAKEN = {"", "index", "a-z"}


@dataclass(frozen=True)
class Heading:
    """A heading: its place among the body's lines, level and text."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Half:
    """One language's text of a topic, cleaned."""

    title: str
    description: str
    lines: tuple[str, ...]
    """The body below the title."""
    headings: tuple[Heading, ...]

    @property
    def text(self) -> str:
        """The body as a reader sees it, code included, for choosing queries."""
        return _without_marks("\n".join(self.lines))

    @property
    def prose(self) -> list[str]:
        """The lines that are no code, list, table or quotation."""
        lines, code = [], False
        for line in self.lines:
            code ^= line.startswith("```")
            if not code and line and not re.match(r"\s*[`>|#*\d-]|    ", line):
                lines.append(_without_marks(line))
        return lines


Corpus = dict[str, dict[str, Half]]
"""Halves by topic, then by locale."""


def read_corpus(folder: Path) -> tuple[Corpus, int]:
    """Return the pairs of a folder with zh/ and en/, and how many files had none."""
    files = {
        locale: {
            path.relative_to(folder / locale).with_suffix("").as_posix(): path
            for path in sorted((folder / locale).rglob("*.md"))
        }
        for locale in LOCALES
    }
    paired = files["zh"].keys() & files["en"].keys()
    corpus = {
        topic: {
            locale: read_half(
                _without_controls(files[locale][topic].read_text("utf-8")), topic
            )
            for locale in LOCALES
        }
        for topic in sorted(paired)
    }
    return corpus, len(files["zh"].keys() ^ files["en"].keys())


def read_half(text: str, topic: str) -> Half:
    """Clean one file."""
    front, body = _front(text)
    title = str(front.get("title") or "")
    lines: list[str] = []
    headings: list[Heading] = []
    level = 1
    for line, is_code in _plain(body):
        match = None if is_code else HEADING.match(line)
        if not match:
            lines.append(line)
            continue
        words = _without_marks(match[2])
        if len(match[1]) == 1 and not headings and not any(map(str.strip, lines)):
            title = title or words
            continue
        level = max(2, min(len(match[1]), level + 1))
        headings.append(Heading(len(lines), level, words))
        lines.append("")
    title = title or topic.rsplit("/", 1)[-1]
    first = next((x for x in lines if len(x) > 20 and x[0] not in "`~>|"), title)
    description = str(front.get("description") or _without_marks(first)[:150])
    return Half(title, description, tuple(lines), tuple(headings))


def _front(text: str) -> tuple[dict[str, object], str]:
    match = re.match(r"\ufeff?---\s*\n(.*?)\n---\s*\n", text, re.DOTALL)
    if not match:
        return {}, text
    try:
        front = yaml.safe_load(match[1])
    except yaml.YAMLError:
        front = None
    return front if isinstance(front, dict) else {}, text[match.end() :]


def _plain(body: str) -> Iterator[tuple[str, bool]]:
    """Yield the body's lines, cleaned, and whether each belongs to fenced code."""
    fence, indent = "", 0
    lines = re.sub(r"(?m)^(\S.*)\n(=|-){3,}[ \t]*$", _underlined, body).split("\n")
    for line in lines:
        match = FENCE.match(line)
        if fence:
            if match and match[2].startswith(fence) and not match[3].strip():
                fence = ""
                yield "```", True
            else:
                inner = line[min(indent, len(line) - len(line.lstrip())) :]
                yield re.sub("```|~~~", "'''", inner), True
        elif match:
            fence, indent = match[2], len(match[1])
            language = re.match(r"[a-z0-9+-]*", match[3].strip().lower())
            yield "", True
            yield f"```{language[0] if language else ''}", True
        else:
            yield _line(line), False
    if fence:
        yield "```", True


def _underlined(match: re.Match[str]) -> str:
    return f"{'#' if match[2] == '=' else '##'} {match[1]}"


def _line(line: str) -> str:
    parts = re.split(r"(`[^`]*`)", INNER_LINK.sub(r"\1", line))
    for i in range(0, len(parts), 2):
        part = parts[i]
        part = re.sub(r"^(\s*)(\?\?\?\+?|===)(?= )", r"\1!!!", part)
        part = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", part)
        part = re.sub(r"<(?!https?:)/?[a-zA-Z!][^<>]*>", "", part)
        part = re.sub(r"\{[:\s]*[#.][^}]*\}", "", part)
        part = re.sub(r"^\s*\*?\[[^\]]+\]:.*$", "", part)
        part = re.sub(r"(\d{3})-(\d{3})-(\d{4})", "\\1\u2011\\2\u2011\\3", part)
        parts[i] = part
    return re.sub(r"\{(?=[{%#])", "{ ", "".join(parts))


def _without_controls(text: str) -> str:
    """Leave out what our checks refuse: control and direction characters."""
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf")
    )


def _without_marks(text: str) -> str:
    text = re.sub(r"\s*\{[^}]*\}\s*$", "", text)
    text = re.sub(r"\[([^\]]*)\]\(http[^)]*\)", r"\1", text)
    return re.sub(r"[*`]", "", text).strip()


def write_pages(corpus: Corpus, docs: Path, extra: str = "") -> None:
    """Write docs/zh/ and docs/en/; `extra` is more front matter for every page."""
    for topic, halves in corpus.items():
        ids = [f"part-{n}" for n in range(1, 1 + len(halves["zh"].headings))]
        levels = [heading.level for heading in halves["zh"].headings]
        same = len(levels) == len(halves["en"].headings)
        for locale, half in halves.items():
            path = docs / locale / f"{topic}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(half, extra, levels if same else None, ids))


def _page(half: Half, extra: str, levels: list[int] | None, ids: list[str]) -> str:
    """Return a page; its headings as HTML where the halves do not agree."""
    lines = list(half.lines)
    for number, heading in enumerate(half.headings):
        if levels:
            marks = "#" * levels[number]
            lines[heading.line] = f"\n{marks} {heading.text} {{#{ids[number]}}}\n"
        else:
            tag, name = f"h{heading.level}", f"part-{number + 1}"
            text = html.escape(heading.text, quote=False)
            lines[heading.line] = f'\n<{tag} id="{name}">{text}</{tag}>\n'
    front = {"title": half.title, "description": half.description}
    told = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    title = half.title.replace("{", "(").replace("}", ")")
    return f"---\n{told}{extra}---\n\n# {title}\n\n" + "\n".join(lines) + "\n"
