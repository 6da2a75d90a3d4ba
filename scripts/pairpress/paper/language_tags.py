"""/Lang on every structure element whose language differs from what surrounds it."""

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint
from weasyprint.pdf import tags

PINNED_VERSION = "70.0"
PATCHED = "_build_box_tree"
PARAMETERS = ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags")
REFERENCE = re.compile(rb"(\d+) \d+ R")


class UnsupportedVersionError(RuntimeError):
    """WeasyPrint is not the version whose private function is known here."""


@contextmanager
def language_tags() -> Iterator[None]:
    """Make WeasyPrint write the language of each structure element.

    Version 70.0 names only the document's language, so that a screen reader would
    read the English half of a page with a Chinese voice. It offers no hook; its
    private tree builder is wrapped for the time of writing one PDF.
    """
    # workaround: weasyprint/languages
    build = _known_builder()
    setattr(tags, PATCHED, _with_language(build))
    try:
        yield
    finally:
        setattr(tags, PATCHED, build)


def prune_languages(pdf: Any) -> None:
    """Drop each /Lang that repeats the one of its surroundings (a finisher's step)."""
    elements = {
        item.number: item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
    }
    document = _text(pdf.catalog.get("Lang"))
    own = {number: _text(item.get("Lang")) for number, item in elements.items()}
    for number, item in elements.items():
        parent = parent_of(item)
        while parent in elements and not own[parent]:
            parent = parent_of(elements[parent])
        if own[number] and own[number] == (own.get(parent) or document):
            del item["Lang"]


def require_pinned_version() -> None:
    """Refuse a WeasyPrint whose private functions are not known here."""
    if weasyprint.__version__ != PINNED_VERSION:
        raise UnsupportedVersionError(
            f"WeasyPrint {weasyprint.__version__} is installed, but language_tags.py "
            f"knows {PINNED_VERSION}: install that, or check {PATCHED} and raise the "
            "pin"
        )


def _known_builder() -> Any:
    require_pinned_version()
    build = getattr(tags, PATCHED, None)
    if build is None or tuple(inspect.signature(build).parameters) != PARAMETERS:
        raise UnsupportedVersionError(
            f"weasyprint.pdf.tags.{PATCHED} no longer takes ({', '.join(PARAMETERS)})"
        )
    return build


def _with_language(build: Any) -> Any:
    def build_with_language(
        box: Any,
        parent: Any,
        pdf: Any,
        page_number: int,
        nums: Any,
        annotations: Any,
        tags: Any,
    ) -> Iterator[Any]:
        style = getattr(getattr(box, "_box", box), "style", None)
        lang = style["lang"] if style else None
        for element in build(box, parent, pdf, page_number, nums, annotations, tags):
            if lang and "Lang" not in element:
                element["Lang"] = pydyf.String(lang)
            yield element

    return build_with_language


def parent_of(element: Any) -> int:
    """Return the number of the element that holds a structure element; 0 if none."""
    match = REFERENCE.match(element["P"])
    return int(match[1]) if match else 0


def _text(value: Any) -> str:
    return str(getattr(value, "string", value) or "")
