"""The text of a document as runs: where blocks, lines and raised marks part it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff"
OPENING = "“‘（《〈「『【〔〖"
CLOSING = "”’）》〉」』】〕〗。，、；：？！…—·～"
STOPS = "。，、；：！？”’）》」』"
"""Closing marks whose right half is empty."""

OPAQUE = frozenset({"script", "style", "svg", "code", "pre", "kbd", "samp"})
# A raised source mark stands close to its word and is no part of the sentence.
BARRIERS = frozenset({"sup", "sub", "img", "svg", "hr", "wbr"})
INLINE = (
    OPAQUE - {"script", "style", "pre"}
    | BARRIERS - {"hr"}
    | {
        *("a", "abbr", "b", "bdi", "cite", "data", "del", "dfn", "em", "i", "ins"),
        *("mark", "q", "s", "small", "span", "strong", "time", "u", "var"),
    }
)


@dataclass(frozen=True)
class Run:
    """A run of text: the `text` inside an element, or the `tail` after it."""

    element: Any
    is_tail: bool

    @property
    def text(self) -> str:
        """The characters as they stand now."""
        return (self.element.tail if self.is_tail else self.element.text) or ""

    @property
    def parent(self) -> Any:
        """The element that the text stands in."""
        return self.element.getparent() if self.is_tail else self.element

    @property
    def ends_parent(self) -> bool:
        """Whether nothing follows the text in its element."""
        last = self.element.getnext() is None if self.is_tail else not len(self.element)
        return bool(last)

    def replace(self, pieces: list[Any]) -> None:
        """Put strings and new elements, in turn, in place of the text."""
        index = self.parent.index(self.element) + 1 if self.is_tail else 0
        parent, last = self.parent, self.element if self.is_tail else None
        self._write(parent, last, "")
        for piece in pieces:
            if isinstance(piece, str):
                self._write(parent, last, piece)
            else:
                tail, piece.tail = piece.tail, None
                parent.insert(index, piece)
                piece.tail, last, index = tail, piece, index + 1

    @staticmethod
    def _write(parent: Any, last: Any, text: str) -> None:
        if last is None:
            parent.text = text
        else:
            last.tail = text


def blocks(element: Any, lang: str = "") -> Iterator[tuple[Any, str]]:
    """Yield each element that begins a line of its own, and the tag of its language."""
    if not isinstance(element.tag, str) or element.tag in OPAQUE | {"head"}:
        return
    lang = (element.get("lang") or lang).lower()
    if element.tag not in INLINE:
        yield element, lang
    for child in element:
        yield from blocks(child, lang)


def runs(element: Any) -> Iterator[Run | str]:
    """Yield what stands on the lines of one block: runs, and tags that cut them."""
    yield Run(element, is_tail=False)
    for child in element:
        if isinstance(child.tag, str):  # not a comment
            if child.tag in INLINE - OPAQUE - BARRIERS:
                yield from runs(child)
            else:
                yield child.tag
        yield Run(child, is_tail=True)


def split(block: Any, *, at_marks: bool) -> Iterator[list[Run]]:
    """Group the runs of a block that follow each other without a cut."""
    part: list[Run] = []
    for run in runs(block):
        if isinstance(run, Run):
            part.append(run)
        elif at_marks or run not in INLINE:
            yield part
            part = []
    yield part


def lines(block: Any) -> list[list[Run]]:
    """Split a block where a new line is certain: at <br> and inner blocks."""
    parts = (
        [run for run in part if run.text.strip()]
        for part in split(block, at_marks=False)
    )
    return [part for part in parts if part]


def span(name: str, text: str = "") -> Any:
    """Return a new span of a class."""
    element = lxml_html.Element("span")
    element.set("class", name)
    element.text = text
    return element


def before_mark(text: str, following: str) -> list[Any]:
    """Return a text that is parted from what follows it, as pieces.

    Two marks close up only within a run of text; where an element parts them, the
    first must lose its empty half by itself.
    """
    if text and text[-1] in STOPS and following[0] in OPENING:
        return [text[:-1], span("halt", text[-1]), ""]
    return [text]
