"""Makes the Traditional edition: finished Simplified pages, converted.

Text, titles, descriptions, labels and JSON are converted; what has its own language,
or translate="no", is left alone. Link targets are rebased, never converted: links
among the edition's own pages stay as they are, all others gain a step upwards.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from lxml import html

from ..content.addresses import HOME, folder_of, path_of
from ..content.collation import group_label, place
from ..content.conversion import Converter, converter
from ..content.data import Data
from ..content.languages import Language
from ..content.pages import FrontMatter
from ..content.site import EditionSettings, Site
from .html_files import Element, read_html, write_html

TEXT_ATTRIBUTES = (
    "title",
    "alt",
    "placeholder",
    "label",
    "aria-label",
    "aria-description",
    "data-words",
    "data-dismiss",
    "data-sort",
)
LINK_ATTRIBUTES = ("href", "src", "action", "poster", "data-script")
Place: TypeAlias = tuple[str, Callable[[str], None]]
APART = "\x01"
"""Between texts that are converted at once; no page can hold it."""
TEXT_METAS = frozenset(
    {"description", "og:title", "og:description", "changed", "discreet"}
)


@dataclass(frozen=True)
class Rebase:
    """How links change when a page moves from its edition's folder to another's."""

    page: str
    """The page's path below the site's root: "work/claim/"."""
    own: frozenset[str]
    """Paths of the edition's pages; links among them stay as they are."""
    depth: int
    """How many folders deeper the converted page stands."""

    def __call__(self, link: str) -> str:
        """Return the link as it must read on the converted page."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or link.startswith("/"):
            return link
        target = posixpath.normpath(posixpath.join("/", self.page, parts.path))
        folder = f"{target}/".lstrip("/")
        if folder in self.own:
            return link
        return "../" * self.depth + link


Fronts = Mapping[str, Mapping[str, FrontMatter]]
"""The front matter of every page, by language and topic."""


def convert_site(folder: Path, site: Site, data: Data, fronts: Fronts) -> None:
    """Write each converted edition beside the pages that it is made from."""
    for edition in site.editions:
        if edition.convert:
            source = site.written(edition.locale)
            pages = fronts[edition.locale]
            own = frozenset(source.path + folder_of(topic) for topic in pages)
            for topic, front in pages.items():
                root = read_html(folder / path_of(source, topic) / "index.html")
                convert_page(root, site, data, edition, topic, front, own)
                write_html(folder / path_of(edition, topic) / "index.html", root)


def convert_page(
    root: Element,
    site: Site,
    data: Data,
    edition: EditionSettings,
    topic: str,
    front: FrontMatter,
    own: frozenset[str],
) -> None:
    """Make a page that of a converted edition, in place; `own` as in Rebase."""
    source = site.written(edition.locale)
    convert = converter(edition, data, front.traditional)
    convert_document(root, source, edition, convert)
    depth = edition.path.count("/") - source.path.count("/")
    rebase_links(root, Rebase(path_of(source, topic), own, depth))
    move_addresses(root, site, source, edition, topic)
    say_converted(root, edition, front, data.language(edition.locale), convert)
    say_terms(root)
    sort_again(root, edition)


def convert_views(folder: Path, site: Site, data: Data, fronts: Fronts) -> None:
    """Convert the print views too, so that paper says what the screen says."""
    for edition in site.editions:
        if edition.convert:
            source = site.written(edition.locale)
            for topic, front in fronts[edition.locale].items():
                root = read_html(folder / source.lang / f"{topic}.html")
                convert = converter(edition, data, front.traditional)
                convert_document(root, source, edition, convert)
                move_addresses(root, site, source, edition, topic)
                write_html(folder / edition.lang / f"{topic}.html", root)


def convert_document(
    root: Element, source: EditionSettings, edition: EditionSettings, convert: Converter
) -> None:
    """Convert a document in place, and say its new language."""
    root.set("lang", edition.lang)
    places = list(_places(root, source.lang, edition.lang))
    # All at once: each call costs as much as a paragraph.
    told = convert(APART.join(text for text, _ in places)).split(APART)
    for (_, put), text in zip(places, told, strict=True):
        put(text)


def _places(root: Element, lang: str, new_lang: str) -> Iterator[Place]:
    """Yield every text to convert, and the function that puts another in its place."""
    for element in convertible(root, lang, new_lang):
        if element.text and element.tag != "style" and not _is_code(element):
            yield element.text, partial(setattr, element, "text")
        for child in element:
            if child.tail:
                yield child.tail, partial(setattr, child, "tail")
        for name in TEXT_ATTRIBUTES:
            if value := element.get(name):
                yield value, partial(element.set, name)
        if element.tag == "meta" and _names_text(element):
            yield element.get("content", ""), partial(element.set, "content")


def convertible(root: Element, lang: str, new_lang: str) -> Iterator[Element]:
    """Yield the elements in a language, and mark those that name it as the new one."""
    yield root
    for child in root:
        if not isinstance(child.tag, str):
            continue
        if child.get("translate") == "no" or child.get("lang", lang) != lang:
            continue
        if child.get("lang"):
            child.set("lang", new_lang)
        yield from convertible(child, lang, new_lang)


def _is_code(element: Element) -> bool:
    return element.tag == "script" and "json" not in element.get("type", "")


def _names_text(meta: Element) -> bool:
    return (meta.get("name") or meta.get("property")) in TEXT_METAS


def rebase_links(root: Element, rebase: Rebase) -> None:
    """Make relative links lead to the same places from the new folder."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in LINK_ATTRIBUTES:
            if link := element.get(name):
                element.set(name, rebase(link))


def move_addresses(
    root: Element,
    site: Site,
    source: EditionSettings,
    edition: EditionSettings,
    topic: str,
) -> None:
    """Give the page its own canonical address, and mark itself in the switch."""
    for link in root.iter("link"):
        if link.get("rel") == "canonical":
            link.set("href", site.url + edition.path + folder_of(topic))
    for link in root.xpath('//nav[contains(@class, "languages")]/a'):
        link.attrib.pop("aria-current", None)
        target = site.edition(link.get("lang"))
        here = path_of(edition, topic)
        there = path_of(target, topic if site.has(target, topic) else HOME)
        link.set("href", "../" * here.count("/") + there or "./")
        if target == edition:
            link.set("aria-current", "true")


def say_converted(
    root: Element,
    edition: EditionSettings,
    front: FrontMatter,
    tongue: Language,
    convert: Converter,
) -> None:
    """Say that the page was converted, and whether a person has read it since."""
    review = front.reviewed.get(edition.lang)
    said = tongue.words["converted"] + (
        tongue.words["reviewed"].format(by=review.by, date=tongue.date(review.on))
        if review
        else tongue.words["converted_unreviewed"]
    )
    for slot in root.xpath('//*[@data-slot="review"]'):
        slot.text = convert(said)


def say_terms(root: Element) -> None:
    """Put in the Traditional words of the glossary that conversion does not give."""
    for item in root.xpath("//li[@data-traditional]"):
        word = item.attrib.pop("data-traditional")
        item.set("data-sort", word)
        item.find("strong").text = word


def sort_again(root: Element, edition: EditionSettings) -> None:
    """Order a sorted list as this edition's readers look words up."""
    for index in root.xpath("//*[@data-sorted]"):
        index.set("data-sorted", edition.sort)
        groups: dict[str, list[Element]] = {}
        items = index.xpath(".//li[@data-sort]")
        places = {
            item: place(item.get("data-sort"), edition.sort, edition.locale)
            for item in items
        }
        for item in sorted(items, key=lambda item: places[item]):
            groups.setdefault(places[item].label, []).append(item)
        for section in list(index):
            index.remove(section)
        for label, entries in groups.items():
            index.append(_group(group_label(label, edition.sort), entries))


def _group(label: str, items: list[Element]) -> Element:
    section = html.Element("section")
    section.set("data-group", label)
    heading = html.Element("h2")
    heading.set("id", f"group-{label.lower()}")
    heading.text = label
    entries = html.Element("ul")
    entries.extend(items)
    section.extend([heading, entries])
    return section
