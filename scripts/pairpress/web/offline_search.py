"""Writes an edition's search for phones that keep it: one file, without hidden pages.

The index of search_index.py holds every page. What tells of pages that are never kept
is taken out: their postings, their texts, and the words that stand nowhere else.
"""

import json
import re
from pathlib import Path
from typing import Any

from ..content.spelling import Spelling
from .search_index import base36, script
from .search_terms import is_paired, terms

TAKE = re.compile(r"pairpressSearch\.take\((\".*?\"),(.*)\)\n", re.DOTALL)
POSTING = re.compile(r"([0-9a-z]*)([A-Z])")


def write_offline_search(
    folder: Path, lang: str, topics: list[str], hidden: set[str], how: Spelling
) -> str:
    """Write offline/<edition>.search.json: name → script. Return its path."""
    files = sorted((folder / "search" / lang).glob("*.js"))
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in files}
    if hidden:
        scripts = _without_hidden(scripts, lang, topics, hidden, how)
    path = f"offline/{lang}.search.json"
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(_json(scripts), encoding="utf-8")
    return path


def _without_hidden(
    scripts: dict[str, str],
    lang: str,
    topics: list[str],
    hidden: set[str],
    how: Spelling,
) -> dict[str, str]:
    """Return an index that tells nothing of the hidden topics."""
    data = {name: _read(part) for name, part in scripts.items()}
    sections = _sections(data["start"]["sections"], topics, hidden)
    known: set[str] = set()
    for name in [name for name in data if name.startswith("part-")]:
        lines = [_without(line, sections) for line in data[name].split("\n")]
        data[name] = "\n".join(line for line in lines if line)
        known.update(line.split(" ", 1)[0] for line in lines if line)
    for name, value in list(data.items()):
        if name.startswith("part-"):
            data[name] = "\n".join(
                line for line in value.split("\n") if _stands(line, known, how)
            )
        elif name.startswith("words-"):
            data[name] = " ".join(word for word in value.split(" ") if word in known)
        elif name == "pinyin":
            data[name] = "\n".join(_spoken(value, known))
        elif name.startswith("page-") and topics[int(name[5:])] in hidden:
            del data[name]
    return {name: script(lang, name, value) for name, value in data.items()}


def _read(part: str) -> Any:
    match = TAKE.fullmatch(part)
    if not match:
        raise ValueError(f"not a part of the search index: {part[:80]}")
    return json.loads(match[2])


def _sections(counts: list[int], topics: list[str], hidden: set[str]) -> set[int]:
    """Return the numbers of all sections of the hidden topics."""
    found: set[int] = set()
    first = 0
    for topic, count in zip(topics, counts, strict=True):
        if topic in hidden:
            found.update(range(first, first + count))
        first += count
    return found


def _without(line: str, sections: set[int]) -> str:
    """Return a term's line without some sections; "" if none is left."""
    term, _, told = line.partition(" ")
    if term.startswith("="):
        return line
    kept, number, before = "", -1, -1
    for distance, level in POSTING.findall(told):
        number += int(distance, 36) if distance else 1
        if number not in sections:
            kept += ("" if number == before + 1 else base36(number - before)) + level
            before = number
    return f"{term} {kept}" if kept else ""


def _stands(line: str, known: set[str], how: Spelling) -> bool:
    """Say whether an everyday word stands for words that are still there."""
    term, _, told = line.partition(" ")
    if not term.startswith("="):
        return True
    return any(
        all(
            # The last character of a word is by itself only at the end of a text.
            term in known or (len(term) == 1 and word != term and is_paired(term))
            for term in terms(word, how)
        )
        for word in told.split("/")
    )


def _spoken(value: str, known: set[str]) -> list[str]:
    lines = []
    for line in value.split("\n"):
        spoken, _, pairs = line.rpartition(" ")
        kept = [pairs[i : i + 2] for i in range(0, len(pairs), 2)]
        if left := "".join(pair for pair in kept if pair in known):
            lines.append(f"{spoken} {left}")
    return lines


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
