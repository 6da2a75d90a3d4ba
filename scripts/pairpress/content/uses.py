"""Uses: on which pages and prints a fact or a contact stands."""

from collections.abc import Collection
from dataclasses import dataclass

from .library import Library
from .publications import Publication
from .references import VERBS, references
from .sections import sections

FACT_VERBS = ("fact", "cite")
CONTACT_VERBS = tuple(verb for verb in VERBS if verb != "cite")


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
    verbs = CONTACT_VERBS if contacts else FACT_VERBS
    return all_uses(library, verbs).get(name, [])


def all_uses(library: Library, verbs: Collection[str]) -> dict[str, list[Use]]:
    """Return the places of all that pages name with one of the verbs, by its name."""
    found: dict[str, list[Use]] = {}
    for pages in library.pages.values():
        for page in pages.values():
            parts = sections(page)
            for line, reference in references(page):
                if reference.verb in verbs:
                    here = next(s.id for s in reversed(parts) if s.line <= line)
                    use = Use(page.path, line, page.topic, here)
                    for name in reference.names:
                        found.setdefault(name, []).append(use)
    return {name: sorted(set(places)) for name, places in found.items()}


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
