"""All of docs/data/, read once and checked against its schemas."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from .areas import Areas
from .calendar import FILES as CALENDAR_FILES
from .calendar import Calendar, Calendars
from .cards import Cards
from .contacts import Contacts
from .facts import Facts, misfits
from .languages import Language, language
from .own_words import OwnWords, survey_own_words
from .problems import ContentError, Problem, relative_path
from .site import Words
from .terms import Replacements, Terms
from .text_files import read_text
from .yaml_files import Place, Yaml, parse_yaml, validate

T = TypeVar("T")
SearchWords = list[Annotated[list[Words], Field(min_length=2)]]
"""Groups of everyday words that mean the same to a searcher."""
Lines = dict[Place, int]
"""On which line of its file each part stands."""
Places = dict[str, tuple[str, int]]
"""Where each entry stands: the file from the project's root, and the line."""


@dataclass(frozen=True)
class Data:
    """Facts by key, contacts by id, terms, and what the Traditional edition says."""

    facts: Facts
    contacts: Contacts
    terms: Terms
    replacements: Replacements
    search_words: SearchWords
    cards: Cards = field(default_factory=list)
    fact_places: Places = field(default_factory=dict)
    contact_places: Places = field(default_factory=dict)
    calendars: Calendars = field(default_factory=dict)
    calendar_lines: dict[int, Lines] = field(default_factory=dict)
    areas: Areas = field(default_factory=dict)
    words: dict[str, OwnWords] = field(default_factory=dict)
    """Per language: words of the interface that the organization says its own way."""

    term_lines: Lines = field(default_factory=dict)

    def language(self, locale: str) -> Language:
        """Return a language as the organization speaks it."""
        own = self.words.get(locale)
        return (
            language(locale).with_words(own.words, own.signs)
            if own
            else language(locale)
        )

    @cached_property
    def phrases(self) -> tuple[tuple[str, str], ...]:
        """What the Traditional edition says in its own way, sorted once."""
        return tuple(sorted({r.zh: r.traditional for r in self.replacements}.items()))


def read_data(root: Path) -> Data:
    """Read docs/data/ below the project's root; raise every problem in it."""
    data, problems = survey_data(root)
    if problems:
        raise ContentError(problems)
    return data


def survey_data(root: Path) -> tuple[Data, list[Problem]]:
    """Read what can be read of docs/data/, and tell every problem of the rest."""
    folder = root / "docs/data"
    problems: list[Problem] = []
    facts: Facts = {}
    fact_places: Places = {}
    contact_places: Places = {}
    for path in sorted(folder.glob("facts*.yml")):
        places: Places = {}
        part = _read(path, root, Facts, {}, problems, places)
        problems += _doubles(places, facts)
        facts |= part
        fact_places |= places
    contacts = _read(
        folder / "contacts.yml", root, Contacts, {}, problems, contact_places
    )
    term_lines: Lines = {}
    terms = _read(folder / "terms.yml", root, Terms, [], problems, lines=term_lines)
    replacements = _read(folder / "traditional.yml", root, Replacements, [], problems)
    search_words = _read(folder / "search-words.yml", root, SearchWords, [], problems)
    words, wrong = survey_own_words(root)
    problems += wrong
    cards = _read(folder / "cards.yml", root, Cards, [], problems)
    data = Data(
        facts,
        contacts,
        terms,
        replacements,
        search_words,
        cards,
        fact_places,
        contact_places,
        *_read_calendars(folder, root, problems),
        areas=_read(folder / "areas.yml", root, Areas, {}, problems),
        words=words,
        term_lines=term_lines,
    )
    return data, problems


def _read_calendars(
    folder: Path, root: Path, problems: list[Problem]
) -> tuple[Calendars, dict[int, Lines]]:
    """Return the calendars by year; a file is named for the year that it holds."""
    calendars: Calendars = {}
    all_lines: dict[int, Lines] = {}
    for path in sorted(folder.glob(CALENDAR_FILES)):
        lines: Lines = {}
        found = _read(path, root, Calendar, None, problems, lines=lines)
        if found and path.stem != f"calendar-{found.year}":
            name = f"calendar-{found.year}.yml"
            problems.append(
                Problem(
                    relative_path(path, root),
                    1,
                    "calendar-name",
                    f"the year is {found.year}, so the file is called {name}",
                    f"里面写的是{found.year}年，文件名要写成 {name}。",
                )
            )
        elif found:
            calendars[found.year] = found
            all_lines[found.year] = lines
    return calendars, all_lines


def _read(
    path: Path,
    root: Path,
    schema: type[T],
    nothing: T,
    problems: list[Problem],
    places: Places | None = None,
    lines: Lines | None = None,
) -> T:
    """Return a file's data; a file that is absent holds nothing.

    `places` is filled with the place of each of its entries, `lines` with the line of
    each of its parts.
    """
    if not path.exists():
        return nothing
    try:
        document = parse_yaml(read_text(path, root), relative_path(path, root))
        if document.value is None:
            return nothing
        value = validate(document, schema)
        problems += _misfits(document, value)
    except ContentError as error:
        problems += error.problems
        return nothing
    if lines is not None:
        lines |= document.lines
    if places is not None:
        entries = document.value if isinstance(document.value, dict) else {}
        places |= {
            str(key): (document.path, document.line_of((key,))) for key in entries
        }
    return value


def _misfits(document: Yaml, entries: object) -> Iterator[Problem]:
    """Yield the values of facts whose days overlap or run backwards."""
    facts = entries.items() if isinstance(entries, dict) else ()
    for key, fact in facts:
        for place, en, zh in misfits(getattr(fact, "values", ())):
            yield Problem(
                document.path,
                document.line_of((key, "values", place)),
                "series",
                f"{key}: {en}",
                f"{key}：{zh}",
            )


def _doubles(places: Places, known: Facts) -> Iterable[Problem]:
    for key in sorted(known.keys() & places.keys()):
        path, line = places[key]
        yield Problem(
            path,
            line,
            "fact-twice",
            f"the fact {key} stands in another file too; keep one",
            f"数据 {key} 在另一个文件里也有。请只留一个。",
        )
