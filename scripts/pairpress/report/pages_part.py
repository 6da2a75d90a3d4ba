"""The part of the report on pages: who read them, and which sections must follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..content.agreements import Agreement
from ..content.freshness import SectionState, TopicState, topic_states
from ..content.library import Library
from ..content.pages import FrontMatter, Review
from ..content.sections import sections
from ..content.substance import FRONT
from .word_diff import DiffLine, as_lines, word_diff


@dataclass(frozen=True)
class Half:
    """What one language has to show of a section that waits."""

    locale: str
    path: str
    line: int
    changed: bool
    """Whether it says something else than what was agreed on."""
    behind: bool
    lines: tuple[DiffLine, ...]
    """With what went and came since; as it stands, where it has not changed."""


@dataclass(frozen=True)
class Waiting:
    """A section that waits for a person."""

    topic: str
    id: str
    top: str
    """The section of level two that it is printed with."""
    state: str
    on: date | None
    by: str
    unnoted: bool
    """Whether no `changed:` note is newer: prints still pass for current ones."""
    halves: tuple[Half, ...]


@dataclass(frozen=True)
class TopicRow:
    """A topic: its halves, who reviewed them, and whether they agree."""

    topic: str
    titles: dict[str, str | None]
    """Per language; None: this half is missing or cannot be read."""
    reviews: dict[str, Review | None]
    """Per edition."""
    review_by: date | None
    updated: date | None
    agreement: Agreement | None
    state: str
    """fresh, stale, both changed, new, never, only (in one language) or missing."""
    waiting: int


ORDER = ("stale", "both changed", "new")


def topic_rows(library: Library, states: list[TopicState]) -> Iterator[TopicRow]:
    """Yield every topic in the order of the menu."""
    known = {state.topic: state for state in states}
    topics = {topic: None for pages in library.pages.values() for topic in pages}
    nav = [topic for topic in library.site.nav if topic in topics]
    for topic in dict.fromkeys([*nav, *topics]):
        halves = {locale: pages.get(topic) for locale, pages in library.pages.items()}
        fronts = [page.front for page in halves.values() if page]
        days = [front.review_by for front in fronts if front.review_by]
        state = known.get(topic)
        yield TopicRow(
            topic,
            {
                locale: page.front.title if page else None
                for locale, page in halves.items()
            },
            {
                edition.lang: page.front.reviewed.get(edition.lang) if page else None
                for edition in library.site.editions
                for page in [halves[edition.locale]]
            },
            min(days, default=None),
            max((c.date for f in fronts for c in f.changed), default=None),
            library.agreements.get(state.recorded_as or "") if state else None,
            _state(state, fronts),
            len(state.open) if state else 0,
        )


def _state(state: TopicState | None, fronts: list[FrontMatter]) -> str:
    if state is None:
        return "only" if any(front.only for front in fronts) else "missing"
    if not state.recorded_as:
        return "never"
    found = {section.state for section in state.open}
    worst = next((name for name in ORDER if name in found), "fresh")
    return "never" if worst == "fresh" and state.unagreed else worst


def waiting_sections(library: Library, states: list[TopicState]) -> list[Waiting]:
    """Return the sections that wait for a person, stale ones first."""
    found = [
        _waiting(library, state, section) for state in states for section in state.open
    ]
    return sorted(found, key=lambda one: ORDER.index(one.state))


def _waiting(library: Library, state: TopicState, section: SectionState) -> Waiting:
    agreed = section.agreed
    fronts = [library.pages[locale][state.topic].front for locale in library.pages]
    newest = max(change.date for front in fronts for change in front.changed)
    return Waiting(
        state.topic,
        "" if section.id == FRONT else section.id,
        _top(library, state.topic, section.id),
        section.state,
        agreed.on if agreed else None,
        agreed.by if agreed else "",
        bool(agreed and newest <= agreed.on),
        tuple(_half(library, state, section, locale) for locale in section.now),
    )


def _top(library: Library, topic: str, name: str) -> str:
    halves = (pages[topic] for pages in library.pages.values() if topic in pages)
    found = (s.top for half in halves for s in sections(half) if s.id == name)
    return next(found, "")


def _half(
    library: Library, state: TopicState, section: SectionState, locale: str
) -> Half:
    page = library.pages[locale][state.topic]
    now = section.now[locale]
    changed = section.agreed is not None and locale in section.changed
    before = section.agreed.said.get(locale, ()) if section.agreed else ()
    starts = [s.line for s in sections(page) if s.id == section.id]
    return Half(
        locale,
        page.path,
        starts[0] if starts else 1,
        changed,
        locale in section.behind,
        word_diff(before, now) if changed else as_lines(now),
    )


def all_states(library: Library) -> list[TopicState]:
    """Return the state of every topic that has all its halves."""
    return list(topic_states(library.site, library.pages, library.agreements))
