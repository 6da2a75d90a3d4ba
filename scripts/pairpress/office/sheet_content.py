"""What a review sheet says of a topic: its sections, in each language, side by side."""

import hashlib
from dataclasses import dataclass
from datetime import date

from ..content.languages import language
from ..content.library import Library
from ..content.pages import Page
from ..content.sections import Section, sections
from .filled import Filler
from .sheet_text import Paragraph, Run, paragraphs


@dataclass(frozen=True)
class Cell:
    """A section in one language, and the place in its file."""

    locale: str
    path: str
    line: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Its words, one line to a paragraph, as they are read back from Word."""
        return "\n".join(p.text for p in self.paragraphs if p.text)


@dataclass(frozen=True)
class Row:
    """A section of a topic in every language that has it."""

    topic: str
    section: str
    cells: dict[str, Cell]

    @property
    def reference(self) -> str:
        """The small grey line that tells a row: work/pay#rates · 3f9a12."""
        said = "\n\n".join(f"{code}\n{cell.text}" for code, cell in self.cells.items())
        mark = hashlib.sha256(said.encode()).hexdigest()[:6]
        return f"{self.topic}#{self.section} · {mark}"


def rows_of(library: Library, topic: str, day: date) -> list[Row]:
    """Return the rows of a topic’s table: the lead first, then each section."""
    pages = {c: ps[topic] for c, ps in library.pages.items() if topic in ps}
    found: dict[str, dict[str, Cell]] = {}
    for code, page in pages.items():
        filler = Filler(library.data, code, day)
        for part in sections(page):
            cell = _cell(page, part, filler)
            found.setdefault(part.id, {}).setdefault(code, cell)
    return [Row(topic, section, cells) for section, cells in found.items()]


def _cell(page: Page, part: Section, filler: Filler) -> Cell:
    # Sections leave out fenced code, which a volunteer should see.
    after = page.body.split("\n")[part.line - page.body_line :]
    end = part.lines[-1][0] - part.line + 1 if part.lines else 0
    text = paragraphs(after[: max(end, 0)], filler)
    if not part.id:
        words = language(page.locale).words["review_lead"]
        lead = Paragraph("box", (Run(words),), mark="■")
        told = Paragraph("text", (Run(page.front.description, italic=True),))
        text = [lead, *text[:1], told, *text[1:]]
    return Cell(page.locale, page.path, part.line, tuple(text))
