"""Checks of shape: what one half of a page has, the other half has as much of."""

from collections.abc import Iterator

from ..content.library import Library
from ..content.pages import Page
from ..content.pairs import pairs, shared_sections
from ..content.problems import Problem
from ..content.sections import Section
from ..content.shape import Shape, empty_sections, length_of, shape_of

COUNTED = {
    "items": ("list items", "列表项"),
    "tables": ("tables", "表格"),
    "rows": ("table rows", "表格行"),
    "images": ("pictures", "图片"),
    "boxes": ("boxes (!!!)", "提示框（!!!）"),
}
"""What is counted, in both languages."""
LONG = 40
"""Words from which a page is long enough to be compared."""
FAR_SHORTER = 8
"""A half with so many times fewer words is not finished: Chinese characters and
English words of one text are between 1 to 1 and 2 to 1."""


def no_section_is_empty(library: Library) -> Iterator[Problem]:
    """Something stands under each heading."""
    for pages in library.pages.values():
        for page in pages.values():
            for line, name in empty_sections(page):
                yield Problem(
                    page.path,
                    line,
                    "empty-section",
                    f"nothing stands in section “{name}”; write it, or delete the "
                    "heading in both languages",
                    f"“{name}”这一节是空的。请写好内容，或者两种语言都删掉这个标题。",
                )


def no_half_is_nearly_empty(library: Library) -> Iterator[Problem]:
    """Both halves say about as much."""
    for halves in pairs(library):
        lengths = ((length_of(half), half) for half in halves)
        (few, shorter), (many, longer) = sorted(lengths, key=lambda told: told[0])
        if many < LONG or few * FAR_SHORTER > many:
            continue
        yield Problem(
            shorter.path,
            shorter.body_line,
            "short-half",
            f"this half has {few} words, {longer.path} has {many}; translate the rest",
            f"这一页只有 {few} 个字（词），{longer.path} 有 {many} 个。请把内容补全。",
        )


def same_shape(library: Library) -> Iterator[Problem]:
    """A section has as many list items, tables, pictures, boxes in both halves."""
    for first, second in pairs(library):
        for ours, theirs in shared_sections(first, second):
            here, there = shape_of(theirs), shape_of(ours)
            if here != there:
                yield from _other_counts(second, theirs, here, first, there)
                yield from _other_links(second, theirs, here, first, there)


def _other_counts(
    page: Page, section: Section, here: Shape, other: Page, there: Shape
) -> Iterator[Problem]:
    counts = [
        (names, getattr(here, what), getattr(there, what))
        for what, names in COUNTED.items()
        if getattr(here, what) != getattr(there, what)
    ]
    # A missing table is said once, and not once more for each of its rows.
    if here.tables != there.tables:
        counts = [count for count in counts if count[0] != COUNTED["rows"]]
    if counts:
        en = ", ".join(f"{n} {names[0]} ({m} there)" for names, n, m in counts)
        zh = "，".join(f"{names[1]} {n} 个（那边 {m} 个）" for names, n, m in counts)
        yield Problem(
            page.path,
            section.line,
            "other-shape",
            f"section “{section.id}”, compared with {other.path}: {en}; "
            "say the same in both",
            f"“{section.id}”这一节和 {other.path} 不一样：{zh}。两边内容要一样。",
            "warning",
        )


def _other_links(
    page: Page, section: Section, here: Shape, other: Page, there: Shape
) -> Iterator[Problem]:
    ours, theirs = here.links, there.links
    if not "".join(ours ^ theirs).isascii():
        # Sections that are named by their titles have another name in each language.
        ours, theirs = _without_section(ours), _without_section(theirs)
    only_here, only_there = sorted(ours - theirs), sorted(theirs - ours)
    if only_here or only_there:
        en = [f"only here: {', '.join(only_here)}"] if only_here else []
        zh = [f"只有这里有 {'、'.join(only_here)}"] if only_here else []
        en += [f"only there: {', '.join(only_there)}"] if only_there else []
        zh += [f"只有那边有 {'、'.join(only_there)}"] if only_there else []
        yield Problem(
            page.path,
            section.line,
            "other-links",
            f"section “{section.id}” has other links than {other.path}; "
            f"{'; '.join(en)}",
            f"“{section.id}”这一节的链接和 {other.path} 不一样：{'；'.join(zh)}。",
            "warning",
        )


def _without_section(links: frozenset[str]) -> frozenset[str]:
    return frozenset(link.partition("#")[0] for link in links)


SHAPE_CHECKS = (no_section_is_empty, no_half_is_nearly_empty, same_shape)
