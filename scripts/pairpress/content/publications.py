"""Publications: what is printed, from which topics, and its versions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from .data import Data
from .declared import Declared
from .ledger import Withdrawal
from .own_kinds import OwnKind, own_kinds, unknown_kind
from .pages import Pages
from .problems import ContentError, Problem, relative_path
from .sheets import CardSheet, HoursLog, Poster, Trifold
from .site import Localized
from .text_files import read_text
from .wall_calendars import WallCalendar
from .yaml_files import Place, Yaml, called, parse_yaml, validate


class Book(Declared):
    """A handbook made of chapters."""

    kind: Literal["handbook"]
    subtitle: Localized
    chapters: list[str] = Field(min_length=1)
    """Topics; each becomes a numbered chapter."""
    glossary: bool = False
    """Whether a last chapter lists the terms of docs/data/terms.yml."""
    index: bool = False
    """Whether terms and contacts are listed at the end with their pages."""
    paper: Localized = Field(default_factory=dict)
    """What a print shop is to print it on."""

    def topics(self) -> tuple[str, ...]:
        """Return the chapters."""
        return tuple(self.chapters)

    def named_topics(self) -> dict[Place, str]:
        """Return the page and the chapters."""
        chapters = enumerate(self.chapters)
        return super().named_topics() | {("chapters", n): t for n, t in chapters}

    def texts(self) -> dict[Place, Localized]:
        """Return title and subtitle."""
        return super().texts() | {("subtitle",): self.subtitle}

    def printed_sections(self) -> None:
        """Say that it prints its chapters whole."""

    def printed_data(self, data: Data) -> Sequence[object]:
        """Return the terms, where they are listed."""
        return data.terms if self.glossary else ()


KINDS: dict[str, type[Declared]] = {
    "handbook": Book,
    "cards": CardSheet,
    "poster": Poster,
    "hours-log": HoursLog,
    "trifold": Trifold,
    "calendar": WallCalendar,
}
"""The model of a file in print/publications/, by its `kind`."""
TAKEN = (*KINDS, "handout", "share")
"""Names that no kind of an organization's own can have: their templates are ours."""


@dataclass(frozen=True)
class Note:
    """A change in substance, told in a language."""

    title: str
    text: str
    fact: str = ""
    """The key of the fact whose value changed."""


@dataclass(frozen=True)
class Version:
    """A version of a publication: released, or what will be the next one."""

    number: int
    day: date
    notes: dict[str, tuple[Note, ...]]
    """What changed, per language."""
    facts: dict[str, Localized] = field(default_factory=dict)
    """What it says of each fact, per language."""
    withdrawn: Withdrawal | None = None
    """Why its copies must not be used any more."""


@dataclass(frozen=True)
class Publication:
    """A thing that is printed: a page's handout, or what a file declares."""

    id: str
    kind: str
    title: Localized
    topics: tuple[str, ...]
    page: str
    declared: Declared | None = None
    """Its file in print/publications/; a handout has none."""
    sections: tuple[str, ...] = ()
    """Ids of the sections that a handout prints; none named: all of them."""

    @property
    def book(self) -> Book | None:
        """What a handbook's file says; None for everything else."""
        return self.declared if isinstance(self.declared, Book) else None

    @property
    def kind_name(self) -> Localized:
        """What a kind of the organization's own is called; the others: nothing."""
        return self.declared.kind_name if isinstance(self.declared, OwnKind) else {}

    @property
    def file(self) -> str:
        """The path of what declares it, if that is a file of its own."""
        return f"print/publications/{self.id}.yml"

    def sections_of(self, topic: str) -> tuple[str, ...] | None:
        """Return the sections of a topic that it prints; None: all of them."""
        if topic not in self.topics:
            return ()
        if self.declared:
            return self.declared.sections_of(topic)
        return ("", *self.sections) if self.sections else None

    def prints(self, topic: str, section: str) -> bool:
        """Say whether it prints a section of a topic."""
        shown = self.sections_of(topic)
        return shown is None or section in shown


def read_publications(root: Path, pages: Pages) -> list[Publication]:
    """Return every publication: handouts in the order of the menu, then the files."""
    asked = (page for half in pages.values() for page in half.values())
    topics = dict.fromkeys(page.topic for page in asked if page.front.handout)
    handouts = [handout(topic, pages) for topic in topics]
    return [*handouts, *read_declared(root, pages)]


def handout(topic: str, pages: Pages) -> Publication:
    """Return the handout of a page."""
    halves = {x: half[topic] for x, half in pages.items() if topic in half}
    first = next(iter(halves.values())).front
    # Lists of what is printed name it in every language.
    title = {x: (halves[x].front if x in halves else first).title for x in pages}
    asked = first.handout
    sections = tuple(asked) if isinstance(asked, list) else ()
    name = topic.replace("/", "-")
    return Publication(name, "handout", title, (topic,), topic, sections=sections)


def read_declared(root: Path, pages: Pages) -> list[Publication]:
    """Read print/publications/; raise every problem in it."""
    found, problems = [], []
    known = {topic for topics in pages.values() for topic in topics}
    for path in sorted((root / "print/publications").glob("*.yml")):
        name = relative_path(path, root)
        try:
            document = parse_yaml(read_text(path, root), name)
            declared = validate(document, _model(document, root))
        except ContentError as error:
            problems += error.problems
            continue
        problems += [
            Problem(
                name,
                document.line_of(place),
                "unknown-topic",
                f"there is no page {topic}",
                f"没有“{topic}”这一页。",
            )
            for place, topic in declared.named_topics().items()
            if topic not in known
        ]
        problems += [
            Problem(
                name,
                document.line_of(place),
                "only-topic",
                f"{topic} is missing in {locale}; a publication needs its pages in "
                "every language",
                f"“{topic}”没有 {locale} 这一半。印刷品用到的网页，每种语言都要有。",
            )
            for place, topic in declared.named_topics().items()
            for locale, half in pages.items()
            if topic in known and topic not in half
        ]
        problems += [
            Problem(
                name,
                document.line_of(place),
                "missing-language",
                f"{called(place)} is missing in {locale}",
                f"{called(place)} 缺少 {locale}。",
            )
            for place, text in declared.texts().items()
            for locale in pages.keys() - text.keys()
        ]
        found.append(
            Publication(
                path.stem,
                declared.kind,
                declared.title,
                declared.topics(),
                declared.page,
                declared,
                tuple(dict.fromkeys(declared.named_sections().values())),
            )
        )
    if problems:
        raise ContentError(problems)
    return found


def _model(document: Yaml, root: Path) -> type[Declared]:
    """Return the model for a file's kind."""
    value: Any = document.value
    kind = value.get("kind") if isinstance(value, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind]
    own = own_kinds(root, TAKEN)
    if kind in own:
        return OwnKind
    known = [*KINDS, *own]
    raise ContentError([unknown_kind(document, kind, known, TAKEN, root)])


def line_of(root: Path, publication: Publication, place: Place) -> int:
    """Return the line of a place in a publication's file, read again for it."""
    text = read_text(root / publication.file, root)
    return parse_yaml(text, publication.file).line_of(place)
