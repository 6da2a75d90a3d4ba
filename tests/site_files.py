"""A built site as the tests read it: its pages, links and addresses."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from lxml import html

from pairpress.content.catalogue import Entry, read_catalogue
from pairpress.content.data import read_data
from pairpress.content.site import read_site
from pairpress.content.words import words_in

Element = Any


ROOT = Path(__file__).resolve().parents[1]


def copy_project(source: Path, folder: Path) -> Path:
    """Copy a project's content, and what every project shares, into a folder."""
    shutil.copytree(source / "docs", folder / "docs")
    shutil.copytree(source / "print", folder / "print")
    shutil.copy(source / "mkdocs.yml", folder)
    return copy_shared(folder)


def copy_shared(folder: Path) -> Path:
    """Copy what every project shares into the folder of a project."""
    for shared in ("overrides", "docs/assets", "print/templates", "print/styles"):
        shutil.copytree(ROOT / shared, folder / shared, dirs_exist_ok=True)
    (folder / "scripts").symlink_to(ROOT / "scripts")
    (ROOT / ".cache/fonts").mkdir(parents=True, exist_ok=True)
    (folder / ".cache").mkdir(exist_ok=True)
    (folder / ".cache/fonts").symlink_to(ROOT / ".cache/fonts")
    return folder


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs' own tags."""


_Settings.add_multi_constructor("", lambda loader, suffix, node: None)


def settings_of(project: Path) -> dict[str, Any]:
    """Return a project's mkdocs.yml."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.load(text, _Settings)
    return settings


def tree_of(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def _words(project: Path, lang: str) -> dict[str, str]:
    return words_in(read_site(project).edition(lang), read_data(project))


@dataclass(frozen=True)
class BuiltSite:
    """The finished folder of a project."""

    folder: Path
    project: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What mkdocs.yml says."""
        return settings_of(self.project)

    @property
    def url(self) -> str:
        """The site's full address."""
        return str(self.settings["site_url"])

    @property
    def base(self) -> str:
        """The site's path on its host."""
        return urlsplit(self.url).path

    @property
    def editions(self) -> dict[str, str]:
        """The path of each edition by its language tag."""
        return {e["lang"]: e["path"] for e in self.settings["extra"]["editions"]}

    @property
    def topics(self) -> list[str]:
        """Every topic, in the order of the menu."""
        return [str(item).removesuffix(".md") for item in self.settings["nav"]]

    @cached_property
    def catalogue(self) -> list[Entry]:
        """Every PDF that the site offers."""
        return read_catalogue(self.folder / "print/catalogue.json")

    def words(self, lang: str) -> dict[str, str]:
        """The words of the interface in an edition, by their name."""
        return _words(self.project, lang)

    def path(self, lang: str, topic: str) -> str:
        """Return the path of a page below the site's root."""
        return self.editions[lang] + f"{topic}/".removesuffix("index/")

    def pages(self) -> Iterator[tuple[str, str, Element]]:
        """Yield every page of every edition as (language tag, topic, document)."""
        for lang in self.editions:
            for topic in self.topics:
                yield lang, topic, self.page(lang, topic)

    def page(self, lang: str, topic: str) -> Element:
        """Read a page."""
        return self.read(self.path(lang, topic) + "index.html")

    def read(self, name: str) -> Element:
        """Read an HTML file by its name below the site's root."""
        if name not in self._documents:
            content = (self.folder / name).read_bytes()
            self._documents[name] = html.document_fromstring(
                content, html.HTMLParser(encoding="utf-8")
            )
        return self._documents[name]

    def written_headings(self, lang: str, topic: str) -> list[str]:
        """Return the ids of the sections that staff wrote, as templates add others."""
        locale = read_site(self.project).edition(lang).locale
        text = (self.project / f"docs/{locale}/{topic}.md").read_text(encoding="utf-8")
        return re.findall(r"^## .*\{#([\w-]+)\}", text, re.MULTILINE)

    @cached_property
    def _documents(self) -> dict[str, Element]:
        return {}

    @cached_property
    def html_files(self) -> list[str]:
        """The name of every HTML file, the 404 and version pages too."""
        return sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*.html")
        )

    def dead_links(self) -> list[str]:
        """Return every link within the site that leads nowhere: "page -> link"."""
        return [
            f"{name} -> {link}"
            for name in self.html_files
            for link in self._links(self.read(name))
            if not self._leads_somewhere(name, link)
        ]

    @staticmethod
    def _links(root: Element) -> Iterator[str]:
        for attribute in ("href", "src", "action"):
            yield from map(str, root.xpath(f"//*[@{attribute}]/@{attribute}"))

    def _leads_somewhere(self, name: str, link: str) -> bool:
        here = self.url + name.removesuffix("index.html")
        # A phone asks for a calendar by webcal:, where a browser says https:.
        target = urljoin(here, link.replace("webcal:", f"{urlsplit(here).scheme}:", 1))
        if not target.startswith(self.url):
            # Another host's pages are not ours to vouch for; our own are all below url.
            return urlsplit(target).netloc != urlsplit(self.url).netloc
        path, _, anchor = target.removeprefix(self.url).partition("#")
        file = unquote(path.partition("?")[0])
        if not file or file.endswith("/"):
            file += "index.html"
        if not (self.folder / file).is_file():
            return False
        if not anchor or not file.endswith(".html"):
            return True
        return bool(self.read(file).xpath("//*[@id=$id]", id=unquote(anchor)))
