"""Composes publications: print views and templates become documents to render."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..content.addresses import version_path
from ..content.collation import group_label, ordered, sort_key
from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.publications import Publication, Version, versions
from ..content.site import EditionSettings
from ..content.words import words_in
from .book_index import Place, book_index, place_of
from .jobs import PrintJob
from .qr import qr_svg
from .side_by_side import Row, rows
from .views import Anchors, View, for_paper, read_view, without_marks

HANDOUT_PAGES = 2
"""What a handout in one language may take: a sheet, both sides."""


@dataclass(frozen=True)
class Composed:
    """A document to render, and what the catalogue will say of it."""

    publication: Publication
    edition: str
    title: str
    version: int
    job: PrintJob

    @property
    def file(self) -> str:
        """The PDF's name: <publication>.<edition>.pdf."""
        return f"{self.publication.id}.{self.edition}.pdf"


@dataclass(frozen=True)
class Chapter:
    """A numbered part of a book, in each of the document's languages."""

    number: int
    titles: tuple[tuple[str, str, str], ...]
    """(language tag, id, title)"""
    rows: tuple[Row, ...]
    places: tuple[Place, ...]
    """Its sections in the first language, for the index."""


def compose_all(library: Library, views: Path) -> Iterator[Composed]:
    """Yield every document of every publication, in all editions."""
    environment = _environment(library.site.root / "print/templates")
    for publication in library.publications:
        for editions in edition_sets(library):
            yield compose(library, views, environment, publication, editions)


def edition_sets(library: Library) -> Iterator[tuple[EditionSettings, ...]]:
    """Yield the editions of print: each alone, then main beside other languages."""
    editions = library.site.editions
    main = library.site.locales[0]
    yield from ((edition,) for edition in editions)
    for first in editions:
        for second in editions:
            if first.locale == main != second.locale:
                yield (first, second)


def compose(
    library: Library,
    views: Path,
    environment: Environment,
    publication: Publication,
    editions: tuple[EditionSettings, ...],
) -> Composed:
    """Return one publication in one edition, or in two side by side."""
    version = versions(publication, library.pages)[-1]
    titles = [
        converter(edition, library.data)(publication.title[edition.locale])
        for edition in editions
    ]
    name = "+".join(edition.lang for edition in editions)
    context = {
        "publication": publication,
        "editions": editions,
        "titles": list(zip((e.lang for e in editions), titles, strict=True)),
        "words": [words_in(edition, library.data) for edition in editions],
        "imprint": _imprint(library, publication, version, editions),
        "draft": library.site.is_draft,
    }
    if publication.book:
        context |= _book(library, views, publication, editions)
    else:
        context |= _handout(views, publication, editions, titles)
    template = environment.get_template(f"{publication.kind}.html")
    document = template.render(**context)
    return Composed(
        publication,
        name,
        " · ".join(titles),
        version.number,
        _job(library, publication, name, document, single=len(editions) == 1),
    )


def _job(
    library: Library, publication: Publication, name: str, document: str, single: bool
) -> PrintJob:
    root = library.site.root
    is_handout = publication.kind == "handout"
    return PrintJob(
        name=f"{publication.id}.{name}",
        html=document,
        stylesheets=(
            root / "print/styles/base.css",
            root / "print/styles/parts.css",
            root / f"print/styles/{publication.kind}.css",
        ),
        base_url=(root / "docs").as_uri() + "/",
        roots=(root / "docs/assets", root / "print"),
        max_pages=HANDOUT_PAGES if is_handout and single else None,
        body_starts_at=None if is_handout else "chapter-1",
    )


def _environment(templates: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _handout(
    views: Path,
    publication: Publication,
    editions: tuple[EditionSettings, ...],
    titles: list[str],
) -> dict[str, object]:
    """Return a handout's headings and its sections, row by row.

    A discreet title stands for the page's own, which stay where it is offered.
    """
    pages = [read_view(views, e.lang, publication.page) for e in editions]
    columns = []
    for edition, view in zip(editions, pages, strict=True):
        anchors = Anchors(_prefix(edition, editions), {})
        brackets = language(edition.locale).brackets
        columns.append(
            [
                without_marks(for_paper(section, view, anchors), brackets)
                for section in view.only(publication.sections)
            ]
        )
    return {
        "titles": [
            (view.lang, view.discreet or title)
            for view, title in zip(pages, titles, strict=True)
        ],
        "headings": [(view.lang, view.discreet or view.heading) for view in pages],
        "rows": rows(editions, columns),
    }


def _book(
    library: Library,
    views: Path,
    publication: Publication,
    editions: tuple[EditionSettings, ...],
) -> dict[str, object]:
    """Return a book's chapters, its glossary and the front matter's texts."""
    assert publication.book
    columns = [
        [read_view(views, edition.lang, topic) for topic in publication.topics]
        for edition in editions
    ]
    chapters = [
        _chapter(number, topic_views, editions, columns)
        for number, topic_views in enumerate(zip(*columns, strict=True), 1)
    ]
    subtitles = [
        (e.lang, converter(e, library.data)(publication.book.subtitle[e.locale]))
        for e in editions
    ]
    return {
        "subtitles": subtitles,
        "chapters": chapters,
        "glossary": glossary(library, editions[0]) if publication.book.glossary else [],
        "index": book_index(
            library, editions[0], [place for c in chapters for place in c.places]
        )
        if publication.book.index
        else [],
    }


def _chapter(
    number: int,
    pages: tuple[View, ...],
    editions: tuple[EditionSettings, ...],
    columns: list[list[View]],
) -> Chapter:
    sections, titles = [], []
    for edition, view, book in zip(editions, pages, columns, strict=True):
        prefix = _prefix(edition, editions)
        chapters = {
            chapter.url: f"{prefix}{_slug(chapter.topic)}--" for chapter in book
        }
        anchors = Anchors(chapters[view.url], chapters)
        sections.append([for_paper(part, view, anchors) for part in view.sections])
        titles.append((view.lang, f"{anchors.prefix}title", view.heading))
    places = tuple(place_of(section, titles[0][1]) for section in sections[0])
    return Chapter(number, tuple(titles), rows(editions, sections), places)


def _prefix(edition: EditionSettings, editions: tuple[EditionSettings, ...]) -> str:
    return "" if edition == editions[0] else f"{edition.lang}-"


def _slug(topic: str) -> str:
    return topic.replace("/", "-")


def glossary(
    library: Library, edition: EditionSettings
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the terms as (word, in the other language), in the edition's order.

    They stand in groups, each with its heading: a letter, or a count of strokes.
    """
    convert = converter(edition, library.data)
    main = library.site.locales[0]
    pairs: dict[str, str] = {}
    for term in library.data.terms:
        word = term.traditional if edition.convert else None
        word = word or convert(term.zh)
        if edition.locale == main:
            pairs[word] = term.en
        else:
            pairs[term.en] = word
    groups: dict[str, list[tuple[str, str]]] = {}
    for word in ordered(pairs, edition.sort):
        label = group_label(sort_key(word, edition.sort)[0], edition.sort)
        groups.setdefault(label, []).append((word, pairs[word]))
    return list(groups.items())


def _imprint(
    library: Library,
    publication: Publication,
    version: Version,
    editions: tuple[EditionSettings, ...],
) -> dict[str, object]:
    """Return what every print says of itself: version, address, whom to ask."""
    site = library.site
    url = site.url + version_path(publication.id, version.number)
    parts = []
    for edition in editions:
        words = words_in(edition, library.data)
        convert = converter(edition, library.data)
        tongue = language(edition.locale)
        free_help = [library.data.contacts[name] for name in site.settings.free_help]
        parts.append(
            {
                "lang": edition.lang,
                "organization": convert(site.settings.organization[edition.locale]),
                "version": words["version_long"].format(
                    version=version.number, date=tongue.date(version.day)
                ),
                "scan": words["scan"],
                "disclaimer": words["disclaimer"],
                "free_help": words["free_help"],
                "between": words["between"],
                "contacts": [
                    (convert(c.name[edition.locale]), c.phones[0].number)
                    for c in free_help
                ],
                "proof": words["proof"] if site.is_draft else "",
                "draft": words["draft"].format(
                    organization=convert(site.settings.organization[edition.locale])
                ),
            }
        )
    return {
        "url": url,
        "organizations": _organizations(library, editions),
        "address": url.removeprefix("https://").removeprefix("http://"),
        "qr": Markup(qr_svg(url, words_in(editions[0], library.data)["scan"])),
        "parts": parts,
    }


def _organizations(library: Library, editions: tuple[EditionSettings, ...]) -> str:
    """Return the organization's name in every language, the reader's own first."""
    names = library.site.settings.organization
    convert = converter(editions[0], library.data)
    own = convert(names[editions[0].locale])
    others = [n for locale, n in names.items() if locale != editions[0].locale]
    return " · ".join(dict.fromkeys([own, *others]))
