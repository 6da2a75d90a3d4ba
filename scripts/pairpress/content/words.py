"""The words of the interface in an edition: written, or converted."""

import functools

from .conversion import Converter, converter
from .data import Data
from .languages import language
from .site import EditionSettings


def words_in(edition: EditionSettings, data: Data) -> dict[str, str]:
    """Return an edition's words by their name in content/languages/*.yml."""
    return dict(_words(edition.locale, converter(edition, data)))


@functools.lru_cache(maxsize=16)
def _words(locale: str, convert: Converter) -> dict[str, str]:
    """Return the words, converted once: every page asks for them."""
    words = language(locale).words
    return {name: convert(text) for name, text in words.items()}
