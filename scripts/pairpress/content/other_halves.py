"""Links to pages that stand in another language only: they lead to that language."""

import posixpath
import re
from urllib.parse import unquote

from .addresses import path_of
from .pages import Page, with_code
from .site import EditionSettings, Site

LINK = re.compile(r"(\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?)([^()\s<>#]+\.md)(?=[#)\s>]|$)")


def half_elsewhere(
    link: str, page: Page, site: Site
) -> tuple[EditionSettings, str] | None:
    """Return edition and topic that a link leads to, if its own language has none.

    `link` is a file's path from the page, such as ../work/pay.md, without an anchor.
    """
    topic = _topic(link, page)
    if topic is None or site.has(site.written(page.locale), topic):
        return None
    others = (site.written(locale) for locale in site.locales)
    return next(((e, topic) for e in others if site.has(e, topic)), None)


def lead_elsewhere(markdown: str, page: Page, site: Site) -> str:
    """Return a page's text with such links by their full address.

    MkDocs knows the files of one language at a time, and takes an address as it is.
    """

    def led(match: re.Match[str]) -> str:
        found = half_elsewhere(match[2], page, site)
        return f"{match[1]}{site.url}{path_of(*found)}" if found else match[0]

    lines = with_code(markdown.split("\n"))
    return "\n".join(line if code else LINK.sub(led, line) for line, code in lines)


def marked_elsewhere(html: str, page: Page, site: Site) -> str:
    """Return a page's HTML with those links from where it stands, and their language.

    So they lead to the same place in a preview and in a package for a stick.
    """
    up = "../" * path_of(site.written(page.locale), page.topic).count("/")

    def marked(match: re.Match[str]) -> str:
        path = match[1].partition("#")[0]
        edition = next((e for e in _by_path(site) if path.startswith(e.path)), None)
        if edition is None or edition.locale == page.locale:
            return match[0]
        return f'<a href="{up}{match[1]}" hreflang="{edition.lang}"'

    return re.sub(f'<a href="{re.escape(site.url)}([^"]*)"', marked, html)


def _topic(link: str, page: Page) -> str | None:
    """Return the topic that a file's path leads to; None if it leaves the language."""
    target = posixpath.normpath(
        posixpath.join(posixpath.dirname(page.topic), unquote(link))
    )
    if target.startswith(("../", "/")) or not target.endswith(".md"):
        return None
    return target.removesuffix(".md")


def _by_path(site: Site) -> list[EditionSettings]:
    return sorted(site.editions, key=lambda edition: -len(edition.path))
