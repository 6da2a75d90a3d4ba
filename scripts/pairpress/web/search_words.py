"""Everyday words: a section that says one word of a group is found by all of them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from .search_terms import Fold, normalize

Expander = Callable[[str], Iterator[tuple[str, str]]]
"""Yields (everyday word, the word in the text it stands for) of a normalized text."""


def expander(groups: list[list[str]], fold: Fold) -> Expander:
    """Return the function that finds the words of the groups in a text."""
    others: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        words = [normalize(word, fold) for word in group]
        for word in words:
            others[word] |= set(words) - {word}
    if not others:
        return lambda text: iter(())
    pattern = re.compile("|".join(map(_bounded, sorted(others, key=_rank))))

    def expand(text: str) -> Iterator[tuple[str, str]]:
        for found in sorted(set(pattern.findall(text))):
            yield from ((word, found) for word in sorted(others[found]))

    return expand


def _rank(word: str) -> tuple[int, str]:
    """Longer words first, so that 最低工资 is not read as 工资."""
    return -len(word), word


def _bounded(word: str) -> str:
    """Return a pattern that finds a Latin word whole, and Chinese anywhere."""
    escaped = re.escape(word)
    return rf"\b{escaped}\b" if word[0].isascii() else escaped
