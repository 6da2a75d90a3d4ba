"""Reads and writes finished HTML files."""

from pathlib import Path
from typing import Any, TypeAlias

from lxml import html

Element: TypeAlias = Any
"""An lxml element; lxml has no types."""


def read_html(path: Path) -> Element:
    """Parse a finished page."""
    return parse_html(path.read_bytes())


def parse_html(content: bytes) -> Element:
    """Parse a finished page's bytes."""
    return html.document_fromstring(content, _PARSER)


def write_html(path: Path, root: Element) -> None:
    """Write a page; the same tree always gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(serialized(root))


def serialized(root: Element) -> bytes:
    """Return a document's bytes, in UTF-8, with its doctype."""
    return bytes(
        html.tostring(root, encoding="utf-8", doctype="<!doctype html>") + b"\n"
    )


def markup(element: Element) -> str:
    """Return an element's HTML without the text after it."""
    return str(html.tostring(element, encoding="unicode", with_tail=False))


_PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)
