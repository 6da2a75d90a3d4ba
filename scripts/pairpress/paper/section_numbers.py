"""Numbers a book's sections, the same in every edition: “look at 2.4” is enough."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..content.site import Site
from .views import Section, read_view

UNNUMBERED = ("", "sources")
"""The lead, and the list of sources."""


def section_numbers(
    site: Site, views: Path, topics: tuple[str, ...]
) -> dict[tuple[str, str], str]:
    """Return the number of each section, by (topic, section id).

    What stands in one language only comes after what stands in the first.
    """
    return {
        (topic, name): f"{chapter}.{number}"
        for chapter, topic in enumerate(topics, 1)
        for number, name in enumerate(dict.fromkeys(_ids(site, views, topic)), 1)
    }


def _ids(site: Site, views: Path, topic: str) -> Iterator[str]:
    for locale in site.locales:
        for section in read_view(views, site.written(locale).lang, topic).sections:
            if section.id not in UNNUMBERED:
                yield section.id


def put_numbers(
    section: Section, number: str | None, places: Mapping[str, str]
) -> None:
    """Write a section's number at its heading, and what references lead to.

    `places` says what to call an anchor of the book: (2.4, page …); others are called
    by the chapter that they stand in.
    """
    for block in section.blocks:
        if block.tag == "h2" and number:
            block.set("data-number", number)
        for link in block.iter("a"):
            if link.get("class") == "xref":
                anchor = link.get("href").removeprefix("#")
                chapter = f"{anchor.partition('--')[0]}--title"
                before, _, after = (places.get(anchor) or places[chapter]).partition(
                    "#"
                )
                link.set("data-before", before)
                link.set("data-after", after)
