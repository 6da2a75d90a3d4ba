"""Whole or not at all: the site is the old one or the new one, never half."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pairpress import building
from site_files import BuiltSite, tree_of

Run = Callable[..., int]
COMMAND = (sys.executable, "-m", "pairpress", "build", "--only", "web")


@pytest.fixture
def published(project: Path, run: Run) -> Path:
    """A project whose site was built a moment ago."""
    assert run(project, "build", "--only", "web") == 0
    return project


def change(project: Path, topic: str, old: str, new: str, locale: str = "zh") -> None:
    """Change a word of a page."""
    page = project / f"docs/{locale}/{topic}.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_killed_at_any_moment_leaves_a_whole_site(
    published: Path, command_environment: dict[str, str]
) -> None:
    old = tree_of(published / "site")
    change(published, "help/index", "白天晚上都有人接", "晚上白天都有人接")
    # After each of these lines, and then at odd moments.
    moments: list[tuple[bytes, float]] = [("网页 pages".encode(), 0)]
    moments += [("网页 pages".encode(), wait) for wait in (0.1, 0.25, 0.4)]
    moments += [("收尾 finish".encode(), wait) for wait in (0, 0.05, 0.1, 0.2)]
    for said, wait in moments:
        process = subprocess.Popen(
            COMMAND, cwd=published, env=command_environment, stderr=subprocess.PIPE
        )
        assert process.stderr
        for line in process.stderr:
            if said in line:
                break
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
        now = tree_of(published / "site")
        assert now.keys() == old.keys()
        if now != old:  # it was published before the blow fell
            assert "晚上白天" in (published / "site/help/index.html").read_text("utf-8")
            return
    assert (
        subprocess.run(COMMAND, cwd=published, env=command_environment).returncode == 0
    )
    assert tree_of(published / "site") != old


@pytest.mark.parametrize("stage", ["build_web", "write_version_pages", "finish"])
def test_a_stage_that_fails_leaves_the_old_site(
    published: Path, run: Run, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    old = tree_of(published / "site")

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(building, stage, fail)
    with pytest.raises(OSError, match="no space"):
        run(published, "build", "--only", "web")
    assert tree_of(published / "site") == old


def test_two_builds_at_once_both_publish_a_whole_site(
    published: Path, command_environment: dict[str, str]
) -> None:
    old = tree_of(published / "site")
    both = [
        subprocess.Popen(
            COMMAND,
            cwd=published,
            env=command_environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    assert tree_of(published / "site") == old


def test_the_site_is_exchanged_in_one_step(published: Path, run: Run) -> None:
    site = published / "site"
    before = site.resolve()
    assert run(published, "build", "--only", "web") == 0
    assert site.is_symlink()
    assert site.resolve() != before
    assert before.is_dir()  # who is reading the old one can finish


@pytest.mark.parametrize("taken", ["a folder", "a file"])
def test_what_stands_at_out_is_not_replaced(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str], taken: str
) -> None:
    out = project / "thesis"
    if taken == "a folder":
        out.mkdir()
        (out / "chapter.txt").write_text("three years of work")
    else:
        out.write_text("three years of work")
    assert run(project, "build", "--only", "web", "--out", str(out)) == 1
    message = capsys.readouterr().err
    assert "请先移走或换一个 --out" in message
    assert "choose another --out" in message
    kept = out / "chapter.txt" if taken == "a folder" else out
    assert kept.read_text() == "three years of work"


def test_an_empty_folder_at_out_gives_way(project: Path, run: Run) -> None:
    (project / "out").mkdir()
    assert run(project, "build", "--only", "web", "--out", "out") == 0
    assert (project / "out/index.html").is_file()


def test_building_elsewhere_leaves_the_site_alone(
    published: Path, run: Run, tmp_path: Path
) -> None:
    old = tree_of(published / "site")
    (tmp_path / "real").mkdir()
    (tmp_path / "shortcut").symlink_to(tmp_path / "real")
    for _ in range(3):
        out = tmp_path / "shortcut/elsewhere"
        assert run(published, "build", "--only", "web", "--out", str(out)) == 0
        assert (out / "index.html").is_file()
    assert tree_of(published / "site") == old


def test_a_preview_at_another_address_is_complete(
    project: Path, run: Run, tmp_path: Path
) -> None:
    url = "https://preview.example.org/pull/7/"
    assert run(project, "build", "--only", "web", "--site-url", url) == 0
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("https://example.org/kit/", url), encoding="utf-8")
    site = BuiltSite(project / "site", project)
    assert site.dead_links() == []
    assert 'data-base="/pull/7/"' in (site.folder / "404.html").read_text("utf-8")
    assert "example.org/kit" not in "".join(
        (site.folder / name).read_text("utf-8") for name in site.html_files
    )


@pytest.fixture(scope="module")
def rebuilt(printed_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that was built with its prints."""
    copy = tmp_path_factory.mktemp("rebuilt") / "project"
    shutil.copytree(printed_project, copy, symlinks=True)
    return copy


def rendered(output: str) -> int:
    """Return how many PDFs a build says that it has set anew."""
    found = re.search(r"(\d+) PDF, (\d+) 新排 new", output)
    assert found
    assert found[1] == "40"
    return int(found[2])


def test_a_second_build_prints_nothing_and_changes_nothing(
    rebuilt: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tree_of(rebuilt / "site")
    assert run(rebuilt, "build") == 0
    assert rendered(capsys.readouterr().out) == 0
    assert tree_of(rebuilt / "site") == old


def test_a_changed_word_changes_its_page_and_its_prints_only(
    rebuilt: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    sized = {"print/index.html", "zh-Hant/print/index.html", "en/print/index.html"}
    old = tree_of(rebuilt / "site")
    change(rebuilt, "help/index", "白天晚上都有人接", "晚上白天都有人接")
    assert run(rebuilt, "build") == 0
    assert rendered(capsys.readouterr().out) == 8
    new = tree_of(rebuilt / "site")
    changed = {name for name in new if new[name] != old.get(name)}
    # The index and what a phone may keep are of all pages.
    of_all = ("search/", "offline/", "worker.js")
    changed = {name for name in changed if not name.startswith(of_all)}
    expected = {
        *("help/index.html", "zh-Hant/help/index.html"),
        "p/help-index/1/index.html",
        *(
            f"print/help-index.{edition}{kind}"
            for edition in ("zh-Hans", "zh-Hans+en", "zh-Hant", "zh-Hant+en")
            for kind in (".pdf", ".large.pdf", ".png")
        ),
        "print/catalogue.json",
    }
    # These, and the English page, tell the size of a file, should it change.
    told = {"en/help/index.html"}
    told |= {f"{path}about/offline/index.html" for path in ("", "zh-Hant/", "en/")}
    assert changed - sized - told == expected
    assert new.keys() == old.keys()
