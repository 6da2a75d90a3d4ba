"""Numerals: digits of any script and number words, as each language forms them."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

DIGITS = r"\d(?:\d{0,2}(?:,\d\d\d)+(?!\d)|\d*)(?:\.\d+)?"
ALIKE = {
    **dict.fromkeys("‐‑‒–—―−～〜－", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\u3000", " "),
    **{"٬": ",", "٫": ".", "’": "'", "％": "%", "٪": "%", "：": ":", "＄": "$"},
}
STRANGE = re.compile(rf"[{re.escape(''.join(ALIKE))}]|(?![0-9])\d")


def plain(text: str) -> str:
    """Return text of the same length: small letters, ASCII digits and dashes."""
    if text.isascii():
        return text.lower()
    small = text.lower()
    # İ and its like become two characters.
    same = small if len(small) == len(text) else text
    return STRANGE.sub(
        lambda found: ALIKE.get(found[0]) or str(unicodedata.decimal(found[0])), same
    )


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers; without words it has only digits."""

    words: Mapping[str, Fraction]
    scales: Mapping[str, Fraction]
    spaced: bool
    """Whether words stand apart, as in "two hundred"."""
    short_tail: bool = False
    """Whether a last digit counts in the next lower scale: 一千二 is 1200."""
    link: str = "and"
    """What may stand between the words of one number."""
    about: str = "(?!)"
    """A pattern for what may stand before the scale: 30多万."""

    @property
    def in_digits(self) -> str:
        """A regular expression for a number in digits, which may end in a scale."""
        if not self.scales:
            return DIGITS
        scale = any_of(self.scales)
        more = f"(?:{self._letters}|\\d)*"
        tail = r"(?![^\W\d_])" if self.spaced else rf"{more}(?:\s\d+{scale}{more})*"
        return rf"(?:{DIGITS})(?:\s?(?:{self.about})?{scale}{tail})?"

    @property
    def in_words(self) -> str:
        """A regular expression for a number in words."""
        if not self.words:
            return r"(?!)"
        if not self.spaced:
            return f"{self._letters}{{1,16}}(?:(?:{self.about}){self._letters}{{1,8}})?"
        names = any_of((*self.words, *self.scales))
        return rf"{any_of(self.words)}\b(?:[\s-](?:{self.link}\s)?{names}\b)*"

    @property
    def _letters(self) -> str:
        return f"[{''.join((*self.words, *self.scales))}]"

    def read(self, text: str) -> list[Fraction]:
        """Return the number that a text tells; several where it is vague (两三天)."""
        parts = self._parts(text)
        if not parts:
            return []
        units = [number for number, is_scale in parts if not is_scale]
        if len(units) == len(parts) > 1 and not self.spaced:
            if len(units) == 4:
                return [Fraction("".join(map(str, units)))]
            rising = all(b == a + 1 for a, b in itertools.pairwise(units))
            return units if rising else []
        total = self._combine(parts)
        return [] if total is None else [total]

    def scale_of(self, text: str) -> Fraction:
        """Return the scale that a number ends in: 10,000 for 5万; 1 for others."""
        parts = self._parts(text)
        number, is_scale = parts[-1] if parts else (Fraction(1), False)
        return number if is_scale and number >= 1000 else Fraction(1)

    def starts_in_scale(self, text: str) -> bool:
        """Say whether a number has no first digit, as in 百元: that is not exact."""
        parts = self._parts(text)
        return bool(parts) and parts[0][1] and parts[0][0] > 10

    def _parts(self, text: str) -> list[tuple[Fraction, bool]]:
        """Return each digit group, word and scale in order; whether it is a scale."""
        found = self._names.findall(text)
        return [(self._part(name), name in self.scales) for name in found]

    @functools.cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(rf"{DIGITS}|{any_of((*self.words, *self.scales))}")

    def _part(self, name: str) -> Fraction:
        if name[0].isdigit():
            return Fraction(name.replace(",", ""))
        return self.scales[name] if name in self.scales else self.words[name]

    def _combine(self, parts: Iterable[tuple[Fraction, bool]]) -> Fraction | None:
        stack: list[Fraction] = []
        last_scale, is_scale = Fraction(0), False
        for number, is_scale in parts:
            if is_scale:
                below = Fraction(0)
                while stack and stack[-1] < number:
                    below += stack.pop()
                stack.append((below or 1) * number)
                last_scale = number
            elif number == 0 and stack:
                last_scale = Fraction(0)
            elif not stack or stack[-1] % 10 ** len(str(int(number))) == 0:
                stack.append(number)
            else:
                return None
        if self.short_tail and not is_scale and stack[1:] and last_scale >= 100:
            stack[-1] *= last_scale / 10
        return sum(stack, Fraction(0))


def any_of(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
