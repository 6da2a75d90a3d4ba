"""Says in which direction a text is read where it differs from what stands around it.

Templates and pages name languages (`lang`); this adds the direction (`dir`) that goes
with them, on sites with an edition that is written from right to left.
"""

import re
from collections.abc import Iterable

from ..content.languages import direction_of
from ..content.site import Site
from .html_files import Element, parse_html, serialized

DIALLED = re.compile(r"(tel|sms|mailto):")
SHOWN_ADDRESS = re.compile(r"[\w.-]+\.[a-z]{2,}(/\S*)?|\S+@\S+|https?://\S+", re.ASCII)
LATIN = re.compile(r"[\x20-\x7e\u2060]*")


def is_mixed(site: Site) -> bool:
    """Say whether a site has editions of both directions, or right to left only."""
    return any(edition.direction == "rtl" for edition in site.editions)


def with_directions(page: bytes, site: Site) -> bytes:
    """Return a page of a site with the directions in it."""
    if not is_mixed(site):
        return page
    root = parse_html(page)
    mark_directions(root)
    return serialized(root)


def mark_directions(element: Element, around: str = "ltr") -> None:
    """Give an element, and each below it, its direction if that is not the one around.

    Phone numbers and addresses of the net are read from the left in every language.
    """
    lang = element.get("lang")
    own = direction_of(lang) if lang else around
    if own == "rtl" and _is_from_left(element):
        own = "ltr"
    if own != around:
        element.set("dir", own)
    for child in element:
        if isinstance(child.tag, str):
            mark_directions(child, element.get("dir") or own)


def in_a_line(parts: Iterable[str], direction: str) -> str:
    """Return parts of a line side by side, each in a direction of its own.

    In a line from the right, “PDF · 2” would become one piece, read from the left.
    """
    if direction == "rtl":
        parts = (f"\u2068{part}\u2069" for part in parts)
    return " · ".join(parts)


def _is_from_left(element: Element) -> bool:
    if element.tag in ("code", "kbd", "samp"):
        return True
    if element.tag != "a":
        return False
    text = element.text_content().strip()
    is_address = DIALLED.match(element.get("href", "")) or SHOWN_ADDRESS.fullmatch(text)
    return bool(is_address and LATIN.fullmatch(text))
