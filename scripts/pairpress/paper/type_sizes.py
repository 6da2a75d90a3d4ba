"""Type sizes by the length of a text: the shorter it is, the larger it stands."""

from ..content.text_width import width


def fitting(text: str, sizes: tuple[tuple[int, str], ...]) -> str:
    """Return the first size, (the widest text, its name), that holds a text; else s."""
    return next((name for limit, name in sizes if width(text) <= limit), "s")
