"""The texts of the sample site, from the file of each language that has one."""

import functools
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from ..content.cldr import own_name
from ..content.yaml_files import parse_yaml

TEXTS = Path(__file__).parents[1] / "content/languages/adopt"
OTHERS = "en"
"""The language whose texts stand in where a language has none of its own."""


@dataclass(frozen=True)
class SampleTexts:
    """What the sample site says in a language; $names stand for what is answered."""

    language: str
    """The language's own name, as the switch shows it."""
    boxes: dict[str, str]
    """Titles of the boxes (!!! warning) that have none."""
    first: str
    """What a page's first change says."""
    emergency: dict[str, str]
    place: dict[str, str]
    ours: dict[str, str]
    handbook: dict[str, str]
    pages: dict[str, dict[str, Any]]
    """Each topic's front matter and `text`, in the order of the menu."""


@functools.cache
def sample_texts(language: str) -> SampleTexts:
    """Read the file of a language; without one it speaks English under its own name."""
    path = TEXTS / f"{language}.yml"
    if path.is_file():
        return SampleTexts(**_read(path))
    told = _read(TEXTS / f"{OTHERS}.yml")
    return SampleTexts(**told | {"language": own_name(language)})


def _read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = parse_yaml(path.read_text("utf-8"), path.name).value
    return told


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text with what was answered in its $places."""
    return Template(text).substitute(values)
