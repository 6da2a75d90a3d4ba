"""Composes every publication: each kind of ours has its own composer."""

from collections.abc import Iterator
from pathlib import Path

from ..content.library import Library
from .composed import Composed, Composer, open_materials
from .handbooks import compose_handbook
from .handouts import compose_handout
from .hours_logs import compose_hours_log
from .own_kinds import compose_own_kind
from .posters import compose_poster
from .trifolds import compose_trifold
from .wall_calendars import compose_calendar
from .wallet_cards import compose_cards

COMPOSERS: dict[str, Composer] = {
    "handout": compose_handout,
    "handbook": compose_handbook,
    "cards": compose_cards,
    "poster": compose_poster,
    "calendar": compose_calendar,
    "hours-log": compose_hours_log,
    "trifold": compose_trifold,
}
"""Who composes a publication, by its kind; those of other kinds are composed alike."""


def compose_all(
    library: Library, views: Path, only: str | None = None
) -> Iterator[Composed]:
    """Yield every document of every publication, or of the one with the id `only`."""
    materials = open_materials(library, views)
    for publication in library.publications:
        if only in (None, publication.id):
            compose = COMPOSERS.get(publication.kind, compose_own_kind)
            yield from compose(materials, publication)
