"""The style sheets of a document: those of its kind, its paper and its direction."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..content.site import EditionSettings, Site


def style_sheets(
    site: Site, names: Iterable[str], edition: EditionSettings
) -> tuple[Path, ...]:
    """Return the files of print/styles/ for a document that begins in an edition.

    Each `name`.css is for Letter and from left to right; what is otherwise on A4, or
    from right to left, is told by `name`.a4.css, `name`.rtl.css and `name`.a4.rtl.css,
    where there are such.
    """
    return tuple(_files(site, names, edition))


def _files(
    site: Site, names: Iterable[str], edition: EditionSettings
) -> Iterator[Path]:
    folder = site.root / "print/styles"
    for name in names:
        yield folder / f"{name}.css"
        paper, direction = site.paper.name, edition.direction
        for variant in (paper, direction, f"{paper}.{direction}"):
            path = folder / f"{name}.{variant}.css"
            if path.is_file():
                yield path
