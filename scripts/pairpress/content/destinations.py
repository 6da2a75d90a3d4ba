"""Destinations: where a link leads, however its address is written."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from .addresses import folder_of
from .pages import Page
from .site import Site

TRACKING = re.compile(r"(utm_\w+|fbclid|gclid)=[^&]*&?")


def destination(link: str, page: Page, site: Site) -> str:
    """Return where a link leads: "work/claim/", "ontario.ca/page"; "" for its own page.

    The same place gives the same text, whether it is written as a file, as a full
    address, or with another anchor. It names no language, so halves can be compared.
    """
    if link.startswith(site.url):
        return _topic_at(link.removeprefix(site.url), page, site)
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets in it that hold no address; the checks tell
        return link
    if parts.scheme in ("http", "https") or parts.netloc:
        host = parts.netloc.lower().removeprefix("www.")
        query = TRACKING.sub("", parts.query).rstrip("&")
        return host + unquote(parts.path).rstrip("/") + (f"?{query}" if query else "")
    if parts.scheme:
        return link
    if not parts.path:
        return ""
    here = posixpath.dirname(f"{page.locale}/{page.topic}")
    target = posixpath.normpath(posixpath.join(here, unquote(parts.path)))
    target = target.removeprefix(f"{page.locale}/")
    if not target.endswith(".md"):
        return target
    return _unless_own(folder_of(target.removesuffix(".md")), page)


def _topic_at(path: str, page: Page, site: Site) -> str:
    """Return the folder of a topic from an address on our own site."""
    path = path.partition("#")[0]
    for edition in sorted(site.editions, key=lambda e: -len(e.path)):
        if edition.path and path.startswith(edition.path):
            path = path.removeprefix(edition.path)
            break
    return _unless_own(path, page)


def _unless_own(folder: str, page: Page) -> str:
    return "" if folder == folder_of(page.topic) else folder or "/"
