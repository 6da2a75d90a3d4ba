"""`serve`: makes pages and problems again after each save, and shows both."""

import math
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .checks import check_project
from .content.catalogue import Entry, read_catalogue
from .content.library import Library
from .content.problems import ContentError, Problem
from .content.site import read_site
from .web.mkdocs_build import BuildFailed
from .web.preview.live import Live, State, with_mkdocs
from .web.preview.pages import Pages
from .web.preview.panel import count, digest_of
from .web.preview.rendering import Rendered, Renderer
from .web.preview.server import HOST, new_server
from .web.preview.watching import (
    Stamps,
    changed_between,
    wait_for_change,
)

ASSETS = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico")

RETRY = 10.0
"""Seconds after which pages that could not be made are tried again."""


def preview(root: Path, port: int, open_browser: bool) -> None:
    """Serve the project until Ctrl+C; raise CannotPreview, or for settings a writer
    must mend first, ContentError.
    """
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="preview-", dir=cache) as folder:
        live = Live(root, read_site(root).base_path, Path(folder))
        server = new_server(live, port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{HOST}:{server.server_port}{live.base}"
        say = live.say
        stop = say("停", "stops")
        print(f"{say('预览', 'Preview')}: {address}  (Ctrl+C {stop})", flush=True)
        if open_browser:
            webbrowser.open(address)
        work = _Work(live)
        threading.Thread(target=work.check_after_changes, daemon=True).start()
        with suppress(KeyboardInterrupt):
            work.render_after_changes()


class _Work:
    """Renders in one thread and checks in another: a save need not wait for checks."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.rendered: Rendered | None = None
        self.failure = ""
        self.assets = ""
        self.library: Library | None = None
        self.problems: list[Problem] = []
        self._change = threading.Event()
        self._lock = threading.Lock()

    def render_after_changes(self) -> None:
        """Render everything, then again after each change; never returns."""
        renderer, before = Renderer(self.live.root), Stamps()
        while True:
            # What failed may have had another cause, as libraries being installed.
            patience = RETRY if self.failure else math.inf
            stamps = wait_for_change(self.live.root, before, patience)
            changed = changed_between(before, stamps) if before else []
            began = time.perf_counter()
            self._put(partial(renderer.render_first, changed), stamps)
            first = time.perf_counter() - began
            self._put(renderer.render, stamps)
            self._change.set()
            if stamps != before:
                seconds = time.perf_counter() - began
                names = _names(changed) or self.live.say("全部网页", "all pages")
                _say(f"{names} {first:.1f} s / {seconds:.1f} s")
            before = stamps

    def _put(self, render: Callable[[], Rendered | None], stamps: Stamps) -> None:
        """Show what is rendered; where that fails, what was, and why."""
        rendered, failure = None, ""
        try:
            rendered = render()
        except BuildFailed as error:
            failure = error.said
        with self._lock:
            if rendered or failure:
                self.rendered = rendered or self.rendered
                self.failure = failure
                self.assets = _digest_of_assets(stamps)
                self._show()

    def check_after_changes(self) -> None:
        """Check everything, then again after each change; never returns."""
        told: dict[str, int] = {}
        while self._change.wait():
            self._change.clear()
            library, problems = _checked(self.live.root, self.library)
            with self._lock:
                self.library, self.problems = library, problems
                self._show()
            if told != (told := count(self.live.state.problems)):
                error, warning = told["error"], told["warning"]
                say = self.live.say
                errors, warnings = say("错误", "errors"), say("提醒", "warnings")
                _say(f"{error} {errors}, {warning} {warnings}")

    def _show(self) -> None:
        """Show what is known now; call with the lock."""
        pages = None
        if self.rendered and self.library:
            pages = Pages(self.rendered, self.library, _printed(self.live.root))
        problems = with_mkdocs(self.problems, self.rendered, self.failure)
        state = State(pages, tuple(problems), bool(self.failure), self.assets)
        self.live.show(state)


def _printed(root: Path) -> tuple[Entry, ...]:
    """Return what the last build has printed; nothing if its list cannot be read."""
    try:
        return tuple(read_catalogue(root / ".cache/build/print/catalogue.json"))
    except (OSError, ValueError):
        return ()


def _checked(
    root: Path, before: Library | None
) -> tuple[Library | None, list[Problem]]:
    """Check the project; what cannot be read now stays as it was."""
    try:
        library, problems = check_project(root)
    except ContentError as error:
        return before, error.problems
    except Exception as error:  # The preview goes on, and says what has failed.
        said = f"scripts/check: {type(error).__name__}: {error}"
        return before, [Problem("mkdocs.yml", 1, "mkdocs", said, said)]
    if before and not library.publications:
        library = replace(library, publications=before.publications)
    if before and not library.data_is_whole:
        library = replace(library, data=before.data)
    return library, problems


def _digest_of_assets(stamps: Stamps) -> str:
    assets = [(path, stamp) for path, stamp in stamps.items() if path.endswith(ASSETS)]
    return digest_of(repr(assets).encode())


def _names(changed: list[str]) -> str:
    return ", ".join(changed[:3]) + (" …" if changed[3:] else "")


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)
