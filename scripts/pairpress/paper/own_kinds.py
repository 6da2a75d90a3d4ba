"""Composes publications of an organization's own kinds: gives its template all it has.

What a template gets is told in .github/EXTENDING.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from ..content.calendar_months import Teller
from ..content.clock import today
from ..content.contacts import Contact
from ..content.languages import language
from ..content.own_kinds import OwnKind, Part, template_of
from ..content.problems import ContentError, Problem
from ..content.publications import Publication
from .composed import (
    Composed,
    Editions,
    Materials,
    document,
    edition_name,
    edition_sets,
)
from .side_by_side import Row, rows
from .views import Anchors, Section, View, for_paper, markup, read_view, without_marks


class Text(NamedTuple):
    """A text in one of the document's languages."""

    lang: str
    text: str


Told = list[Text]
"""A text in each of the document's languages, in their order."""


@dataclass(frozen=True)
class PrintedPart:
    """A section of a page, in each of the document's languages."""

    topic: str
    id: str
    """Its id; "" for what stands above the first section."""
    headings: Told
    """Its headings; of what stands above the first section, those of the page."""
    bodies: Told
    """What stands under them, as HTML."""
    items: list[Told]
    """The items of its lists as plain text, where all languages have as many."""
    rows: tuple[Row, ...]
    """The same for the macro `sections` of rows.html: languages side by side."""


@dataclass(frozen=True)
class Call:
    """Whom to call; what nobody has written down of it has no texts."""

    id: str
    name: Told
    number: str
    purpose: Told
    languages: Told
    hours: Told


def compose_own_kind(
    materials: Materials, publication: Publication
) -> Iterator[Composed]:
    """Yield the publication in each edition that its file asks for."""
    own = publication.declared
    assert isinstance(own, OwnKind)
    for editions in edition_sets(materials.library):
        if not own.editions or edition_name(editions) in own.editions:
            context = _context(materials, own, editions)
            composed = document(
                materials, publication, editions, context, max_pages=own.pages
            )
            _refuse_unsigned(materials, composed, editions)
            yield composed


def _refuse_unsigned(
    materials: Materials, composed: Composed, editions: Editions
) -> None:
    """Raise ContentError for a print that does not say which version it is.

    Its code would lead nowhere, and nobody could take a wrong copy back.
    """
    written = composed.job.html
    words = [materials.words[edition.lang] for edition in editions]
    signs = ['class="qr"', *(word["disclaimer"] for word in words)]
    if materials.library.site.is_draft:
        signs += [word["proof"] for word in words]
    if not all(sign in written or str(escape(sign)) in written for sign in signs):
        raise ContentError(
            [
                Problem(
                    template_of(composed.publication.kind),
                    1,
                    "no-imprint",
                    "the print does not say who made it, which version it is and "
                    'where the newest one is; add {% include "imprint.html" %}',
                    "印出来没有写是谁做的、第几版、最新的在哪里。"
                    '请加上 {% include "imprint.html" %}',
                )
            ]
        )


def _context(
    materials: Materials, own: OwnKind, editions: Editions
) -> dict[str, object]:
    library = materials.library
    day = today(library.site.settings.time_zone)
    tellers = [Teller(edition, library.data) for edition in editions]

    def told(text: dict[str, str] | None) -> Told:
        return [Text(t.lang, t.say(text, day)) for t in tellers] if text else []

    def call(name: str, contact: Contact) -> Call:
        return Call(
            name,
            told(contact.name),
            contact.phones[0].number,
            told(contact.purpose),
            told(contact.languages),
            told(contact.hours),
        )

    contacts = library.data.contacts
    fields = {
        name: told(text) if isinstance(text, dict) else [told(one) for one in text]
        for name, text in own.fields.items()
    }
    return {
        "fields": SimpleNamespace(**fields),
        "parts": list(_parts(materials, own, editions)),
        "contacts": [call(name, contacts[name]) for name in own.contacts],
    }


def _parts(
    materials: Materials, own: OwnKind, editions: Editions
) -> Iterator[PrintedPart]:
    chosen = list(own.chosen().values())
    for number, part in enumerate(chosen):
        views = [read_view(materials.views, e.lang, part.topic) for e in editions]
        columns = [
            _sections(view, part, f"{number}-{view.lang}-", language(e.locale).brackets)
            for view, e in zip(views, editions, strict=True)
        ]
        for halves in zip(*columns, strict=True):
            yield _printed(part, views, halves, editions)


def _sections(view: View, part: Part, prefix: str, brackets: str) -> list[Section]:
    """Return the sections of a part; what they link to on their page is on the web."""
    found = view.only(()) if part.section is None else view.only((part.section,))
    wanted = [s for s in found if part.section in (None, s.id)]
    anchors = Anchors(prefix, {})
    printed = [for_paper(section, view, anchors) for section in wanted]
    here = {e.get("id") for s in printed for block in s.blocks for e in block.iter()}
    for link in (e for s in printed for block in s.blocks for e in block.iter("a")):
        target = link.get("href") or ""
        if target.startswith("#") and target[1:] not in here:
            link.set("href", f"{view.url}#{target[1:].removeprefix(prefix)}")
    return [without_marks(section, brackets) for section in printed]


def _printed(
    part: Part, views: list[View], halves: tuple[Section, ...], editions: Editions
) -> PrintedPart:
    pairs = list(zip(views, halves, strict=True))
    items = [_items(half) for half in halves]
    are_alike = len({len(listed) for listed in items}) == 1
    langs = [view.lang for view in views]
    return PrintedPart(
        part.topic,
        halves[0].id,
        [Text(view.lang, _heading(view, half)) for view, half in pairs],
        [Text(view.lang, _body(half)) for view, half in pairs],
        [list(map(Text, langs, item)) for item in zip(*items, strict=True)]
        if are_alike
        else [],
        rows(editions, [[half] for half in halves]),
    )


def _heading(view: View, section: Section) -> str:
    first = next((b for b in section.blocks if b.tag == "h2"), None)
    if section.id and first is not None:
        return _plain(first)
    return view.discreet or view.heading


def _body(section: Section) -> Markup:
    blocks = (block for block in section.blocks if block.tag != "h2")
    return Markup("".join(markup(block) for block in blocks))


def _items(section: Section) -> list[str]:
    return [
        _plain(item)
        for block in section.blocks
        if block.tag in ("ol", "ul")
        for item in block.iterchildren("li")
    ]


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())
