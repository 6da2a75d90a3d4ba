"""MkDocs on its own: for a writer's preview, without our commands, Pango or fonts."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

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


def fetch(address: str) -> str:
    """Return a page as soon as it is served."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} is not served")
