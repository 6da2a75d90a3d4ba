"""What `check` says: on GitHub, in a file, of other sites, and when it is cut off."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

Run = Callable[..., int]
PAGE = "docs/en/help/index.md"


def write(project: Path, old: str, new: str) -> None:
    """Replace words of the fixture's help page in English."""
    path = project / PAGE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_within_a_workflow_each_problem_is_an_annotation_of_its_line(
    project: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(project, "(directory.md)", "(directry.md) 100%")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(project, "check") == 1
    notes = [n for n in capsys.readouterr().out.splitlines() if n.startswith("::error")]
    assert notes[0].startswith(f"::error file={PAGE},line=21,title=dead-link::链接")
    assert "%0Athe link directry.md leads to no page" in notes[0]


def test_the_summary_says_the_same_and_quotes_what_a_page_says(
    project: Path, run: Run, tmp_path: Path
) -> None:
    write(project, "(directory.md)", "(<dir|*ectry.md>)")
    summary = tmp_path / "summary.md"
    assert run(project, "check", "--summary", str(summary)) == 1
    text = summary.read_text(encoding="utf-8")
    assert f"- `{PAGE}:21` 链接 dir\\|\\*ectry.md 没有这一页" in text
    assert "<details><summary>提醒 Warnings" in text


def test_a_reader_that_goes_away_is_no_error(
    project: Path, command_environment: dict[str, str]
) -> None:
    command = f"{sys.executable} -m pairpress check | head -1"
    done = subprocess.run(
        command,
        shell=True,
        cwd=project,
        env=command_environment,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr and "Broken" not in done.stderr


ANSWERS = {"/there": 200, "/gone": 404, "/shy": 403}


class _Office(BaseHTTPRequestHandler):
    """Another site: one page is there, one is gone, one turns programs away."""

    def do_GET(self) -> None:
        self.send_response(ANSWERS[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def office() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Office)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_only_what_is_gone_is_an_error_among_links_to_other_sites(
    project: Path, run: Run, office: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (project / "docs/data").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"https://\w+\.example\.org", f"{office}/there#", text)
        path.write_text(text, encoding="utf-8")
    links = "".join(f"[{path}]({office}{path}) " for path in ANSWERS)
    write(project, "day and night", links)
    assert run(project, "check", "--external") == 1
    told = capsys.readouterr().out
    assert f"{PAGE}:17: {office}/gone：HTTP 404" in told
    assert f"{PAGE}:17: [warning 提醒] {office}/shy：HTTP 403" in told
    assert "/there" not in told


def test_one_processor_finds_what_two_find(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).resolve().parents[2]
    told = []
    for processors in (1, 2):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        run(root, "check")
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
