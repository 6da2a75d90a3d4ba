"""Everyday words: a section that says one word of a group is found by all of them."""

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from ..content.spelling import Spelling, bare
from .search_terms import IS_LETTER, Fold, is_paired, normalize, terms


@dataclass(frozen=True)
class Everyday:
    """What a word of a text is called, too."""

    word: str
    """As it stands in the text."""
    others: tuple[str, ...]
    """The everyday words that stand for it."""
    terms: tuple[tuple[str, int], ...]
    """The terms of these, with how often each stands in its word."""


Expander = Callable[..., Iterator[Everyday]]
"""Yields what words of a normalized text without accents are called, too; quicker if
given the text's terms."""


def expander(groups: list[list[str]], fold: Fold, how: Spelling) -> Expander:
    """Return the function that finds the words of the groups in a text."""
    others: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        words = [bare(normalize(word, fold, how)) for word in group]
        for word in words:
            others[word] |= set(words) - {word}
    # A word can stand only where its first term does: most texts need no further look.
    starts: dict[str, list[str]] = defaultdict(list)
    for word in others:
        starts[next(terms(word, how), "") if len(word) > 1 else ""].append(word)

    @functools.cache
    def counted(word: str) -> tuple[tuple[str, int], ...]:
        return tuple(Counter(terms(word, how)).items())

    @functools.cache
    def everyday(word: str) -> Everyday:
        told = tuple(sorted(others[word]))
        return Everyday(word, told, tuple(x for other in told for x in counted(other)))

    def expand(text: str, found: Collection[str] | None = None) -> Iterator[Everyday]:
        found = set(terms(text, how)) if found is None else found
        possible = starts[""] + [w for term in found for w in starts.get(term, ())]
        standing = [word for word in possible if word in text]
        yield from (everyday(word) for word in sorted(_standing(text, standing)))

    return expand


def _standing(text: str, words: list[str]) -> Iterator[str]:
    """Yield the words that stand in a text: Chinese anywhere, other words whole.

    Longer words first, so that 最低工资 is not read as 工资.
    """
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rest = text.replace(word, "\n") if is_paired(word) else _without(word, text)
        if rest != text:
            yield word
            text = rest


def _without(word: str, text: str) -> str:
    """Return a text without a word, where it stands by itself."""
    rest, *parts = text.split(word)
    for part in parts:
        within = IS_LETTER.match(rest[-1:]) or IS_LETTER.match(part)
        rest += (word if within else "\n") + part
    return rest
