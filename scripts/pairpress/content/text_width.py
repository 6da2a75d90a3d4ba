"""How wide a text is, whatever its script."""

import unicodedata


def width(text: str) -> int:
    """Return the width in Latin letters; a Han character is as wide as two."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
