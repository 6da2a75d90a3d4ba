"""Sections: a heading with an id, and what stands under it up to the next heading."""

from dataclasses import dataclass

from .pages import HEADING, Page


@dataclass(frozen=True)
class Section:
    """A part of a page; the same id names the same part in every language."""

    id: str
    """"" for what stands above the first heading with a level of two or more."""
    line: int
    """The file's line of its heading."""
    lines: tuple[tuple[int, str], ...]
    """Its lines with their numbers, the heading first, without fenced code."""
    top: str = ""
    """The id of the section of level two that it belongs to, and is printed with."""

    @property
    def text(self) -> str:
        """Its Markdown, the heading included."""
        return "\n".join(text for _, text in self.lines)


def sections(page: Page) -> list[Section]:
    """Return a page's sections in order; a heading without an id begins none."""
    found: list[Section] = []
    name, top, line = "", "", page.body_line
    lines: list[tuple[int, str]] = []
    for number, text in page.lines():
        heading = HEADING.match(text)
        if heading and heading[3] and len(heading[1]) > 1:
            found.append(Section(name, line, tuple(lines), top))
            name, line, lines = heading[3], number, []
            top = name if len(heading[1]) == 2 else top
        lines.append((number, text))
    return [*found, Section(name, line, tuple(lines), top)]
