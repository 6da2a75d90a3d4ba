"""Checks of Markdown that the site would show otherwise than its writer thinks."""

import re
from collections.abc import Iterator

from ..content.library import Library
from ..content.pages import FENCE, HEADING, Page
from ..content.problems import Problem, nearest
from ..content.references import REFERENCE
from .drafts import ITEM, Draft, plain_lines
from .mending_boxes import HEAD
from .mending_tables import DIVIDER, cells

BRACES = re.compile(r"\{\{|\}\}")
SINGLE = re.compile(
    r"(?<!\{)\{ ?((?:cite|phone|contacts?) [\w., -]*\w|[a-z][\w.-]*\w) ?\}(?!\})"
)
STARS = re.compile(r"(?<![*\\])\*{2,3}(?!\*)")
CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(\s|$)")
EMOJI = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])")
UNKNOWN = (
    (re.compile(r"\[\^[^\]\s]+\]"), "footnotes", "footnotes", "脚注"),
    (EMOJI, "emoji", "emoji names", "表情代码"),
    (re.compile(r"~~[^~\s][^~]*~~"), "tilde", "crossed-out text", "删除线"),
    (re.compile(r"(?<![=\w])==[^=\s][^=]*==(?!=)"), "mark", "marked text", "高亮"),
    (re.compile(r"^\s*[-*+] \[[xX]\] "), "tasklist", "tick boxes", "勾选框"),
    (re.compile(r"^\s*\?\?\?\+? ?\w"), "details", "folding boxes", "折叠框"),
    (re.compile(r"^\s*===!?\+? \""), "tabbed", "tabs", "选项卡"),
    (re.compile(r"^\s*>\s*\[!\w+\]"), "alerts", "GitHub’s boxes", "GitHub 的提示框"),
    (re.compile(r"^\s*:::\s*\w*"), "blocks", "boxes with :::", "::: 提示框"),
    (re.compile(r"^\s*-{1,}8<-{1,} "), "snippets", "snippets", "插入文件"),
    (re.compile(r"\+\+[a-z][a-z+-]*\+\+"), "keys", "key names", "按键写法"),
    (re.compile(r"\{%.*?%\}"), "macros", "{% … %}", "{% … %}"),
    (re.compile(r"\$\$[^$]+\$\$"), "arithmatex", "formulas", "公式"),
    (re.compile(r"^\[TOC\]\s*$|^\[\[_?TOC_?\]\]"), "toc", "[TOC]", "目录标记"),
)  # fmt: skip
"""Marks of other programs, each with the extension of Markdown that would read it."""


def marks_are_understood(library: Library) -> Iterator[Problem]:
    """Only Markdown that mkdocs.yml switches on is written; the rest shows as it is."""
    enabled = " ".join(library.site.extensions)
    unknown = [entry for entry in UNKNOWN if entry[1] not in enabled]
    any_mark = "|".join(pattern.pattern for pattern, *_ in unknown)
    any_of_them = re.compile(any_mark or r"(?!)", re.MULTILINE)
    for page in library.all_pages():
        if not any_of_them.search(page.body):
            continue
        for line, text in plain_lines(page):
            for pattern, _, en, zh in unknown:
                if found := pattern.search(text):
                    yield Problem(
                        page.path,
                        line,
                        "unknown-mark",
                        f"{found[0].strip()}: this site has no {en}; readers would see "
                        "the signs",
                        f"{found[0].strip()}：这个网站不能用{zh}，读者会看到这些符号。",
                        "warning",
                    )


def braces_are_whole(library: Library) -> Iterator[Problem]:
    """A reference stands between {{ and }} on one line."""
    for page in library.all_pages():
        for line, text in plain_lines(page):
            if "{" not in text and "}" not in text:
                continue
            rest = REFERENCE.sub("", text)
            odd = BRACES.search(rest) or re.search(r"\{\{\{|\}\}\}", text)
            if odd:
                yield Problem(
                    page.path,
                    line,
                    "lone-braces",
                    f"{odd[0]} is out of place; write {{{{ name }}}} on one line",
                    f"{odd[0]} 用得不对。要在一行里写成 {{{{ 名称 }}}}",
                )
            elif (one := SINGLE.search(rest)) and _is_name(one[1], library):
                yield Problem(
                    page.path,
                    line,
                    "lone-braces",
                    f"{one[0]} has single braces; write {{{{ {one[1]} }}}}",
                    f"{one[0]} 少了一对大括号。请写 {{{{ {one[1]} }}}}",
                )


def _is_name(text: str, library: Library) -> bool:
    return text in library.data.facts or text.partition(" ")[2] != ""


def bold_is_closed(library: Library) -> Iterator[Problem]:
    """Every ** that begins bold has one that ends it in the same paragraph."""
    for page in library.all_pages():
        count, begins = 0, 0
        for line, text in (*plain_lines(page), (0, "")):
            ends = not text.strip() or ITEM.match(text) or text.startswith(("|", "#"))
            if ends and count % 2:
                yield Problem(
                    page.path,
                    begins,
                    "bold-open",
                    "** begins bold and nothing ends it; readers would see the stars",
                    "有 ** 开头，没有 ** 结尾，读者会看到星号。",
                    "warning",
                )
            count = 0 if ends else count
            found = len(STARS.findall(text)) if "**" in text else 0
            begins = line if found % 2 else begins
            count += found


def fences_are_closed(library: Library) -> Iterator[Problem]:
    """Code that begins with ``` ends with it; all below would be code."""
    for page in library.all_pages():
        fences = [
            number
            for number, text in enumerate(page.body.split("\n"), page.body_line)
            if FENCE.match(text)
        ]
        if len(fences) % 2:
            yield Problem(
                page.path,
                fences[-1],
                "open-code",
                "``` begins code and nothing ends it; all below would be code",
                "``` 开头的代码没有结尾，下面的内容都会变成代码。",
            )


def tables_are_even(library: Library) -> Iterator[Problem]:
    """Every row of a table has as many cells as its head; more would be lost."""
    for page in library.all_pages():
        if "|" not in page.body:
            continue
        draft = Draft(tuple(page.text.split("\n")))
        for index, text in draft.text:
            head = draft.line(index - 1)
            if DIVIDER.match(text) and "|" in head and index > draft.body:
                yield from _rows(page, draft, index)


def _rows(page: Page, draft: Draft, divider: int) -> Iterator[Problem]:
    wanted = len(cells(draft.line(divider - 1)))
    index = divider
    while "|" in draft.line(index):
        found = len(cells(draft.line(index)))
        loses = found > wanted or index == divider
        if found != wanted:
            yield Problem(
                page.path,
                index + 1,
                "table-cells",
                f"this row has {found} cells, the head of the table {wanted}"
                + ("; words would be lost" if loses else ""),
                f"这一行有 {found} 格，表头有 {wanted} 格"
                + ("，有的字会不见。" if loses else "。"),
                "error" if loses else "warning",
            )
        index += 1


def boxes_are_known(library: Library) -> Iterator[Problem]:
    """A box is of a kind that the site has, and something stands in it."""
    for page in library.all_pages():
        if "!!!" not in page.body and "！！！" not in page.body:
            continue
        draft = Draft(tuple(page.text.split("\n")))
        for index, text in draft.text:
            if head := HEAD.match(text):
                yield from _box(page, draft, index, head, library.site.boxes)


def _box(
    page: Page, draft: Draft, index: int, head: re.Match[str], kinds: tuple[str, ...]
) -> Iterator[Problem]:
    kind = head[3].lower()
    if kinds and kind not in kinds:
        near = nearest(kind, kinds) or kinds[0]
        yield Problem(
            page.path,
            index + 1,
            "box-kind",
            f"there is no box “{head[3]}”; choose {', '.join(kinds)} (perhaps {near})",
            f"没有“{head[3]}”这种提示框。请用 {'、'.join(kinds)}（可能是 {near}）。",
            "warning",
        )
    below = (line for line in draft.lines[index + 1 :] if line.strip())
    following = next(below, "")
    if not following.startswith(" ") and not draft.line(index + 1).strip():
        yield Problem(
            page.path,
            index + 1,
            "empty-box",
            "the box is empty: set its text in by four spaces",
            "提示框里没有内容。内容前面要空四格。",
            "warning",
        )


def no_conflict_is_left(library: Library) -> Iterator[Problem]:
    """No marks of two people's changes (<<<<<<<) stand on a page."""
    for page in library.all_pages():
        for number, text in enumerate(page.text.split("\n"), 1):
            if text[:1] in "<>|" and CONFLICT.match(text):
                yield Problem(
                    page.path,
                    number,
                    "merge-marks",
                    "two people’s changes were not joined here: keep what is right "
                    "and delete the lines with <<<<<<<, ======= and >>>>>>>",
                    "这里有两个人的改动没有合好。留下对的内容，"
                    "删掉 <<<<<<<、=======、>>>>>>> 这几行。",
                )


def headings_are_short(library: Library) -> Iterator[Problem]:
    """No heading is empty."""
    for page in library.all_pages():
        for line, text in page.lines():
            match = HEADING.match(text + " ")
            if text.startswith("#") and match and not match[2].strip():
                yield Problem(
                    page.path,
                    line,
                    "empty-heading",
                    "the heading has no words",
                    "标题里没有字。",
                )


MARKDOWN_CHECKS = (
    marks_are_understood,
    braces_are_whole,
    bold_is_closed,
    fences_are_closed,
    tables_are_even,
    boxes_are_known,
    no_conflict_is_left,
    headings_are_short,
)
