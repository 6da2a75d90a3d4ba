"""Builds the search index of an edition from its finished pages.

A search downloads little: `start.js` (where each term's part lies, how to fold
Traditional characters), the parts that hold the query's terms, and the pages that
match best. All are scripts, so that search works from a folder on a USB stick too.
"""

import functools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..content.collation import pinyin
from ..content.conversion import fold_to_simplified
from ..content.library import Library
from .search_documents import Document, Section, read_document
from .search_terms import Fold, forms, normalize, stem, terms, whole
from .search_words import Expander, expander

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
COMMON = 3
"""A word in so few sections needs no telling apart from its other forms."""
LISTED_PAIRS = 1500
"""How long the list for pinyin may be."""

Posting = int
"""A section's number × 26, plus the place of its level in LEVELS."""


def write_index(folder: Path, library: Library) -> None:
    """Write search/<edition>/ for every edition of the site in `folder`."""
    fold = fold_to_simplified
    expand = expander(library.data.search_words, fold)
    for edition in library.site.editions:
        documents = [
            read_document(folder, library, edition, topic)
            for topic in library.pages[edition.locale]
        ]
        write_edition(folder / "search" / edition.lang, documents, fold, expand)


def write_edition(
    folder: Path, documents: list[Document], fold: Fold, expand: Expander
) -> None:
    """Write one edition's index: start.js, the parts, and the pages to show."""
    folder.mkdir(parents=True, exist_ok=True)
    postings, characters = index(documents, fold, expand)
    parts = list(cut(postings))
    starts = [part[0][0] for part in parts]
    for number, part in enumerate(parts):
        lines = "\n".join(f"{term} {told}" for term, told in part)
        _write(folder / f"part-{number}.js", f"part-{number}", lines)
    sections = [len(document.sections) for document in documents]
    words = latin_words(postings)
    start = {
        "letters": "".join(words),
        "starts": "\n".join(starts),
        "sections": sections,
        "fold": folding(characters, fold),
    }
    _write(folder / "start.js", "start", start)
    for number, document in enumerate(documents):
        _write(folder / f"page-{number}.js", f"page-{number}", shown(document))
    for letter, listed in words.items():
        _write(folder / f"words-{letter}.js", f"words-{letter}", " ".join(listed))
    _write(folder / "pinyin.js", "pinyin", "\n".join(spoken_pairs(postings)))


def _write(path: Path, name: str, data: Any) -> None:
    value = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    key = json.dumps(f"{path.parent.name}/{name}")
    path.write_text(f"pairpressSearch.take({key},{value})\n", encoding="utf-8")


def shown(document: Document) -> dict[str, Any]:
    """Return what a result shows of a page."""
    return {
        "topic": document.topic,
        "title": document.title,
        "sections": [
            [section.id, section.heading, section.text, section.contacts]
            for section in document.sections
        ],
    }


def index(
    documents: list[Document], fold: Fold, expand: Expander
) -> tuple[dict[str, str], set[str]]:
    """Return each term's postings, as text, and the characters of all terms.

    Postings tell the sections with the term by ascending number, each as the distance
    from the one before in base 36 (nothing for 1), then a letter of LEVELS. An entry
    "=word" tells which words of the text an everyday word stands for, "#title" the
    sections of which this is the whole title or heading.
    """
    weights: dict[str, list[Posting]] = defaultdict(list)
    aliases: dict[str, set[str]] = defaultdict(set)
    lengths = [
        len(section.text) for document in documents for section in document.sections
    ]
    usual = sum(lengths) / max(1, len(lengths)) or 1.0
    first = 0
    for document in documents:
        for place, section in enumerate(document.sections):
            weighed = _weigh(document, section, place, usual, fold, expand, aliases)
            for term, weight in weighed.items():
                weights[term].append(first + _level(weight))
            first += len(LEVELS)
    _keep_telling_forms(weights)
    postings = {term: _told(sections) for term, sections in weights.items()}
    characters = set("".join(weights))
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
    fold: Fold,
    expand: Expander,
    aliases: dict[str, set[str]],
) -> dict[str, float]:
    """Return the terms of a section with what they weigh in it."""
    weighed: dict[str, float] = defaultdict(float)
    fields = [(section.heading, HEADING), (section.text, LEAD if not place else BODY)]
    if place == 0:
        fields += [(document.title, TITLE), (document.keywords, KEYWORD)]
    fields += [(text, SUBHEADING) for text in section.subheadings]
    for text, weight in fields:
        plain = normalize(text, fold)
        found = Counter(terms(plain))
        if text is not section.text and text is not document.keywords:
            if found:
                strength = STRONGEST if weight == TITLE else STRONGEST / 2
                weighed[whole(plain)] = max(weighed[whole(plain)], strength)
            # A short title says more of its page than a long one.
            weight *= 0.6 + 1.2 / max(1, len(found))
        length = len(text) / usual if weight <= LEAD else 0.0
        for word, stands_for in expand(plain, found):
            aliases[word].add(stands_for)
            _add(weighed, _terms_of(word), weight * 0.7, length)
        found.update(FORM + word for word in forms(plain))
        _add(weighed, found, weight, length)
    return weighed


def _add(
    weighed: dict[str, float], found: Counter[str], weight: float, length: float
) -> None:
    """Add a field's terms; repetition counts less and less, as in BM25 (k1 = 1.2)."""
    slow = 1.2 * (0.5 + 0.5 * max(length, 0.3))
    for term, count in found.items():
        weighed[term] += weight * 2.2 * count / (count + slow)


@functools.lru_cache(maxsize=10_000)
def _terms_of(word: str) -> Counter[str]:
    """Return the terms of an everyday word, which come again and again."""
    return Counter(terms(word))


def _keep_telling_forms(weights: dict[str, list[Posting]]) -> None:
    """Drop the whole words (policing) that say little more than their stem (polic)."""
    for word in [term for term in weights if term[0] == FORM]:
        sections = weights.pop(word)
        others = len(weights[stem(word[1:])])
        if others > COMMON and len(sections) * 3 < others:
            weights.setdefault(word[1:], sections)


def _told(sections: list[Posting]) -> str:
    told, before = "", -1
    for posting in sections:
        number, level = divmod(posting, 26)
        told += "" if number == before + 1 else _base36(number - before)
        told += LEVELS[level]
        before = number
    return told


@functools.lru_cache(maxsize=10_000)
def _base36(number: int) -> str:
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


def folding(characters: set[str], fold: Fold) -> str:
    """Return pairs of characters: one that may be typed, and the one it is found as.

    Only what leads to a character of the index: a few kilobytes.
    """
    typed = map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))
    pairs = [(character, fold(character)) for character in typed]
    return "".join(a + b for a, b in pairs if a != b and b in characters)


def latin_words(postings: dict[str, str]) -> dict[str, list[str]]:
    """Return the Latin words of the index by first letter, to mend typing errors."""
    words: dict[str, list[str]] = defaultdict(list)
    for term in postings:
        if term.isascii() and term.isalpha() and len(term) > 3:
            words[term[0]].append(term)
    return words


def _prominence(told: str) -> tuple[str, int]:
    """Return what ranks a term: its strongest level, then in how many sections."""
    return max(filter(str.isupper, told)), len(told)


def spoken_pairs(postings: dict[str, str]) -> Iterator[str]:
    """Yield "gong zi 工资公资": what is read so, for those who type pinyin."""
    pairs = [term for term in postings if len(term) == 2 and term[0] >= "\u3400"]
    read: dict[str, list[str]] = defaultdict(list)
    telling = sorted(pairs, key=lambda term: _prominence(postings[term]))
    for pair in telling[: -LISTED_PAIRS - 1 : -1]:
        read[" ".join(pinyin(pair))].append(pair)
    for spoken, written in sorted(read.items()):
        yield f"{spoken} {''.join(written)}"
