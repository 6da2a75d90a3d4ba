"""The web stage: pages, the Traditional edition, and print views, as finished files."""

from pathlib import Path

from ..content.library import Library
from .mkdocs_build import build_pages
from .traditional import convert_site, convert_views


def build_web(library: Library, site: Path, views: Path | None) -> None:
    """Build every edition's pages into `site`, and the print views into `views`.

    Without a folder for them there are no print views.
    """
    build_pages(library, site, views)
    fronts = {
        locale: {topic: page.front for topic, page in pages.items()}
        for locale, pages in library.pages.items()
    }
    convert_site(site, library.site, library.data, fronts)
    if views:
        convert_views(views, library.site, library.data, fronts)
