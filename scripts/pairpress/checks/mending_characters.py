"""Mends characters that nobody sees, and those of a Chinese keyboard in Markdown."""

import re
from collections.abc import Iterator

from .drafts import HAN, ITEM, Change, Draft, Mend

UNSEEN = re.compile(r"[\u200b\u00ad\ufeff\u2060\u180e]")
"""Zero-width space, soft hyphen, byte order mark, word joiner."""
ODD = re.compile(
    r"[\u00a0\u00ad\u180e\u200b\u200e\u200f\u2028\u2029\u2060\u3000\ufeff]"
)
DIRECTION = re.compile(r"[\u200e\u200f]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
# French sets a no-break space beside these, and within its numbers: that one is meant.
NO_BREAK = re.compile(r"(?<![\d«])\u00a0(?![\d»:;!?%])|[\u2028\u2029]")
WIDE_SPACE = re.compile(r"^([ \t]*)\u3000+")
HIDDEN_BREAK = re.compile(r" {2,}$")
BRACES = re.compile(r"｛｛|｝｝|\{｛|｛\{|\}｝|｝\}|｛(?=[#:])")
PROSE = re.compile(r"[^|#>\s]")


def unseen_characters(draft: Draft) -> Iterator[Change]:
    """Characters that nobody sees break search, links and the checks."""
    for index, line in (*draft.settings, *draft.text):
        if not ODD.search(line):
            continue
        new = NO_BREAK.sub(" ", UNSEEN.sub("", line))
        if not RIGHT_TO_LEFT.search(new):
            new = DIRECTION.sub("", new)
        if index >= draft.body:
            new = WIDE_SPACE.sub(r"\1", new).replace("\u3000", " ")
        if new != line:
            yield Change(index, (new,))


def tabs(draft: Draft) -> Iterator[Change]:
    """A tab counts as one to eight spaces, as each program likes."""
    for index, line in draft.text:
        if "\t" in line:
            yield Change(index, (line.expandtabs(4),))


def hidden_breaks(draft: Draft) -> Iterator[Change]:
    """Two spaces at the end of a line break it, and nobody sees them."""
    for index, line in draft.text:
        if not line.endswith("  ") or not PROSE.match(line.strip()):
            continue
        following = draft.line(index + 1).strip()
        if following and PROSE.match(following) and not ITEM.match(following):
            yield Change(index, (HIDDEN_BREAK.sub("<br>", line),))


def braces(draft: Draft) -> Iterator[Change]:
    """References and ids stand in the braces of an English keyboard."""
    for index, line in draft.text:
        if "｛" in line or "｝" in line:
            new = BRACES.sub(lambda m: m[0].replace("｛", "{").replace("｝", "}"), line)
            if "{" in new or new.rstrip().endswith("｝"):
                new = re.sub(r"(\{[#:][^{}｝]*)｝", r"\1}", new)
            if new != line:
                yield Change(index, (new,))


def indented_text(draft: Draft) -> Iterator[Change]:
    """Text set in by four spaces becomes code; in a list or a box it does not."""
    inside, previous, moving = False, "", False
    for index, line in draft.text:
        set_in = line.startswith("    ")
        if line.strip() and not set_in:
            starts = ITEM.match(line) or line.lstrip().startswith("!!!")
            inside = bool(starts) or (inside and line.startswith(" "))
            inside = inside or bool(ITEM.match(previous) and previous.strip())
            moving = False
        elif set_in and not inside and not ITEM.match(line):
            begins = not previous.strip() and re.search(rf"^ +[{HAN}]", line)
            if moving or begins:
                yield Change(index, (line.lstrip(" "),), follows=moving)
                moving = True
        else:
            moving = moving and bool(line.strip())
        previous = line


CHARACTER_MENDS = (
    Mend(
        "invisible-character",
        "a character that nobody sees; delete it",
        "有看不见的字符，请删掉",
        unseen_characters,
    ),
    Mend("tab", "there is a tab; use spaces", "这里有 Tab。请改用空格", tabs),
    Mend(
        "hidden-break",
        "two spaces at the end break the line unseen; write <br>, or leave an empty "
        "line between paragraphs",
        "行尾有两个看不见的空格，会在这里换行。要换行请写 <br>，另起一段请空一行",
        hidden_breaks,
    ),
    Mend(
        "full-width-braces",
        "full-width braces; type English ones",
        "大括号是中文的，请用英文的",
        braces,
    ),
    Mend(
        "indented-text",
        "text set in by four spaces is shown as code; begin at the left edge",
        "这一行前面空了四格，会被当成代码。请顶格写",
        indented_text,
    ),
)
