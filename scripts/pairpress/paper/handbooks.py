"""Composes handbooks: pages become numbered chapters, then glossary and index."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..content.collation import group_label, ordered, place
from ..content.conversion import converter
from ..content.library import Library
from ..content.publications import Publication
from ..content.site import EditionSettings
from .book_index import Place, book_index, place_of
from .composed import Composed, Editions, Materials, document, edition_sets
from .section_numbers import put_numbers, section_numbers
from .side_by_side import Row, rows
from .views import Anchors, View, for_paper, prefix_of, read_view

BODY = "chapter-1"
"""The id of the element on page 1; the pages before it are i, ii, iii …"""
STYLES: dict[str, tuple[str, ...]] = {"": (), "large": ("large",), "press": ("press",)}
"""The stylesheets of each format that is laid out by itself."""


@dataclass(frozen=True)
class Chapter:
    """A numbered part of a book, in each of the document's languages."""

    number: int
    titles: tuple[tuple[str, str, str], ...]
    """(language tag, id, title)"""
    rows: tuple[Row, ...]
    stacked: tuple[Row, ...]
    """The same, each section whole, to stand one language below the other."""
    places: tuple[Place, ...]
    """Its sections in the first language, for the index."""


def compose_handbook(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield a handbook in every edition, to read, in large print, and to bind.

    The booklet is the print shop's file, imposed: laid out once, they agree.
    """
    for editions in edition_sets(materials.library):
        context = _context(materials, publication, editions)
        for format, styles in STYLES.items():
            for_press = format == "press"
            composed = document(
                materials,
                publication,
                editions,
                context | {"stacked": bool(format)},
                format,
                styles,
                body_starts_at=BODY,
                tagged=not for_press,
                for_press=for_press,
            )
            yield composed
        yield replace(composed, format="booklet", imposed=True)


def _context(
    materials: Materials, publication: Publication, editions: Editions
) -> dict[str, object]:
    """Return a book's chapters, its glossary and the front matter's texts."""
    library, views = materials.library, materials.views
    assert publication.book
    columns = [
        [read_view(views, edition.lang, topic) for topic in publication.topics]
        for edition in editions
    ]
    numbers = section_numbers(library.site, views, publication.topics)
    books = [
        _Book.of(edition, editions, materials.words[edition.lang], column, numbers)
        for edition, column in zip(editions, columns, strict=True)
    ]
    chapters = [
        _chapter(number, topic_views, editions, books)
        for number, topic_views in enumerate(zip(*columns, strict=True), 1)
    ]
    subtitles = [
        (e.lang, converter(e, library.data)(publication.book.subtitle[e.locale]))
        for e in editions
    ]
    return {
        "subtitles": subtitles,
        "slug": "\n".join(_slug_lines(materials, publication, editions)),
        "chapters": chapters,
        "glossary": glossary(library, editions[0]) if publication.book.glossary else [],
        "index": book_index(
            library, editions[0], [place for c in chapters for place in c.places]
        )
        if publication.book.index
        else [],
    }


@dataclass(frozen=True)
class _Book:
    """A book in one language, as its links and references need it."""

    anchors: dict[str, str]
    """What stands before the ids of a chapter, by the address of its page."""
    numbers: dict[tuple[str, str], str]
    """The number of each section, by (topic, section id)."""
    places: dict[str, str]
    """What references say of an id, "#" where the page number comes."""

    @classmethod
    def of(
        cls,
        edition: EditionSettings,
        editions: Editions,
        words: dict[str, str],
        views: list[View],
        numbers: dict[tuple[str, str], str],
    ) -> "_Book":
        """Return a book of chapters, whose ids begin as `editions` needs."""
        prefix = prefix_of(edition, editions)
        starts = {v.topic: f"{prefix}{v.topic.replace('/', '-')}--" for v in views}
        places = {
            f"{starts[view.topic]}title": words["chapter"].format(n=chapter)
            for chapter, view in enumerate(views, 1)
        } | {f"{starts[topic]}{name}": n for (topic, name), n in numbers.items()}
        return cls(
            {view.url: starts[view.topic] for view in views},
            numbers,
            {
                name: words["cross_reference"].format(place=place, page="#")
                for name, place in places.items()
            },
        )


def _chapter(
    number: int, pages: tuple[View, ...], editions: Editions, books: list[_Book]
) -> Chapter:
    sections, titles = [], []
    for view, book in zip(pages, books, strict=True):
        anchors = Anchors(book.anchors[view.url], book.anchors)
        column = [for_paper(part, view, anchors) for part in view.sections]
        for part in column:
            put_numbers(part, book.numbers.get((view.topic, part.id)), book.places)
        sections.append(column)
        titles.append((view.lang, f"{anchors.prefix}title", view.heading))
    places = tuple(place_of(section, titles[0][1]) for section in sections[0])
    return Chapter(
        number,
        tuple(titles),
        rows(editions, sections),
        rows(editions, sections, whole=True),
        places,
    )


def _slug_lines(
    materials: Materials, publication: Publication, editions: Editions
) -> Iterator[str]:
    """Yield what the print shop's file says beside each page, in every language.

    The shop may read another language than the book's.
    """
    assert publication.book
    library = materials.library
    own = {edition.locale: edition for edition in editions}
    version = library.history[publication.id][-1]
    for locale in library.site.locales:
        edition = own.get(locale) or library.site.written(locale)
        convert = converter(edition, library.data)
        words = materials.words[edition.lang]
        yield (
            words["slug"]
            .format(
                title=convert(publication.title[locale]),
                edition=" + ".join(edition.name for edition in editions),
                version=words["version"].format(version=version.number),
                paper=convert(publication.book.paper.get(locale, "")),
            )
            .rstrip(" ·")
        )


def glossary(
    library: Library, edition: EditionSettings
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the terms as (word, in the other language, its tag), in their order.

    They stand in groups, each with its heading: a letter, or a count of strokes.
    """
    convert = converter(edition, library.data)
    others = [x for x in library.site.locales if x != edition.locale]
    pairs: dict[str, tuple[str, str]] = {}
    for term in library.data.terms:
        word = term.word(edition.lang) if edition.convert else None
        word = word or convert(term.word(edition.locale) or "")
        other = next(filter(term.word, others), edition.locale)
        if word:
            pairs[word] = (term.word(other) or word, library.site.written(other).lang)
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for word in ordered(pairs, edition.sort, edition.locale):
        label = place(word, edition.sort, edition.locale).label
        label = group_label(label, edition.sort)
        groups.setdefault(label, []).append((word, *pairs[word]))
    return list(groups.items())
