"""Checks of what a page states: rights have a source, an authority comes with care."""

import functools
import re
from collections.abc import Iterator

from ..content.languages import language
from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem
from ..content.references import REFERENCE, parse_reference, references
from ..content.sections import Section, sections

SOURCE = re.compile(r"\]\(\s*<?https?://")
"""A link to another site, which can be a source too."""


UNFINISHED = re.compile(r"‹[^›]*›")
"""What the template of a new page leaves for the writer to fill in."""


def nothing_is_unfinished(library: Library) -> Iterator[Problem]:
    """What a template left open (‹…›) has been written."""
    for page in _pages(library):
        front = [(1, page.front.title), (1, page.front.description)]
        for line, text in (*front, *page.lines()):
            if found := UNFINISHED.search(text):
                yield Problem(
                    page.path,
                    line,
                    "unfinished",
                    f"still to be written: {found[0]}",
                    f"这里还没有写：{found[0]}",
                )


def rights_have_a_source(library: Library) -> Iterator[Problem]:
    """A section that states a right, duty, deadline or eligibility names a source."""
    for page in _pages(library):
        pattern = _any_of(language(page.locale).claims)
        if pattern is None:
            continue
        for section in sections(page):
            if _has_source(section):
                continue
            claim = next(
                (
                    (line, m)
                    for line, text in section.lines
                    if (m := pattern.search(text))
                ),
                None,
            )
            if claim:
                line, match = claim
                yield Problem(
                    page.path,
                    line,
                    "no-source",
                    f"“{match[0]}”: this section states a rule without a source; "
                    "add {{ cite … }}, or say whom to ask",
                    f"“{match[0]}”：这一节写了规定，没有出处。"
                    "请加 {{ cite … }}；没有出处，就写去问谁。",
                    "warning",
                )


def _has_source(section: Section) -> bool:
    return bool(SOURCE.search(section.text)) or any(
        parse_reference(match[1]).verb in ("fact", "cite")
        for match in REFERENCE.finditer(section.text)
    )


def clinic_before_authority(library: Library) -> Iterator[Problem]:
    """Before an authority a page names a confidential contact, and speaks of status."""
    contacts = library.data.contacts
    for page in _pages(library):
        is_kept = False
        for line, reference in references(page):
            if reference.verb in ("fact", "cite"):
                continue
            for name in reference.names:
                contact = contacts.get(name)
                if contact is None:
                    continue
                is_kept = is_kept or contact.confidential
                if not contact.authority or contact.group == "emergency":
                    continue
                if not is_kept:
                    yield _clinic_first(page, line, name)
                elif not _speaks_of_status(page, line):
                    yield _caution_first(page, line, name)


def _speaks_of_status(page: Page, last: int) -> bool:
    """Say whether a page has spoken of immigration status, up to a line."""
    words = language(page.locale).status
    text = "\n".join(text for line, text in page.lines() if line <= last).lower()
    return not words or any(word in text for word in words)


def _clinic_first(page: Page, line: int, name: str) -> Problem:
    return Problem(
        page.path,
        line,
        "clinic-first",
        f"{name} is an authority; name a confidential clinic before it",
        f"{name} 是政府部门。请先写一个会保密的机构。",
        "warning",
    )


def _caution_first(page: Page, line: int, name: str) -> Problem:
    return Problem(
        page.path,
        line,
        "caution-first",
        f"{name} is an authority; say before it that people without status "
        "should ask the clinic first",
        f"{name} 是政府部门。前面请提醒：没有身份的人，先问保密的机构。",
        "warning",
    )


@functools.cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def _pages(library: Library) -> Iterator[Page]:
    for topics in library.pages.values():
        yield from topics.values()


SOURCE_CHECKS = (nothing_is_unfinished, rights_have_a_source, clinic_before_authority)
