"""Link pictures: what a chat shows beside a link; paper draws them, web names them."""

import hashlib
from dataclasses import dataclass

from .addresses import path_of
from .conversion import converter
from .library import Library
from .pages import told_title
from .site import EditionSettings

FOLDER = "share"
"""Below the site's root."""
SIZE = (1200, 630)
"""Pixels: what Open Graph readers show whole; its middle is what the others cut out."""


@dataclass(frozen=True)
class LinkPicture:
    """A picture of a page in an edition: large words, and small ones below."""

    lang: str
    title: str
    name: str

    @property
    def file(self) -> str:
        """Its path below the site's root; the name gives nothing of the page away."""
        words = "\n".join((self.lang, self.title, self.name))
        return f"{FOLDER}/{hashlib.sha256(words.encode()).hexdigest()[:12]}.png"


def link_picture(library: Library, edition: EditionSettings, topic: str) -> LinkPicture:
    """Return the picture of a page: of the home page, that of the site."""
    front = library.pages[edition.locale][topic].front
    convert = converter(edition, library.data, front.traditional)
    name = convert(library.site.names[edition.locale])
    if path_of(edition, topic) == edition.path:
        organization = library.site.settings.organization[edition.locale]
        return LinkPicture(edition.lang, name, convert(organization))
    return LinkPicture(edition.lang, convert(told_title(front)), name)
