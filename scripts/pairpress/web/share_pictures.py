"""The pictures of a page's handout, to send in a chat; and its code, for posters."""

import struct
from collections.abc import Iterable
from pathlib import Path

from lxml import etree, html

from ..content.catalogue import Entry
from ..content.share_files import code_file, has_share_image, share_file
from ..content.site import EditionSettings, Site
from .html_files import Element
from .print_names import edition_name


def share_pictures(
    entries: Iterable[Entry],
    site: Site,
    edition: EditionSettings,
    up: str,
    words: dict[str, str],
    prints: Path,
) -> Element | None:
    """Return the pictures of an edition's handout; None if there are none.

    `prints` is the folder that they stand in.

    They are real pictures, for only those can be kept or read by a long press; they
    stand in what is closed at first, so that only who wants them loads them, and one at
    a time, for a long press reads whichever code is on the screen.
    """
    offered = [
        entry
        for entry in entries
        if has_share_image(entry) and (prints / share_file(entry)).is_file()
    ]
    mine = [e for e in offered if edition.lang in e.edition.split("+")]
    if not mine:
        return None
    box = html.Element("details", {"class": "share"})
    etree.SubElement(box, "summary").text = words["share"]
    hint = etree.SubElement(box, "p", {"class": "hint"})
    hint.text = words["share_hint"]
    for number, entry in enumerate(sorted(mine, key=lambda e: "+" in e.edition)):
        one = etree.SubElement(box, "details", {"name": "share-picture"})
        if number == 0:
            one.set("open", "")
        etree.SubElement(one, "summary").text = edition_name(entry, site, words)
        width, height = _size(prints / share_file(entry))
        etree.SubElement(
            one,
            "img",
            {
                "src": f"{up}print/{share_file(entry)}",
                "alt": f"{entry.title} · {words['share_rest'].format(n=entry.pages)}",
                "width": str(width),
                "height": str(height),
                "loading": "lazy",
            },
        )
    line = etree.SubElement(box, "p")
    line.append(_code_link(mine[0], up, words))
    return box


def _size(png: Path) -> tuple[int, int]:
    """Read a picture's width and height in pixels: nothing moves when it comes."""
    with png.open("rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:])
    return width, height


def picture_links(
    entries: Iterable[Entry], edition: EditionSettings, up: str, words: dict[str, str]
) -> Element:
    """Return links to a publication's picture in an edition, and to its code."""
    line = html.Element("p", {"class": "hint"})
    all_entries = list(entries)
    for entry in all_entries:
        if has_share_image(entry) and entry.edition == edition.lang:
            link = etree.SubElement(line, "a", href=f"{up}print/{share_file(entry)}")
            link.text, link.tail = words["share"], " · "
    line.append(_code_link(all_entries[0], up, words))
    return line


def _code_link(entry: Entry, up: str, words: dict[str, str]) -> Element:
    link = html.Element("a", {"href": f"{up}print/{code_file(entry.publication)}"})
    link.text = words["share_code"]
    return link
