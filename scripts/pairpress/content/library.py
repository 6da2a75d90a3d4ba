"""The library: everything that staff wrote, read once at the start of a command."""

from dataclasses import dataclass
from pathlib import Path

from .data import Data, read_data
from .pages import Pages, read_pages
from .problems import ContentError, Problem
from .publications import Publication, read_publications
from .site import Site, read_site


@dataclass(frozen=True)
class Library:
    """Settings, data, pages and publications of a project."""

    site: Site
    data: Data
    pages: Pages
    publications: list[Publication]


def read_library(root: Path, url: str | None = None) -> Library:
    """Read a project; raise ContentError with every problem that can be found.

    `url` stands in for site_url, for a preview at another address.
    """
    site = read_site(root, url)
    problems: list[Problem] = []
    data, pages = Data({}, {}, [], [], []), None
    try:
        data = read_data(root)
    except ContentError as error:
        problems += error.problems
    try:
        pages = read_pages(root, site.locales, site.nav)
    except ContentError as error:
        problems += error.problems
    if problems or pages is None:
        raise ContentError(problems)
    return Library(site, data, pages, read_publications(root, pages))
