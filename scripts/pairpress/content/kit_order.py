"""An order for an outreach kit: which prints, in which editions and formats."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .library import Library
from .problems import ContentError, Problem, nearest
from .publications import Publication
from .site import Site

STANDARD = "standard"
UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")
LONGEST = 70
"""Characters of a file's name: three bytes each must fit every file system."""


@dataclass(frozen=True)
class KitOrder:
    """What an outreach team takes along."""

    occasion: str
    publications: tuple[Publication, ...]
    editions: tuple[str, ...]
    formats: tuple[str, ...]
    """As the catalogue calls them; "" is the standard one."""


def main_edition(site: Site) -> str:
    """Return the edition that a team takes along if it asks for no other.

    That is the first two languages side by side, or the only one.
    """
    written = [site.written(locale).lang for locale in site.locales[:2]]
    return "+".join(written)


def read_order(
    library: Library,
    occasion: str,
    names: Iterable[str],
    editions: Iterable[str],
    formats: Iterable[str],
) -> KitOrder:
    """Return an order; raise ContentError for what nobody prints.

    A name is that of a publication, of a topic, or of a kind: then all of the kind.
    """
    found: dict[str, Publication] = {}
    problems = []
    for name in names:
        ids = (name, name.strip("/").removesuffix(".md").replace("/", "-"))
        named = [p for p in library.publications if p.id in ids]
        named = named or [p for p in library.publications if p.kind == name]
        found |= {p.id: p for p in named}
        if not named:
            problems.append(_unknown_publication(library, name))
    wanted = tuple(dict.fromkeys(editions))
    known = {edition.lang for edition in library.site.editions}
    for edition in wanted:
        if not set(edition.split("+")) <= known:
            told = ", ".join(sorted(known))
            en = f"there is no edition {edition}; there are {told}, and two with a +"
            zh = f"没有“{edition}”这种版本。有：{told}，两种一起用 + 连起来。"
            problems.append(Problem("print", 1, "unknown-edition", en, zh))
    if problems:
        raise ContentError(problems)
    chosen = ("" if x == STANDARD else x for x in formats)
    return KitOrder(
        occasion, tuple(found.values()), wanted, tuple(dict.fromkeys(chosen))
    )


def _unknown_publication(library: Library, name: str) -> Problem:
    known = {p.id for p in library.publications} | {
        p.kind for p in library.publications
    }
    near = nearest(name, known)
    zh = f"没有“{name}”这种印刷品。" + (f"是不是“{near}”？" if near else "")
    en = f"there is no {name}" + (f"; did you mean {near}?" if near else "")
    return Problem("print", 1, "unknown-publication", en, zh)


def file_name(text: str) -> str:
    """Return a text as a name that every system's files may have."""
    return " ".join(UNSAFE.sub(" ", text)[:LONGEST].split()).strip(". ")
