"""Builds the search index of an edition from its finished pages.

A search downloads little: `start.js` (where each term's part lies, how to fold
Traditional characters), the parts that hold the query's terms, and the pages that
match best. All are scripts, so that search works from a folder on a USB stick too.
The theme's search has one index for all languages.
"""
# workaround: static-i18n/one-index

import functools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..content.conversion import fold_to_simplified
from ..content.library import Library
from ..content.spelling import Spelling, bare, spelling, typed_for
from .search_documents import Document, Section, read_document
from .search_terms import Fold, forms, normalize, stem, terms, whole
from .search_typing import folding, letters_of, spoken_pairs, words_by_letter
from .search_words import Everyday, Expander, expander

PART_SIZE = 1300
"""Characters of a part of the index, before compression (about 1 KB after it)."""
TITLE, KEYWORD, HEADING, SUBHEADING, LEAD, BODY = 6.0, 4.0, 4.0, 2.5, 2.0, 1.0
"""What a term weighs by where it stands."""
LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""How strongly a term speaks for a section, from weak to strong; its weight is the
square of its place."""
STRONGEST = 24.0
FORM = "~"
"""Marks a whole word while the index is made."""
NUMBER = re.compile(r"\d[\d-]*-[\d-]*\d")
"""A number in several parts: among Arabic letters they would change places."""
COMMON = 3
"""A word in so few sections needs no telling apart from its other forms."""

Posting = int
"""A section's number × 26, plus the place of its level in LEVELS."""


@dataclass(frozen=True)
class Reading:
    """How an edition's texts are read: their words, and everyday words for them."""

    fold: Fold
    spelling: Spelling
    expand: Expander
    direction: Literal["ltr", "rtl"] = "ltr"


def write_index(folder: Path, library: Library) -> None:
    """Write search/<edition>/ for every edition of the site in `folder`."""
    fold, site = fold_to_simplified, library.site
    for edition in site.editions:
        documents = [
            read_document(folder, library, edition, topic)
            for topic in library.pages[edition.locale]
        ]
        how = spelling(edition.locale, *site.locales)
        expand = expander(library.data.search_words, fold, how)
        reading = Reading(fold, how, expand, edition.direction)
        write_edition(folder / "search" / edition.lang, documents, reading)


def write_edition(folder: Path, documents: list[Document], reading: Reading) -> None:
    """Write one edition's index: start.js, the parts, and the pages to show."""
    folder.mkdir(parents=True, exist_ok=True)
    postings, characters = index(documents, reading)
    parts = list(cut(postings))
    ends = ["", *(part[-1][0] for part in parts)]
    starts = [_start(part[0][0], end) for part, end in zip(parts, ends, strict=False)]
    for number, part in enumerate(parts):
        lines = "\n".join(f"{term} {told}" for term, told in part)
        _write(folder / f"part-{number}.js", f"part-{number}", lines)
    sections = [len(document.sections) for document in documents]
    words = words_by_letter(postings)
    typed = [*folding(characters, reading.fold), *typed_for(characters)]
    letters = letters_of(documents)
    start = {
        "letters": "".join(words),
        "starts": "\n".join(starts),
        "sections": sections,
        "fold": ["".join(side) for side in zip(*typed, strict=True)] or ["", ""],
        "spelling": reading.spelling.told(letters),
    }
    _write(folder / "start.js", "start", start)
    for number, document in enumerate(documents):
        _write(folder / f"page-{number}.js", f"page-{number}", shown(document, reading))
    for letter, listed in words.items():
        name = f"words-{letter if letter.isascii() else f'{ord(letter):x}'}"
        _write(folder / f"{name}.js", name, " ".join(listed))
    if reading.spelling.pinyin:
        _write(folder / "pinyin.js", "pinyin", "\n".join(spoken_pairs(postings)))


def _write(path: Path, name: str, data: Any) -> None:
    path.write_text(script(path.parent.name, name, data), encoding="utf-8")


def script(lang: str, name: str, data: Any) -> str:
    """Return a part of an edition's index as the browser takes it."""
    value = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    key = json.dumps(f"{lang}/{name}")
    return f"pairpressSearch.take({key},{value})\n"


def shown(document: Document, reading: Reading) -> dict[str, Any]:
    """Return what a result shows of a page."""
    whole = "\\g<0>" if reading.direction == "ltr" else "\u2066\\g<0>\u2069"
    alone = {"only": True} if document.only else {}
    return alone | {
        "topic": document.topic,
        "title": document.title,
        "sections": [
            [
                section.id,
                section.heading,
                NUMBER.sub(whole, section.text),
                section.contacts,
            ]
            for section in document.sections
        ],
    }


def index(
    documents: list[Document], reading: Reading
) -> tuple[dict[str, str], set[str]]:
    """Return each term's postings, as text, and the characters of all terms.

    Postings tell the sections with the term by ascending number, each as the distance
    from the one before in base 36 (nothing for 1), then a letter of LEVELS. An entry
    "=word" tells which words of the text an everyday word stands for, "#title" the
    sections of which this is the whole title or heading.
    """
    weights: dict[str, list[Posting]] = defaultdict(list)
    said: dict[str, Everyday] = {}
    lengths = [
        len(section.text) for document in documents for section in document.sections
    ]
    usual = sum(lengths) / max(1, len(lengths)) or 1.0
    first = 0
    for document in documents:
        for place, section in enumerate(document.sections):
            weighed = _weigh(document, section, place, usual, reading, said)
            for term, weight in weighed.items():
                weights[term].append(first + _level(weight))
            first += len(LEVELS)
    _keep_telling_forms(weights, reading.spelling)
    postings = {term: _told(sections) for term, sections in weights.items()}
    characters = set("".join(weights))
    aliases: dict[str, set[str]] = defaultdict(set)
    for everyday in said.values():
        for word in everyday.others:
            aliases[word].add(everyday.word)
    for word, stands_for in aliases.items():
        postings[f"={word.replace(' ', '_')}"] = "/".join(sorted(stands_for))
    return dict(sorted(postings.items())), characters


@functools.lru_cache(maxsize=10_000)
def _level(weight: float) -> int:
    """Return the place of a weight in LEVELS; the same few come again and again."""
    return int(25 * math.sqrt(min(weight / STRONGEST, 1)) + 0.5)


def _weigh(
    document: Document,
    section: Section,
    place: int,
    usual: float,
    reading: Reading,
    said: dict[str, Everyday],
) -> dict[str, float]:
    """Return the terms of a section with what they weigh in it."""
    weighed: dict[str, float] = defaultdict(float)
    fields = [(section.heading, HEADING), (section.text, LEAD if not place else BODY)]
    if place == 0:
        fields += [(document.title, TITLE), (document.keywords, KEYWORD)]
    fields += [(text, SUBHEADING) for text in section.subheadings]
    for text, weight in fields:
        plain = normalize(text, reading.fold, reading.spelling)
        found = Counter(terms(plain, reading.spelling))
        if text is not section.text and text is not document.keywords:
            if found:
                strength = STRONGEST if weight == TITLE else STRONGEST / 2
                title = whole(plain, reading.spelling)
                weighed[title] = max(weighed[title], strength)
            # A short title says more of its page than a long one.
            weight *= 0.6 + 1.2 / max(1, len(found))
        length = len(text) / usual if weight <= LEAD else 0.0
        for everyday in reading.expand(bare(plain), found):
            said[everyday.word] = everyday
            _add(weighed, everyday.terms, weight * 0.7, length)
        found.update(FORM + word for word in forms(plain, reading.spelling))
        _add(weighed, found.items(), weight, length)
    return weighed


def _add(
    weighed: dict[str, float],
    found: Iterable[tuple[str, int]],
    weight: float,
    length: float,
) -> None:
    """Add a field's terms; repetition counts less and less, as in BM25 (k1 = 1.2)."""
    slow = 1.2 * (0.5 + 0.5 * max(length, 0.3))
    for term, count in found:
        weighed[term] += weight * 2.2 * count / (count + slow)


def _keep_telling_forms(weights: dict[str, list[Posting]], how: Spelling) -> None:
    """Drop the whole words (policing) that say little more than their stem (polic).

    Accents say more: they tell apart the words that lose them (tiền, tiến).
    """
    for word in [term for term in weights if term[0] == FORM]:
        sections = weights.pop(word)
        others = len(weights[stem(word[1:], how)])
        is_rare = others > COMMON and len(sections) * 3 < others
        if is_rare or (bare(word) != word and len(sections) < others):
            weights.setdefault(word[1:], sections)


def _told(sections: list[Posting]) -> str:
    told, before = "", -1
    for posting in sections:
        number, level = divmod(posting, 26)
        told += "" if number == before + 1 else base36(number - before)
        told += LEVELS[level]
        before = number
    return told


@functools.lru_cache(maxsize=10_000)
def base36(number: int) -> str:
    """Return a number above 0 as JavaScript's parseInt(…, 36) reads it."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def cut(postings: dict[str, str]) -> Iterator[list[tuple[str, str]]]:
    """Cut the sorted terms into parts of about PART_SIZE characters."""
    part: list[tuple[str, str]] = []
    size = 0
    for term, told in postings.items():
        if part and size + len(term) + len(told) > PART_SIZE:
            yield part
            part, size = [], 0
        part.append((term, told))
        size += len(term) + len(told) + 2
    if part:
        yield part


def _start(first: str, before: str) -> str:
    """Return as little of a part's first term as tells it from the part before."""
    lengths = range(1, len(first) + 1)
    return next((first[:n] for n in lengths if first[:n] > before), first)
