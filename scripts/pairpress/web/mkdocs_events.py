"""What MkDocs calls while it builds: the only module that knows MkDocs.

Each event is a few lines that call plain functions; what they leave behind are
finished files (pages, and print views where `scripts/build` asks for them).
"""

import functools
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..content.addresses import path_of
from ..content.built_anchors import DIRECTORY, built_anchors
from ..content.clock import today
from ..content.colours import AS_WRITTEN, COLOURED, coloured_file
from ..content.data import Data, read_data
from ..content.languages import language
from ..content.problems import ContentError
from ..content.references import unknown_references
from ..content.site import Site, read_site
from .calendar_pages import calendar_context
from .directory import directory_of
from .expansion import Expansion
from .freshness_notes import read_again, with_notes
from .listings import grouped, grouped_terms, newest
from .lists import plain_lists, to_fill_in
from .page_context import menu, page_context, site_context
from .pictures import with_pictures
from .preview.marks import with_marks
from .views import print_view

VIEWS = "pairpress_views"
"""The key of `extra` under which scripts/build names the folder for print views."""
PREVIEW = "pairpress_preview"
"""The key of `extra` under which the preview asks for pages that name what is not."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stop early, with every problem, if settings or data cannot be used."""
    _library(config)
    return config


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """Put values and contacts where the page names them; add its sources."""
    site, data = _library(config)
    path = Path(page.file.abs_src_path or "")
    try:
        source = read_again(path, path.stat().st_mtime_ns, site.root, _locale(page))
        problems = list(unknown_references(source, data))
        if problems and not config.extra.get(PREVIEW):
            raise ContentError(problems)
        markdown = with_marks(markdown, data) if problems else markdown
        markdown = with_notes(markdown, source, site)
    except ContentError as error:
        raise PluginError(f"\n{error}") from error
    page.meta["front"] = source.front
    page.meta["topic"] = source.topic
    locale = source.locale
    day = today(site.settings.time_zone)
    expansion = Expansion(data, locale, language(locale), day)
    markdown = with_pictures(
        plain_lists(markdown),
        locale,
        source.topic,
        path_of(site.written(locale), source.topic),
    )
    return expansion.expand(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Finish what Markdown does not know."""
    _, data = _library(config)
    (page.present_anchor_ids or set()).update(built_anchors(page.meta["front"], data))
    return to_fill_in(html)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what does not depend on a page."""
    site, data = _library(config)
    # MkDocs leaves it off: a quotation mark in a title would end an attribute.
    env.autoescape = True
    # Chinese as it is, not as \\u4e2d: the Traditional edition is made of it.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.globals.update(site_context(site, data))
    env.globals["menu"] = menu
    env.filters["grouped"] = grouped
    env.filters["grouped_terms"] = functools.partial(grouped_terms, site=site)
    env.filters["newest"] = newest
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give a page's template its edition, words, and the same page elsewhere."""
    site, data = _library(config)
    front, topic = page.meta["front"], page.meta["topic"]
    edition = site.written(_locale(page))
    context.update(page_context(site, edition, topic, front))
    context.update(calendar_context(site, data, edition, topic))
    if front.template == DIRECTORY:
        content = page.content or ""
        context["directory"] = directory_of(content, site, data, edition)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Write the page's print view: the same content in a theme-free document."""
    if folder := config.extra.get(VIEWS):
        site, _ = _library(config)
        edition = site.written(_locale(page))
        view = print_view(
            site, edition, page.meta["topic"], page.meta["front"], page.content or ""
        )
        target = Path(folder) / edition.lang / f"{page.meta['topic']}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(view, encoding="utf-8")


def on_post_build(config: MkDocsConfig) -> None:
    """Give the style sheet and the icon the colours of the settings' palette."""
    site, _ = _library(config)
    if site.settings.colours != AS_WRITTEN:
        for file in COLOURED:
            text = coloured_file(site.docs, file, site.settings.colours)
            (Path(config.site_dir) / file).write_text(text, encoding="utf-8")


def _locale(page: Page) -> str:
    """Return the language of a page: static-i18n notes it on the file."""
    return str(page.file.locale)  # type: ignore[attr-defined]


def _library(config: MkDocsConfig) -> tuple[Site, Data]:
    """Return settings and data; read again only when a file has changed."""
    root = Path(config.config_file_path).resolve().parent
    files = [Path(config.config_file_path), *sorted((root / "docs/data").glob("*.yml"))]
    stamps = tuple((path, path.stat().st_mtime_ns) for path in files)
    try:
        return _read_library(root, config.site_url or "", stamps)
    except ContentError as error:
        raise PluginError(f"\n{error}") from error


@functools.lru_cache(maxsize=2)
def _read_library(root: Path, url: str, stamps: object) -> tuple[Site, Data]:
    return read_site(root, url or None), read_data(root)
