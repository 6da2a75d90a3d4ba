"""Mends headings: their marks, and the ids that both languages share."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..content.pages import HEADING as TITLED
from .drafts import ITEM, Change, Draft, Mend

MARKS = re.compile(r"^ {0,3}([#＃]{1,6})(?![#＃])[ \t\u3000]*(\S.*)$")
UNDERLINE = re.compile(r"^(=+|-+)\s*$")
ID = re.compile(r"\s*[（(]#([A-Za-z][\w-]*)[）)]\s*$")
WORD = re.compile(r"[a-z0-9]+")
OUTSIDE = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|<[^>]*>")


def heading_marks(draft: Draft) -> Iterator[Change]:
    """A heading begins at the left edge with English # marks and a space."""
    for index, line in draft.text:
        if not line.lstrip().startswith(("#", "＃")) or TITLED.match(line):
            continue
        match = MARKS.match(line)
        # “#1” begins a line as often as a title; with two marks it is a heading.
        if match and not (match[1] == "#" and match[2][0].isdigit()):
            marks = match[1].replace("＃", "#")
            yield Change(index, (f"{marks} {match[2]}",))


def ids(draft: Draft) -> Iterator[Change]:
    """An id is written {#name}, in braces."""
    for index, line in draft.text:
        if line.startswith("#") and (match := ID.search(line)):
            yield Change(index, (line[: match.start()] + f" {{#{match[1]}}}",))


def underlined_headings(draft: Draft) -> Iterator[Change]:
    """A heading is written with #, not with a line under it."""
    for index, line in draft.text:
        title = draft.line(index - 1)
        if (
            index > draft.body
            and UNDERLINE.match(line)
            and re.match(r"[^\s|>#!-]", title)
            and not ITEM.match(title)
            and not draft.line(index - 2).strip()
        ):
            yield Change(index - 1, (f"{'#' if line[0] == '=' else '##'} {title}",))
            yield Change(index, (), follows=True)


def missing_ids(
    draft: Draft, others: Sequence[Draft], taken: Iterable[str]
) -> Iterator[Change]:
    """Give each section an id: that of the other half, else from its English words."""
    halves = [_headings(half) for half in others if len(_headings(half))]
    ours = _headings(draft)
    used = {name for _, _, _, name in ours if name}.union(taken)
    for place, (index, marks, text, name) in enumerate(ours):
        if name or len(marks) < 2:
            continue
        same = [
            half[place]
            for half in halves
            if len(half) == len(ours) and half[place][1] == marks
        ]
        given = next((n for _, _, _, n in same if n and n not in used), None)
        texts = [text, *(t for _, _, t, _ in same)]
        new = given or next(filter(None, (_slug(t, used) for t in texts)), None)
        if new:
            used.add(new)
            yield Change(index, (f"{marks} {text} {{#{new}}}",))


def _headings(draft: Draft) -> list[tuple[int, str, str, str | None]]:
    """Return the index, marks, text and id of each heading."""
    matches = ((index, TITLED.match(line)) for index, line in draft.text)
    return [(index, m[1], m[2], m[3]) for index, m in matches if m]


def _slug(text: str, used: set[str]) -> str | None:
    """Return an id from the Latin words of a heading, or None if it has too few."""
    plain = OUTSIDE.sub(" ", text)
    words = WORD.findall(plain.lower().replace("’", "").replace("'", ""))
    letters = [character for character in plain if character.isalpha()]
    if sum(c.isascii() for c in letters) * 2 <= len(letters):
        return None
    short = [word for word in words if word not in ("a", "an", "the", "of", "to")]
    stem = "-".join((short or words)[:5])
    if not stem[:1].isalpha():
        stem = f"s-{stem}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 100)))
    return next((name for name in names if name not in used), None)


HEADING_MENDS = (
    Mend(
        "heading-mark",
        "a heading begins at the left edge: # marks, a space, the words",
        "标题要顶格写：英文的 #，空一格，再写字",
        heading_marks,
    ),
    Mend(
        "heading-id",
        "an id is written {#name}, in braces",
        "编号写成 {#name}，用英文的大括号",
        ids,
    ),
    Mend(
        "underlined-heading",
        "a line of === or --- makes the line above a heading; write # or ##",
        "下面一行 === 或 --- 会把这一行变成标题。请用 # 或 ## 写标题",
        underlined_headings,
    ),
)
