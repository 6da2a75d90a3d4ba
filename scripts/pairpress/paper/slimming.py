"""Makes a PDF smaller: folds structure that says nothing, joins strings of glyphs.

WeasyPrint 70 writes an element for each piece of a line, and a kerning of 0 after each
glyph: a third of a book's bytes.
"""

import re
from typing import Any

import pydyf

SAYS_NOTHING = frozenset({"/Span", "/NonStruct"})
"""Structure that only holds something, unless it has a language of its own."""
HOLDS_TEXT = SAYS_NOTHING | {
    *("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"),
    *("/TD", "/TH", "/LBody", "/Lbl", "/Caption", "/Link"),
}
"""Structure in which text may stand by itself: no list, no row, no section."""
PLAIN = frozenset({"Type", "S", "K", "Pg", "P"})
"""What every element has."""
REFERENCE = re.compile(rb"(\d+) 0 R")
NO_KERNING = re.compile(rb">0(?=[<\]])")


def join_glyphs(pdf: Any) -> None:
    """Write the glyphs between which nothing is moved as one string."""
    # workaround: weasyprint/kerning-of-nothing
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            item.stream = [_joined(part) for part in item.stream]


def _joined(part: Any) -> Any:
    if not isinstance(part, bytes) or not part.endswith(b"] TJ"):
        return part
    return NO_KERNING.sub(b">", part).replace(b"><", b"")


def fold_structure(pdf: Any) -> None:
    """Put what stands in elements that say nothing into those around them.

    The structure is the end of a PDF and only names itself and what comes before it:
    its objects can be counted anew. An element comes before those in it.
    """
    # workaround: weasyprint/structure-of-lines
    named = {
        key: item for key, value in pdf.catalog.items() if (item := _item(pdf, value))
    }
    root = named["StructTreeRoot"]
    parents, document = _item(pdf, root["ParentTree"]), _item(pdf, root["K"][0])
    elements = [i for i in pdf.objects if _type(i) == "/StructElem"]
    holders = _holders(pdf, elements)
    outer = {e.number: holders.get(_number(e["P"])) for e in elements}
    kids = _kids(pdf, elements, holders)
    gone = {e.number for e in elements if holders[e.number] is not e}
    gone |= {e.number for e in elements if _is_empty(e, kids[e.number])}
    kept = [(e, outer[e.number], kids[e.number]) for e in elements]
    kept = [row for row in kept if row[0].number not in gone]
    owners = [_owners(value, holders) for value in parents["Nums"]]

    pdf.objects[:] = [
        item
        for item in pdf.objects
        if item.number not in gone and _type(item) != "/OBJR"
    ]
    for number, item in enumerate(pdf.objects):
        item.number = number
    for key, item in named.items():
        pdf.catalog[key] = item.reference
    root["ParentTree"] = parents.reference
    root["K"] = pydyf.Array([document.reference])
    parents["Nums"] = pydyf.Array(map(_referred, owners))
    for element, parent, inside in kept:
        element["K"] = pydyf.Array(map(_referred, inside))
        element["P"] = (parent or root).reference
        _leave_out_defaults(element, inside)


def _holders(pdf: Any, elements: list[Any]) -> dict[int, Any]:
    """Return, by an element's number, itself or what it is folded into."""
    holders: dict[int, Any] = {}
    for element in elements:
        parent = holders.get(_number(element["P"]))
        is_folded = (
            parent is not None
            and parent["S"] in HOLDS_TEXT
            and element["S"] in SAYS_NOTHING
            and PLAIN.issuperset(element)
            and element["Pg"] == parent["Pg"]
        )
        holders[element.number] = parent if is_folded else element
    return holders


def _kids(
    pdf: Any, elements: list[Any], holders: dict[int, Any]
) -> dict[int, list[Any]]:
    """Return what each element holds after folding: numbers of content, and objects."""
    kids: dict[int, list[Any]] = {}
    for element in reversed(elements):
        inside: list[Any] = []
        for kid in element["K"]:
            item = _item(pdf, kid)
            if item is None:
                inside.append(kid)
            elif _type(item) == "/OBJR":
                # Not an object of its own: it is named in this one place.
                inside.append(pydyf.Dictionary({k: item[k] for k in ("Type", "Obj")}))
            elif holders[item.number] is not item:
                inside += kids[item.number]
            elif not _is_empty(item, kids[item.number]):
                inside.append(item)
        kids[element.number] = inside
    return kids


def _owners(value: Any, holders: dict[int, Any]) -> Any:
    """Return a value of the parent tree with objects in place of references."""
    if isinstance(value, list):
        return [holders[_number(part)] for part in value]
    return holders[_number(value)] if isinstance(value, bytes) else value


def _referred(value: Any) -> Any:
    if isinstance(value, list):
        return pydyf.Array(part.reference for part in value)
    return value.reference if _type(value) == "/StructElem" else value


def _leave_out_defaults(element: Any, inside: list[Any]) -> None:
    """Leave out a page where nothing on it is named, and headers where none are."""
    if all(_type(kid) == "/StructElem" for kid in inside):
        element.pop("Pg", None)
    attributes = element.get("A", {})
    if attributes.get("Headers") == []:
        del attributes["Headers"]
    if set(attributes) == {"O"}:
        del element["A"]


def _is_empty(element: Any, inside: list[Any]) -> bool:
    is_plain = element["S"] in SAYS_NOTHING and PLAIN.issuperset(element)
    return is_plain and not inside


def _type(item: Any) -> str:
    return str(item.get("Type", "")) if isinstance(item, dict) else ""


def _item(pdf: Any, value: Any) -> Any:
    """Return the object that a value refers to; None if it is no reference."""
    return pdf.objects[_number(value)] if _number(value) else None


def _number(value: Any) -> int:
    match = REFERENCE.fullmatch(value) if isinstance(value, bytes) else None
    return int(match[1]) if match else 0
