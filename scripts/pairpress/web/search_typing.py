"""What readers type for what an index holds: other characters, errors, pinyin."""

from collections import defaultdict
from collections.abc import Iterator

from ..content.collation import pinyin
from ..content.spelling import LETTERS, bare
from .search_documents import Document
from .search_terms import ONLY_LETTERS, Fold

LISTED_PAIRS = 1500
"""How long the list for pinyin may be."""


def folding(characters: set[str], fold: Fold) -> list[tuple[str, str]]:
    """Return pairs of characters: one that may be typed, and the one it is found as.

    Only what leads to a character of the index, in an order that compresses well.
    """
    typed = map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))
    pairs = [(character, fold(character)) for character in typed]
    found = [(a, b) for a, b in pairs if a != b and b in characters]
    return sorted(found, key=lambda pair: pair[1])


def letters_of(documents: list[Document]) -> dict[str, str]:
    """Return the letters of the texts that are typed in a plain way too (đ, d)."""
    texts = (s.heading + s.text for d in documents for s in d.sections)
    titles = (document.title + document.keywords for document in documents)
    seen = set("".join((*texts, *titles)).lower())
    return {letter: plain for letter, plain in LETTERS.items() if letter in seen}


def words_by_letter(postings: dict[str, str]) -> dict[str, list[str]]:
    """Return the words of the index by first letter, to mend typing errors."""
    words: dict[str, list[str]] = defaultdict(list)
    for term in postings:
        if len(term) > 3 and ONLY_LETTERS.fullmatch(term) and term == bare(term):
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
