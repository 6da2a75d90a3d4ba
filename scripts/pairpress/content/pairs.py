"""Pairs: the halves of each topic, and the sections that they share."""

from collections.abc import Iterator

from .library import Library
from .pages import Page
from .sections import Section, sections

Pair = tuple[Page, Page]
"""The halves of a topic: the main language's page, and that of another."""


def pairs(library: Library) -> Iterator[Pair]:
    """Yield each topic's main half with each other half."""
    (_, main), *others = library.pages.items()
    for _, pages in others:
        for topic in main.keys() & pages.keys():
            yield main[topic], pages[topic]


def shared_sections(first: Page, second: Page) -> list[tuple[Section, Section]]:
    """Return the sections that both halves have, each with its other half.

    Of an id that stands twice, the first section counts.
    """
    ours = {section.id: section for section in reversed(sections(first))}
    theirs = {section.id: section for section in reversed(sections(second))}
    return [(ours[name], theirs[name]) for name in ours if name in theirs]
