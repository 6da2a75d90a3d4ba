"""/ActualText on every piece of text whose glyphs do not tell its letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf.stream import Stream

from .language_tags import require_pinned_version
from .letters import is_shaped


@contextmanager
def actual_text() -> Iterator[None]:
    """Make WeasyPrint write the letters of shaped text beside its glyphs.

    Version 70.0 notes the letters of a glyph the first time that it meets it. But one
    glyph is the body of several Arabic letters, the dots being others; and glyphs stand
    in the order of drawing. Copied or read aloud, such text would be none. It offers no
    hook; the beginning of marked content is wrapped for the time of writing one PDF.
    """
    require_pinned_version()
    begin = Stream.marked
    Stream.marked = _with_text(begin)
    try:
        yield
    finally:
        Stream.marked = begin


def _with_text(begin: Any) -> Any:
    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        with begin(stream, box, tag):
            if isinstance(box, TextBox) and is_shaped(box.text):
                told = pydyf.Dictionary({"ActualText": pydyf.String(box.text)})
                stream.begin_marked_content("Span", told)
                yield
                stream.end_marked_content()
            else:
                yield

    return marked
