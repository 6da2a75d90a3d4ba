"""Ids that a page gets from its template, so that other pages can link to them."""

from collections.abc import Iterator

from .data import Data
from .pages import FrontMatter

OF_EVERY_PAGE = ("top", "content", "menu", "topics", "prints", "sources")
"""Ids that the templates use; no heading can have one of them."""
CARDS = "cards.html"
DIRECTORY = "directory.html"


def built_anchors(front: FrontMatter, data: Data) -> Iterator[str]:
    """Yield the ids of cards to show, or of contacts in the directory."""
    if front.template == CARDS:
        yield from (f"card-{card.id}" for card in data.cards)
    if front.template == DIRECTORY:
        yield from (f"contact-{name}" for name in data.contacts)
