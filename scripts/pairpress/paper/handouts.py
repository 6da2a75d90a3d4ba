"""Composes handouts: a page, or some of its sections, on a sheet of paper."""

import math
from collections.abc import Iterator

from ..content.conversion import converter
from ..content.languages import language
from ..content.publications import Publication
from .composed import Composed, Editions, Materials, document, edition_sets
from .side_by_side import rows
from .views import Anchors, Section, for_paper, prefix_of, read_view, without_marks

ENLARGED = 1.5
"""How much larger the type of large print is: 21 for 14 points, 18 for 12."""
SHEETS = {"": 1, "large": math.ceil(ENLARGED**2)}
"""What a handout in one language may take, both sides, by format.

What fills a sheet takes so many times its area in large print: whoever needs that must
not be left without it for a text that fits in standard type.
"""


def compose_handout(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield a page's handout in every edition, standard and in large print."""
    for editions in edition_sets(materials.library, publication.page):
        context, columns = _context(materials, publication, editions)
        for format, sheets in SHEETS.items():
            parts = rows(editions, columns, whole=format == "large")
            yield document(
                materials,
                publication,
                editions,
                context | {"rows": parts, "stacked": format == "large"},
                format,
                styles=(format,) if format else (),
                max_pages=2 * sheets if len(editions) == 1 else None,
            )


def _context(
    materials: Materials, publication: Publication, editions: Editions
) -> tuple[dict[str, object], list[list[Section]]]:
    """Return a handout's headings, and its sections in each language.

    A discreet title stands for the page's own, which stay where it is offered.
    """
    library, views = materials.library, materials.views
    titles = [
        converter(edition, library.data)(publication.title[edition.locale])
        for edition in editions
    ]
    pages = [read_view(views, e.lang, publication.page) for e in editions]
    columns = []
    for edition, view in zip(editions, pages, strict=True):
        anchors = Anchors(prefix_of(edition, editions), {})
        brackets = language(edition.locale).brackets
        columns.append(
            [
                without_marks(for_paper(section, view, anchors), brackets)
                for section in view.only(publication.sections)
            ]
        )
    headings: dict[str, object] = {
        "titles": [
            (view.lang, view.discreet or title)
            for view, title in zip(pages, titles, strict=True)
        ],
        "headings": [(view.lang, view.discreet or view.heading) for view in pages],
    }
    return headings, columns
