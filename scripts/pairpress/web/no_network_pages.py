"""Writes the page that a phone shows without network for one that it has not kept."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..content.addresses import path_of
from ..content.conversion import converter
from ..content.library import Library
from ..content.words import words_in
from .expansion import phone_link

UP = "../../"
"""From offline/<edition>/ to the site's root."""


def write_no_network_pages(folder: Path, library: Library) -> None:
    """Write offline/<edition>/ for every edition."""
    environment = Environment(
        loader=FileSystemLoader(library.site.root / "overrides"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    template = environment.get_template("no-network.html")
    settings = library.site.settings
    for edition in library.site.editions:
        convert = converter(edition, library.data)
        numbers = [
            (convert(contact.name[edition.locale]), contact.phones[0])
            for id in (*settings.emergency, *settings.free_help)
            if (contact := library.data.contacts[id]).phones
        ]
        page = template.render(
            edition=edition,
            words=words_in(edition, library.data),
            numbers=numbers,
            phone_link=phone_link,
            name=convert(library.site.names[edition.locale]),
            paths={
                topic: UP + path_of(edition, topic)
                for topic in ("help/index", "help/directory")
            },
            up=UP,
        )
        target = folder / "offline" / edition.lang / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page + "\n", encoding="utf-8")
