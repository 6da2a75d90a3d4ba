"""What a page's head tells chats, search engines and feed readers about it.

Open Graph (https://ogp.me) for the card that a chat makes of a link, and schema.org as
JSON-LD, only what the page's front matter and the settings know. A page that readers
must be able to leave unseen tells its discreet title and nothing of its content.
"""

import json
from pathlib import Path
from typing import Any

from lxml import html

from ..content.addresses import address, path_of
from ..content.conversion import Converter, converter
from ..content.languages import with_territory
from ..content.library import Library
from ..content.link_pictures import SIZE, link_picture
from ..content.pages import told_title
from ..content.site import EditionSettings
from .feeds import FEED
from .html_files import Element

SCHEMA = "https://schema.org"


def add_link_tags(
    root: Element,
    library: Library,
    edition: EditionSettings,
    topic: str,
    folder: Path,
) -> None:
    """Add the tags to a page's head; its picture is named if it stands in `folder`."""
    head = root.find("head")
    for name, content in open_graph(library, edition, topic, folder).items():
        _add(head, "meta", property=name, content=content)
    _add(
        head,
        "link",
        rel="alternate",
        type="application/atom+xml",
        href="../" * path_of(edition, topic).count("/") + edition.path + FEED,
        title=_name(library, edition),
    )
    script = _add(head, "script", type="application/ld+json")
    told = json.dumps(
        structured_data(library, edition, topic),
        ensure_ascii=False,
        separators=(",", ":"),
    )
    # </script would end the element; after <!-- and <script, nothing would.
    script.text = told.replace("<", "\\u003c")


def open_graph(
    library: Library, edition: EditionSettings, topic: str, folder: Path
) -> dict[str, str]:
    """Return a page's Open Graph properties."""
    site = library.site
    name = _name(library, edition)
    is_home = path_of(edition, topic) == edition.path
    tags = {
        "og:type": "website" if is_home else "article",
        "og:title": name if is_home else _title(library, edition, topic),
        "og:description": told_description(library, edition, topic),
        "og:url": address(site, edition, topic),
        "og:site_name": name,
        "og:locale": with_territory(edition.lang),
    }
    picture = link_picture(library, edition, topic)
    if (folder / picture.file).is_file():
        tags |= {
            "og:image": site.url + picture.file,
            "og:image:width": str(SIZE[0]),
            "og:image:height": str(SIZE[1]),
            "og:image:alt": picture.title,
        }
    return tags


def told_description(library: Library, edition: EditionSettings, topic: str) -> str:
    """Return a page's description for others: the site's own for a discreet page."""
    pages = library.pages[edition.locale]
    front = pages[topic].front
    told = pages.get("index", pages[topic]).front if front.discreet else front
    return _converter(library, edition, topic)(told.description)


def structured_data(
    library: Library, edition: EditionSettings, topic: str
) -> dict[str, Any]:
    """Return a page's schema.org graph."""
    site = library.site
    front = library.pages[edition.locale][topic].front
    url = address(site, edition, topic)
    page: dict[str, Any] = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": _title(library, edition, topic),
        "inLanguage": edition.lang,
        "dateModified": max(change.date for change in front.changed).isoformat(),
        "isPartOf": {"@id": f"{site.url}#site"},
    }
    if not front.discreet:
        page["description"] = told_description(library, edition, topic)
    graph = [page]
    if path_of(edition, topic) == edition.path:
        graph += _site_and_organization(library, edition)
    else:
        graph.append(_breadcrumbs(library, edition, topic))
    return {"@context": SCHEMA, "@graph": graph}


def _site_and_organization(
    library: Library, edition: EditionSettings
) -> list[dict[str, Any]]:
    """Return who makes the site; an address only if the contacts know one."""
    site = library.site
    who = site.settings.organization[edition.locale]
    organization = {
        "@type": "Organization",
        "@id": f"{site.url}#organization",
        "name": _converter(library, edition, None)(who),
    }
    contact = library.data.contacts.get(site.settings.feedback or "")
    if contact and contact.url:
        organization["url"] = contact.url
    if contact and contact.email:
        organization["email"] = contact.email
    whole = {
        "@type": "WebSite",
        "@id": f"{site.url}#site",
        "url": site.url,
        "name": _name(library, edition),
        "inLanguage": [edition.lang for edition in site.editions],
        "publisher": {"@id": organization["@id"]},
    }
    return [whole, organization]


def _breadcrumbs(
    library: Library, edition: EditionSettings, topic: str
) -> dict[str, Any]:
    """Return the way from the home page: by the part's first page, if there is one."""
    above = ["index", f"{topic.split('/')[0]}/index"]
    known = library.pages[edition.locale]
    way = [*(t for t in above if t in known and t != topic), topic]
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "name": _title(library, edition, step),
            "item": address(library.site, edition, step),
        }
        for place, step in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _title(library: Library, edition: EditionSettings, topic: str) -> str:
    front = library.pages[edition.locale][topic].front
    return _converter(library, edition, topic)(told_title(front))


def _name(library: Library, edition: EditionSettings) -> str:
    return _converter(library, edition, None)(library.site.names[edition.locale])


def _converter(
    library: Library, edition: EditionSettings, topic: str | None
) -> Converter:
    pages = library.pages[edition.locale]
    overrule = pages[topic].front.traditional if topic else None
    return converter(edition, library.data, overrule)


def _add(head: Element, tag: str, **attributes: str) -> Element:
    element = html.Element(tag, attributes)
    element.tail = "\n"
    head.append(element)
    return element
