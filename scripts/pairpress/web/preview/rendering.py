"""Renders all pages anew while a writer works: in a second, as a full build would.

Everything is made from the files, but for one thing: Markdown that has not changed is
not rendered twice. Nothing is written; what is made stays in memory.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.pages import Page

from ...content.clock import today
from ...content.pages import Change, FrontMatter
from ...content.problems import ContentError, Problem
from ...content.site import Site, read_site
from ..mkdocs_build import BuildFailed, Messages
from .edition import Memory, Pass, RenderedEdition, begin_pass

PARTS = (
    "content",
    "toc",
    "_title_from_render",
    "present_anchor_ids",
    "links_to_anchors",
)
"""What Page.render of MkDocs 1.6 leaves on a page."""


@dataclass(frozen=True)
class Rendered:
    """All written editions as they were at one moment."""

    site: Site
    editions: Mapping[str, RenderedEdition]
    """By language."""

    @property
    def problems(self) -> Iterator[Problem]:
        """What kept pages from being shown, and what MkDocs warned of."""
        for edition in self.editions.values():
            yield from edition.problems

    def page(self, path: str) -> bytes | None:
        """Return a written page by its path below the site: "en/work/index.html"."""
        # A later language writes over an earlier one, as in a build: the 404 page.
        found = [edition.pages.get(path) for edition in self.editions.values()]
        return next((page for page in reversed(found) if page is not None), None)

    def file(self, path: str) -> Path | None:
        """Return where anything else lies that the site shows at a path."""
        found = (edition.files.get(path) for edition in self.editions.values())
        return next((file for file in found if file is not None), None)


class Renderer:
    """Remembers what was rendered, from one change to the next."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, tuple[object, Mapping[str, Any], list[str]]] = {}
        self._fronts: dict[str, FrontMatter] = {}
        self._environments: dict[tuple[str, int], Environment] = {}
        self._passes: dict[str, Pass] = {}

    def render(self) -> Rendered:
        """Render every page; raise BuildFailed where settings or templates stop it."""
        with self._failing() as messages:
            site = read_site(self.root)
            memory = Memory(
                self._html, self._fronts, _plain_front(site), self._environments
            )
            self._passes = {}
            passes = {
                locale: begin_pass(site, locale, memory, messages)
                for locale in site.locales
            }
            editions = {locale: done.render() for locale, done in passes.items()}
            self._passes = passes
            return Rendered(site, editions)

    def render_first(self, changed: list[str]) -> Rendered | None:
        """Render only the changed files, if all are pages known before; else nothing.

        What others say of them (their titles in the menu) waits for `render`.
        """
        known = {name for done in self._passes.values() for name in done.sources}
        if not changed or not known.issuperset(changed):
            return None
        if not all((self.root / name).exists() for name in changed):
            return None
        with self._failing() as messages:
            editions = {}
            for locale, done in self._passes.items():
                done.messages = messages
                editions[locale] = done.render_again(changed)
            site = next(iter(self._passes.values())).site
            return Rendered(site, editions)

    @contextmanager
    def _failing(self) -> Iterator[Messages]:
        with _listening() as messages:
            try:
                yield messages
            except ContentError as error:
                raise BuildFailed(str(error)) from error
            except (Abort, BuildError, ConfigurationError, TemplateError) as error:
                raise BuildFailed(_told(error, messages)) from error

    def _html(self, page: Page, render: Callable[[], None], key: object) -> None:
        """Render a page's Markdown, or take what the same Markdown gave before."""
        key = (page.markdown, key)
        known = self._known.get(page.file.src_uri)
        if known and known[0] == key:
            for name, part in known[1].items():
                setattr(page, name, part)
            for text in known[2]:
                logging.getLogger("mkdocs").warning(text)
            return
        with _listening() as messages:
            render()
        parts = {name: getattr(page, name, None) for name in PARTS}
        self._known[page.file.src_uri] = (key, parts, messages.texts)
        for text in messages.texts:
            logging.getLogger("mkdocs").warning(text)


def _plain_front(site: Site) -> Callable[[str], FrontMatter]:
    """Return what makes front matter for a page whose own was never read."""
    change = Change(date=today(site.settings.time_zone), note="")
    return lambda topic: FrontMatter(title=topic, description="", changed=[change])


def _told(error: BaseException, messages: Messages) -> str:
    """Return what stopped a build, with its place if a template is at fault."""
    place, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    where = f"{place}:{line}: " if place and line else ""
    return where + (str(error).strip() or "\n".join(messages.texts))


@contextmanager
def _listening() -> Iterator[Messages]:
    """Hear what MkDocs says meanwhile; nothing of it goes to the terminal."""
    logger = logging.getLogger("mkdocs")
    messages = Messages()
    before, spread = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [messages], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = before, spread
