"""What a fact's series says, as values that can be compared with those of a text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from . import values as sense_of
from .contacts import Contact
from .data import Data
from .facts import DatedValue, Fact
from .references import REFERENCE, parse_reference
from .sections import Section
from .value_search import find_values
from .values import Value

UNITS = {"money": "money", "share": "percent", "age": "age"}


@dataclass(frozen=True)
class FactValue:
    """One value of a fact, as its own language tells it."""

    dated: DatedValue
    value: Value


def fact_values(fact: Fact, code: str) -> Iterator[FactValue]:
    """Yield each value of a fact's series; a rule has none."""
    for dated in fact.values:
        told = dated.value
        if isinstance(told, date):
            sense = sense_of.day(told.year, told.month, [told.day])
        elif fact.kind in UNITS:
            sense = sense_of.measured(UNITS[fact.kind], Fraction(told))
        else:
            text = fact.wording.get(code, "{}").format(told)
            for value in find_values(text, code):
                yield FactValue(dated, value)
            continue
        yield FactValue(dated, Value(*sense))


def referenced_values(section: Section, data: Data, code: str) -> Iterator[Value]:
    """Yield what the facts and contacts say that a section names.

    They answer for what the other half types by hand; that the halves name other
    facts is a finding of its own.
    """
    for match in REFERENCE.finditer(section.text):
        for name in parse_reference(match[1]).names:
            if fact := data.facts.get(name):
                for told in fact_values(fact, code):
                    yield replace(told.value, hard=False)
            if contact := data.contacts.get(name):
                yield from _contact_values(contact)


def _contact_values(contact: Contact) -> Iterator[Value]:
    for phone in contact.phones:
        for number in (phone.number, phone.extension or ""):
            for value in find_values(number, ""):
                yield replace(value, hard=False)
    for text in (contact.email or "", contact.url or ""):
        for value in find_values(text, ""):
            yield replace(value, hard=False)
