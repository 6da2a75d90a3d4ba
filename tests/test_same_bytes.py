"""The same bytes: where, when, how and by whom a build is made does not show in it."""

import os
import subprocess
import sys
from pathlib import Path

from attacks import COMMAND
from site_files import ROOT, copy_project, tree_of

TURKISH = ("tr_TR.UTF-8", "tr_TR.utf8", "tr_TR")
"""Where the small letter of I is another one."""
LONG_AGO = 1_000_000_000
"""Another time at which the files were changed last."""


def odd_locale() -> str:
    """Return a locale that is as unlike as any this machine has."""
    told = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout
    return next((name for name in TURKISH if name in told.split()), "C")


def test_a_build_elsewhere_gives_the_same_bytes(
    printed_project: Path, tmp_path: Path, command_environment: dict[str, str]
) -> None:
    project = copy_project(ROOT / "tests/fixture", tmp_path / "另一个 folder's" / "p")
    for top in ("docs", "print", "overrides", "mkdocs.yml"):
        for path in (project / top, *(project / top).rglob("*")):
            os.utime(path, (LONG_AGO, LONG_AGO))
    # The other was built by several processes where there are several cores.
    jobs = "1" if (os.cpu_count() or 1) > 1 else "4"
    scripts = command_environment["PYTHONPATH"]
    other = {
        # Folders list their files in another order.
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests/odd_disk"), scripts)),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": odd_locale(),
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
        "COLUMNS": "40",
    }
    made = subprocess.run(
        [*COMMAND, "--jobs", jobs, "--out", "out"],
        cwd=project,
        env=command_environment | other,
        capture_output=True,
        umask=0o077,
    )
    assert made.returncode == 0, made.stderr
    first, second = tree_of(printed_project / "site"), tree_of(project / "out")
    assert {Path(name).suffix for name in first} >= {".pdf", ".png", ".zip", ".js"}
    assert "worker.js" in first
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def test_the_other_build_reads_folders_in_another_order(
    tmp_path: Path, command_environment: dict[str, str]
) -> None:
    for name in "bca":
        (tmp_path / name).touch()
    told = subprocess.run(
        [sys.executable, "-c", ORDERS],
        cwd=tmp_path,
        env=command_environment | {"PYTHONPATH": str(ROOT / "tests/odd_disk")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert told == ["cba"] * 4


ORDERS = """
import glob, os
from pathlib import Path
print("".join(os.listdir()))
print("".join(path.name for path in Path().glob("*")))
print("".join(next(os.walk("."))[2]))
print("".join(glob.glob("*")))
"""


def test_nothing_in_a_site_tells_where_it_was_built(printed_project: Path) -> None:
    marks = [os.fsencode(path) for path in (printed_project, ROOT, Path.home())]
    marks = [mark for mark in marks if mark.count(b"/") > 1]
    site = printed_project / "site"
    found = [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]
    assert found == []
