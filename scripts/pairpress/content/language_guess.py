"""Tells in which of the site's languages a text is: by script, then by words."""

import functools
import re
import unicodedata
from collections import Counter
from pathlib import Path

import yaml

from .languages import script_of

WORDS = Path(__file__).parent / "languages/guess/common.yml"
"""The shortest, most frequent words of languages in Latin letters."""
NAMES = {
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL",),
    "Arab": ("ARABIC",),
    "Cyrl": ("CYRILLIC",),
    "Hebr": ("HEBREW",),
    "Deva": ("DEVANAGARI",),
    "Beng": ("BENGALI",),
    "Guru": ("GURMUKHI",),
    "Gujr": ("GUJARATI",),
    "Taml": ("TAMIL",),
    "Sinh": ("SINHALA",),
    "Thai": ("THAI",),
    "Khmr": ("KHMER",),
    "Mymr": ("MYANMAR",),
    "Tibt": ("TIBETAN",),
    "Ethi": ("ETHIOPIC",),
    "Grek": ("GREEK",),
    "Armn": ("ARMENIAN",),
    "Geor": ("GEORGIAN",),
}
"""How Unicode names the characters of a script (ISO 15924)."""
ENOUGH = 0.12
"""The share of its own letters that makes a text one in a script: others have many
Latin names in them."""
A_LITTLE = 0.03
NO_WORDS = re.compile(
    r"```.*?```|`[^`\n]*`|https?://\S+|\]\([^)]*\)|<[^<>]*>", re.DOTALL
)
WORD = re.compile(r"[^\W\d_]+")


def guess(text: str, codes: tuple[str, ...], expected: str = "") -> str | None:
    """Return the language (one of `codes`) of a text; None if it cannot be told.

    A little of a script is enough for the language that is expected.
    """
    text = NO_WORDS.sub(" ", text)
    letters = _letters(text)
    total = sum(letters.values())
    if not total:
        return None
    scripts = {code: script_of(code) for code in codes}
    shares = {
        code: sum(letters[name] for name in NAMES[script]) / total
        for code, script in scripts.items()
        if script in NAMES
    }
    best = max(shares, key=lambda code: shares[code], default=None)
    if best and shares[best] >= (A_LITTLE if best == expected else ENOUGH):
        return best
    latin = [code for code, script in scripts.items() if script not in NAMES]
    if len(latin) < 2:
        return latin[0] if latin and letters["LATIN"] * 2 > total else None
    return _by_words(text, latin)


def _letters(text: str) -> Counter[str]:
    """Count letters by the first word of their names."""
    counts: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if character.isalpha():
            counts[_script_name(character)] += times
    return counts


@functools.lru_cache(maxsize=16384)
def _script_name(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]


def _by_words(text: str, codes: list[str]) -> str | None:
    words = Counter(WORD.findall(unicodedata.normalize("NFC", text.lower())))
    known = _common()
    counts = {
        code: sum(words[w] for w in known.get(re.split("[-_]", code)[0], ()))
        for code in codes
    }
    ordered = sorted(codes, key=lambda code: -counts[code])
    first, second = counts[ordered[0]], counts[ordered[1]]
    return ordered[0] if first > 2 and first > 1.3 * second else None


@functools.cache
def _common() -> dict[str, frozenset[str]]:
    told = yaml.load(WORDS.read_bytes(), yaml.CSafeLoader)
    return {code: frozenset(words.split()) for code, words in told.items()}
