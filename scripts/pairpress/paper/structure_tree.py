"""A smaller structure tree: text belongs to its paragraph, not to a Span in it."""

from typing import Any

import pydyf

from .language_tags import REFERENCE, parent_of

HOLDERS = {
    *("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Caption", "/Lbl", "/LBody"),
    *("/TH", "/TD", "/Link", "/Span", "/NonStruct"),
}
"""Elements that may hold text themselves."""


def join_spans(pdf: Any) -> None:
    """Give the text of each Span that says nothing to the element around it.

    WeasyPrint 70 makes an element of every piece of text, and another of every span
    that spacing needs: half a book's bytes, and many stops for a screen reader.
    """
    elements = {
        item.number: item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
    }
    joined: dict[int, Any] = {}
    # Children have higher numbers than their parents, and join first.
    for number in sorted(elements, reverse=True):
        item, parent = elements[number], elements.get(parent_of(elements[number]))
        if parent is not None and _may_join(item, parent):
            place = parent["K"].index(item.reference)
            parent["K"][place : place + 1] = item["K"]
            joined[number] = parent
            pdf.objects[number] = _free()
    _redirect(pdf, joined)


def _free() -> Any:
    """Return what stands for an object that is no more.

    Like pydyf's own first object: pydyf 0.13 counts one that is only marked as free
    among those of the object stream, and all after it would be taken for another.
    """
    gone = pydyf.Object()
    gone.number, gone.generation, gone.free = 0, 65535, "f"
    return gone


def _may_join(item: Any, parent: Any) -> bool:
    return (
        item["S"] == "/Span"
        and parent["S"] in HOLDERS
        and item["Pg"] == parent["Pg"]
        and not {"Lang", "A", "Alt", "ID"} & set(item)
        and all(isinstance(kid, int) for kid in item["K"])
        and item.reference in parent["K"]
    )


def _redirect(pdf: Any, joined: dict[int, Any]) -> None:
    """Let the marked text lead to the element that it belongs to now."""
    [root] = [
        item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructTreeRoot"
    ]
    tree = next(o for o in pdf.objects if o.reference == root["ParentTree"])
    for marks in tree["Nums"]:
        if isinstance(marks, list):
            marks[:] = [_holder(reference, joined) for reference in marks]


def _holder(reference: bytes, joined: dict[int, Any]) -> bytes:
    match = REFERENCE.match(reference)
    number = int(match[1]) if match else 0
    while number in joined:
        reference, number = joined[number].reference, joined[number].number
    return reference
