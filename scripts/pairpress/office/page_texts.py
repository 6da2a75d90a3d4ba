"""Writes a page that was brought as a file of ours: settings, title, text."""

import json
import re
from datetime import date

from .heading_ids import HEADING
from .lines import Line, Lines
from .notes import Notes

BLOCK = re.compile(r"^\s*(?:[#|>!<`]|[-*+]\s|\d+[.)]\s|\*\*[^*]+\*\*\s*$|---)")
MARKS = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^<>]*>|[`*\[]|\\(?=\W)|(?<!\w)_|_(?!\w)"
)
SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s|$))")
LONGEST = 150
"""Characters of a description: search engines and chats cut what is longer."""
SHORTEST = 8


def page_text(
    title: str, description: str, lines: Lines, day: date, note: str, *, only: bool
) -> str:
    """Return the text of a page’s file."""
    front = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(description, ensure_ascii=False)}",
        "changed:",
        f"  - date: {day.isoformat()}",
        f"    note: {json.dumps(note, ensure_ascii=False)}",
        *(["only: true"] if only else []),
        "---",
        "",
        f"# {_plain_title(title)}",
        "",
    ]
    body = "\n".join(line.text for line in lines)
    text = re.sub(r"\n{3,}", "\n\n", body.strip())
    return "\n".join([*front, *([text, ""] if text else [])])


def _plain_title(title: str) -> str:
    """Return a title as Markdown that shows it as it is."""
    return re.sub(r"([*_`<\[{}])", r"\\\1", title).replace("\\<", "&lt;")


def describe(told: str, title: str, lines: Lines, notes: Notes) -> str:
    """Return a description: the one that was told, else the first sentence."""
    said = " ".join(told.split()) or _first_sentence(lines)
    if len(said) < SHORTEST:
        notes.words(
            1,
            "没有可用的简介，先用了标题。请写一句话：这一页帮读者解决什么。",
            "no description was found, the title stands in: write what it helps with",
        )
        return title
    if len(said) > LONGEST:
        said = _cut(said)
        notes.words(
            1,
            f"简介是从第一句截短的：“{said}”。请改写成一句话。",
            f"the description was cut from the first sentence: “{said}”; write one",
        )
    return said


def _first_sentence(lines: Lines) -> str:
    paragraph: list[str] = []
    for line in [*lines, Line(0, "")]:
        is_text = (
            bool(line.text.strip())
            and not line.is_code
            and not BLOCK.match(line.text)
            and not line.text.startswith("    ")
        )
        if is_text:
            paragraph.append(line.text.strip())
            continue
        text = " ".join(
            MARKS.sub(
                lambda m: " " if m[0].startswith("<") else "", " ".join(paragraph)
            ).split()
        )
        paragraph = []
        text = text.replace("&lt;", "<")
        sentence = SENTENCE.match(text)
        said = sentence[0] if sentence else text
        if len(said) >= SHORTEST:
            return said.rstrip(":：")
    return ""


def _cut(text: str) -> str:
    """Cut a text at the last comma or space that fits."""
    head = text[: LONGEST - 1]
    marks = [head.rfind(mark) for mark in "，；、,;"]
    place = max(marks)
    if place < LONGEST // 2:
        place = head.rfind(" ") if " " in head[LONGEST // 2 :] else len(head)
    return head[:place].rstrip(" ,;，；、") + "…"


def empty_headings(lines: Lines) -> list[str]:
    """Return the ids of headings under which nothing stands."""
    return [_id(lines[place]) for place in _empty(lines)]


def _empty(lines: Lines) -> list[int]:
    places = [n for n, x in enumerate(lines) if not x.is_code and HEADING.match(x.text)]
    found = []
    for number, place in enumerate(places):
        end = places[number + 1] if places[number + 1 :] else len(lines)
        holds_others = end < len(lines) and _level(lines[end]) > _level(lines[place])
        if not holds_others and not any(x.text.strip() for x in lines[place + 1 : end]):
            found.append(place)
    return found


def without_headings(lines: Lines, names: set[str], notes: Notes) -> Lines:
    """Drop the headings with these ids, of sections that are empty, and say so."""
    kept = []
    for line in lines:
        if line.is_code or _id(line) not in names:
            kept.append(line)
            continue
        heading = HEADING.match(line.text)
        text = heading[2] if heading else ""
        notes.sections(
            line.number,
            f"“{text}”这一节是空的，没有带过来。",
            f"section “{text}” is empty; it was left out",
        )
    return kept


def _level(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip("#"))


def _id(line: Line) -> str:
    match = HEADING.match(line.text)
    return (match[3] or "") if match else ""
