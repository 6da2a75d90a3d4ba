"""References: where a page names a fact or a contact, as in {{ esa.minimum_wage }}."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .data import Data
from .pages import Page
from .problems import Problem, nearest

REFERENCE = re.compile(r"\{\{(.*?)\}\}")
VERBS = ("cite", "phone", "contact", "contacts")


@dataclass(frozen=True)
class Reference:
    """A verb and the names after it; a fact alone has the verb "fact"."""

    verb: str
    names: tuple[str, ...]
    day: date | None = None
    """The value that held on this day, instead of today: {{ a.b @ 2026-09-30 }}."""


def parse_reference(text: str) -> Reference:
    """Read what stands between the braces: "cite a.b", "contacts x, y", "a.b"."""
    verb, _, rest = text.strip().partition(" ")
    if verb in VERBS:
        return Reference(verb, tuple(re.split(r"[,，\s]+", rest.strip())))
    name, _, day = text.partition("@")
    try:
        return Reference(
            "fact", (name.strip(),), date.fromisoformat(day.strip()) if day else None
        )
    except ValueError:
        return Reference("fact", (text.strip(),))


def references(page: Page) -> Iterator[tuple[int, Reference]]:
    """Yield each reference of a page with its line."""
    for number, line in page.lines():
        for match in REFERENCE.finditer(line):
            yield number, parse_reference(match[1])


def unknown_references(page: Page, data: Data) -> Iterator[Problem]:
    """A page names only facts and contacts that docs/data/ holds."""
    for line, reference in references(page):
        if reference.verb in ("phone", "contact") and reference.names[1:]:
            names = ", ".join(reference.names)
            yield Problem(
                page.path,
                line,
                "one-name",
                f"{reference.verb} takes one name; write {{{{ contacts {names} }}}}",
                f"{reference.verb} 只能写一个。请写 {{{{ contacts {names} }}}}",
            )
        yield from misuses(page.path, line, reference, data)


def misuses(
    path: str, line: int, reference: Reference, data: Data
) -> Iterator[Problem]:
    """Yield what is wrong with a reference that stands on a line."""
    for name in reference.names:
        yield from _misuse(path, line, reference.verb, name, data)


def is_usable(reference: Reference, data: Data) -> bool:
    """Say whether docs/data/ holds what a reference names, of the kind it asks for."""
    names, verb = reference.names, reference.verb
    return not (names[1:] and verb in ("phone", "contact")) and not any(
        problem for name in names for problem in _misuse("", 1, verb, name, data)
    )


def _misuse(
    path: str, line: int, verb: str, name: str, data: Data
) -> Iterator[Problem]:
    about_facts = verb in ("fact", "cite")
    known = data.facts.keys() if about_facts else data.contacts.keys()
    if name not in known:
        near = nearest(name, known)
        zh_kind, en_kind = ("数据", "fact") if about_facts else ("联系人", "contact")
        yield Problem(
            path,
            line,
            "unknown-name",
            f"there is no {en_kind} “{name}” in docs/data/"
            + (f"; did you mean “{near}”?" if near else ""),
            f"docs/data/ 里没有{zh_kind}“{name}”。"
            + (f"是不是“{near}”？" if near else ""),
        )
    elif verb == "fact" and data.facts[name].kind == "rule":
        yield Problem(
            path,
            line,
            "rule-has-no-value",
            f"{name} is a rule without a value; "
            f"say it in words and add {{{{ cite {name} }}}}",
            f"{name} 是一条规定，没有数值。请用自己的话写，再加 {{{{ cite {name} }}}}",
        )
    elif verb == "phone" and not data.contacts[name].phones:
        yield Problem(
            path,
            line,
            "no-phone",
            f"the contact {name} has no phone number",
            f"联系人 {name} 没有电话号码。",
        )
