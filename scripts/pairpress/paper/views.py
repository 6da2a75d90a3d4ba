"""Print views read back: a page's title, lead and sections, ready for paper."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import html

from ..content.site import EditionSettings

Element: TypeAlias = Any
"""An lxml element; lxml has no types."""


@dataclass(frozen=True)
class Section:
    """A second-level heading and what is under it; the lead has no id."""

    id: str
    blocks: tuple[Any, ...]

    @property
    def html(self) -> str:
        """The section as HTML."""
        return "".join(markup(block) for block in self.blocks)


@dataclass(frozen=True)
class View:
    """One page in one edition, as it goes on paper."""

    topic: str
    lang: str
    title: str
    """The short title, for running feet."""
    heading: str
    """The page's own first heading."""
    discreet: str
    """What a handout says for its title and heading; "": those."""
    url: str
    sections: tuple[Section, ...]
    """The lead first (its id is ""), then the sections in order."""

    def only(self, ids: tuple[str, ...]) -> tuple[Section, ...]:
        """Return the lead and the named sections; none named: all but the sources."""
        wanted = {"", *ids}
        return tuple(
            section
            for section in self.sections
            if (section.id in wanted if ids else section.id != "sources")
        )


def read_view(folder: Path, lang: str, topic: str) -> View:
    """Read a print view that the web stage has written."""
    root = html.document_fromstring((folder / lang / f"{topic}.html").read_bytes())
    main = root.find(".//main")
    heading = main.find("h1")
    return View(
        topic=topic,
        lang=lang,
        title=root.findtext(".//title"),
        heading=heading.text_content().strip(),
        discreet=root.find('.//meta[@name="discreet"]').get("content"),
        url=root.find('.//link[@rel="canonical"]').get("href"),
        sections=tuple(_sections(main)),
    )


def _sections(main: Element) -> list[Section]:
    groups: list[tuple[str, list[Element]]] = [("", [])]
    for block in main:
        if not isinstance(block.tag, str) or block.tag == "h1":
            continue
        if block.tag == "h2":
            groups.append((block.get("id", ""), []))
        groups[-1][1].append(block)
    return [Section(name, tuple(blocks)) for name, blocks in groups if blocks]


def markup(element: Element) -> str:
    """Return an element's HTML without the text after it."""
    return str(html.tostring(element, encoding="unicode", with_tail=False))


@dataclass(frozen=True)
class Anchors:
    """Where links lead on paper: to another chapter of the book, or to the site."""

    prefix: str
    """Before each id of this view, so that ids are unique in a document."""
    chapters: dict[str, str]
    """Addresses of pages that stand in the same book, with their prefix."""


def prefix_of(edition: EditionSettings, editions: tuple[EditionSettings, ...]) -> str:
    """Return what stands before the ids of an edition; "" for the first one."""
    return "" if edition == editions[0] else f"{edition.lang}-"


def for_paper(section: Section, view: View, anchors: Anchors) -> Section:
    """Return a section whose ids and links are right for its document."""
    blocks = tuple(deepcopy(block) for block in section.blocks)
    for block in blocks:
        for element in block.iter():
            if isinstance(element.tag, str):
                _relink(element, view, anchors)
    return Section(section.id, blocks)


def _relink(element: Element, view: View, anchors: Anchors) -> None:
    if name := element.get("id"):
        element.set("id", anchors.prefix + name)
    link = element.get("href")
    if not link:
        return
    if link.startswith("#"):
        element.set("href", f"#{anchors.prefix}{link[1:]}")
        return
    if urlsplit(link).scheme:
        return
    target, _, fragment = urljoin(view.url, link).partition("#")
    if target in anchors.chapters:
        prefix = anchors.chapters[target]
        element.set("href", f"#{prefix}{fragment or 'title'}")
        element.set("class", "xref")
    else:
        element.set("href", urljoin(view.url, link))


def without_marks(section: Section, brackets: str) -> Section:
    """Return a section without source numbers; what they say beside them stays.

    A handout has no list of sources: its QR code leads to it. `brackets` is how a
    language puts a remark in brackets: "（{}）".
    """
    blocks = tuple(deepcopy(block) for block in section.blocks)
    for block in blocks:
        for mark in list(block.iter("sup")):
            remark = mark.text_content().strip().lstrip("0123456789、, ")
            replacement = html.Element("span", {"class": "remark"})
            replacement.text = brackets.format(remark) if remark else None
            replacement.tail = mark.tail
            mark.getparent().replace(mark, replacement)
            if not remark:
                replacement.drop_tag()
    return Section(section.id, blocks)
