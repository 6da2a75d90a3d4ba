"""Finishes rendered pages when they are asked for, as a full build finishes them."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ...content.addresses import path_of
from ...content.catalogue import Entry
from ...content.library import Library
from ...content.site import EditionSettings
from ..directions import with_directions
from ..feeds import write_feeds
from ..finish import finish_page, finish_version_pages, with_policy, write_sitemap
from ..html_files import parse_html, serialized
from ..moved_pages import write_moved_pages
from ..search_index import write_index
from ..traditional import convert_page
from ..version_pages import write_version_pages
from .rendering import Rendered

Place = tuple[EditionSettings, str]
"""An edition, and a topic in it."""


@dataclass(frozen=True)
class Pages:
    """What was rendered, with what is needed to finish it."""

    rendered: Rendered
    library: Library
    entries: tuple[Entry, ...]
    """The prints of the last build."""
    _ready: dict[str, bytes] = field(default_factory=dict, compare=False)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every page there is or should be, by its path below the site's root."""
        editions = self.rendered.editions.values()
        topics = {topic for edition in editions for topic in edition.fronts}
        return {
            path_of(edition, topic): (edition, topic)
            for edition in self.rendered.site.editions
            for topic in sorted(topics)
        }

    def page(self, path: str) -> bytes | None:
        """Return a page as it will be on the site; None where there is none."""
        if path not in self._ready:
            converted = self._converted(path)
            if converted is None:
                return None
            edition, topic = self.places[path]
            root = parse_html(converted)
            prints = self.library.site.root / ".cache/build/print"
            if topic in self.library.pages.get(edition.locale, {}):
                entries = list(self.entries)
                finish_page(root, self.library, edition, topic, entries, prints)
            self._ready[path] = with_policy(serialized(root))
        return self._ready[path]

    def lost(self) -> bytes:
        """Return the page for addresses that lead nowhere."""
        page = self.rendered.page("404.html")
        return self.told(page) if page else b""

    def told(self, page: bytes) -> bytes:
        """Return a page of no edition as it will be on the site."""
        return with_policy(with_directions(page, self.rendered.site))

    def _converted(self, path: str) -> bytes | None:
        """Return a page as it was rendered, or made from one that was."""
        if path not in self.places:
            return None
        edition, topic = self.places[path]
        site = self.rendered.site
        source = path_of(site.written(edition.locale), topic)
        html = self.rendered.page(f"{source}index.html")
        if html is None or not edition.convert:
            return html
        fronts = self.rendered.editions[edition.locale].fronts
        written = site.written(edition.locale)
        own = frozenset(path_of(written, other) for other in fronts)
        root, data = parse_html(html), self.library.data
        convert_page(root, site, data, edition, topic, fronts[topic], own)
        return serialized(root)

    def write_rest(self, folder: Path) -> None:
        """Write what is made from all pages at once: search, versions, moved pages.

        The pages themselves are written too, for these are made from finished files.
        """
        shutil.rmtree(folder, ignore_errors=True)
        for path in self.places:
            if (html := self._converted(path)) is not None:
                target = folder / path / "index.html"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(html)
        write_index(folder, self.library)
        write_version_pages(folder, self.library)
        finish_version_pages(folder, self.library)
        write_moved_pages(folder, self.library)
        write_sitemap(folder / "sitemap.xml", self.library)
        write_feeds(folder, self.library)
