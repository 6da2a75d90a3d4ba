"""Under attack: what is published is whole, and the next build mends the rest."""

import ctypes
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from attacks import COMMAND, DAMAGES, PLACES, WORDS, Target
from pairpress import building
from pairpress.faults import tell_faults
from site_files import tree_of

Run = Callable[..., int]
SEED = int(os.environ.get("PAIRPRESS_SEED", time.time_ns() % 1_000_000))
KILLS = 20
FULL = ("磁盘满了", "the disk is full")
CLOSED = ("没有权限", "may not be read or written")
WORK = ("build/site", "build/views", "build/print.new", "build/print.old")


@pytest.fixture(scope="module")
def target(
    printed_project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    command_environment: dict[str, str],
) -> Target:
    """A copy of the project that was built with its prints."""
    print(f"PAIRPRESS_SEED={SEED}")
    copy = tmp_path_factory.mktemp("attacked") / "project"
    shutil.copytree(printed_project, copy, symlinks=True)
    target = Target(copy, command_environment, random.Random(SEED))
    target.prepare()
    return target


@pytest.fixture
def attacked(target: Target) -> Target:
    """The project with its first site published, and nothing else to build."""
    target.say(WORDS[0])
    if target.published() != 0:
        assert target.build().returncode == 0
    assert target.published() == 0
    return target


def assert_told(said: str, *words: str) -> None:
    """Assert that a message says what happened, in both languages, in plain words."""
    for word in words:
        assert word in said, said
    assert "Traceback" not in said, said


def test_a_build_killed_at_any_moment_leaves_one_of_two_sites(
    attacked: Target,
) -> None:
    for number in range(KILLS):
        moment = attacked.random.uniform(0, 1.15 * attacked.duration)
        told = f"PAIRPRESS_SEED={SEED}: kill {number} after {moment:.3f} s"
        assert attacked.kill_a_build(moment) is not None, told
    attacked.age()
    attacked.say(WORDS[0])
    assert attacked.build().returncode == 0
    assert attacked.published() == 0
    cache = attacked.project / ".cache"
    left = {path.name for path in (cache / "build").iterdir()}
    assert left <= {"views", "print", "link-pictures"}
    for folder, ends in (("pdf", {".pdf", ".note"}), ("link-pictures", {".picture"})):
        assert {path.suffix for path in (cache / folder).iterdir()} == ends
    assert not [p for p in attacked.project.iterdir() if p.name.startswith(".site")]


def test_what_is_damaged_in_a_cache_is_made_anew(attacked: Target) -> None:
    for place in PLACES:
        for how in DAMAGES:
            attacked.damage(how, place, number=1)
    made = attacked.build()
    assert made.returncode == 0, made.stderr
    assert attacked.published() == 0, f"PAIRPRESS_SEED={SEED}"


def test_what_is_damaged_in_the_published_folder_is_published_anew(
    attacked: Target,
) -> None:
    site = attacked.project / "site"
    (site / "index.html").write_text("half a p")
    (site / "print/catalogue.json").unlink()
    (site / "worker.js").write_bytes(b"")
    assert attacked.build().returncode == 0
    assert attacked.published() == 0


@pytest.mark.parametrize(
    ("how", "place"), [("changed", "build/print"), ("gone", "build/link-pictures")]
)
def test_damaged_prints_are_not_published_with_new_pages(
    attacked: Target, how: str, place: str
) -> None:
    attacked.damage(how, place, number=1)
    made = attacked.build("--only", "web")
    assert made.returncode == 1
    assert_told(made.stderr, "坏了", "is damaged; run scripts/build")
    assert attacked.published() == 0
    assert attacked.build().returncode == 0
    assert attacked.published() == 0


def test_prints_put_aside_by_a_killed_build_are_put_back(attacked: Target) -> None:
    kept = attacked.project / ".cache/build/print"
    kept.rename(kept.with_name("print.old"))
    assert attacked.build("--only", "web").returncode == 0
    assert attacked.published() == 0


def test_files_where_folders_belong_give_way(attacked: Target) -> None:
    cache = attacked.project / ".cache"
    for place in (*PLACES, *WORK):
        path = cache / place
        if path.is_dir():
            path.rename(path.with_name(f"{path.name}.elsewhere"))
        path.write_text("not a folder")
    (cache / "pdf").unlink()  # it holds much, and how it gives way is the same
    (cache / "pdf.elsewhere").rename(cache / "pdf")
    made = attacked.build()
    assert made.returncode == 0, made.stderr
    assert attacked.published() == 0


def test_a_full_disk_is_told_and_the_site_stays(attacked: Target) -> None:
    attacked.say(WORDS[1])
    attacked.refill()
    for most in (0, 3_000, 40_000, 120_000):
        # Needs no rights; to the program it is as a full disk, for files so large.
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
        made = build_as(attacked, limit)
        assert made.returncode == 1, most
        assert_told(made.stderr, *FULL, "The published site is as it was")
        assert attacked.published() == 0
    assert attacked.build().returncode == 0
    assert attacked.published() == 1


@pytest.mark.parametrize("place", [".", ".cache", ".cache/build/site", ".cache/pdf"])
def test_a_folder_without_rights_is_told_and_the_site_stays(
    attacked: Target, place: str
) -> None:
    attacked.refill()
    folder = attacked.project / place
    folder.mkdir(exist_ok=True)
    (folder / "something").touch()
    (attacked.project / ".cache/lock").unlink(missing_ok=True)
    folder.chmod(0o555)
    try:
        made = build_as(attacked, as_others_do)
    finally:
        folder.chmod(0o755)
        (folder / "something").unlink(missing_ok=True)
    assert made.returncode == 1, made.stderr
    assert_told(made.stderr, *CLOSED, folder.resolve().name)
    assert attacked.published() == 0


def build_as(
    target: Target, before: Callable[[], object]
) -> "subprocess.CompletedProcess[str]":
    """Build in a process that does something else first."""
    return subprocess.run(
        COMMAND,
        cwd=target.project,
        env=target.environment,
        capture_output=True,
        text=True,
        preexec_fn=before,
    )


def as_others_do() -> None:
    """Let root keep to the rights of files, as everybody has to."""
    if sys.platform == "linux":
        drop_capability, override_rights = 24, 1
        ctypes.CDLL(None).prctl(drop_capability, override_rights, 0, 0, 0)


@pytest.mark.parametrize("place", [".cache", ".cache/lock", "out"])
def test_what_stands_in_the_way_is_named(
    attacked: Target, tmp_path: Path, place: str
) -> None:
    project = tmp_path / "project"
    shutil.copytree(attacked.project, project, symlinks=True)
    way = project / place
    if place == ".cache":
        shutil.rmtree(way)
    way.unlink(missing_ok=True)
    if place == ".cache/lock":
        way.mkdir()
    else:
        way.write_text("in the way")
    made = subprocess.run(
        [*COMMAND, "--only", "web", "--out", "out/site"],
        cwd=project,
        env=attacked.environment,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 1
    assert_told(made.stderr, place, "不是该有的样子", "not what it should be")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device", "/disk/site"), ("/disk/site", *FULL)),
        (ValueError("seven"), ("程序自己出了错", "ValueError: seven", "has a fault")),
        (MemoryError(), ("程序自己出了错", "MemoryError")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_stage_that_throws_is_told_and_its_traceback_kept(
    attacked: Target,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    told: tuple[str, ...],
) -> None:
    def throw(*_: object) -> None:
        raise error

    monkeypatch.chdir(attacked.project)
    monkeypatch.setattr(building, "write_index", throw)
    build = ("build", "--only", "web")
    assert tell_faults(lambda: run(attacked.project, *build)) == 1
    assert_told(capsys.readouterr().err, *told, "没有改动", "is as it was")
    kept = (attacked.project / ".cache/fault.txt").read_text("utf-8")
    assert "Traceback" in kept and "in throw" in kept
    assert attacked.published() == 0


def test_a_build_that_waits_goes_on_when_the_other_is_killed(attacked: Target) -> None:
    attacked.say(WORDS[1])
    attacked.refill()
    first, second = (
        subprocess.Popen(
            COMMAND,
            cwd=attacked.project,
            env=attacked.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    )
    time.sleep(attacked.duration / 2)
    first.kill()
    said = "".join(process.communicate(timeout=120)[1] for process in (first, second))
    assert second.returncode == 0 or first.returncode == 0
    assert "Waiting for another build" in said
    assert attacked.build().returncode == 0
    assert attacked.published() == 1


def test_a_link_to_somebody_s_folder_is_not_exchanged(
    attacked: Target, tmp_path: Path
) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("three years of work")
    (tmp_path / "out").symlink_to(tmp_path / "thesis")
    made = attacked.build("--only", "web", "--out", str(tmp_path / "out"))
    assert made.returncode == 1
    assert_told(made.stderr, "请先移走或换一个 --out", "choose another --out")
    assert (tmp_path / "out").resolve() == (tmp_path / "thesis").resolve()
    assert tree_of(tmp_path / "thesis").keys() == {"chapter.txt"}
