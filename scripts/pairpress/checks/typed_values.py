"""Checks of values typed by hand that docs/data/ holds: facts, addresses."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from ..content.clock import today
from ..content.data import Data
from ..content.fact_values import FactValue, fact_values
from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem
from ..content.references import references
from ..content.sections import sections
from ..content.value_search import find_values, section_values
from ..content.values import Key, Value

Known = dict[frozenset[Key], list[tuple[str, FactValue]]]
"""Facts by the exact sense of one of their values."""
LINKED = re.compile(r"\]\(\s*<?(?:mailto:)?([^\s)>]+)")
UNMISTAKABLE = frozenset({"money", "date"})
"""Kinds that seldom agree by chance; the others count where the fact is named."""


def facts_are_named(library: Library) -> Iterator[Problem]:
    """An amount or a day that is a fact is named, so that it changes with the fact."""
    day = today(library.site.settings.time_zone)
    for locale, pages in library.pages.items():
        known = _known_facts(library.data, locale)
        for page in pages.values():
            named: dict[int, set[str]] = defaultdict(set)
            for line, reference in references(page):
                named[line] |= set(reference.names)
            for value in filter(lambda value: value.hard, _values(page)):
                for name, told in known.get(value.needs[0], ()):
                    # Two years may be any two years, but not beside the fact itself.
                    if value.kind in UNMISTAKABLE or name in named[value.line]:
                        yield _typed_fact(page, value, name, told, day)
                        break


def _values(page: Page) -> Iterator[Value]:
    for section in sections(page):
        yield from section_values(section, page.locale)


def _known_facts(data: Data, locale: str) -> Known:
    known: Known = defaultdict(list)
    for name, fact in data.facts.items():
        for told in fact_values(fact, locale):
            if told.value.kind != "number":
                known[told.value.needs[0]].append((name, told))
    return known


def _typed_fact(
    page: Page, value: Value, name: str, told: FactValue, day: date
) -> Problem:
    other_day = told.dated.valid_to or told.dated.valid_from
    then = "" if told.dated.holds_on(day) else f" @ {other_day}"
    return Problem(
        page.path,
        value.line,
        "typed-fact",
        f"“{value.text}” is typed by hand; if it is this fact, write "
        f"{{{{ {name}{then} }}}}, which keeps up with the law",
        f"“{value.text}”是手打的。如果说的就是这个数据，请写 {{{{ {name}{then} }}}}，"
        "以后改数据，这里会跟着改。",
        "warning",
    )


def addresses_from_contacts(library: Library) -> Iterator[Problem]:
    """A contact's e-mail or web address is a link at least, if it is not named."""
    owners: dict[frozenset[Key], str] = {}
    for name, contact in library.data.contacts.items():
        for text in filter(None, (contact.email, contact.url)):
            for value in find_values(text, ""):
                owners.setdefault(value.needs[0], name)
    for pages in library.pages.values():
        for page in pages.values():
            linked = {text for _, line in page.lines() for text in LINKED.findall(line)}
            for value in _values(page):
                owner = owners.get(value.needs[0]) if value.needs else None
                if owner and value.text not in linked:
                    yield Problem(
                        page.path,
                        value.line,
                        "typed-address",
                        f"{value.text} is typed by hand; write, on a line of its own, "
                        f"{{{{ contacts {owner} }}}}",
                        f"{value.text} 是手打的。"
                        f"请另起一行写 {{{{ contacts {owner} }}}}",
                        "warning",
                    )


TYPED_VALUE_CHECKS = (facts_are_named, addresses_from_contacts)
