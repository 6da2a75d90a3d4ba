"""The search for values in a text, in any language, from the surest to the loosest."""

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from .numerals import plain
from .sections import Section
from .value_names import FRACTION, NAMES, PHONE, Found, read_fraction
from .value_patterns import Idioms, sense_of_idiom
from .value_quantities import (
    CODE,
    read_clock,
    read_code,
    read_date,
    read_quantity,
    read_share,
    read_weekday,
)
from .value_words import ValueWords, value_words
from .values import Sense, Value

TAKEN = "\0"
"""Stands where a value was read, so that none is read twice."""
MARKUP = re.compile(
    r"<!--.*?-->|\{\{.*?\}\}|\{:? ?[#.][^}\n]*\}"
    r"|</?[a-z][^>\n:]*(?:\"[^\"]*\"[^>\n\"]*)*>"
    r"|\]\((?!\s*<?(?:https?:|mailto:|tel:|//))[^)\n]*\)"
    r"|^[ ]*\[[^\]\n]+\]:[ ](?!http)[^\n]*"
    r"|\[\^[^\]\s]+\]|:[a-z][\w-]*:|^[ \t>]*(?:[-*+][ \t]+)?\d{1,3}[.)、．](?!\d)"
    r"|[*`]+|~~|(?<![\w/.-])_+|_+(?![\w/])",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
CODE_SIGN = re.compile(r"[a-z](?=-?\d)|\d(?=[a-z])")
BETWEEN_DIGITS = re.compile(rf"{PHONE.pattern}|(?<=\d)[.,](?=\d)")
OTHER_SIGN = {".": ",", ",": "."}
SPACED_THOUSANDS = re.compile(r"(?<![\d.,:/-])\d{1,3}(?:[ ]\d{3})+(?![ ]?\d|[-/:]\d)")


@functools.cache
def section_values(section: Section, code: str) -> tuple[Value, ...]:
    """Return the values of a section's text, in the language with this code."""
    signs = value_words(code).signs
    lines: list[tuple[int, str]] = []
    last = 0
    for place, text in enumerate(plain(section.text).split("\n")):
        # What a value's number stands on, and where its unit may have been wrapped to.
        if signs.search(text):
            last = place + 2
        if place < last:
            lines.append(section.lines[place])
    starts = list(itertools.accumulate((len(x) + 1 for _, x in lines), initial=0))
    return tuple(
        replace(value, line=lines[bisect_right(starts, value.line) - 1][0])
        for value in find_values("\n".join(text for _, text in lines), code)
    )


@functools.cache
def find_values(text: str, code: str) -> tuple[Value, ...]:
    """Return the values of a text in order; `line` is the offset of each."""
    words = value_words(code)
    readable = ENDLESS.sub(_blank, MARKUP.sub(_blank, plain(text)))
    if words.decimal_comma:
        readable = BETWEEN_DIGITS.sub(lambda m: OTHER_SIGN.get(m[0], m[0]), readable)
    if words.spaced_thousands:
        readable = SPACED_THOUSANDS.sub(lambda m: m[0].replace(" ", ","), readable)
    search = _Search(text, readable, spaced=words.numerals.spaced)
    search.take(words.phrases[0], functools.partial(_idiom, words.phrases, code))
    for sign, pattern, read in NAMES:
        if sign.search(search.text):
            search.take(pattern, read)
    search.take(words.fraction, functools.partial(read_share, words))
    for pattern in words.dates if words.date_sign.search(search.text) else ():
        search.take(pattern, functools.partial(read_date, words, text))
    search.take(FRACTION, read_fraction)
    for pattern in words.clocks if words.clock_sign.search(search.text) else ():
        search.take(pattern, functools.partial(read_clock, words))
    search.take(words.weekdays[0], functools.partial(read_weekday, words.weekdays))
    if CODE_SIGN.search(search.text):
        search.take(CODE, functools.partial(read_code, words))
    for pattern in words.numbers:
        search.measure(pattern, words)
    search.take(words.loose[0], functools.partial(_idiom, words.loose, code))
    return tuple(sorted(search.found, key=lambda value: value.line))


ENDLESS = re.compile(r"\d[\d.,]{40,}")
"""Digits that count nothing: Python refuses to reckon with thousands of them."""


class _Search:
    """A text from which values are taken one kind after the other."""

    def __init__(self, typed: str, text: str, *, spaced: bool) -> None:
        self.typed = typed
        self.text = text
        self.spaced = spaced
        self.found: list[Value] = []

    def take(
        self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Found]
    ) -> None:
        """Keep what `read` makes of each match, and hide it from those who follow."""

        def keep(match: re.Match[str]) -> str:
            if self._is_inside_a_word(match):
                return match[0]
            senses = read(match)
            if senses is None:
                return match[0]
            self._keep(senses, match.start(), match.end())
            return TAKEN * len(match[0])

        self.text = pattern.sub(keep, self.text)

    def measure(self, pattern: re.Pattern[str], words: ValueWords) -> None:
        """Keep the numbers that a pattern finds, each with its unit."""
        text, done = self.text, 0
        left: list[str] = []
        for number in pattern.finditer(text):
            if number.start() < done or self._is_inside_a_word(number):
                continue
            unit = words.unit.match(text, number.end())
            prefix = words.prefix.search(
                text, max(done, number.start() - 8), number.start()
            )
            start = prefix.start() if prefix else number.start()
            end = unit.end() if unit else number.end()
            self._keep(read_quantity(words, number, unit, prefix), start, end)
            left += [text[done:start], TAKEN * (end - start)]
            done = end
        self.text = "".join([*left, text[done:]])

    def _keep(self, senses: Iterable[tuple[Sense, bool]], start: int, end: int) -> None:
        words = " ".join(self.typed[start:end].split())
        for (kind, gives, needs), hard in senses:
            self.found.append(Value(kind, gives, needs, words, start, hard))

    def _is_inside_a_word(self, match: re.Match[str]) -> bool:
        # Asked here, for patterns that look back are slow.
        start = match.start()
        before, first = match.string[start - 1 : start], match[0][:1]
        return self.spaced and before.isalpha() and first.isalpha()


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _idiom(idioms: Idioms, code: str, match: re.Match[str]) -> Found:
    return [
        ((value.kind, value.gives, value.needs), False)
        for value in find_values(sense_of_idiom(idioms, match), code)
    ]
