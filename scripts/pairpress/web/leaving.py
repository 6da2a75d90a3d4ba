"""Marks the links that leave the site: a sign, words for screen readers, no referrer.

A link to a company that learns who follows it says in sight whose page opens.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.site import Company, EditionSettings, Site
from ..content.words import words_in
from .html_files import Element


def mark_leaving(root: Element, library: Library, edition: EditionSettings) -> None:
    """Mark every link below an element that leads to another host."""
    words = words_in(edition, library.data)
    convert = converter(edition, library.data)
    brackets = language(edition.locale).brackets
    for link in _leaving(root, library.site):
        link.set("rel", "noreferrer")
        if _has(link, "exit"):
            continue  # its word says so; it must be quick to read
        told = words["leaves"]
        span = html.Element("span", {"class": "hidden"})
        if company := _company(library.site, link.get("href")):
            name = convert(company.name[edition.locale])
            told = words["opens_company"].format(name=name)
            if name not in link.text_content():
                span.attrib.pop("class")
        link.set("class", f"{link.get('class', '')} leaves".strip())
        span.text = brackets.format(told)
        link.append(span)


def _leaving(root: Element, site: Site) -> Iterator[Element]:
    own = urlsplit(site.url).netloc
    for link in root.xpath(".//a[starts-with(@href, 'http')]"):
        if urlsplit(link.get("href")).netloc != own:
            yield link


def _has(link: Element, name: str) -> bool:
    return name in link.get("class", "").split()


def _company(site: Site, address: str) -> Company | None:
    host = urlsplit(address).hostname or ""
    return next(
        (
            company
            for company in site.settings.companies
            for known in company.hosts
            if host == known or host.endswith(f".{known}")
        ),
        None,
    )
