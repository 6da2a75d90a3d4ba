"""Publications: what is printed, from which topics, and its versions."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .pages import Page, Pages
from .problems import ContentError, Problem, relative_path
from .site import Localized
from .text_files import read_text
from .yaml_files import parse_yaml, validate


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Book(_Strict):
    """A file in print/publications/: a handbook made of chapters."""

    kind: Literal["handbook"]
    title: Localized
    subtitle: Localized
    page: str
    """The topic on whose page the publication is offered."""
    chapters: list[str] = Field(min_length=1)
    """Topics; each becomes a numbered chapter."""
    glossary: bool = False
    """Whether a last chapter lists the terms of docs/data/terms.yml."""
    index: bool = False
    """Whether terms and contacts are listed at the end with their pages."""


@dataclass(frozen=True)
class Note:
    """A change in substance, told in a language."""

    title: str
    text: str


@dataclass(frozen=True)
class Version:
    """A version of a publication: one for each day on which its substance changed."""

    number: int
    day: date
    notes: dict[str, tuple[Note, ...]]
    """What changed, per language."""


@dataclass(frozen=True)
class Publication:
    """A thing that is printed: a page's handout, or a book."""

    id: str
    kind: Literal["handout", "handbook"]
    title: Localized
    topics: tuple[str, ...]
    page: str
    book: Book | None = None
    sections: tuple[str, ...] = ()
    """Ids of the sections that a handout prints; none named: all of them."""


def read_publications(root: Path, pages: Pages) -> list[Publication]:
    """Return every publication: handouts in the order of the menu, then books."""
    main = next(iter(pages.values()))
    handouts = [handout(topic, pages) for topic, p in main.items() if p.front.handout]
    return [*handouts, *read_books(root, pages)]


def handout(topic: str, pages: Pages) -> Publication:
    """Return the handout of a page."""
    halves = {locale: topics.get(topic) for locale, topics in pages.items()}
    title = {locale: page.front.title for locale, page in halves.items() if page}
    asked = next(iter(pages.values()))[topic].front.handout
    sections = tuple(asked) if isinstance(asked, list) else ()
    name = topic.replace("/", "-")
    return Publication(name, "handout", title, (topic,), topic, sections=sections)


def read_books(root: Path, pages: Pages) -> list[Publication]:
    """Read print/publications/; raise every problem in it."""
    books, problems = [], []
    known = {topic for topics in pages.values() for topic in topics}
    for path in sorted((root / "print/publications").glob("*.yml")):
        name = relative_path(path, root)
        try:
            document = parse_yaml(read_text(path, root), name)
            book = validate(document, Book)
        except ContentError as error:
            problems += error.problems
            continue
        named = {("page",): book.page} | {
            ("chapters", index): topic for index, topic in enumerate(book.chapters)
        }
        problems += [
            Problem(
                name,
                document.line_of(place),
                "unknown-topic",
                f"there is no page {topic}",
                f"没有“{topic}”这一页。",
            )
            for place, topic in named.items()
            if topic not in known
        ]
        problems += [
            Problem(
                name,
                document.line_of((field,)),
                "missing-language",
                f"{field} is missing in {locale}",
                f"{field} 缺少 {locale}。",
            )
            for field, text in (("title", book.title), ("subtitle", book.subtitle))
            for locale in pages.keys() - text.keys()
        ]
        topics = tuple(book.chapters)
        books.append(
            Publication(path.stem, book.kind, book.title, topics, book.page, book)
        )
    if problems:
        raise ContentError(problems)
    return books


def versions(publication: Publication, pages: Pages) -> tuple[Version, ...]:
    """Return a publication's versions, the first one first.

    Each day on which a `changed:` note of one of its pages stands begins a version,
    so a cosmetic edit makes none, and every build counts alike.
    """
    chapters = {
        locale: [topics[topic] for topic in publication.topics]
        for locale, topics in pages.items()
    }
    days = {
        change.date for c in chapters.values() for p in c for change in p.front.changed
    }
    return tuple(
        Version(number, day, {locale: _notes(c, day) for locale, c in chapters.items()})
        for number, day in enumerate(sorted(days), 1)
    )


def _notes(chapters: list[Page], day: date) -> tuple[Note, ...]:
    return tuple(
        Note(page.front.title, change.note)
        for page in chapters
        for change in page.front.changed
        if change.date == day
    )
