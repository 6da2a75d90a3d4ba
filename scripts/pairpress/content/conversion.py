"""Turns Simplified Chinese text into an edition's Traditional, with the term table."""

import functools
import re
from collections.abc import Callable, Mapping

from opencc import OpenCC

from .data import Data
from .site import EditionSettings

Converter = Callable[[str], str]


def converter(
    edition: EditionSettings, data: Data, overrule: Mapping[str, str] | None = None
) -> Converter:
    """Return the function that converts text for an edition.

    Phrases of the term table, and a page's own in `overrule`, are put in as they
    stand; all else goes through OpenCC. The longest phrase wins.
    """
    if not edition.convert:
        return as_written
    table = data.phrases
    if overrule:
        table = tuple(sorted((dict(table) | dict(overrule)).items()))
    return phrase_converter(edition.convert, table)


def as_written(text: str) -> str:
    """Return a text of an edition that is not converted."""
    return text


@functools.lru_cache(maxsize=64)
def phrase_converter(
    configuration: str, table: tuple[tuple[str, str], ...]
) -> Converter:
    """Return a converter for an OpenCC configuration and a table of phrases."""
    convert = _opencc(configuration)
    # After OpenCC, so that it sees each phrase among its neighbours: 签合同 is a word
    # of its dictionary, 签 alone is not the same character.
    phrases = {convert(simplified): wanted for simplified, wanted in table}
    if not phrases:
        return convert
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return lambda text: pattern.sub(lambda match: phrases[match[0]], convert(text))


@functools.cache
def _opencc(configuration: str) -> Converter:
    convert: Converter = OpenCC(configuration).convert
    return convert


def fold_to_simplified(text: str) -> str:
    """Return a text with Traditional, Hong Kong and Taiwan forms in Simplified.

    For comparing only: each character by itself, so that a browser can do the same
    with a table, and lengths stay as they are.
    """
    return text.translate(_folding())


@functools.cache
def _folding() -> dict[int, str]:
    """Return the table of characters that fold to another one."""
    typed = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    text = "\n".join(typed)
    for configuration in ("tw2s", "hk2s", "t2s"):
        text = _opencc(configuration)(text)
    table = dict(zip(typed, text.split("\n"), strict=True)) | _AMBIGUOUS
    return {
        ord(a): b for a, b in table.items() if a != b and len(b) == 1 and b <= "\uffff"
    }


# Characters that OpenCC leaves alone, for they are Simplified too in rare words.
# workaround: opencc/rare-words
_AMBIGUOUS = {"藉": "借", "馀": "余", "吿": "告", "甚": "什"}


@functools.lru_cache(maxsize=8192)
def simplified(character: str) -> str:
    """Return the Simplified form of a character by itself, often the same."""
    return _opencc("t2s")(character)
