"""Mends Chinese punctuation, and the gap between Chinese and Latin, by AutoCorrect."""

import functools
import json
import re
from collections.abc import Callable, Iterator

from .drafts import (
    CHINESE,
    HAN,
    OTHER_MARKS,
    REFERENCE_MARKS,
    Change,
    Draft,
    Masked,
    Mend,
    mask,
)

WORD = f"{HAN}）》”’」』】"
"""What ends a Chinese word or stands after one."""
WIDE = str.maketrans(",;:?!.", "，；：？！。")
# AutoCorrect leaves these: (中文服务). stays half-width (2.14.0).
# workaround: autocorrect/brackets
BRACKETS = re.compile(
    rf"(?:(?<=[{WORD}A-Za-z0-9*\"]) )?"
    rf"\((?P<han>[^()]*[{HAN}][^()]*)\)(?: (?=[{HAN}]))?"
    # Around Latin words only where they touch Chinese: 中文 (Latin) is a style too.
    rf"|(?P<bold>(?<=[{HAN}])\**)\((?P<latin>[^()|]+)\)"
    rf"(?=\**(?:[{HAN}，。；：、]|\s*(?:[{REFERENCE_MARKS}{OTHER_MARKS}|]|$)))"
)
AFTER_WORD = re.compile(
    rf"(?<=[{WORD}])(\**)([,;:?!])(?!\w*/)(?:(\**) +(?=[{HAN}\S])|(\**))"
)
FULL_STOP = re.compile(
    rf"(?<=[{WORD}{REFERENCE_MARKS}{OTHER_MARKS}])(\**)\.(?=\**\s*(?:[{HAN}|]|$))"
    rf"(?:\s+(?=[{HAN}]))?"
)
BEFORE_WORD = re.compile(
    rf"(?<=[A-Za-z%{REFERENCE_MARKS}{OTHER_MARKS}])(?<!\b[A-Z])"
    rf"([,;:?!]) ?(?=[{HAN}“《（]|\[[{HAN}])"
)
GAP = re.compile(
    rf"(?<=[{HAN}])(\*\*)?( +)?(\*\*)?(?=[A-Za-z0-9$])"
    rf"|(?<=[A-Za-z0-9%])(\*\*)?( +)?(\*\*)?(?=[{HAN}])"
)
TOLD = re.compile(r"^((?:title|description|discreet|note|    note): *)(.*)$")
"""Settings that readers see."""
LATIN = {
    "，": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "？": "? ",
    "！": "! ",
    "、": ", ",
}
LATIN_SIGN = re.compile(
    r"(?<=[A-Za-z0-9%)”’\"])([，。；：？！、])\s*(?=[A-Za-z0-9(“‘\"]|$)"
)
LATIN_BRACKETS = re.compile(
    rf"(?<=[A-Za-z0-9 ])\s*（([^（）{HAN}]+)）\s*(?=[A-Za-z0-9.,;:]|$)"
)


@functools.cache
def _autocorrect() -> Callable[[str], str]:
    """Return AutoCorrect's formatting of punctuation; spaces are our own affair."""
    import autocorrect_py

    spaces = ("word", "punctuation", "bracket", "backticks", "dash", "dollar")
    rules = {f"space-{name}": 0 for name in spaces} | {"spellcheck": 0}
    load = autocorrect_py.load_config  # type: ignore[attr-defined]  # not in its stub
    load(json.dumps({"rules": rules}))
    formatted: Callable[[str], str] = autocorrect_py.format
    return formatted


def punctuation(draft: Draft) -> Iterator[Change]:
    """Chinese text has Chinese punctuation, other text its own."""
    if not draft.is_chinese:
        for index, line in draft.text:
            if not line.isascii() and not CHINESE.search(line):
                yield from _other(index, line)
        return
    for index, line in draft.settings:
        if told := TOLD.match(line):
            new = _chinese(told[2])
            if new != told[2]:
                yield Change(index, (told[1] + new,))
    for index, masked in draft.chinese:
        new = _chinese(masked.text)
        if new != masked.text:
            yield Change(index, (masked.unmask(new),))


def _chinese(text: str) -> str:
    if not CHINESE.search(text):
        return text
    start = len(text) - len(text.lstrip(" "))
    new = _autocorrect()(text[start:])
    new = BRACKETS.sub(
        lambda m: f"{m['bold'] or ''}（{(m['han'] or m['latin']).strip()}）", new
    )
    new = AFTER_WORD.sub(
        lambda m: f"{m[1]}{m[2].translate(WIDE)}{m[3] or m[4] or ''}", new
    )
    new = BEFORE_WORD.sub(lambda m: m[1].translate(WIDE), new)
    return text[:start] + FULL_STOP.sub(r"\1。", new)


def _other(index: int, line: str) -> Iterator[Change]:
    masked = mask(line)
    new = LATIN_SIGN.sub(lambda m: LATIN[m[1]], masked.text)
    new = LATIN_BRACKETS.sub(r" (\1) ", new).rstrip() if "（" in new else new
    new = re.sub(r" (?=[.,;:]|$)", "", new) if new != masked.text else new
    if new != masked.text:
        yield Change(index, (masked.unmask(new),))


def gaps(draft: Draft) -> Iterator[Change]:
    """A page keeps to one style: with a space between Chinese and Latin, or without.

    The style of the majority holds; where both are as many, no space, for the site
    sets the gap itself.
    """
    if not draft.is_chinese:
        return
    found = [match for _, line in draft.chinese for match in GAP.finditer(line.text)]
    spaced = sum(bool(match[2] or match[5]) for match in found)
    if not spaced or spaced == len(found):
        return
    space = " " if spaced * 2 > len(found) else ""
    for index, line in draft.chinese:
        new = _with_gaps(line, space)
        if new != draft.line(index):
            yield Change(index, (new,))


def _with_gaps(line: Masked, space: str) -> str:
    def gap(match: re.Match[str]) -> str:
        before, typed, after = (
            match[1] or match[4],
            match[2] or match[5],
            match[3] or match[6],
        )
        if bool(typed) == bool(space):
            return match[0]
        # Bold is closed, or opened, on the side of its words.
        return (before or "") + space + (after or "")

    return line.unmask(GAP.sub(gap, line.text))


PUNCTUATION_MENDS = (
    Mend(
        "punctuation",
        "half-width punctuation in Chinese, or full-width in other text",
        "标点用错了：中文里用全角，英文里用半角",
        punctuation,
    ),
    Mend(
        "gap",
        "spaces between Chinese and Latin: keep to one style on a page",
        "中文和英文、数字之间，空不空格，一页里要一样",
        gaps,
    ),
)
