"""Notices what a writer has saved, by looking at all files a few times a second.

Looking is cheap (300 files take 3 ms) and sees all that editors do, on every kind of
disk; what the system tells of itself differs by disk, and it may stay silent.
"""

import math
import os
import time
from collections.abc import Iterable
from pathlib import Path

WATCHED = (
    "docs",
    "overrides",
    "print",
    "mkdocs.yml",
    ".cache/build/print/catalogue.json",
)
KINDS = frozenset(
    {".md", ".yml", ".yaml", ".json", ".html", ".css", ".js"}
    | {".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"}
)
PAUSE = 0.25
"""Seconds between two looks."""
REST = 0.1
"""Seconds that files must be at rest: editors write a file in several steps."""

Stamps = dict[str, tuple[int, int]]
"""Size and time of change (ns) by path from the project's root."""


def stamps_of(root: Path) -> Stamps:
    """Look at everything that a page is made from; not at editors' own files."""
    stamps: Stamps = {}
    for name in WATCHED:
        path = root / name
        if path.is_file():
            _note(stamps, name, path.stat())
        elif path.is_dir():
            _look(stamps, str(path), name)
    return stamps


def _look(stamps: Stamps, folder: str, name: str) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # It went away meanwhile: the next look tells.
    for entry in entries:
        if entry.name.startswith((".", "~", "#")):
            continue
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir():
                _look(stamps, entry.path, path)
            elif Path(entry.name).suffix.lower() in KINDS:
                _note(stamps, path, entry.stat())
        except OSError:
            continue


def _note(stamps: Stamps, path: str, status: os.stat_result) -> None:
    stamps[path] = (status.st_size, status.st_mtime_ns)


def wait_for_change(root: Path, before: Stamps, seconds: float = math.inf) -> Stamps:
    """Wait until files differ from before and are at rest; return how they are.

    After some seconds return them in any case.
    """
    end = time.monotonic() + seconds
    while (stamps := stamps_of(root)) == before and time.monotonic() < end:
        time.sleep(PAUSE)
    for _ in range(20):  # Not for ever: something else may write all the time.
        time.sleep(REST)
        if (later := stamps_of(root)) == stamps:
            break
        stamps = later
    return stamps


def changed_between(before: Stamps, after: Stamps) -> list[str]:
    """Return the paths that are new, changed or gone."""
    both: Iterable[str] = before.keys() | after.keys()
    return sorted(path for path in both if before.get(path) != after.get(path))
