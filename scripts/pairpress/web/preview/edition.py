"""Renders the pages of one language as MkDocs does, for the preview."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import (
    File,
    Files,
    InclusionLevel,
    get_files,
    set_exclusions,
)
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from ...content.pages import FrontMatter, read_page, topic_of
from ...content.problems import ContentError, Problem, relative_path
from ...content.site import Site
from ...content.speech import speech_of
from ..mkdocs_build import Messages
from ..mkdocs_events import PREVIEW
from .panel import problem_box

WHAT_SHAPES_MARKDOWN = ("markdown_extensions", "mdx_configs", "validation")
"""Settings of MkDocs by which the same Markdown may give other HTML or warnings."""


@dataclass(frozen=True)
class RenderedEdition:
    """The pages of one language as they were at one moment."""

    pages: Mapping[str, bytes]
    """HTML by path below the site's root: "en/work/claim/index.html"."""
    files: Mapping[str, Path]
    """Everything else that is shown, by path: where it lies."""
    fronts: Mapping[str, FrontMatter]
    """By topic; of a page that cannot be read, what stands in for it."""
    problems: tuple[Problem, ...]
    """What kept pages from being shown, and what MkDocs warned of."""


@dataclass(frozen=True)
class Memory:
    """What lasts from one rendering to the next."""

    html: Callable[[Page, Callable[[], None], object], None]
    """Renders a page's Markdown by a function, unless all that it depends on (its
    Markdown and the key) is as before."""
    fronts: dict[str, FrontMatter]
    """The last good front matter by source file."""
    plain_front: Callable[[str], FrontMatter]
    """Makes front matter for a topic that never had any."""
    environments: dict[tuple[str, int], Environment]
    """Templates, compiled, by language and the settings' time of change; Jinja looks
    itself whether their files have changed."""


def begin_pass(site: Site, locale: str, memory: Memory, messages: Messages) -> "Pass":
    """Let MkDocs find the pages of a language and their order."""
    config = _configured(site, locale)
    files = config.plugins.on_files(get_files(config), config=config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    nav = config.plugins.on_nav(nav, config=config, files=files)
    return Pass(site, locale, config, files, nav, memory, messages)


def _configured(site: Site, locale: str) -> MkDocsConfig:
    """Return MkDocs' settings for one language.

    static-i18n 1.3 builds the languages one after the other, with the same settings,
    when the first is done; here each has its own, and nothing follows.
    """
    # workaround: static-i18n/languages-in-turn
    folder = site.root / ".cache/build/preview"
    config = load_config(str(site.root / "mkdocs.yml"), site_dir=str(folder))
    config.extra[PREVIEW] = True
    languages: Any = config.plugins["i18n"]
    languages.current_language = locale
    languages.building = True
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


def _stamp(config: MkDocsConfig) -> int:
    return Path(config.config_file_path).stat().st_mtime_ns


@dataclass
class Pass:
    """One pass of MkDocs over the pages of a language."""

    site: Site
    locale: str
    config: MkDocsConfig
    files: Files
    nav: Navigation
    memory: Memory
    messages: Messages

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self.fronts: dict[str, FrontMatter] = {}
        self.html: dict[str, str] = {}
        self.docs = self.files.documentation_pages()
        self.sources = {self._name(file): file for file in self.docs}
        self.key = (
            # Some of these are functions; another one only means to render again.
            repr([self.config[name] for name in WHAT_SHAPES_MARKDOWN]),
            frozenset((file.src_uri, file.url) for file in self.docs),
        )

    def render(self) -> RenderedEdition:
        """Render every page, and the page for lost readers."""
        self._keep_warnings("mkdocs.yml")
        for file in self.docs:
            self._fill(file)
        env = self.env = self._environment()
        self.html = {file.dest_uri: self._html(file.page, env) for file in self.docs}
        self.html["404.html"] = self._lost_html(env)
        return self._rendered()

    def render_again(self, names: list[str]) -> RenderedEdition:
        """Render some of the same pages from their files, and no page that names them.

        `names` are source files from the project's root, of any language.
        """
        self.problems = [p for p in self.problems if p.path not in names]
        for name in names:
            if file := self.sources.get(name):
                self._fill(file)
                self.html[file.dest_uri] = self._html(file.page, self.env)
        return self._rendered()

    def _rendered(self) -> RenderedEdition:
        others = {
            file.dest_uri: Path(file.abs_src_path or "")
            for file in self.files
            if not file.is_documentation_page()
            and file.inclusion != InclusionLevel.EXCLUDED
        }
        pages = {
            path: text.encode(errors="xmlcharrefreplace")
            for path, text in self.html.items()
        }
        return RenderedEdition(pages, others, dict(self.fronts), tuple(self.problems))

    def _environment(self) -> Environment:
        name = (self.locale, _stamp(self.config))
        env = self.memory.environments.get(name) or self.config.theme.get_env()
        env.auto_reload = True
        self.memory.environments[name] = env
        self.config.plugins.on_env(env, config=self.config, files=self.files)
        return env

    def _name(self, file: File) -> str:
        return relative_path(Path(file.abs_src_path or ""), self.site.root)

    def _fill(self, file: File) -> None:
        """Fill in a page's content; where that fails, its problems are the content."""
        page = file.page or Page(None, file, self.config)
        source = Path(file.abs_src_path or "")
        topic = topic_of(source, self.site.docs / self.locale)
        name = self._name(file)
        try:
            self._read(page)
            self.memory.fronts[file.src_uri] = page.meta["front"]
            self._keep_warnings(name)
        except Exception as error:  # Whatever befalls one page, all others are shown.
            self.messages.texts.clear()
            problems = self._problems_of(error, source, name)
            self.problems += problems
            self._stand_in(page, topic, problems)
        self.fronts[topic] = page.meta["front"]

    def _read(self, page: Page) -> None:
        config, files = self.config, self.files
        page = config.plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        self.memory.html(page, lambda: page.render(config, files), self.key)
        page.content = config.plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )

    def _stand_in(self, page: Page, topic: str, problems: list[Problem]) -> None:
        """Let a page that cannot be read say why."""
        front = self.memory.fronts.get(page.file.src_uri)
        front = front or self.memory.plain_front(topic)
        page.markdown = ""
        page.meta = {"front": front, "topic": topic, "title": front.title}
        page.content = problem_box(speech_of(self.site.root), problems)
        page.toc = TableOfContents([])

    def _problems_of(self, error: Exception, source: Path, name: str) -> list[Problem]:
        if isinstance(error.__cause__, ContentError):
            return error.__cause__.problems
        try:
            read_page(source, self.site.root, self.locale)
        except ContentError as told:  # MkDocs stumbled on it first, and told less.
            return told.problems
        said = f"{type(error).__name__}: {error}"
        en, zh = f"the page cannot be shown: {said}", f"这一页显示不出来：{said}"
        return [Problem(name, 1, "mkdocs", en, zh)]

    def _keep_warnings(self, path: str) -> None:
        for text in self.messages.texts:
            zh = f"MkDocs 说：{text}"
            self.problems.append(Problem(path, 1, "mkdocs", f"MkDocs says: {text}", zh))
        self.messages.texts.clear()

    def _lost_html(self, env: Environment) -> str:
        context: Any = get_context(
            self.nav,
            self.files,
            self.config,
            base_url=urlsplit(self.config.site_url or "/").path,
        )
        context = self.config.plugins.on_template_context(
            context, template_name="404.html", config=self.config
        )
        return env.get_template("404.html").render(context)

    def _html(self, page: Any, env: Environment) -> str:
        page.active = True
        context: Any = get_context(self.nav, self.docs, self.config, page)
        template = env.get_template(page.meta.get("template", "main.html"))
        context = self.config.plugins.on_page_context(
            context, page=page, config=self.config, nav=self.nav
        )
        html = template.render(context)
        html = self.config.plugins.on_post_page(html, page=page, config=self.config)
        page.active = False
        return str(html)
