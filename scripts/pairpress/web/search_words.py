"""Everyday words: a section that says one word of a group is found by all of them."""

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
    # By their first two characters; longer words first, so that 最低工资 is not 工资.
    starts: dict[str, list[str]] = defaultdict(list)
    for word in sorted(others, key=lambda word: (-len(word), word)):
        starts[word[:2]].append(word)

    def expand(text: str) -> Iterator[tuple[str, str]]:
        for found in sorted(set(_found(text, starts))):
            yield from ((word, found) for word in sorted(others[found]))

    return expand


def _found(text: str, starts: dict[str, list[str]]) -> Iterator[str]:
    """Yield the words that stand in a text: Chinese anywhere, Latin words whole."""
    end = 0
    for at in range(len(text) - 1):
        if at < end:
            continue
        for word in starts.get(text[at : at + 2], ()):
            if text.startswith(word, at) and _stands_alone(text, at, at + len(word)):
                yield word
                end = at + len(word)
                break


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether no Latin word goes on at either side of a piece of text."""
    before = text[start - 1 : start] + text[start]
    after = text[end - 1 : end + 1]
    return not (_is_latin(before) or _is_latin(after))


def _is_latin(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
