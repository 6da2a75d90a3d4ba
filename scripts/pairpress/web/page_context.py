"""What the templates are given: words, editions, menu, the same page elsewhere."""

from dataclasses import dataclass
from typing import Any

from ..content.addresses import HOME, address, path_of
from ..content.cards import Card
from ..content.colours import site_tokens
from ..content.data import Data
from ..content.pages import FrontMatter
from ..content.site import EditionSettings, Site
from ..content.words import words_in
from .expansion import phone_link


@dataclass(frozen=True)
class Alternate:
    """The same topic in an edition; where that has none, its home page."""

    edition: EditionSettings
    path: str
    address: str
    current: bool
    has_topic: bool


@dataclass(frozen=True)
class MenuPart:
    """A part of the site: its first page, and the pages below it."""

    first: Any
    pages: tuple[Any, ...]


def site_context(site: Site, data: Data) -> dict[str, Any]:
    """Return what every template needs: site, data, and words per language."""
    return {
        "site": site,
        "contacts": data.contacts,
        "facts": data.facts,
        "terms": data.terms,
        "show_cards": cards_by_group(data),
        "shown_locale": site.locales[-1],
        "phone_link": phone_link,
        "all_words": {x: data.language(x).words for x in site.locales},
        "in_edition": lambda edition: words_in(edition, data),
        "path_of": path_of,
        "grounds": _grounds(site),
    }


def _grounds(site: Site) -> dict[str, str]:
    """Return the colour of the page, for the browser's own frame, light and dark."""
    light, dark = site_tokens(site.docs, site.settings.colours)
    return {"light": light["paper"], "dark": dark["paper"]}


def page_context(
    site: Site, data: Data, edition: EditionSettings, topic: str, front: FrontMatter
) -> dict[str, Any]:
    """Return what one page's template needs."""
    tongue = data.language(edition.locale)
    return {
        "edition": edition,
        "locale": edition.locale,
        "words": tongue.words,
        "tell_date": tongue.date,
        "voices": tongue.voices or {edition.name: [edition.lang]},
        "topic": topic,
        "front": front,
        "alternates": alternates(site, edition, topic),
        "default_address": address(site, site.editions_of(topic)[0], topic),
    }


def alternates(
    site: Site, edition: EditionSettings, topic: str
) -> tuple[Alternate, ...]:
    """Return the topic in every edition, in the order of the language switch."""
    return tuple(
        Alternate(e, path_of(e, there), address(site, e, there), e == edition, has)
        for e in site.editions
        for has in [site.has(e, topic)]
        for there in [topic if has else HOME]
    )


def cards_by_group(data: Data) -> dict[str, list[Card]]:
    """Return the cards to show, by group in the order of the file."""
    groups: dict[str, list[Card]] = {}
    for card in data.cards:
        groups.setdefault(card.group, []).append(card)
    return groups


def menu(pages: list[Any]) -> tuple[MenuPart, ...]:
    """Group the pages of a menu by their folder; a page on its own is a part too."""
    parts: dict[str, list[Any]] = {}
    for page in pages:
        topic = page.meta.get("topic", "") if page.meta else ""
        parts.setdefault(topic.split("/")[0], []).append(page)
    return tuple(MenuPart(group[0], tuple(group[1:])) for group in parts.values())
