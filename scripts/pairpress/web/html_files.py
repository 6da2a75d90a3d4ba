"""Reads and writes finished HTML files."""

from pathlib import Path

from lxml import html

Element = html.HtmlElement


def read_html(path: Path) -> Element:
    """Parse a finished page."""
    return html.document_fromstring(path.read_bytes(), _PARSER)


def write_html(path: Path, root: Element) -> None:
    """Write a page; the same tree always gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(serialized(root))


def serialized(root: Element) -> bytes:
    """Return a document's bytes, in UTF-8, with its doctype."""
    return bytes(
        html.tostring(root, encoding="utf-8", doctype="<!doctype html>") + b"\n"
    )


_PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)
