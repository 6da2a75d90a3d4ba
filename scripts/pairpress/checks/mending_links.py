"""Mends links typed with a Chinese keyboard: [文字]（页.md） becomes [文字](页.md)."""

import re
from collections.abc import Iterator

from .drafts import Change, Draft, Mend

LINK = re.compile(
    r"(?P<open>[\[［【])(?P<text>[^\[\]［］【】\n]+)(?P<close>[\]］】])"
    r"(?P<gap>[ \u3000]*)"
    r"(?P<begin>[（(])\s*(?P<target>[^\s（）()]+)\s*(?P<end>[）)])"
)
ADDRESS = re.compile(
    r"https?[:：]|mailto[:：]|#[A-Za-z]|\.{0,2}/|[\w./-]+[.。](md|pdf|html)\b",
    re.IGNORECASE,
)
WIDE_SIGNS = str.maketrans("：／．。＃？＝＆", ":/..#?=&")
RIGHT = ("[", "]", "", "(", ")")
SIGNS = ("（", "【", "［", "] ", "）")


def link_brackets(draft: Draft) -> Iterator[Change]:
    """A link is [words](address), in English brackets, without a space between."""
    for index, line in draft.text:
        if not any(sign in line for sign in SIGNS):
            continue
        new = LINK.sub(_link, line)
        if new != line:
            yield Change(index, (new,))


def _link(match: re.Match[str]) -> str:
    signs = ("open", "close", "gap", "begin", "end")
    target = match["target"]
    is_right = tuple(match[name] for name in signs) == RIGHT
    if is_right or not ADDRESS.match(target):
        return match[0]
    return f"[{match['text']}]({target.translate(WIDE_SIGNS)})"


LINK_MENDS = (
    Mend(
        "link-brackets",
        "a link is written [words](address): English brackets, no space between",
        "链接写成 [文字](地址)：用英文括号，中间不空格",
        link_brackets,
    ),
)
