"""Checks of agreement: both halves say the same numbers, dates, amounts, addresses."""

from collections.abc import Iterator
from typing import Literal

from ..content.data import Data
from ..content.fact_values import referenced_values
from ..content.library import Library
from ..content.pages import Page
from ..content.pairs import Pair, pairs, shared_sections
from ..content.problems import Problem
from ..content.sections import Section
from ..content.text_files import read_text
from ..content.value_search import find_values, section_values
from ..content.value_words import is_known
from ..content.values import Key, Kind, Value, given_by

TOP = "top"
"""The name in `differs` of what stands above a page's first section."""
SAME_EVERYWHERE: frozenset[Kind] = frozenset({"phone", "email", "web", "address"})
"""What can be compared with a language whose numbers and months we do not know."""
UNSURE_QUOTED: frozenset[Kind] = frozenset({"number", "clock"})
"""What is read in another language’s text with less sense: 9:30, without its “p.m.”."""
HARMFUL: frozenset[Kind] = frozenset(
    {"phone", "email", "money", "share", "date", "clock", "age", "duration"}
)
"""A wrong one does harm, and is surely one; numbers without a unit are not so sure."""


def same_values(library: Library) -> Iterator[Problem]:
    """Both halves say the same values in each section, or mark the difference."""
    met: set[tuple[str, str, str]] = set()
    for page, other, section, values, theirs in _differences(library):
        marks = _marked(page, section)
        for value in values:
            names = [text for text, given in marks.items() if value.agrees_with(given)]
            met |= {(page.path, section, text) for text in names}
            if not names:
                yield _stands_alone(page, other, section, value, theirs)
    for pages in library.pages.values():
        for page in pages.values():
            for section, texts in page.front.differs.items():
                name = "" if section == TOP else section
                for text in texts:
                    if (page.path, name, text) not in met:
                        yield _unused(library, page, section, text)


def _differences(
    library: Library,
) -> Iterator[tuple[Page, Page, str, list[Value], list[Value]]]:
    """Yield half, other half, section, what stands only here, and only there."""
    for first, second in pairs(library):
        known = is_known(first.locale) and is_known(second.locale)
        for ours, theirs in shared_sections(first, second):
            left = _typed(first, ours, known=known)
            right = _typed(second, theirs, known=known)
            left, right = _without_own_links(
                _missing(left, right, (first, second), theirs, library.data),
                _missing(right, left, (second, first), ours, library.data),
            )
            yield first, second, ours.id, left, right
            yield second, first, ours.id, right, left


def _typed(page: Page, section: Section, *, known: bool) -> list[Value]:
    values = section_values(section, page.locale)
    return [v for v in values if known or v.kind in SAME_EVERYWHERE]


def _missing(
    values: list[Value],
    others: list[Value],
    halves: Pair,
    section: Section,
    data: Data,
) -> list[Value]:
    """Return the values that the other half's section does not say; each once."""
    given = given_by(others)
    once = {v.gives: v for v in reversed(values) if v.hard and not v.agrees_with(given)}
    if not once:
        return []
    # What a fact or contact says there answers too, and what is quoted there in this
    # half's language. To look these up takes longer, and few sections need it.
    page, other = halves
    given |= given_by(referenced_values(section, data, other.locale))
    quoted = section_values(section, page.locale)
    given |= given_by(value for value in quoted if value.kind not in UNSURE_QUOTED)
    return [v for v in reversed(once.values()) if not v.agrees_with(given)]


def _without_own_links(
    left: list[Value], right: list[Value]
) -> tuple[list[Value], list[Value]]:
    """Leave out links where each half has as many, to sites of its own language."""
    ours, theirs = _hosts(left), _hosts(right)
    if len(ours) != len(theirs) or set(ours) & set(theirs):
        return left, right
    return [v for v in left if v.kind != "web"], [v for v in right if v.kind != "web"]


def _hosts(values: list[Value]) -> list[Key]:
    links = (value for value in values if value.kind == "web")
    return [key for link in links for key in link.gives if key[0] == "web-host"]


def _marked(page: Page, section: str) -> dict[str, set[Key]]:
    """Return what each text in `differs` answers for in a section."""
    texts = page.front.differs.get(section or TOP, ())
    return {text: given_by(find_values(text, page.locale)) for text in texts}


def _stands_alone(
    page: Page, other: Page, section: str, value: Value, theirs: list[Value]
) -> Problem:
    same_kind = [v.text for v in theirs if v.kind == value.kind][:3]
    en_hint = f" (there: {', '.join(f'“{x}”' for x in same_kind)})" if same_kind else ""
    zh_hint = f"（那边是{'、'.join(f'“{x}”' for x in same_kind)}）" if same_kind else ""
    name = section or TOP
    mark = f'differs: {{{name}: ["{value.text}"]}}'
    severity: Literal["error", "warning"] = (
        "error" if value.kind in HARMFUL else "warning"
    )
    return Problem(
        page.path,
        value.line,
        "only-here",
        f"“{value.text}” stands only here; section “{name}” of {other.path} does not "
        f"say it{en_hint}. Mend the half that is wrong. If it is meant so, add at the "
        f"top of this page: {mark}",
        f"“{value.text}”只有这里有，{other.path} 的“{name}”一节没有{zh_hint}。"
        f"请把写错的一边改对。本来就该不同，就在这一页开头加一行：{mark}",
        severity,
    )


def _unused(library: Library, page: Page, section: str, text: str) -> Problem:
    source = read_text(library.site.root / page.path, library.site.root)
    lines = source.split("\n")[: page.body_line]
    line = next((n for n, x in enumerate(lines, 1) if x.startswith("differs:")), 1)
    return Problem(
        page.path,
        line,
        "differs-in-vain",
        f"differs: “{text}” in section “{section}” is no difference any more; "
        "delete it here",
        f"differs：“{section}”一节的“{text}”两边已经没有不同，请删掉这一项。",
        "warning",
    )


AGREEMENT_CHECKS = (same_values,)
