"""The words of the interface in an edition: written, or converted."""

from .conversion import converter
from .data import Data
from .site import EditionSettings


def words_in(edition: EditionSettings, data: Data) -> dict[str, str]:
    """Return an edition's words by their name in content/languages/*.yml."""
    words = data.language(edition.locale).words
    convert = converter(edition, data)
    return {name: convert(text) for name, text in words.items()}
