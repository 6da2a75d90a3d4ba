"""Lists that the templates make: pages and terms in A–Z order, pages by date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..content.collation import group_label, place
from ..content.site import Site
from ..content.terms import Term

T = TypeVar("T")
Groups = list[tuple[str, list[T]]]
"""(heading, entries), as in ("B", [...])."""


@dataclass(frozen=True)
class TermEntry:
    """A term as one edition's glossary lists it."""

    word: str
    other: str
    other_lang: str
    traditional: str | None
    """The word's Traditional form, where conversion does not give it."""


def grouped(pages: Iterable[Any], collation: str, locale: str) -> Groups[Any]:
    """Return pages (MkDocs' own) under the headings of an A–Z list."""
    return _grouped(pages, lambda page: str(page.title), collation, locale)


def grouped_terms(
    terms: Iterable[Term], locale: str, collation: str, site: Site
) -> Groups[TermEntry]:
    """Return the terms under the headings of a glossary in a language.

    Each stands once in each list: of two with the same word the last one counts.
    """
    others = [other for other in site.locales if other != locale]
    converted = [e.lang for e in site.editions if e.convert and e.locale == locale]
    entries = {}
    for term in terms:
        other = next((x for x in others if term.word(x)), locale)
        word = term.word(locale) or term.word(other)
        if word:
            entries[word] = TermEntry(
                word,
                term.word(other) or word,
                site.written(other).lang,
                next(filter(None, map(term.word, converted)), None),
            )
    return _grouped(entries.values(), lambda entry: entry.word, collation, locale)


def newest(pages: Iterable[Any], index: str) -> list[Any]:
    """Return the pages in an index page's folder, the one changed last first."""
    folder = index.removesuffix("index")
    below = [
        page
        for page in pages
        if page.meta["topic"].startswith(folder) and page.meta["topic"] != index
    ]
    return sorted(below, key=_changed, reverse=True)


def _changed(page: Any) -> Any:
    return max(change.date for change in page.meta["front"].changed)


def _grouped(
    entries: Iterable[T], word: Callable[[T], str], collation: str, locale: str
) -> Groups[T]:
    placed = [(place(word(entry), collation, locale), entry) for entry in entries]
    groups: dict[str, list[T]] = {}
    for at, entry in sorted(placed, key=lambda placed: placed[0]):
        groups.setdefault(group_label(at.label, collation), []).append(entry)
    return list(groups.items())
