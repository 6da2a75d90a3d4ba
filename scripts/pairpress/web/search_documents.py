"""What search finds and shows: the sections of an edition's finished pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..content.addresses import path_of
from ..content.library import Library
from ..content.site import EditionSettings
from .html_files import Element, read_html


@dataclass
class Section:
    """A section of a page, as it is found and shown."""

    id: str
    heading: str
    text: str
    contacts: list[tuple[str, str]] = field(default_factory=list)
    """(name, phone) of the contacts in it."""
    subheadings: list[str] = field(default_factory=list)
    """The headings within it; they stand in the text too."""


@dataclass
class Document:
    """A page, as it is found and shown."""

    topic: str
    title: str
    keywords: str
    sections: list[Section]
    only: bool = False
    """Whether it stands in this language alone."""


def read_document(
    folder: Path, library: Library, edition: EditionSettings, topic: str
) -> Document:
    """Read a finished page; its list of sources is not looked for."""
    root = read_html(folder / path_of(edition, topic) / "index.html")
    front = library.pages[edition.locale][topic].front
    title = str(root.find(".//h1").text_content()).strip()
    description = root.find('.//head/meta[@name="description"]').get("content")
    sections = [section for section in _sections(root) if section.id != "sources"]
    keywords = " ".join([front.title, description, *front.words])
    return Document(topic, title, keywords, sections, front.only)


def _sections(root: Element) -> Iterator[Section]:
    current = Section("", "", "")
    for block in root.xpath('//main/article/* | //main/div[@class="text"]/*'):
        if block.tag == "h1" or block.get("class") == "stale":
            continue
        if block.tag == "h2":
            yield current
            current = Section(block.get("id", ""), _text(block), "")
        else:
            current.text = f"{current.text} {_text(block)}".strip()
            current.contacts += _contacts(block)
            if block.tag in ("h3", "h4", "h5", "h6"):
                current.subheadings.append(_text(block))
    yield current


def _text(element: Element) -> str:
    """Return an element's text as a reader sees it, without source marks."""
    parts: list[str] = []
    _collect(element, parts)
    return re.sub(r"[\s\u2060]+", " ", "".join(parts)).strip()


def _collect(element: Element, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag == "sup":
        return
    parts.append(element.text or "")
    for child in element:
        _collect(child, parts)
        parts.append(child.tail or "")
    if element.tag in ("li", "p", "td", "th", "h3", "div", "tr"):
        parts.append(" ")


def _contacts(element: Element) -> list[tuple[str, str]]:
    found = []
    for contact in element.xpath('.//li[@class="contact"]'):
        name = contact.find('.//strong[@class="contact-name"]')
        phone = contact.find('.//a[@class="phone"]')
        if name is not None and phone is not None:
            found.append((str(name.text_content()), str(phone.text)))
    return found
