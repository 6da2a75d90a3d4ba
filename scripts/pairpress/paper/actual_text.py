"""/ActualText on text whose glyphs do not tell its letters: Hindi, Khmer, Thai …"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf.stream import Stream

from .language_tags import UnsupportedVersionError, require_pinned_version
from .letters import is_composed

PATCHED = "marked"
PARAMETERS = ("self", "box", "tag")


@contextmanager
def actual_text() -> Iterator[None]:
    """Make WeasyPrint write the letters of composed text beside its glyphs.

    Version 70.0 notes the letters of a glyph the first time that it meets it: where
    glyphs stand for parts of letters, copied or searched text would be none. It offers
    no hook; the beginning of marked content is wrapped for the time of writing one PDF.
    """
    require_pinned_version()
    begin = getattr(Stream, PATCHED, None)
    if begin is None or tuple(inspect.signature(begin).parameters) != PARAMETERS:
        raise UnsupportedVersionError(
            f"weasyprint.pdf.stream.Stream.{PATCHED} no longer takes "
            f"({', '.join(PARAMETERS)})"
        )
    setattr(Stream, PATCHED, _with_text(begin))
    try:
        yield
    finally:
        setattr(Stream, PATCHED, begin)


def _with_text(begin: Any) -> Any:
    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        with begin(stream, box, tag):
            if isinstance(box, TextBox) and is_composed(box.text):
                told = pydyf.Dictionary({"ActualText": pydyf.String(box.text)})
                stream.begin_marked_content("Span", told)
                yield
                stream.end_marked_content()
            else:
                yield

    return marked
