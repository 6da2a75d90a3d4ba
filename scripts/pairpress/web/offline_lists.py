"""Writes what a phone may keep: the service worker, and a list of files per edition.

Pages that readers may have to leave quickly are in no list: they are never kept. The
worker carries the few files of the emergency numbers; a list is fetched on request.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..content.addresses import path_of
from ..content.library import Library
from ..content.site import EditionSettings
from ..content.spelling import spelling
from ..content.words import words_in
from .offline_search import write_offline_search

NUMBERS = ("help/index", "help/directory")
"""The topics that a phone keeps by itself."""
SCRIPTS = ("assets/site.js", "assets/offline.js")
"""What every kept page needs, whether it names it or not."""
ASSET = re.compile(r'="(?:\.\./)*(assets/[^"?#]+)"')
AT_ONCE = re.compile(r'\s(?:src|href)="(?:\.\./)*(assets/[^"?#]+)"')
"""Files that a page loads by itself; others are fetched when a tool is used."""
WORDS = "keep_"
"""The words of content/languages/*.yml that begin so are the worker's."""


@dataclass(frozen=True)
class Kept:
    """A file as a phone keeps it."""

    path: str
    """Below the site's root; a page's is its folder: "work/claim/"."""
    content: bytes

    @cached_property
    def sum(self) -> str:
        """The start of its SHA-256, in base 64."""
        return base64.b64encode(hashlib.sha256(self.content).digest()[:12]).decode()

    def told(self) -> list[Any]:
        """Return what the worker needs to know: path, sum, bytes."""
        return [self.path, self.sum, len(self.content)]

    def packed(self) -> int:
        """Return its bytes as they are sent."""
        return len(gzip.compress(self.content, 6))


def write_offline_lists(folder: Path, library: Library) -> None:
    """Write /worker.js, and offline/<edition>.json with what can be kept of it."""
    source = folder / "assets/worker.js"
    editions = {
        edition.lang: _edition(folder, library, edition)
        for edition in library.site.editions
    }
    head = f"const SITE = {_json(editions)};\n"
    text = head + source.read_text(encoding="utf-8")
    (folder / "worker.js").write_text(text, encoding="utf-8")
    source.unlink()


def _edition(
    folder: Path, library: Library, edition: EditionSettings
) -> dict[str, Any]:
    """Write an edition's list; return what the worker is told of it."""
    lang = edition.lang
    fronts = {
        topic: page.front for topic, page in library.pages[edition.locale].items()
    }
    hidden = {topic for topic, front in fronts.items() if front.exit}
    pages = [
        _page(folder, path_of(edition, topic))
        for topic in fronts
        if topic not in hidden
    ]
    assets = {name: _file(folder, name) for name in _assets(folder, pages)}
    numbers = [
        _page(folder, f"offline/{lang}/"),
        *(p for p in pages if p.path in _numbers(edition, hidden)),
    ]
    needed = [_file(folder, name) for name in _assets(folder, numbers, AT_ONCE)]
    how = spelling(edition.locale, *library.site.locales)
    path = write_offline_search(folder, lang, list(fronts), hidden, how)
    search = _file(folder, path)
    order = list(assets)
    every = [*assets.values(), *pages, search]
    listed = {
        "assets": [asset.told() for asset in assets.values()],
        "pages": [
            [*page.told(), [order.index(name) for name in _assets(folder, [page])]]
            for page in pages
        ],
        "search": search.told(),
    }
    version = _version(listed)
    (folder / f"offline/{lang}.json").write_text(
        _json({"version": version, **listed}), encoding="utf-8"
    )
    few = [file.told() for file in (*needed, *numbers)]
    words = words_in(edition, library.data)
    return {
        "path": edition.path,
        "version": version,
        "bytes": sum(len(file.content) for file in every),
        "download": sum(file.packed() for file in every),
        "numbers": {"version": _version(few), "files": few},
        "words": {
            name.removeprefix(WORDS): text.replace("{name}", edition.name)
            for name, text in words.items()
            if name.startswith(WORDS)
        },
    }


def _numbers(edition: EditionSettings, hidden: set[str]) -> set[str]:
    return {path_of(edition, topic) for topic in NUMBERS if topic not in hidden}


def _page(folder: Path, path: str) -> Kept:
    return Kept(path, (folder / path / "index.html").read_bytes())


def _file(folder: Path, path: str) -> Kept:
    return Kept(path, (folder / path).read_bytes())


def _assets(
    folder: Path, pages: Iterable[Kept], pattern: re.Pattern[str] = ASSET
) -> list[str]:
    """Return the files that pages name: style, scripts, pictures; sorted."""
    named = {
        name for page in pages for name in pattern.findall(page.content.decode("utf-8"))
    }
    return sorted(name for name in {*named, *SCRIPTS} if (folder / name).is_file())


def _version(listed: object) -> str:
    return hashlib.sha256(_json(listed).encode()).hexdigest()[:12]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
