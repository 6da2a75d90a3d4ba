"""Orders words as the readers of an edition look them up: pinyin, strokes, letters."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import lazy_pinyin
from strokes import strokes  # Unihan's kTotalStrokes

from .languages import script_of
from .spelling import bare, spelling, unified

OPENING = "《“‘「（(\"'«‹„¿¡ \u200c\u200e\u200f\u2067"
"""Signs before a word that nobody looks up: 《就业标准法》 stands under J."""
CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""With what Korean syllables begin, in the order of Unicode; ㄲ stands under ㄱ."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a word stands in a list; places sort."""

    group: tuple[int, str]
    within: tuple[str, ...] | tuple[tuple[int, str], ...]
    word: str
    label: str
    """Of the group that it falls under."""


def place(text: str, collation: str, locale: str = "") -> Place:
    """Return where a text stands in a list; letters are those of the language."""
    text = text.lstrip(OPENING) or text
    first = text[:1]
    if collation == "pinyin":
        spoken = lazy_pinyin(text)
        label = spoken[0][:1].upper() if spoken else ""
        return Place((0, label), (*spoken, text), text, label)
    if collation == "stroke" and "\u3400" <= first <= "\u9fff":
        counts = [f"{_strokes(character):02d}" for character in text]
        return Place((0, counts[0]), (*counts, text), text, counts[0])
    letters = tuple(_letters(text, locale)) or ((0, first),)
    label = _group(letters[0][1])
    return Place((letters[0][0], label), letters, text, label)


def _letters(text: str, locale: str) -> Iterable[tuple[int, str]]:
    """Yield each letter's place in the alphabet, with the letter that it counts as.

    An accent tells letters apart only where the alphabet does: ê in Vietnamese.
    """
    alphabet = spelling(locale).alphabet if locale else ()
    is_latin = script_of(locale) == "Latn"
    for character in unicodedata.normalize("NFC", unified(text.casefold())):
        base, *marks = list(unicodedata.normalize("NFD", character))
        forms = [character, *(unicodedata.normalize("NFC", base + m) for m in marks)]
        own = next((form for form in forms if form in alphabet), None)
        plain = own or bare(character)
        if own or plain in alphabet:
            yield alphabet.index(plain) + 1, plain
        elif plain and plain.isprintable():
            # Digits and signs before the alphabet, letters of other scripts behind it.
            behind = 1 if plain.isascii() == is_latin else 2
            yield (len(alphabet) + behind if plain.isalpha() else 0), plain


def _group(letter: str) -> str:
    if "가" <= letter <= "힣":
        return CONSONANTS[(ord(letter) - ord("가")) // 588]
    return letter.upper()


def ordered(texts: Iterable[str], collation: str, locale: str = "") -> list[str]:
    """Return the texts in the order of a collation."""
    return sorted(texts, key=lambda text: place(text, collation, locale))


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
