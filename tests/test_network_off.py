"""Network off: everything is built all the same, and nothing of the net is asked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attacks import COMMAND
from site_files import ROOT, tree_of

Build = Callable[..., "subprocess.CompletedProcess[str]"]
ELSEWHERE = "https://elsewhere.example/"


@pytest.fixture
def offline(
    printed_project: Path, tmp_path: Path, command_environment: dict[str, str]
) -> tuple[Path, dict[str, str]]:
    """A copy of the built project, and an environment without a network."""
    copy = tmp_path / "project"
    shutil.copytree(printed_project, copy, symlinks=True)
    path = f"{ROOT / 'tests/closed_network'}{os.pathsep}{ROOT / 'scripts'}"
    notes = str(tmp_path / "asked")
    closed = {"PYTHONPATH": path, "NETWORK_NOTES": notes, "https_proxy": ELSEWHERE}
    return copy, command_environment | closed


def build(
    offline: tuple[Path, dict[str, str]], *arguments: str
) -> "subprocess.CompletedProcess[str]":
    """Build without a network; assert that nothing of it was asked."""
    project, environment = offline
    made = subprocess.run(
        [*COMMAND, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
    )
    notes = Path(environment["NETWORK_NOTES"])
    assert not notes.exists(), notes.read_text("utf-8")
    assert "Traceback" not in made.stderr, made.stderr
    return made


def write(offline: tuple[Path, dict[str, str]], text: str) -> None:
    """Add something to both halves of a page that is printed."""
    for locale in ("zh", "en"):
        page = offline[0] / f"docs/{locale}/help/index.md"
        page.write_text(page.read_text("utf-8") + f"\n{text}\n", "utf-8")


@pytest.mark.parametrize(
    "ask",
    [
        "urllib.request.urlopen('http://127.0.0.1:9/')",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socket().connect(('192.0.2.1', 9))",
        "socket.getaddrinfo('elsewhere.example', 80)",
    ],
)
def test_the_network_is_closed(offline: tuple[Path, dict[str, str]], ask: str) -> None:
    asking = [sys.executable, "-c", f"import socket, urllib.request; {ask}"]
    assert subprocess.run(asking, env=offline[1], capture_output=True).returncode == 1
    assert Path(offline[1]["NETWORK_NOTES"]).read_text("utf-8")


def test_everything_is_built(offline: tuple[Path, dict[str, str]]) -> None:
    cache = offline[0] / ".cache"
    old = tree_of(offline[0] / "site")
    # Some of each kind is printed, drawn and packed anew, by several processes.
    for path in (*sorted((cache / "pdf").glob("*.pdf"))[:4], cache / "link-pictures"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(cache / "share")
    assert build(offline, "--jobs", "2").returncode == 0
    assert tree_of(offline[0] / "site") == old


def test_a_link_elsewhere_is_printed_and_not_followed(
    offline: tuple[Path, dict[str, str]],
) -> None:
    write(offline, f"[Elsewhere]({ELSEWHERE}page)")
    assert build(offline).returncode == 0
    page = (offline[0] / "site/en/help/index.html").read_text("utf-8")
    assert f'href="{ELSEWHERE}page"' in page


@pytest.mark.parametrize(
    "text",
    [
        f"![Map]({ELSEWHERE}map.png)",
        f'<img src="{ELSEWHERE}map.png" alt="Map">',
        f'<script src="{ELSEWHERE}x.js"></script>',
        f'<link rel="stylesheet" href="{ELSEWHERE}x.css">',
        f'<iframe src="{ELSEWHERE}"></iframe>',
        f"<p style=\"background: url('{ELSEWHERE}x.png')\">Map</p>",
        f"<style>@import url({ELSEWHERE}x.css);</style>",
    ],
    ids=lambda text: text.split(ELSEWHERE)[0].strip(),
)
def test_a_page_that_loads_from_elsewhere_is_refused(
    offline: tuple[Path, dict[str, str]], text: str
) -> None:
    old = tree_of(offline[0] / "site")
    write(offline, text)
    made = build(offline)
    assert made.returncode == 1
    assert "docs/en/help/index.md:" in made.stderr, made.stderr
    assert tree_of(offline[0] / "site") == old


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("print/styles/share.css", f"@import url({ELSEWHERE}x.css);"),
        ("print/styles/share.css", f"p {{ background: url({ELSEWHERE}x.png) }}"),
        (
            "print/styles/share.css",
            f"@font-face {{ font-family: X; src: url({ELSEWHERE}x.woff2) }}",
        ),
    ],
)
def test_a_print_style_that_loads_from_elsewhere_is_told(
    offline: tuple[Path, dict[str, str]], name: str, text: str
) -> None:
    old = tree_of(offline[0] / "site")
    path = offline[0] / name
    path.write_text(text + "\n" + path.read_text("utf-8"), "utf-8")
    made = build(offline)
    assert made.returncode == 1
    assert "share" in made.stderr, made.stderr
    assert tree_of(offline[0] / "site") == old


def test_a_drawing_that_loads_from_elsewhere_is_not_followed(
    offline: tuple[Path, dict[str, str]],
) -> None:
    old = tree_of(offline[0] / "site")
    drawing = offline[0] / "docs/assets/diagrams/map.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" '
        f'height="9"><title>Map</title><image href="{ELSEWHERE}x.png"/></svg>'
    )
    write(offline, "![Map](../assets/diagrams/map.svg)")
    made = build(offline)
    assert made.returncode == 1
    assert "map.svg" in made.stderr or ELSEWHERE in made.stderr, made.stderr
    assert tree_of(offline[0] / "site") == old
