"""Markdown with the values, contacts and numbers that it names, as plain text."""

import re
from dataclasses import dataclass
from datetime import date

from ..content.contacts import Contact
from ..content.data import Data
from ..content.facts import tell
from ..content.languages import language
from ..content.references import REFERENCE, Reference, is_usable, parse_reference


@dataclass(frozen=True)
class Filler:
    """Tells what a page of a language names on a day."""

    data: Data
    locale: str
    day: date

    def fill(self, text: str) -> str:
        """Return a line with each reference replaced by what readers see."""
        return REFERENCE.sub(self._one, text)

    def _one(self, match: re.Match[str]) -> str:
        reference = parse_reference(match[1])
        if not is_usable(reference, self.data):
            return match[0]
        if reference.verb == "cite":
            return ""
        if reference.verb == "fact":
            return self._value(reference)
        contacts = [self.data.contacts[name] for name in reference.names]
        if reference.verb == "phone":
            return contacts[0].phones[0].number
        joiner = language(self.locale).joiner
        return joiner.join(self._contact(contact) for contact in contacts)

    def _value(self, reference: Reference) -> str:
        fact, words = self.data.facts[reference.names[0]], language(self.locale)
        told = tell(fact, self.locale, words, reference.day or self.day)
        return words.words["withheld"] if told.text is None else told.text

    def _contact(self, contact: Contact) -> str:
        name = contact.name[self.locale]
        return " ".join([name, *(phone.number for phone in contact.phones[:1])])
