"""Letters that are not drawn one by one, each as it is, from left to right."""

import unicodedata

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
"""Classes of letters that are drawn from right to left (Unicode, bidi class)."""
MARKS = frozenset({"Mn", "Mc"})
"""Categories of what is drawn above, below or around another letter."""


def is_shaped(text: str) -> bool:
    """Whether letters change with their neighbours: Arabic, Hebrew, Thai, Hindi …"""
    return is_right_to_left(text) or is_composed(text)


def is_right_to_left(text: str) -> bool:
    """Whether a text has letters that are drawn from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text
    )


def is_composed(text: str) -> bool:
    """Whether a text from left to right has letters of more parts than one.

    From right to left readers expect glyphs in the order of drawing, and turn what
    /ActualText says about: there, each glyph tells its letter by itself.
    """
    return (
        not text.isascii()
        and any(unicodedata.category(character) in MARKS for character in text)
        and not is_right_to_left(text)
    )
