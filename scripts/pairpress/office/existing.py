"""The half of a page that stands in the project already, beside one that is brought."""

from ..content.pages import read_page
from ..content.problems import ContentError
from ..content.site import Site
from .brought import Brought
from .finding import Source
from .foreign import Foreign
from .foreign_headings import Title
from .lines import parted
from .notes import Notes
from .pairing import Match


def existing_halves(match: Match, site: Site) -> dict[str, Brought]:
    """Return the halves that a page has already in languages that were not brought."""
    found: dict[str, Brought] = {}
    for code in site.locales:
        path = site.docs / code / f"{match.topic}.md"
        if code in match.halves or not path.is_file():
            continue
        try:
            page = read_page(path, site.root, code)
        except ContentError:
            continue
        lines, _ = parted(page.body, page.body_line)
        title = Title(page.front.title, 1, is_sure=True)
        text = Foreign(title, page.front.description, lines)
        source = Source(path, path.parent)
        notes = Notes(page.path)
        found[code] = Brought(source, code, match.topic, text, notes, is_named=True)
    return found
