"""What the preview shows at any moment, and how it answers for an address."""

import mimetypes
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ...content.agreements import FOLDER
from ...content.problems import Problem
from ...content.speech import speech_of
from ..feeds import FEED
from .pages import Pages
from .panel import SPOT, Answer, digest_of, list_page, panel, waiting_page
from .rendering import Rendered

REST = ("search/", "p/", "sitemap.xml")
"""What is made from all pages at once, when it is asked for."""


@dataclass(frozen=True)
class State:
    """The newest pages that could be rendered, and every problem now."""

    pages: Pages | None = None
    problems: tuple[Problem, ...] = ()
    is_old: bool = False
    """Whether the pages are those of before a change that stopped them all."""
    assets: str = ""
    """Changes when a style or script does."""


class Live:
    """Holds the state, exchanged as a whole, and tells who waits for a new one."""

    def __init__(self, root: Path, base: str, folder: Path) -> None:
        self.root, self.base, self.folder = root, base, folder
        self.say = speech_of(root)
        self.state = State()
        self.version = 0
        self._news = threading.Condition()
        self._rest_of: Pages | None = None
        self._rest_lock = threading.Lock()

    def show(self, state: State) -> None:
        """Show a new state from now on."""
        with self._news:
            self.state = state
            self.version += 1
            self._news.notify_all()

    def wait(self, version: int, seconds: float) -> int:
        """Return the version as soon as it is another one, or after some seconds."""
        with self._news:
            self._news.wait_for(lambda: self.version != version, seconds)
            return self.version

    def answer(self, address: str) -> Answer:
        """Return the page at an address below the base."""
        state, path = self.state, unquote(address)
        if path == SPOT:
            return list_page(
                self.say, list(state.problems), self._addresses(state), self.base
            )
        if state.pages is None:
            return waiting_page(self.say, list(state.problems), self.base)
        path = path.removesuffix("index.html")
        page = state.pages.page(path) or self._rest_page(path)
        shown = page or state.pages.lost()
        digest = digest_of(shown + state.assets.encode())
        return Answer(shown, digest, self._panel(state, path), 200 if page else 404)

    def file(self, address: str) -> tuple[Path, str] | None:
        """Return where a file lies, and its type; None if there is none."""
        path, pages = unquote(address), self.state.pages
        if pages is None or ".." in path.split("/"):
            return None
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if path.startswith("print/"):
            found: Path | None = self.root / ".cache/build" / path
        elif path.startswith(REST) or path.endswith(FEED):
            found = self._rest() / path
        else:
            found = pages.rendered.file(path)
        return (found, kind) if found and found.is_file() else None

    def is_folder(self, address: str) -> bool:
        """Say whether an address lacks only the / at its end."""
        pages = self.state.pages
        return bool(pages and f"{unquote(address)}/" in pages.places)

    def _rest_page(self, path: str) -> bytes | None:
        pages = self.state.pages
        moved = {
            old
            for locale in (pages.rendered.editions.values() if pages else ())
            for front in locale.fronts.values()
            for old in front.moved_from
        }
        if not path.startswith("p/") and not any(o in path for o in moved):
            return None
        file = self._rest() / path / "index.html"
        return pages.told(file.read_bytes()) if pages and file.is_file() else None

    def _rest(self) -> Path:
        """Return the folder of what is made from all pages, made anew if need be."""
        with self._rest_lock:
            pages = self.state.pages
            if pages is not None and pages is not self._rest_of:
                pages.write_rest(self.folder)
                self._rest_of = pages
        return self.folder

    def _panel(self, state: State, path: str) -> str:
        files = self._sources(state, path)
        here = [problem for problem in state.problems if problem.path in files]
        elsewhere = [problem for problem in state.problems if problem.path not in files]
        notes = self._notes(state, path)
        return panel(self.say, here, elsewhere, notes, self.base)

    def _sources(self, state: State, path: str) -> set[str]:
        """Return the files of a page's topic in all languages, and of its record."""
        place = state.pages.places.get(path) if state.pages else None
        if not place or not state.pages:
            return set()
        locales = state.pages.rendered.site.locales
        halves = {f"docs/{locale}/{place[1]}.md" for locale in locales}
        return {*halves, f"{FOLDER}/{place[1]}.json"}

    def _notes(self, state: State, path: str) -> list[str]:
        notes = []
        if state.is_old:
            notes.append(
                self.say(
                    "现在生成不了：这里是改坏以前的样子。",
                    "It cannot be made now: this is how it was before.",
                )
            )
        place = state.pages.places.get(path) if state.pages else None
        if place and state.pages:
            ids = {p.id for p in state.pages.library.publications if p.page == place[1]}
            if ids and not any(e.publication in ids for e in state.pages.entries):
                notes.append(
                    self.say(
                        "打印版：运行 scripts/build 以后才有。",
                        "Prints: they come with scripts/build.",
                    )
                )
        return notes

    def _addresses(self, state: State) -> dict[str, str]:
        """Return the address of each page by its source file."""
        if state.pages is None:
            return {}
        return {
            f"docs/{edition.locale}/{topic}.md": self.base + path
            for path, (edition, topic) in state.pages.places.items()
            if not edition.convert
        }


def with_mkdocs(
    problems: list[Problem], rendered: Rendered | None, failure: str
) -> list[Problem]:
    """Return the problems of the checks, and what MkDocs adds to them.

    MkDocs is heard only on files of which no check has told an error: checks say it
    with its line and in both languages.
    """
    told = {problem.path for problem in problems if problem.severity == "error"}
    added = [*rendered.problems] if rendered and not failure else []
    if failure and not told:
        zh, en = f"网页生成不了：{failure}", f"the pages cannot be made: {failure}"
        added = [Problem("mkdocs.yml", 1, "mkdocs", en, zh)]
    also = {p for p in added if p.rule != "mkdocs" or p.path not in told}
    return sorted({*problems, *also})
