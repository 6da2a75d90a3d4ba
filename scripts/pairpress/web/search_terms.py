"""Cuts text into search terms; docs/assets/search.js does the same with queries.

Scripts without spaces (Chinese, Thai), and Korean within its words, give overlapping
pairs of characters, so that any piece of two characters or more can be found without a
dictionary; other words give stems. What a language asks for beyond that is its
Spelling. What both scripts must agree on stands in tests/search/terms.yml.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator

from ..content.spelling import Spelling, bare, compiled, put, unified

HAN = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
PAIRED = (
    f"{HAN}\uac00-\ud7a3\u0e00-\u0e3e\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u103f"
    "\u1050-\u109f\u1780-\u17d3"
)
"""Chinese, Japanese; Korean, Thai, Lao, Burmese, Khmer."""
NO_LETTER = (
    "\u0000-/:-@\\[-`{-\u00bf×÷\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u0600-\u060f"
    "\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0970"
    "\u0f0b-\u0f14\u1361-\u1368\u2000-\u2bff\u2e00-\u303f"
    "\ud800-\uf8ff\ufe00-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40"
    "\uff5b-\uff65"
)
"""Signs, spaces, punctuation: everything but letters and digits (below U+10000)."""
LETTER = f"[^{NO_LETTER}{PAIRED}\U00010000-\U0010ffff]"
WORD = f"{LETTER}+(?:['’]{LETTER}+|\\.[0-9]+)*"
LATIN = re.compile(WORD)
PIECE = re.compile(f"[{PAIRED}]+|{WORD}")
IS_LETTER = re.compile(LETTER)
ONLY_LETTERS = re.compile(f"(?:(?![0-9]){LETTER})+")
IS_PAIRED = re.compile(f"[{PAIRED}]")
GAP = re.compile(f"(?<=[{HAN}])\\s+(?=[{HAN}])")
UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""Joiners and marks of direction; and the stroke that only lengthens Arabic words."""
Fold = Callable[[str], str]
"""Turns Traditional characters into Simplified ones, one for one."""


def normalize(text: str, fold: Fold, spelling: Spelling) -> str:
    """Return a text as terms are cut from it: half-width, lower case, Simplified,
    digits from 0 to 9."""
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    plain = GAP.sub("", fold(unified(plain)))
    return functools.reduce(lambda so, rule: put(rule, so), spelling.joins, plain)


def terms(normalized: str, spelling: Spelling) -> Iterator[str]:
    """Yield the terms of a normalized text, in order, with repetition.

    A run of Chinese yields its pairs and, alone, its last character: a single
    character is then found as the beginning of a term.
    """
    before = ""
    for piece in PIECE.findall(normalized):
        if is_paired(piece):
            yield from (piece[i : i + 2] for i in range(len(piece) - 1))
            yield piece[-1]
            continue
        term = stem(piece, spelling)
        yield term
        if spelling.syllables and before:
            yield f"{before}_{term}"
        before = term


def is_paired(piece: str) -> bool:
    """Say whether a piece is of a script that is cut into pairs of characters."""
    return IS_PAIRED.match(piece) is not None


def forms(normalized: str, spelling: Spelling) -> Iterator[str]:
    """Yield the words of a normalized text that are not their own stem."""
    yield from (w for w in LATIN.findall(normalized) if stem(w, spelling) != w)


def whole(normalized: str, spelling: Spelling) -> str:
    """Return a whole title or heading as one term."""
    pieces = PIECE.findall(normalized)
    return "#" + "".join(p if is_paired(p) else stem(p, spelling) for p in pieces)


@functools.lru_cache(maxsize=100_000)
def stem(word: str, spelling: Spelling) -> str:
    """Return a word without accents and endings; both sides of a search do the same."""
    word = bare(word)
    for group in spelling.stems:
        rule = next((rule for rule in group if compiled(rule[0]).search(word)), None)
        if rule:
            word = put(rule, word)
    return word
