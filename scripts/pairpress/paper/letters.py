"""Letters that are not drawn one by one, from left to right."""

import unicodedata

SHAPED = frozenset({"R", "AL", "AN"})
"""Classes of letters that are drawn from right to left (Unicode, bidi class)."""


def is_shaped(text: str) -> bool:
    """Whether letters change with their neighbours: Arabic, Hebrew, Thai, Hindi …"""
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in SHAPED
        or unicodedata.category(character) in ("Mn", "Mc")
        for character in text
    )
