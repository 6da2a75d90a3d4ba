"""Composes the trifold leaflet: six panels on a sheet across, folded twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..content.languages import language
from ..content.publications import Publication
from ..content.sheets import Trifold
from ..content.site import EditionSettings
from .composed import Composed, Materials, document, edition_sets
from .views import Anchors, View, for_paper, read_view, without_marks

PAGES = 2
"""A sheet, both sides."""


@dataclass(frozen=True)
class Panels:
    """What stands on the panels of a leaflet, as HTML."""

    heading: str
    lead: Markup
    flap: Markup
    inside: list[Markup]
    back: Markup


def compose_trifold(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield the leaflet in every language by itself: a panel is too narrow for two."""
    for editions in edition_sets(materials.library):
        if len(editions) == 1:
            context = {"panels": _panels(materials, publication, editions[0])}
            yield document(materials, publication, editions, context, max_pages=PAGES)


def _panels(
    materials: Materials, publication: Publication, edition: EditionSettings
) -> Panels:
    leaflet = publication.declared
    assert isinstance(leaflet, Trifold)
    view = read_view(materials.views, edition.lang, publication.page)
    sections = _sections(view, language(edition.locale).brackets)

    def panel(names: list[str]) -> Markup:
        return Markup("".join(sections.get(name, "") for name in names))

    return Panels(
        heading=view.discreet or view.heading,
        lead=panel([""]),
        flap=panel(leaflet.flap),
        inside=[panel(names) for names in leaflet.inside],
        back=panel(leaflet.back),
    )


def _sections(view: View, brackets: str) -> dict[str, str]:
    """Return the sections of a page as they go on paper, by their ids."""
    anchors = Anchors("", {})
    return {
        section.id: without_marks(for_paper(section, view, anchors), brackets).html
        for section in view.sections
    }
