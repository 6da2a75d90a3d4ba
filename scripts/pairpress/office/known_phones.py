"""Names a contact of docs/data/ where a text that was brought types its number."""

import re

from ..content.data import Data
from .lines import Line, Lines

PHONE = re.compile(
    r"(?P<kept>(?<!`)(`+)(?!`)[^\n]+?(?<!`)\2(?!`)|\]\([^)\n]*\)|<[^<>\n]*>|https?://\S+)"
    r"|(?<![\w.+-])(?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]?\d{3}[-. ]?\d{4}(?![\w-])"
)


def with_known_phones(lines: Lines, data: Data) -> Lines:
    """Return the lines with {{ phone name }} for numbers that contacts have.

    So a number that changes is changed once. Headings and code stay as they are.
    """
    names: dict[str, str] = {}
    for name, contact in data.contacts.items():
        for phone in contact.phones[:1]:
            names.setdefault(_digits(phone.number), name)

    def named(match: re.Match[str]) -> str:
        name = None if match["kept"] else names.get(_digits(match[0]))
        return f"{{{{ phone {name} }}}}" if name else match[0]

    return [
        line
        if line.is_code or line.text.startswith("#")
        else Line(line.number, PHONE.sub(named, line.text))
        for line in lines
    ]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-10:]
