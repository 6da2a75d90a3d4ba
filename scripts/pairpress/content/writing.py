"""How a language is written: its script, its plain words, the length of a sentence."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from .languages import language, script_of


@dataclass(frozen=True)
class Plain:
    """What plain language means in a language; 0: no limit is known."""

    sentence: int = 0
    """The longest sentence: Chinese characters, or words."""
    average: int = 0
    """The longest average sentence of a page, in the same unit."""
    grade: float = 0
    """The highest reading grade of a page, by Flesch and Kincaid; for English only."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words of offices, and what people say."""
    vague_links: tuple[str, ...] = ()
    """Words that do not tell where a link leads."""


@functools.cache
def plain_of(code: str) -> Plain:
    """Return what is plain in a language; without limits if it is not known."""
    settings = language(code).plain
    links = tuple(settings.get("vague_links", ()))
    return Plain(**(settings | {"vague_links": links}))


def chinese_script_of(code: str) -> str:
    """Return how a language is written: "Hans", "Hant", or "" for any other way."""
    script = script_of(code)
    return script if script in ("Hans", "Hant") else ""
