"""Checks of links: every page, section and file that a page links to exists."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from ..content.built_anchors import built_anchors
from ..content.library import Library
from ..content.other_halves import half_elsewhere
from ..content.pages import Page
from ..content.problems import Problem, nearest
from ..content.text_files import is_file
from .markup import HERE_ONLY

LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*(\S+)|(?:href|src)=\"([^\"]+)"
)
ANCHOR = re.compile(r"\{:?[^}]*#([^\s}]+)|\bid=\"([^\"]+)\"")
CODE = re.compile(r"`[^`]*`")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
SOURCES = "sources"
"""The section that the build adds to a page which names facts."""


def links_lead_somewhere(library: Library) -> Iterator[Problem]:
    """A link within the site names a page by its file: ../work/pay.md#steps."""
    for locale, pages in library.pages.items():
        anchors = {
            topic: {*_anchors(page), *built_anchors(page.front, library.data)}
            for topic, page in pages.items()
        }
        for page in pages.values():
            for line, link in _links(page):
                path, _, anchor = unquote(link).partition("#")
                here = posixpath.dirname(f"{locale}/{page.topic}")
                target = posixpath.normpath(posixpath.join(here, path))
                topic = target.removeprefix(f"{locale}/").removesuffix(".md")
                if topic in library.unread.get(locale, ()):
                    continue
                if not path:
                    topic = page.topic
                elif topic not in pages or not target.startswith(f"{locale}/"):
                    if half_elsewhere(path, page, library.site):
                        continue
                    if not _is_published(library.site.docs, target):
                        yield _no_page(page, line, link, topic, pages)
                    continue
                elif not path.endswith(".md"):
                    yield _no_page(page, line, link, topic, pages)
                    continue
                if anchor and anchor not in anchors[topic]:
                    yield _no_section(page, line, link, anchor, anchors[topic])


def _is_published(docs: Path, target: str) -> bool:
    """Say whether a file that is no page, such as a picture, is on the site."""
    is_private = target.startswith(("data/", "../", "/")) or target.endswith(".md")
    return not is_private and is_file(docs / target)


def _no_page(
    page: Page, line: int, link: str, topic: str, pages: Iterable[str]
) -> Problem:
    near = nearest(topic, pages)
    hint = posixpath.relpath(f"{near}.md", posixpath.dirname(page.topic) or ".")
    return Problem(
        page.path,
        line,
        "dead-link",
        f"the link {link} leads to no page"
        + (f"; did you mean {hint}?" if near else ""),
        f"链接 {link} 没有这一页。" + (f"是不是 {hint}？" if near else ""),
    )


def _no_section(
    page: Page, line: int, link: str, anchor: str, anchors: Iterable[str]
) -> Problem:
    near = nearest(anchor, anchors)
    return Problem(
        page.path,
        line,
        "dead-anchor",
        f"the link {link} leads to no section"
        + (f"; did you mean #{near}?" if near else ""),
        f"链接 {link} 没有这一节。" + (f"是不是 #{near}？" if near else ""),
    )


def _links(page: Page) -> Iterator[tuple[int, str]]:
    """Yield each link within the site with its line; those elsewhere have a scheme."""
    for line, text in page.lines():
        for groups in LINK.findall(CODE.sub("", text)):
            link = next(filter(None, groups))
            # What leads into one's own computer is told of in markup.py.
            if not ELSEWHERE.match(link) and not HERE_ONLY.match(link):
                yield line, link


def _anchors(page: Page) -> Iterator[str]:
    yield SOURCES
    for _, text in page.lines():
        for groups in ANCHOR.findall(text):
            yield next(filter(None, groups))


LINK_CHECKS = (links_lead_somewhere,)
