"""Uses: on which pages and prints a fact or a contact stands."""

from dataclasses import dataclass

from .library import Library
from .pages import Page
from .publications import Publication
from .references import references
from .sections import sections


@dataclass(frozen=True, order=True)
class Use:
    """A place where a page names a fact or a contact."""

    path: str
    line: int
    topic: str
    section: str
    """The section's id; "" above the first one."""


def uses(library: Library, name: str, *, contacts: bool = False) -> list[Use]:
    """Return every place that names a fact (or a contact), in order of files."""
    return sorted(
        Use(page.path, line, page.topic, _section_at(page, line))
        for pages in library.pages.values()
        for page in pages.values()
        for line, reference in references(page)
        if name in reference.names
        and (reference.verb not in ("fact", "cite")) == contacts
    )


def prints_with(library: Library, places: list[Use]) -> list[Publication]:
    """Return the publications on which any of the places is printed."""
    return [
        publication
        for publication in library.publications
        if any(_prints(publication, place) for place in places)
    ]


def _prints(publication: Publication, place: Use) -> bool:
    shown = not publication.sections or place.section in ("", *publication.sections)
    return place.topic in publication.topics and shown


def _section_at(page: Page, line: int) -> str:
    return next(s.id for s in reversed(sections(page)) if s.line <= line)
