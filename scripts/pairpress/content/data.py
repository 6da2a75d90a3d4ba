"""All of docs/data/, read once and checked against its schemas."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from .contacts import Contacts
from .facts import Facts
from .problems import ContentError, Problem, relative_path
from .terms import Replacements, Terms
from .text_files import read_text
from .yaml_files import parse_yaml, validate

T = TypeVar("T")
SearchWords = list[Annotated[list[str], Field(min_length=2)]]
"""Groups of everyday words that mean the same to a searcher."""


@dataclass(frozen=True)
class Data:
    """Facts by key, contacts by id, terms, and what the Traditional edition says."""

    facts: Facts
    contacts: Contacts
    terms: Terms
    replacements: Replacements
    search_words: SearchWords


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
    for path in sorted(folder.glob("facts*.yml")):
        part = _read(path, root, Facts, {}, problems)
        problems += _doubles(path, root, facts, part)
        facts |= part
    contacts = _read(folder / "contacts.yml", root, Contacts, {}, problems)
    terms = _read(folder / "terms.yml", root, Terms, [], problems)
    replacements = _read(folder / "traditional.yml", root, Replacements, [], problems)
    words = _read(folder / "search-words.yml", root, SearchWords, [], problems)
    return Data(facts, contacts, terms, replacements, words), problems


def _read(
    path: Path, root: Path, schema: type[T], nothing: T, problems: list[Problem]
) -> T:
    """Return a file's data; a file that is absent holds nothing."""
    if not path.exists():
        return nothing
    try:
        document = parse_yaml(read_text(path, root), relative_path(path, root))
        return nothing if document.value is None else validate(document, schema)
    except ContentError as error:
        problems += error.problems
        return nothing


def _doubles(path: Path, root: Path, known: Facts, part: Facts) -> Iterable[Problem]:
    for key in known.keys() & part.keys():
        yield Problem(
            relative_path(path, root),
            1,
            "fact-twice",
            f"the fact {key} stands in another file too; keep one",
            f"数据 {key} 在另一个文件里也有。请只留一个。",
        )
