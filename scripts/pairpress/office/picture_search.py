"""Finds the file of a picture that a text names, where generators would find it."""

import functools
import os
import posixpath
from pathlib import Path

from .places import resolved

LARGEST = 100_000_000
"""Bytes of a picture as it was brought."""
MOST_FILES = 100_000


def find_picture(base: Path, inner: str, target: str) -> bytes | None:
    """Return a picture named in a file of a folder; None if there is none.

    `inner` is the file’s path in the folder. What is not where the text says may stand
    in a folder that its generator publishes, or only in the other language’s.
    """
    root = base.resolve()
    for path in resolved(target, inner):
        if raw := _read(root, Path(root, path)):
            return raw
    wanted = posixpath.normpath(target.lstrip("/"))
    while wanted.startswith("../"):
        wanted = wanted.removeprefix("../")
    for path in _by_name(root).get(posixpath.basename(wanted).casefold(), ()):
        if f"/{path}".casefold().endswith(f"/{wanted}".casefold()):
            return _read(root, Path(root, path))
    return None


@functools.lru_cache(maxsize=8)
def _by_name(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the paths of all files of a folder by their names, short ones first."""
    found: dict[str, list[str]] = {}
    count = 0
    for top, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        count += len(files)
        if count > MOST_FILES:
            break
        for name in files:
            path = Path(top, name).relative_to(root).as_posix()
            found.setdefault(name.casefold(), []).append(path)
    return {name: tuple(sorted(paths, key=len)) for name, paths in found.items()}


def _read(root: Path, path: Path) -> bytes | None:
    """Return a file’s bytes; None for what is none, is endless, or leads elsewhere."""
    try:
        is_ours = path.is_file() and not path.is_symlink()
        is_within = is_ours and path.resolve().is_relative_to(root)
        if is_within and path.stat().st_size <= LARGEST:
            return path.read_bytes()
    except (OSError, ValueError):
        pass
    return None
