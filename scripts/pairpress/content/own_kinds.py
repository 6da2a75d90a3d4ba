"""Kinds of publications of an organization's own: a template and a stylesheet each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from .declared import Declared
from .problems import Problem, nearest
from .site import Localized
from .yaml_files import Place, Yaml

KIND = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOP = "top"
"""The name of what stands above a page's first section, as under `differs:`."""
PartName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9/_.-]*(#[A-Za-z0-9_-]+)?$")]
"""A page, "work/pay", or one of its sections: "work/pay#steps"."""
FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


@dataclass(frozen=True)
class Part:
    """A page, or a section of it, that a publication prints."""

    topic: str
    section: str | None
    """None: every section but the sources; "": what stands above the first."""


class OwnKind(Declared):
    """A publication that the organization's own template and stylesheet set."""

    kind_name: Localized = Field({})
    """What such a thing is called, for readers: "table tent"."""
    fields: dict[FieldName, Localized | list[Localized]] = Field({})
    """Texts of its own, by the names that the template calls them."""
    parts: list[PartName] = Field([])
    contacts: list[str] = Field([])
    editions: list[str] = Field([])
    """Those in which it is printed, such as zh-Hans+en; none named: all."""
    pages: int | None = Field(None, ge=1, le=500)
    """The most that it may take; what is longer is withheld."""

    def chosen(self) -> dict[Place, Part]:
        """Return the parts that it prints, by their place in the file."""
        return {("parts", n): _part(name) for n, name in enumerate(self.parts)}

    def topics(self) -> tuple[str, ...]:
        """Return its page, and those of its parts."""
        named = (part.topic for part in self.chosen().values())
        return tuple(dict.fromkeys((self.page, *named)))

    def named_topics(self) -> dict[Place, str]:
        """Return its page, and those of its parts."""
        named = {place: part.topic for place, part in self.chosen().items()}
        return super().named_topics() | named

    def sections_of(self, topic: str) -> tuple[str, ...] | None:
        """Return the sections of a topic that it prints; None: all of them."""
        mine = [p.section for p in self.chosen().values() if p.topic == topic]
        if None in mine:
            return None
        return tuple(dict.fromkeys(name for name in mine if name is not None))

    def named_contacts(self) -> dict[Place, str]:
        """Return whom to call."""
        return {("contacts", n): name for n, name in enumerate(self.contacts)}

    def texts(self) -> dict[Place, Localized]:
        """Return the title, the name of the kind, and the texts of its own."""
        kind_name = {("kind_name",): self.kind_name} if self.kind_name else {}
        return super().texts() | kind_name | self.filled_texts()

    def filled_texts(self) -> dict[Place, Localized]:
        """Return the texts of its own: they may name facts and phones."""
        found: dict[Place, Localized] = {}
        for name, told in self.fields.items():
            if isinstance(told, dict):
                found["fields", name] = told
            else:
                found |= {("fields", name, n): text for n, text in enumerate(told)}
        return found


def _part(name: str) -> Part:
    topic, mark, section = name.partition("#")
    return Part(topic, None if not mark else "" if section == TOP else section)


def template_of(kind: str) -> str:
    """Return the template of a kind, from the project's root."""
    return f"print/templates/{kind}.html"


def stylesheet_of(kind: str) -> str:
    """Return the stylesheet of a kind, from the project's root."""
    return f"print/styles/{kind}.css"


def own_kinds(root: Path, taken: Iterable[str]) -> list[str]:
    """Return the kinds that have a template and a stylesheet, but for those taken."""
    names = (path.stem for path in sorted((root / "print/templates").glob("*.html")))
    return [name for name in names if name not in taken and _is_there(name, root)]


def _is_there(kind: str, root: Path) -> bool:
    return bool(KIND.fullmatch(kind)) and not missing_files(kind, root)


def missing_files(kind: str, root: Path) -> list[str]:
    """Return which of the two files of a kind are not there."""
    files = (template_of(kind), stylesheet_of(kind))
    return [name for name in files if not (root / name).is_file()]


def unknown_kind(
    document: Yaml, kind: object, known: list[str], taken: Iterable[str], root: Path
) -> Problem:
    """Say which kinds there are, and what a kind of that name lacks."""
    listed = ", ".join(known)
    zh, en = f"kind 只能写：{listed}。", f"kind is one of: {listed}"
    if isinstance(kind, str) and KIND.fullmatch(kind) and kind not in taken:
        near = nearest(kind, known)
        missing = missing_files(kind, root)
        zh += f"是不是“{near}”？" if near else ""
        en += f"; did you mean “{near}”?" if near else ""
        zh += f"如果“{kind}”是你们自己的一种，还缺：{'、'.join(missing)}"
        end = "" if near else ";"
        en += f"{end} if “{kind}” is a kind of your own, add {' and '.join(missing)}"
    return Problem(document.path, document.line_of(("kind",)), "unknown-kind", en, zh)
