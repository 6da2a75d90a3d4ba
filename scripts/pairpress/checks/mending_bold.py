"""Mends bold that GitHub and others do not close: **重要：**请 becomes **重要**：请."""

import re
import unicodedata
from collections.abc import Iterator

from .drafts import OTHER_MARKS, REFERENCE_MARKS, Change, Draft, Mend, mask

PAIR = re.compile(r"(?<![*\\])\*\*(?!\*)(.+?)(?<![*\\])\*\*(?!\*)")
WIDE = re.compile(r"＊＊([^＊]+)＊＊")
UNDERSCORES = re.compile(
    r"(?<![\w_])__(?=\S)([^_]+?)__(?=[^\W_])|(?<=[^\W_])__([^_]+?)__"
)
STOPS = "：，。；！？、:,.;!?…"
OPENERS = '（(“‘《〈【「『["'
CLOSERS = '）)”’》〉】」』]"'
MARK = re.compile(f"[{REFERENCE_MARKS}{OTHER_MARKS}]")


def bold_edges(draft: Draft) -> Iterator[Change]:
    """Bold ends with a word: by CommonMark, ** after a stop and before a word is text.

    https://github.com/commonmark/commonmark-spec/issues/650
    """
    for index, line in draft.text:
        if "**" not in line and "＊＊" not in line and "__" not in line:
            continue
        if "***" in line:
            continue
        masked = mask(line)
        text = WIDE.sub(r"**\1**", masked.text)
        if not text.isascii():
            text = UNDERSCORES.sub(lambda m: f"**{m[1] or m[2]}**", text)
        new = masked.unmask(_pairs(text))
        if new != line:
            yield Change(index, (new,))


def _pairs(text: str) -> str:
    """Return the text with every pair of ** closed in each reader's eyes."""
    parts: list[str] = []
    end = 0
    for match in PAIR.finditer(text):
        parts.append(text[end : match.start()])
        before = "".join(parts)[-1:]
        parts.append(_pair(before, match[1], text[match.end() : match.end() + 1]))
        end = match.end()
    return "".join([*parts, text[end:]])


def _pair(before: str, content: str, after: str) -> str:
    """Move what bold may not begin or end with out of a pair, if that helps."""
    left, inner, right = "", content, ""
    for _ in range(4):
        if not inner:
            break
        opens = _may_stand(inner[:1], left[-1:] or before)
        closes = _may_stand(inner[-1:], right[:1] or after)
        if opens and closes:
            return f"{left}**{inner}**{right}"
        wrapped = inner[:1] and inner[:1] in OPENERS and _closer(inner) == inner[-1:]
        if inner != inner.strip():
            left += inner[: len(inner) - len(inner.lstrip())]
            right = inner[len(inner.rstrip()) :] + right
            inner = inner.strip()
        elif wrapped and inner[1:] and inner.count(inner[-1]) <= 2:
            left, inner, right = left + inner[0], inner[1:-1], inner[-1] + right
        elif not closes and inner[-1:] in STOPS:
            inner, right = inner[:-1], inner[-1] + right
        elif not closes and (opener := _remark(inner)) > 0:
            inner, right = inner[:opener], inner[opener:] + right
        else:
            break
    return f"**{content}**"


def _may_stand(inner: str, outer: str) -> bool:
    """Say whether ** between these characters opens or closes bold in CommonMark."""
    if not inner or inner.isspace():
        return False
    return not _is_sign(inner) or not outer or outer.isspace() or _is_sign(outer)


def _is_sign(character: str) -> bool:
    if MARK.match(character):
        return True
    return unicodedata.category(character)[0] in "PS"


def _closer(inner: str) -> str:
    return CLOSERS[OPENERS.index(inner[0])]


def _remark(inner: str) -> int:
    """Return where the remark in brackets begins that ends a text; else 0."""
    if inner[-1:] not in CLOSERS:
        return 0
    return max(0, inner.rfind(OPENERS[CLOSERS.index(inner[-1])], 0, -1))


BOLD_MENDS = (
    Mend(
        "bold-edge",
        "bold must end with a word; put the sign after **, or GitHub shows the stars",
        "加粗的最后一个字后面直接写 **，标点放在 ** 外面，不然有的地方会显示星号",
        bold_edges,
    ),
)
