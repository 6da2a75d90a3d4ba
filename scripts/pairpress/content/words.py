"""The words of the interface in an edition: written, or converted."""

import functools

from .conversion import Converter, converter
from .data import Data
from .site import EditionSettings


def words_in(edition: EditionSettings, data: Data) -> dict[str, str]:
    """Return an edition's words by their name in content/languages/*.yml."""
    words = data.language(edition.locale).words
    return dict(_converted(tuple(words.items()), converter(edition, data)))


@functools.lru_cache(maxsize=16)
def _converted(
    words: tuple[tuple[str, str], ...], convert: Converter
) -> dict[str, str]:
    """Return the words, converted once: every page asks for them."""
    return {name: convert(text) for name, text in words}
