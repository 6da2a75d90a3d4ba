"""Orders words as the readers of an edition look them up: pinyin, strokes, letters."""

from collections.abc import Iterable

from pypinyin import lazy_pinyin
from strokes import strokes  # Unihan's kTotalStrokes

OPENING = "《“‘「（(\"' "
"""Signs before a word that nobody looks up: 《就业标准法》 stands under J."""


def sort_key(text: str, collation: str) -> tuple[str, list[str]]:
    """Return the label of the group that a text falls under, and its key within."""
    text = text.lstrip(OPENING) or text
    first = text[:1]
    if collation == "pinyin":
        spoken = lazy_pinyin(text)
        return spoken[0][:1].upper() if spoken else "", [*spoken, text]
    if collation == "stroke" and "\u3400" <= first <= "\u9fff":
        counts = [f"{_strokes(character):02d}" for character in text]
        return counts[0], [*counts, text]
    return first.upper(), [text.casefold()]


def ordered(texts: Iterable[str], collation: str) -> list[str]:
    """Return the texts in the order of a collation."""
    return sorted(texts, key=lambda text: sort_key(text, collation))


def group_label(label: str, collation: str) -> str:
    """Return a group's heading: "B", or "7畫" for stroke counts."""
    # Counts are written with two digits; one alone is how a word begins.
    if collation == "stroke" and label.isdigit() and len(label) > 1:
        return f"{int(label)}畫"
    return label


def pinyin(text: str) -> list[str]:
    """Return the syllables of a Chinese text, without tones."""
    return [str(syllable) for syllable in lazy_pinyin(text)]


def _strokes(character: str) -> int:
    return int(strokes(character)) if "\u3400" <= character <= "\u9fff" else 0
