"""How words of a language vary: what search takes for the same, and its alphabet."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .languages import WHOLE, script_of

Rules = tuple[tuple[str, str], ...]
"""(pattern, what stands in its place): of both Python and the browser, with $1."""

MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c]+"
)
"""Accents and points that may be left out; never the vowels of Indian scripts."""
LETTERS = {
    **{"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i"},
    **{"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"},
}
"""Letters that are typed in a plain way too, where Unicode does not take them apart."""
SAME = {
    **{"ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک"},
    **{"ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ς": "σ"},
}
"""Letters that keyboards of one language give for those of another, one for one."""
DIGITS = {
    c: str(unicodedata.decimal(c))
    for c in map(chr, range(0x80, 0x10000))
    if unicodedata.decimal(c, None) is not None
}
"""Every script's own digits, likewise."""
_SAME = str.maketrans(SAME | DIGITS)
_LETTERS = str.maketrans(LETTERS)


@dataclass(frozen=True, eq=False)
class Spelling:
    """How the words of an edition vary; a file of languages/spelling/ tells it."""

    stems: tuple[Rules, ...] = ()
    """Groups of rules that leave a word's stem; the first that fits in each."""
    joins: Rules = ()
    """Rules for a whole text: what is written apart and together."""
    small: str = ""
    """A pattern of terms that say little."""
    syllables: bool = False
    """Whether words are made of several pieces with spaces between them."""
    pinyin: bool = False
    """Whether its readers type pinyin."""
    alphabet: tuple[str, ...] = ()
    """Its letters in order, where plain Latin letters are not enough."""

    def told(self, letters: dict[str, str]) -> dict[str, Any]:
        """Return what the browser needs to cut queries in the same way."""
        told = {
            "stems": self.stems,
            "joins": self.joins,
            "small": self.small,
            "syllables": self.syllables,
            "pinyin": self.pinyin,
            "letters": letters,
        }
        return {name: value for name, value in told.items() if value}


@functools.cache
def spelling(locale: str, *others: str) -> Spelling:
    """Return how words vary in an edition of a language.

    Latin words in a text of another script are of the first of the `others` that is
    written in Latin, or English.
    """
    own = _told(locale)
    if script_of(locale) != "Latn":
        latin = next((x for x in others if script_of(x) == "Latn"), WHOLE)
        own["stems"] = own.get("stems", []) + _told(latin).get("stems", [])
    return Spelling(
        stems=tuple(tuple(group.items()) for group in own.get("stems", [])),
        joins=tuple(own.get("joins", {}).items()),
        small=own.get("small", ""),
        syllables=own.get("syllables", False),
        pinyin=own.get("pinyin", False),
        alphabet=tuple(own.get("alphabet", "").split()),
    )


def _told(locale: str) -> dict[str, Any]:
    """Read a language's file; fr-CA and fr_CA have that of fr, unless their own."""
    folder = Path(__file__).parent / "languages/spelling"
    for name in (locale, re.split("[-_]", locale)[0]):
        path = folder / f"{name}.yml"
        if path.is_file():
            told: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
            return told
    return {}


def unified(text: str) -> str:
    """Return a text in which the same letter or digit is always the same character."""
    return text.translate(_SAME)


def typed_for(characters: set[str]) -> list[tuple[str, str]]:
    """Return pairs of characters: one that may be typed, and the one it is found as.

    Only what leads to letters in `characters`, and the digits of their scripts, which
    stand in the same 128 places of Unicode.
    """
    scripts = {ord(character) >> 7 for character in characters} - {0}
    letters = (pair for pair in SAME.items() if pair[1] in characters)
    digits = (pair for pair in DIGITS.items() if ord(pair[0]) >> 7 in scripts)
    return [*letters, *digits]


def bare(text: str) -> str:
    """Return a text in lower case without its accents: tiền lương is tien luong."""
    if text.isascii():
        return text
    plain = MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a rule's pattern, made ready once."""
    return re.compile(pattern)


def put(rule: tuple[str, str], text: str) -> str:
    """Put a rule's words in place, wherever it fits."""
    pattern, words = rule
    return compiled(pattern).sub(words.replace("$", "\\"), text)
