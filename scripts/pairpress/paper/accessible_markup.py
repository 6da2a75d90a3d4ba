"""Rewrites the markup that would break PDF/UA-1 in WeasyPrint 70."""

from typing import Any

from lxml import html as lxml_html

from .text_runs import INLINE


def mend_markup(root: Any) -> None:
    """Drop decoration without words and flatten what stands inside links."""
    # workaround: weasyprint/empty-alternatives
    for image in list(root.iter("img")):
        if not (image.get("alt") or "").strip():
            image.drop_tree()
    # workaround: weasyprint/labels-of-drawings
    for drawing in list(root.iter("svg")):
        _title_or_drop(drawing)
    # A block right in a list item is tagged as no part of its body, so paragraphs of an
    # item become lines of it. workaround: weasyprint/blocks-in-items
    for item in root.iter("li"):
        for paragraph in item.findall("p"):
            if _follows_text(paragraph):
                paragraph.addprevious(lxml_html.Element("br"))
            paragraph.drop_tag()
    # Each nested inline becomes a second Link element that points to nothing
    # (https://github.com/Kozea/WeasyPrint/issues/2482).
    # workaround: weasyprint/nested-links
    for link in root.iter("a"):
        for nested in list(link.iterdescendants()):
            if nested.tag in INLINE - {"img", "svg", "br"}:
                nested.drop_tag()


def _follows_text(element: Any) -> bool:
    """Say whether anything to read stands before an element in its parent."""
    before = element.getparent().text or ""
    earlier = element.itersiblings(preceding=True)
    return bool(before.strip() or any(sibling.tag != "br" for sibling in earlier))


def _title_or_drop(drawing: Any) -> None:
    title = drawing.find("title")
    if title is not None and (title.text or "").strip():
        return
    label = (drawing.get("aria-label") or "").strip()
    if not label:
        drawing.drop_tree()
        return
    title = lxml_html.Element("title")
    title.text = label
    title.tail, drawing.text = drawing.text, None
    drawing.insert(0, title)
