"""A section as simple text for Word: paragraphs with a look, runs with a weight."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from ..content.pages import HEADING, with_code
from .filled import Filler

Look = Literal["heading", "text", "item", "box", "code", "row"]
ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])\s+(.*)$")
BOX = re.compile(r"^(\s*)(?:!!!|\?\?\?\+?)\s*[\w-]+(?:\s+\"(.*)\")?\s*$")
ROW = re.compile(r"^\s*\|(.*)\|\s*$")
RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
ATTRIBUTES = re.compile(r"^\s*\{:.*\}\s*$|\{[:#][^{}]*\}")
INLINE = re.compile(
    r"(?P<code>(`+)(?P<said>.+?)(?<!`)\2(?!`))"
    r"|!\[(?P<alt>[^\[\]]*+)\]\([^)]*+\)"
    r"|\[(?P<words>[^\[\]]*+)\]\(\s*<?(?P<target>[^)\s>]*+)>?[^)]*+\)"
    r"|(?P<bold>\*\*(?=\S))(?P<strong>.+?)(?<=\S)\*\*"
    r"|(?<![\w*])[*_](?P<soft>[^\s*_](?:[^*_]*[^\s*_])?)[*_](?![\w*])"
    r"|<br\s*/?>|</?[A-Za-z][^<>]*>|<(?P<auto>https?:[^<>]+|[^<>@\s]+@[^<>\s]+)>"
    r"|\\(?P<sign>[^\w\s])"
)


@dataclass(frozen=True)
class Run:
    """Words of one weight."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, how it looks, how deep it is set in, and the mark before it."""

    look: Look
    runs: tuple[Run, ...]
    depth: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """Its words, as they are read back from Word."""
        return " ".join((self.mark + " " + "".join(r.text for r in self.runs)).split())


def paragraphs(lines: Iterable[str], filler: Filler) -> list[Paragraph]:
    """Return the paragraphs of a section’s Markdown, values filled in."""
    return list(_joined(_blocks(lines, filler)))


def _blocks(lines: Iterable[str], filler: Filler) -> Iterator[tuple[Paragraph, bool]]:
    """Yield paragraphs, and whether one continues the one before it."""
    levels: list[int] = []
    is_open = False
    for line, is_code in with_code(lines):
        text = line.expandtabs(4)
        if is_code:
            if not re.match(r"\s*(```|~~~)", text):
                yield Paragraph("code", (Run(text, code=True),)), False
            is_open = False
            continue
        text = ATTRIBUTES.sub("", filler.fill(text)) if "{" in text else text
        if not text.strip() or (RULE.match(text) and ("|" in text or len(text) > 2)):
            is_open = False
        elif heading := HEADING.match(text):
            yield Paragraph("heading", tuple(runs(heading[2]))), False
            levels, is_open = [], False
        elif box := BOX.match(text):
            yield Paragraph("box", tuple(runs(box[2] or "")), mark="■"), False
            levels, is_open = [], True
        elif row := ROW.match(text):
            cells = " | ".join(cell.strip() for cell in re.split(r"(?<!\\)\|", row[1]))
            yield Paragraph("row", tuple(runs(cells))), False
            is_open = False
        elif item := ITEM.match(text):
            levels = [*(n for n in levels if n < len(item[1])), len(item[1])]
            mark = "•" if item[2] in "-*+" else item[2]
            yield Paragraph("item", tuple(runs(item[3])), len(levels), mark), False
            is_open = True
        else:
            indent = len(text) - len(text.lstrip())
            levels = [n for n in levels if n < indent]
            depth = len(levels) or int(indent >= 4)
            quote = text.lstrip().removeprefix(">").strip()
            yield Paragraph("text", tuple(runs(quote)), depth), is_open
            is_open = True


def _joined(blocks: Iterable[tuple[Paragraph, bool]]) -> Iterator[Paragraph]:
    """Join the lines of one paragraph that was wrapped."""
    last: Paragraph | None = None
    for paragraph, continues in blocks:
        is_box = last is not None and last.look == "box"
        if continues and last is not None and not is_box:
            between = Run(_space(last, paragraph))
            last = Paragraph(
                last.look, (*last.runs, between, *paragraph.runs), last.depth, last.mark
            )
            continue
        if last is not None:
            yield last
        last = paragraph
    if last is not None:
        yield last


def _space(one: Paragraph, other: Paragraph) -> str:
    """Return what stands between two wrapped lines: nothing in Chinese."""
    return "" if one.text[-1:] >= "\u2e80" and other.text[:1] >= "\u2e80" else " "


def runs(text: str, *, bold: bool = False, italic: bool = False) -> Iterator[Run]:
    """Yield the runs of a line: bold and italic words, code, links with address."""
    done = 0
    for match in INLINE.finditer(text):
        if match.start() > done:
            yield Run(unescape(text[done : match.start()]), bold, italic)
        done = match.end()
        if match["code"]:
            yield Run(match["said"], bold, italic, code=True)
        elif match["alt"] is not None:
            yield Run(f"[▣ {match['alt']}]", bold, italic)
        elif match["words"] is not None:
            yield from runs(match["words"], bold=bold, italic=italic)
            yield Run(f" ({match['target']})", bold, italic)
        elif match["bold"]:
            yield from runs(match["strong"], bold=True, italic=italic)
        elif match["soft"]:
            yield from runs(match["soft"], bold=bold, italic=True)
        elif match["auto"] or match["sign"]:
            yield Run(match["auto"] or match["sign"], bold, italic)
        elif match[0].startswith("<br"):
            yield Run("\n", bold, italic)
    if done < len(text):
        yield Run(unescape(text[done:]), bold, italic)
