"""Uses: on which pages and prints a fact or a contact stands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .library import Library
from .publications import Publication, line_of
from .references import REFERENCE, VERBS, Reference, parse_reference, references
from .sections import sections

FACT_VERBS = ("fact", "cite")
CONTACT_VERBS = tuple(verb for verb in VERBS if verb != "cite")


@dataclass(frozen=True, order=True)
class Use:
    """A place where a page, or a print in words of its own, names one of them."""

    path: str
    line: int
    topic: str
    """"" for a file in print/publications/."""
    section: str
    """The id of its section of level two; "" above the first one."""


def uses(library: Library, name: str, *, contacts: bool = False) -> list[Use]:
    """Return every place that names a fact (or a contact), in order of files."""
    verbs = CONTACT_VERBS if contacts else FACT_VERBS
    return all_uses(library, verbs).get(name, [])


def all_uses(library: Library, verbs: Collection[str]) -> dict[str, list[Use]]:
    """Return the places of all that is named with one of the verbs, by its name."""
    found: dict[str, list[Use]] = {}
    for pages in library.pages.values():
        for page in pages.values():
            parts = sections(page)
            for line, reference in references(page):
                if reference.verb in verbs:
                    here = next(s.top for s in reversed(parts) if s.line <= line)
                    use = Use(page.path, line, page.topic, here)
                    for name in reference.names:
                        found.setdefault(name, []).append(use)
    for reference, use in _uses_of_prints(library):
        if reference.verb in verbs:
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
    if not place.topic:
        return place.path == publication.file
    return publication.prints(place.topic, place.section)


def _uses_of_prints(library: Library) -> Iterator[tuple[Reference, Use]]:
    """Yield what files in print/publications/ name in texts of their own."""
    for publication in library.publications:
        declared = publication.declared
        for place, text in declared.filled_texts().items() if declared else ():
            for told in text.values():
                for match in REFERENCE.finditer(told):
                    line = line_of(library.site.root, publication, place)
                    yield parse_reference(match[1]), Use(publication.file, line, "", "")
