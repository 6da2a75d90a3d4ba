"""The texts of the sample site, from the file of each language that has one."""

import functools
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml
from babel import Locale as Cldr

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
        return SampleTexts(**yaml.safe_load(path.read_text(encoding="utf-8")))
    told = yaml.safe_load((TEXTS / f"{OTHERS}.yml").read_text(encoding="utf-8"))
    name = Cldr.parse(language.replace("-", "_")).display_name or language
    return SampleTexts(**told | {"language": name})


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text with what was answered in its $places."""
    return Template(text).substitute(values)
