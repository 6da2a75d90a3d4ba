"""Projects, built sites, a web server and a browser for the tests."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from elsewhere_projects import project_of
from pairpress import cli
from site_files import BuiltSite, copy_project

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-21"
"""The day on which the fixture is built."""


def _epoch(day: str) -> str:
    return str(
        int(datetime.fromisoformat(f"{day}T17:00").replace(tzinfo=UTC).timestamp())
    )


@pytest.fixture(scope="session")
def run() -> Callable[..., int]:
    """Run a command in a project as scripts/run does; return the exit code."""

    def command(project: Path, *arguments: str, day: str = DAY) -> int:
        with pytest.MonkeyPatch.context() as patch, chdir(project):
            patch.setenv("SOURCE_DATE_EPOCH", _epoch(day))
            return cli.main(list(arguments))

    return command


@pytest.fixture(scope="session")
def command_environment() -> dict[str, str]:
    """The environment of a command in a process of its own."""
    return os.environ | {
        "PYTHONPATH": str(ROOT / "scripts"),
        "SOURCE_DATE_EPOCH": _epoch(DAY),
        "NO_MKDOCS_2_WARNING": "1",
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The fixture's project, for one test to change."""
    return copy_project(ROOT / "tests/fixture", tmp_path / "project")


@pytest.fixture(scope="session")
def printed_project(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., int]
) -> Path:
    """The fixture's project, built once with its prints; not to be changed."""
    folder = copy_project(
        ROOT / "tests/fixture", tmp_path_factory.mktemp("fixture") / "project"
    )
    assert run(folder, "build") == 0
    return folder


@pytest.fixture(scope="session")
def fixture_site(printed_project: Path) -> BuiltSite:
    """The fixture's site, with its prints."""
    return BuiltSite(printed_project / "site", printed_project)


@pytest.fixture(scope="session")
def fixture_site_on(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., int]
) -> Callable[[str], BuiltSite]:
    """Build the fixture's pages on a day, once for each day."""
    built: dict[str, BuiltSite] = {}

    def build(day: str) -> BuiltSite:
        if day not in built:
            folder = copy_project(
                ROOT / "tests/fixture", tmp_path_factory.mktemp(day) / "project"
            )
            assert run(folder, "build", "--only", "web", day=day) == 0
            built[day] = BuiltSite(folder / "site", folder)
        return built[day]

    return build


@pytest.fixture(scope="session")
def site_in(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., int]
) -> Callable[..., BuiltSite]:
    """Build the pages of the small site in other languages, once for each pair."""
    built: dict[tuple[str, ...], BuiltSite] = {}

    def build(*locales: str) -> BuiltSite:
        if locales not in built:
            folder = tmp_path_factory.mktemp("-".join(locales)) / "project"
            project_of(folder, *locales)
            assert run(folder, "build", "--only", "web") == 0
            built[locales] = BuiltSite(folder / "site", folder)
        return built[locales]

    return build


@pytest.fixture(scope="session")
def real_site(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., int]
) -> BuiltSite:
    """The project's own site with its prints, built today; PDFs come from its cache."""
    folder = copy_project(ROOT, tmp_path_factory.mktemp("real") / "project")
    (ROOT / ".cache/pdf").mkdir(parents=True, exist_ok=True)
    (folder / ".cache/pdf").symlink_to(ROOT / ".cache/pdf")
    today = datetime.now(UTC).date().isoformat()
    assert run(folder, "build", day=today) == 0
    return BuiltSite(folder / "site", folder)


@pytest.fixture(scope="session", params=["fixture", "real"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the two sites in turn."""
    found: BuiltSite = request.getfixturevalue(f"{request.param}_site")
    return found


class _Host(SimpleHTTPRequestHandler):
    """Serves a built site below its base path, as GitHub Pages does."""

    def __init__(self, *arguments: Any, built: BuiltSite) -> None:
        self.built = built
        super().__init__(*arguments, directory=str(built.folder))

    def translate_path(self, path: str) -> str:
        """Find the file of a path below the base; elsewhere there is none."""
        if not path.startswith(self.built.base):
            return str(self.built.folder / "nothing-here")
        return super().translate_path("/" + path.removeprefix(self.built.base))

    def send_error(self, code: int, *_: object) -> None:
        """Answer with the site's own page."""
        page = (self.built.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[BuiltSite], str]]:
    """Serve a built site; return its address."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def start(built: BuiltSite) -> str:
        if built.folder not in servers:
            handler = partial(_Host, built=built)
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers[built.folder] = server
        return f"http://127.0.0.1:{servers[built.folder].server_port}{built.base}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that scripts/setup has found."""
    # Empty: Playwright brings its own.
    path = (ROOT / ".venv/browser").read_text(encoding="utf-8").strip() or None
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    # Printing in this process switches the system's fonts off; a reader has them.
    fonts_on: dict[str, str | float | bool] = {
        n: v for n, v in os.environ.items() if n != "FONTCONFIG_FILE"
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=arguments, env=fonts_on
        )
        yield browser
        browser.close()


class Watched:
    """A browser page that remembers what went wrong, and what was asked of others."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self._listen(said.type, said.text))
        context.on("request", self._look)

    def _listen(self, kind: str, text: str) -> None:
        # That the page itself is missing is what a test of the 404 page asks for.
        if kind == "error" and "404" not in text:
            self.faults.append(text)

    def _look(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "file:")):
            self.faults.append(f"a request to {request.url}")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a phone's browser page; errors and foreign requests fail the test."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def new(address: str = "about:blank", **options: object) -> Page:
        settings: dict[str, object] = {
            "viewport": {"width": 360, "height": 740},
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**(settings | options))  # type: ignore[arg-type]
        watched = Watched(context)
        opened.append((context, watched))
        if address != "about:blank":
            watched.page.goto(address)
        return watched.page

    yield new
    for context, watched in opened:
        context.close()
        assert watched.faults == []
