"""The live preview while writing; and MkDocs on its own, without our commands."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from playwright.sync_api import Page as BrowserPage

from site_files import tree_of

MKDOCS = (sys.executable, "-m", "mkdocs")


@pytest.fixture
def environment(command_environment: dict[str, str]) -> dict[str, str]:
    """A writer's own: nothing says where our package is."""
    return {n: v for n, v in command_environment.items() if n != "PYTHONPATH"}


@pytest.fixture
def published(project: Path) -> Path:
    """A project with a site that must stay as it is."""
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the last good site")
    return project


def mkdocs(
    project: Path, environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MKDOCS, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_mkdocs_builds_the_written_editions_and_leaves_the_site(
    published: Path, environment: dict[str, str]
) -> None:
    answer = mkdocs(published, environment, "build", "--strict")
    assert answer.returncode == 0, answer.stderr
    preview = published / ".cache/build/preview"
    assert (preview / "en/work/pay/index.html").is_file()
    assert (preview / "work/pay/index.html").is_file()
    assert not (preview / "data").exists()
    assert set(tree_of(published / "site")) == {"index.html"}


def test_mkdocs_tells_where_a_page_names_an_unknown_fact(
    published: Path, environment: dict[str, str]
) -> None:
    page = published / "docs/en/help/index.md"
    page.write_text(page.read_text("utf-8") + "\n{{ pay.hourlly }}\n", "utf-8")
    answer = mkdocs(published, environment, "build", "--strict")
    assert answer.returncode == 1
    assert re.search(r"docs/en/help/index\.md:\d+: ", answer.stderr)
    assert "pay.hourly" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_live_preview_shows_a_page_and_leaves_the_site(
    published: Path, environment: dict[str, str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*MKDOCS, "serve", "-a", f"127.0.0.1:{port}"],
        cwd=published,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = fetch(f"http://127.0.0.1:{port}/kit/en/work/pay/")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)
    assert "$17.95" in page
    assert set(tree_of(published / "site")) == {"index.html"}


@dataclass
class Preview:
    """`scripts/serve` at work."""

    project: Path
    address: str
    process: subprocess.Popen[str]

    def get(self, path: str) -> str:
        """Return what is served at a path, an error's page too."""
        try:
            with urllib.request.urlopen(self.address + path) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return error.read().decode()

    def until(self, path: str, words: str, shown: bool = True) -> str:
        """Return a page as soon as it says some words, or no longer says them."""
        for _ in range(300):
            if (words in (page := self.get(path))) == shown:
                return page
            time.sleep(0.1)
        raise AssertionError(f"{words!r} never {'came' if shown else 'went'}: {path}")

    def edit(self, file: str, old: str, new: str) -> None:
        """Save a file with another text in one place."""
        path = self.project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def stop(self) -> tuple[int, str]:
        """Press Ctrl+C; return the exit code, and what was said of errors."""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=120)
        return self.process.returncode, errors


@pytest.fixture
def preview(published: Path, command_environment: dict[str, str]) -> Iterator[Preview]:
    """The preview of the fixture's project, with all pages and problems shown."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pairpress", "serve", "--port", "0"],
        cwd=published,
        env=command_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found
    preview = Preview(published, found[0], process)
    try:
        preview.until("", "preview-panel")
        yield preview
    finally:
        code, errors = preview.stop()
    assert (code, errors) == (0, "")
    assert set(tree_of(published / "site")) == {"index.html"}
    assert not list((published / ".cache").glob("preview-*"))


PAY = "docs/en/work/pay.md"
WITHOUT_PREVIEW = re.compile(
    r'<link rel="stylesheet" href="/kit/_preview/panel.css">\n'
    r'<script src="/kit/_preview/panel.js" [^>]*></script>\n'
    r'|<details class="preview-panel".*?</details>',
    re.DOTALL,
)


def test_a_save_is_seen_where_the_writer_was(
    preview: Preview, open_page: Callable[..., BrowserPage]
) -> None:
    page = open_page(f"{preview.address}en/work/pay/")
    page.evaluate("scrollTo(0, 400)")
    preview.edit(PAY, "\n## ", "\nA rule that is new.\n\n## ")
    page.get_by_text("A rule that is new.").wait_for(timeout=20_000)
    for _ in range(50):
        # The browser may stay at the same words, which stand a line lower now.
        if 350 < (place := page.evaluate("scrollY")) < 500:
            break
        time.sleep(0.1)
    assert 350 < place < 500
    page.locator(".preview-panel summary").click()
    page.locator(".preview-panel a", has_text="All problems").click()
    page.get_by_role("heading", name="All problems").wait_for()


def test_pages_are_those_of_a_full_build(
    preview: Preview, run: Callable[..., int]
) -> None:
    preview.edit(PAY, "title: ", "title: Mended ")
    preview.edit("docs/zh/work/pay.md", "\n## ", "\n这里见面谈话。\n\n## ")
    preview.until("en/a-z/", "Mended ")
    preview.until("zh-Hant/work/pay/", "這裏見面談話")
    assert run(preview.project, "build", "--only", "web", "--out", "built") == 0
    built = preview.project / "built"
    pages = sorted(built.rglob("index.html"))
    assert len(pages) > 3 * 8
    for path in pages:
        name = path.relative_to(built).as_posix()
        if "offline/" in name:
            continue  # what can be kept is known only when everything is built
        shown = preview.get(name.removesuffix("index.html"))
        assert WITHOUT_PREVIEW.sub("", shown) == path.read_text("utf-8"), name
    lost = WITHOUT_PREVIEW.sub("", preview.get("nowhere/"))
    assert lost == (built / "404.html").read_text("utf-8")
    for name in (
        "search/zh-Hant/start.js",
        "assets/icon.svg",
        "sitemap.xml",
        "feed.xml",
    ):
        assert preview.get(name) == (built / name).read_text("utf-8")
    assert not [path for path in built.rglob("*") if "preview" in path.name]


def test_a_page_that_cannot_be_read_says_why_until_it_is_mended(
    preview: Preview,
) -> None:
    text = (preview.project / PAY).read_text("utf-8")
    preview.edit(PAY, "title:", "tittle:")
    page = preview.until("en/work/pay/", "preview-box")
    assert re.search(r"docs/en/work/pay\.md:\d+</code>", page)
    assert "Pay" in preview.get("en/work/")
    assert "preview-box" not in preview.get("work/pay/")
    preview.until("_preview/", "tittle")
    (preview.project / PAY).write_text(text, "utf-8")
    page = preview.until("en/work/pay/", "preview-box", shown=False)
    assert "$17.95" in page


def test_problems_stand_on_the_page_that_has_them(preview: Preview) -> None:
    preview.edit("docs/zh/help/index.md", "\n## ", "\n{{ pay.hourlly }}\n\n## ")
    for path in ("help/", "en/help/", "zh-Hant/help/"):
        preview.until(path, 'data-errors="2"')  # And the other half lacks it.
    page = preview.get("help/")
    assert re.search(r"docs/zh/help/index\.md:\d+</code>", page)
    assert '<mark class="preview-unknown"' in page
    elsewhere = preview.get("work/pay/")
    assert 'data-errors="0"' in elsewhere
    assert "elsewhere: 2 错误" in elsewhere
    assert 'href="/kit/help/"' in preview.get("_preview/")


def test_settings_and_data_that_cannot_be_read_leave_the_pages_as_they_were(
    preview: Preview,
) -> None:
    for file, old in (
        ("mkdocs.yml", "nav:"),
        ("docs/data/contacts.yml", "name:"),
        ("overrides/main.html", "{%- block title %}"),
    ):
        text = (preview.project / file).read_text("utf-8")
        preview.edit(file, old, f"{{% [ {old}")
        page = preview.until("en/work/pay/", "how it was before")
        assert "$17.95" in page
        assert file in preview.until("_preview/", file)
        (preview.project / file).write_text(text, "utf-8")
        preview.until("en/work/pay/", "how it was before", shown=False)


def test_a_taken_port_is_told_in_both_languages(
    published: Path, command_environment: dict[str, str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = subprocess.run(
            [sys.executable, "-m", "pairpress", "serve", "--port", str(port)],
            cwd=published,
            env=command_environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.returncode == 1
    assert f"端口 {port}" in answer.stderr
    assert f"port {port} is in use" in answer.stderr
    assert "Traceback" not in answer.stderr


def fetch(address: str) -> str:
    """Return a page as soon as it is served."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} is not served")
