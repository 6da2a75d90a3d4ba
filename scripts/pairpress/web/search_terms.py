"""Cuts text into search terms; docs/assets/search.js does the same with queries.

Chinese gives overlapping pairs of characters, so that any piece of two characters or
more can be found without a dictionary; Latin words give stems. What both scripts must
agree on stands in tests/search/terms.yml.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator

HAN = "\u3400-\u9fff\uf900-\ufaff"
WORD = "[a-z0-9\u00c0-\u024f]+(?:['’][a-z0-9]+|\\.[0-9]+)*"
LATIN = re.compile(WORD)
PIECE = re.compile(f"[{HAN}]+|{WORD}")
GAP = re.compile(f"(?<=[{HAN}])\\s+(?=[{HAN}])")
VOWEL = re.compile("[aeiouy]")

Fold = Callable[[str], str]
"""Turns Traditional characters into Simplified ones, one for one."""


def normalize(text: str, fold: Fold) -> str:
    """Return a text as terms are cut from it: half-width, lower case, Simplified."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return GAP.sub("", fold(plain))


def terms(normalized: str) -> Iterator[str]:
    """Yield the terms of a normalized text, in order, with repetition.

    A run of Chinese yields its pairs and, alone, its last character: a single
    character is then found as the beginning of a term.
    """
    for piece in PIECE.findall(normalized):
        if piece[0] >= "\u3400":
            yield from (piece[i : i + 2] for i in range(len(piece) - 1))
            yield piece[-1]
        else:
            yield stem(piece)


def forms(normalized: str) -> Iterator[str]:
    """Yield the Latin words of a normalized text that are not their own stem."""
    yield from (w for w in LATIN.findall(normalized) if stem(w) != w)


def whole(normalized: str) -> str:
    """Return a whole title or heading as one term."""
    pieces = PIECE.findall(normalized)
    return "#" + "".join(p if p[0] >= "\u3400" else stem(p) for p in pieces)


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a word without its English endings; both sides of a search do the same."""
    word = re.sub("['’]s?$", "", word)
    if len(word) < 4 or word[0].isdigit():
        return word
    word = _without_plural(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and VOWEL.search(base):
            word = base
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 5 and word.endswith("ll"):
        return word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word
