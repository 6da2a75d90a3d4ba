"""What composing takes and gives: materials become documents to render."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..content.conversion import converter
from ..content.library import Library
from ..content.problems import ContentError
from ..content.publications import Publication
from ..content.site import EditionSet
from ..content.templates import template_problem
from ..content.words import words_in
from .imprint import imprint_of
from .jobs import PrintJob
from .style_sheets import style_sheets

Editions: TypeAlias = EditionSet


@dataclass(frozen=True)
class Materials:
    """What composing draws on: what staff wrote, the print views, the templates."""

    library: Library
    views: Path
    templates: Environment
    words: dict[str, dict[str, str]]
    """The words of each edition, by its tag; converted once."""


@dataclass(frozen=True)
class Composed:
    """A document to render, and what the catalogue will say of it."""

    publication: Publication
    edition: str
    title: str
    version: int
    job: PrintJob
    format: str = ""
    """"" for the standard one, else its name: large, booklet, press …"""
    imposed: bool = False
    """Whether the job's pages are put two on a side, to fold and staple."""

    @property
    def file(self) -> str:
        """The PDF's name: <publication>.<edition>[.<format>].pdf."""
        return f"{file_stem(self.publication, self.edition, self.format)}.pdf"


Composer: TypeAlias = Callable[[Materials, Publication], Iterator[Composed]]
"""Yields every document of a publication: all its editions in all its formats."""


def open_materials(library: Library, views: Path) -> Materials:
    """Return the materials of a project whose print views stand in `views`."""
    templates = Environment(
        loader=FileSystemLoader(library.site.root / "print/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    paper = library.site.paper
    words = {
        e.lang: paper.named(words_in(e, library.data)) for e in library.site.editions
    }
    return Materials(library, views, templates, words)


def edition_sets(library: Library, topic: str | None = None) -> Iterator[Editions]:
    """Yield the editions of print, or those that have a topic: see Site."""
    yield from library.site.edition_sets(topic)


def edition_name(editions: Editions) -> str:
    """Return what the catalogue calls an edition: zh-Hans, zh-Hans+en."""
    return "+".join(edition.lang for edition in editions)


def file_stem(publication: Publication, edition: str, format: str = "") -> str:
    """Return a PDF's name without its ending; messages call the document so, too."""
    return ".".join(filter(None, (publication.id, edition, format)))


def rendered(materials: Materials, kind: str, context: Mapping[str, object]) -> str:
    """Fill a kind's template; raise ContentError for what is wrong in it."""
    root = materials.library.site.root
    try:
        return materials.templates.get_template(f"{kind}.html").render(**context)
    except Exception as error:  # a template can do anything
        raise ContentError([template_problem(error, kind, root)]) from error


def document(
    materials: Materials,
    publication: Publication,
    editions: Editions,
    context: Mapping[str, object],
    format: str = "",
    styles: tuple[str, ...] = (),
    **job: Any,
) -> Composed:
    """Return a document made with the template print/templates/<kind>.html.

    `context` is what the template needs beside what every template gets. The styles
    are base, parts, the kind's own, and then `styles`. `job` goes to the PrintJob.
    """
    library = materials.library
    version = library.history[publication.id][-1]
    titles = [
        converter(edition, library.data)(publication.title[edition.locale])
        for edition in editions
    ]
    words = [materials.words[edition.lang] for edition in editions]
    common = {
        "publication": publication,
        "format": format,
        "editions": editions,
        "titles": list(zip((e.lang for e in editions), titles, strict=True)),
        "words": words,
        "imprint": imprint_of(library, publication, version, editions, words),
        "draft": library.site.is_draft,
        "stacked": False,
        "slug": "",
    }
    edition = edition_name(editions)
    root = library.site.root
    sheets = ("base", "parts", publication.kind, *styles)
    plain = PrintJob(
        name=file_stem(publication, edition, format),
        html=rendered(materials, publication.kind, {**common, **context}),
        stylesheets=style_sheets(library.site, sheets, editions[0]),
        base_url=(root / "docs").as_uri() + "/",
        roots=(root / "docs/assets", root / "print"),
    )
    return Composed(
        publication,
        edition,
        " · ".join(titles),
        version.number,
        replace(plain, **job),
        format,
    )
