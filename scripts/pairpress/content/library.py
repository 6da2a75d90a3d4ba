"""The library: everything that staff wrote, read once at the start of a command."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .agreements import Agreements, survey_agreements
from .data import Data, survey_data
from .ledger import Ledgers, survey_ledgers
from .pages import Page, Pages, Unread, survey_pages
from .problems import ContentError, Problem
from .publications import Publication, Version, read_publications
from .site import Site, read_site


@dataclass(frozen=True)
class Library:
    """Settings, data, pages and publications of a project."""

    site: Site
    data: Data
    pages: Pages
    publications: list[Publication]
    unread: Unread = field(default_factory=dict)
    """Topics that stand there but cannot be read; what is said leaves them out."""
    data_is_whole: bool = True
    """Whether every file of docs/data/ could be read."""
    agreements: Agreements = field(default_factory=dict)
    """What the halves of each topic said when a person last read them together."""
    ledgers: Ledgers = field(default_factory=dict)
    """The released versions of each publication there ever was."""

    @cached_property
    def history(self) -> dict[str, tuple[Version, ...]]:
        """Each publication's versions, found once: every edition asks for them."""
        from .versions import versions  # which reads libraries

        return {p.id: versions(p, self) for p in self.publications}

    def topics(self, locale: str) -> set[str]:
        """Return the topics that a language has a file of, readable or not."""
        return self.pages[locale].keys() | self.unread.get(locale, set())

    def all_pages(self) -> Iterator[Page]:
        """Yield every page of every language."""
        for pages in self.pages.values():
            yield from pages.values()


def survey_library(root: Path, url: str | None = None) -> tuple[Library, list[Problem]]:
    """Read what can be read of a project, and tell every problem of the rest.

    Raise ContentError if its settings cannot be read: nothing is known without them.
    `url` stands in for site_url, for a preview at another address.
    """
    site = read_site(root, url)
    data, problems = survey_data(root)
    data_is_whole = not problems
    agreements, unusable = survey_agreements(root)
    ledgers, broken = survey_ledgers(root)
    problems += unusable + broken
    pages, unread, unreadable = survey_pages(root, site.locales, site.nav)
    problems += unreadable
    publications: list[Publication] = []
    if not unreadable:
        try:
            publications = read_publications(root, pages)
        except ContentError as error:
            problems += error.problems
    library = Library(
        site, data, pages, publications, unread, data_is_whole, agreements, ledgers
    )
    return library, problems
