"""Mends settings and data files: colons, quotes and commas of a Chinese keyboard."""

import re
from collections.abc import Iterator

from ..content.pages import FrontMatter
from .drafts import RULE, Change, Draft, Mend

WIDE_COLON = re.compile(r"^(\s*(?:- )?(?:\{)?)([A-Za-z][\w.-]*)(?:：\s*|\s+:\s*(?=\S))")
NAMES = "|".join([*FrontMatter.model_fields, "date", "note", "by", "on"])
NO_SPACE = re.compile(rf"^(\s*(?:- )?)({NAMES}):(?=[^\s:/])")
CURLY = re.compile(r"^(\s*(?:- )?[A-Za-z][\w-]*: +)[“”„‟＂]([^“”\"]+)[“”„‟＂]\s*$")
TWO_COLONS = re.compile(
    rf"^(\s*(?:- )?(?:{NAMES}): +)(?![\"'\[{{|>&*!%@`])([^\"\\]*: [^\"\\]*?)\s*$"
)
NAME_LIST = re.compile(
    r"^(\s*(?:words|handout|moved_from|[a-z]{2,3}): *)\[(.*[，、；].*)\]\s*$"
)
ANY_LIST = re.compile(r"^(\s*(?:- ))\[(.*[，、；].*)\]\s*$")
COMMAS = re.compile(r"\s*[，、；]\s*")
WIDE_RULE = re.compile(r"^[—–－-]{1,3}$")


def settings_signs(draft: Draft) -> Iterator[Change]:
    """Settings are written with an English colon and a space, and without tabs."""
    indent = 0
    for index, line in draft.settings:
        new = line
        if WIDE_RULE.match(line.strip()) and line.strip() != "-":
            new = RULE
        if new.startswith("\t"):
            new = " " * indent + new.lstrip("\t ")
        new = WIDE_COLON.sub(r"\1\2: ", new.replace("\t", " "))
        new = NO_SPACE.sub(r"\1\2: ", new)
        new = TWO_COLONS.sub(r'\1"\2"', new)
        if new != line:
            yield Change(index, (new.rstrip(),))
        if new.strip():
            indent = len(new) - len(new.lstrip(" -"))


def curly_quotes(draft: Draft) -> Iterator[Change]:
    """A value stands in straight quotes; curly ones would be printed."""
    for index, line in draft.settings:
        if match := CURLY.match(line):
            yield Change(index, (f'{match[1]}"{match[2]}"',))


def list_commas(draft: Draft) -> Iterator[Change]:
    """Names in [ ] are parted by an English comma and a space."""
    yield from _commas(draft.settings, NAME_LIST)


def data_colons(draft: Draft) -> Iterator[Change]:
    """A name is followed by an English colon and a space."""
    for index, line in enumerate(draft.lines):
        if "：" in line and (new := WIDE_COLON.sub(r"\1\2: ", line)) != line:
            yield Change(index, (new,))


def word_commas(draft: Draft) -> Iterator[Change]:
    """Words that mean the same are parted by an English comma and a space."""
    yield from _commas(enumerate(draft.lines), ANY_LIST)


def _commas(
    lines: Iterator[tuple[int, str]] | enumerate[str], pattern: re.Pattern[str]
) -> Iterator[Change]:
    for index, line in lines:
        if match := pattern.match(line):
            yield Change(index, (f"{match[1]}[{COMMAS.sub(', ', match[2])}]",))


LIST_COMMA = (
    "list-comma",
    "names in [ ] are parted by an English comma and a space",
    "方括号里，每一项之间用英文逗号加一个空格",
)
SETTING_MENDS = (
    Mend(
        "setting-signs",
        "write name, English colon, a space, the content; no tabs",
        "设置写成：名称、英文冒号、一个空格、内容；不用 Tab",
        settings_signs,
    ),
    Mend(
        "curly-quotes",
        "curly quotes would be printed; type straight ones, or none",
        "弯引号会印出来。请用直的引号，或者不用",
        curly_quotes,
    ),
    Mend(*LIST_COMMA, list_commas),
)
WORD_MENDS = (Mend(*LIST_COMMA, word_commas),)
DATA_MENDS = (
    Mend(
        "full-width-colon",
        "full-width colon; type an English colon and a space",
        "冒号是中文的，要用英文冒号加一个空格",
        data_colons,
    ),
)
"""For a file of docs/data/ that cannot be read."""
