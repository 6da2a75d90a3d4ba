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
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..content.addresses import path_of
from ..content.built_anchors import DIRECTORY, built_anchors
from ..content.clock import today
from ..content.colours import COLOURED, OWN_STYLES, coloured_file
from ..content.data import Data, read_data
from ..content.other_halves import lead_elsewhere, marked_elsewhere
from ..content.page_templates import unknown_template
from ..content.pages import Page as SourcePage
from ..content.pages import read_known_page
from ..content.problems import ContentError
from ..content.references import unknown_references
from ..content.site import Site, read_site
from ..content.text_files import write_text
from .calendar_pages import calendar_context
from .directory import directory_of
from .expansion import Expansion
from .freshness_notes import with_notes
from .listings import grouped, grouped_terms, newest
from .lists import plain_lists, to_fill_in
from .living_markup import living_markup
from .page_context import MenuPart, menu, page_context, site_context
from .pictures import with_pictures
from .preview.marks import with_marks
from .views import print_view

VIEWS = "pairpress_views"
"""The key of `extra` under which scripts/build names the folder for print views."""
LIBRARY = "pairpress_library"
"""The key of `extra` for settings and data, as they were when the build began."""
PREVIEW = "pairpress_preview"
"""The key of `extra` under which the preview asks for pages that name what is not."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stop early, with every problem, if settings or data cannot be used."""
    # scripts/build has read and checked them; mkdocs by itself has not.
    if LIBRARY not in config.extra:
        config.extra[LIBRARY] = _library(config)
    return config


@event_priority(-200)  # after static-i18n, which leaves the files of one language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Give each language the menu of the pages that it has, and the site its style.

    MkDocs warns of a line without a file; a page may stand in one language only.
    """
    site, _ = _known(config)
    built = {_locale(file) for file in files.documentation_pages()}
    if len(built) == 1:
        edition = site.written(built.pop())
        config.nav = [f"{topic}.md" for topic in site.nav if site.has(edition, topic)]
    _with_colours(files, config, site)
    return files


def _with_colours(files: Files, config: MkDocsConfig, site: Site) -> None:
    """Give style and icon the settings' colours; the organization's style follows."""
    folder = site.root / ".cache/styles"
    for name in COLOURED:
        file = files.get_file_from_path(name)
        text = coloured_file(site.docs, name, site.settings.colours) if file else ""
        if file and text != file.content_string:
            write_text(folder / name, text)
            files.remove(file)
            files.append(
                File(name, str(folder), config.site_dir, config.use_directory_urls)
            )
    if own := files.get_file_from_path(OWN_STYLES):
        files.remove(own)


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """Put values and contacts where the page names them; add its sources."""
    site, data = _known(config)
    try:
        source = _source(page, site)
        if unknown := list(unknown_template(source, site.root)):
            raise ContentError(unknown)
        problems = list(unknown_references(source, data))
        if problems and not config.extra.get(PREVIEW):
            raise ContentError(problems)
        markdown = with_marks(markdown, data) if problems else markdown
        markdown = with_notes(markdown, source, site, data.language(source.locale))
    except ContentError as error:
        raise PluginError(f"\n{error}") from error
    page.meta["front"] = source.front
    page.meta["topic"] = source.topic
    locale = source.locale
    day = today(site.settings.time_zone)
    expansion = Expansion(data, locale, data.language(locale), day)
    markdown = with_pictures(
        plain_lists(lead_elsewhere(markdown, source, site)),
        locale,
        source.topic,
        path_of(site.written(locale), source.topic),
    )
    return expansion.expand(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Finish what Markdown does not know; let nothing through that runs."""
    site, data = _known(config)
    source = _source(page, site)
    if problems := list(living_markup(html, source)):
        raise PluginError(f"\n{ContentError(problems)}")
    (page.present_anchor_ids or set()).update(built_anchors(page.meta["front"], data))
    return marked_elsewhere(to_fill_in(html), source, site)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what does not depend on a page."""
    site, data = _known(config)
    # MkDocs leaves it off: a quotation mark in a title would end an attribute.
    # workaround: mkdocs/no-escapes
    env.autoescape = True
    # Templates do not change during a build; to look at each again takes its time.
    env.auto_reload = bool(config.extra.get(PREVIEW))
    # Chinese as it is, not as \\u4e2d: the Traditional edition is made of it.
    # workaround: jinja/json-in-ascii
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.globals.update(site_context(site, data))
    env.filters["grouped"] = grouped
    env.filters["grouped_terms"] = functools.partial(grouped_terms, site=site)
    env.filters["newest"] = newest
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give a page's template its edition, words, and the same page elsewhere."""
    site, data = _known(config)
    front, topic = page.meta["front"], page.meta["topic"]
    edition = site.written(_locale(page.file))
    context.update(page_context(site, data, edition, topic, front))
    context.update(calendar_context(site, data, edition, topic))
    context["menu"] = _menu(nav)
    if front.template == DIRECTORY:
        content = page.content or ""
        context["directory"] = directory_of(content, site, data, edition)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Write the page's print view: the same content in a theme-free document."""
    if folder := config.extra.get(VIEWS):
        site, _ = _known(config)
        edition = site.written(_locale(page.file))
        view = print_view(
            site, edition, page.meta["topic"], page.meta["front"], page.content or ""
        )
        target = Path(folder) / edition.lang / f"{page.meta['topic']}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(view, encoding="utf-8")


@functools.lru_cache(maxsize=2)
def _menu(nav: Navigation) -> tuple[MenuPart, ...]:
    """Group the pages of a menu once, for every page shows it."""
    return menu(nav.pages)


def _source(page: Page, site: Site) -> SourcePage:
    """Return what staff wrote of a page."""
    path = Path(page.file.abs_src_path or "")
    return read_known_page(path, site.root, _locale(page.file))


def _locale(file: File) -> str:
    """Return the language of a page's file: static-i18n notes it there."""
    return str(file.locale)  # type: ignore[attr-defined]


def _known(config: MkDocsConfig) -> tuple[Site, Data]:
    """Return what `on_config` has read: to look at every file takes its time."""
    known: tuple[Site, Data] = config.extra[LIBRARY]
    return known


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
