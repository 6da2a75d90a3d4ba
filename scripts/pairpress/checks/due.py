"""Checks of dates: facts and pages to read again, values that end, numbers to call."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..content.clock import today
from ..content.facts import Fact
from ..content.library import Library
from ..content.problems import Problem
from ..content.references import references

SOON = timedelta(days=30)
"""How long before its day a fact or a page is pointed out."""
NAMED = 5
"""How many of many are named in one message."""


def facts_are_read_again(library: Library) -> Iterator[Problem]:
    """A fact is checked on its official page again by its review date."""
    for key, fact, day in _facts(library):
        if fact.review_by and fact.review_by <= day + SOON:
            yield from _due(library, key, fact.review_by, day)


def values_hold(library: Library) -> Iterator[Problem]:
    """A value that a page tells is in force, and the next one is known in time."""
    told = _told(library)
    for key, fact, day in _facts(library):
        if key not in told or not fact.values:
            continue
        path, line = library.data.fact_places[key]
        current = next((v for v in fact.values if v.holds_on(day)), None)
        if current is None:
            yield Problem(
                path,
                line,
                "expired",
                f"{key} has no value for today; pages say “expired”. "
                "Add the new value (scripts/run fact set)",
                f"{key} 没有今天的数值，网页上写着“已过期”。"
                "请加新数值（scripts/run fact set）。",
                "warning",
            )
        elif current.valid_to and current.valid_to <= day + SOON:
            follows = any(
                v.holds_on(current.valid_to + timedelta(1)) for v in fact.values
            )
            if not follows:
                yield Problem(
                    path,
                    line,
                    "expires-soon",
                    f"{key} ends on {current.valid_to}, and no next value is known",
                    f"{key} 到 {current.valid_to} 为止，还没有下一个数值。",
                    "warning",
                )


def pages_are_read_again(library: Library) -> Iterator[Problem]:
    """A page is read critically again by its review date."""
    day = _today(library)
    for pages in library.pages.values():
        for page in pages.values():
            due = page.front.review_by
            if due and due <= day + SOON:
                yield Problem(
                    page.path,
                    1,
                    "page-due",
                    f"read this page again by {due}, then set a new review_by",
                    f"这一页要在 {due} 之前重读一遍，再写新的 review_by。",
                    "warning",
                )


def contacts_are_called(library: Library) -> Iterator[Problem]:
    """Somebody has called the numbers that pages give."""
    named = {
        name
        for pages in library.pages.values()
        for page in pages.values()
        for _, reference in references(page)
        if reference.verb not in ("fact", "cite")
        for name in reference.names
    }
    contacts = library.data.contacts
    waiting = [
        name
        for name in contacts
        if name in named and contacts[name].phones and not contacts[name].called_on
    ]
    if waiting:
        path, _ = library.data.contact_places[waiting[0]]
        some = ", ".join(waiting[:NAMED])
        yield Problem(
            path,
            library.data.contact_places[waiting[0]][1],
            "never-called",
            f"nobody has called {len(waiting)} contacts on the pages yet: {some} … "
            "Call, then write the day in called_on",
            f"网页上有 {len(waiting)} 个联系人还没有人打过电话：{some}…… "
            "打通了，请在 called_on 写日期。",
            "warning",
        )


def _due(library: Library, key: str, due: date, day: date) -> Iterator[Problem]:
    path, line = library.data.fact_places[key]
    is_past = due < day
    yield Problem(
        path,
        line,
        "fact-due" if is_past else "fact-due-soon",
        f"{key} {'was' if is_past else 'is'} due to be checked by {due}; read its "
        "official page, then set checked_on, as_of and a new review_by",
        f"{key} {'早该' if is_past else '要'}在 {due} 之前核对。"
        "请看官方网页，再改 checked_on、as_of 和 review_by。",
        "warning",
    )


def _told(library: Library) -> set[str]:
    """Return the facts whose value of today some page tells."""
    return {
        name
        for pages in library.pages.values()
        for page in pages.values()
        for _, reference in references(page)
        if reference.verb == "fact" and reference.day is None
        for name in reference.names
    }


def _facts(library: Library) -> Iterator[tuple[str, Fact, date]]:
    day = _today(library)
    for key, fact in library.data.facts.items():
        yield key, fact, day


def _today(library: Library) -> date:
    return today(library.site.settings.time_zone)


DUE_CHECKS = (
    facts_are_read_again,
    values_hold,
    pages_are_read_again,
    contacts_are_called,
)
