"""Folders that one build makes and later ones use: whole, or not used at all."""

import hashlib
import json
import shutil
from pathlib import Path

from .content.speech import Refused

SUMS = ".sums"
"""The file in such a folder with the sum of every other one."""
FOLDERS = ("build", "fonts", "link-pictures", "pdf", "releases", "share")
"""What a build makes in .cache/."""


class Damaged(Refused):
    """What an earlier build has made is not as it was made."""


def keep(fresh: Path, place: Path) -> None:
    """Put a finished folder into its place.

    For a moment, the old one stands beside it; a build killed then leaves one of both.
    """
    (fresh / SUMS).write_text(json.dumps(_sums(fresh)), encoding="utf-8")
    recover(place)
    old = _aside(place)
    if place.exists():
        place.replace(old)
    fresh.replace(place)
    make_way(old)


def recover(place: Path) -> None:
    """Put back what a killed build had put aside, if there is nothing newer."""
    if not place.is_dir():
        make_way(place)
        if _aside(place).is_dir():
            _aside(place).replace(place)
    make_way(_aside(place))


def copy_kept(place: Path, target: Path) -> None:
    """Copy a kept folder; raise Damaged unless each file is as it was made."""
    try:
        sums = json.loads((place / SUMS).read_bytes())
        whole = sums == _sums(place)
    except (OSError, ValueError):
        whole = False
    if not whole:
        raise Damaged(
            f"{place}：上一次生成的文件坏了。请运行 scripts/build，不加 --only。",
            f"{place}: what the last build has made is damaged; run scripts/build, "
            "without --only",
        )
    left_out = shutil.ignore_patterns(SUMS)
    shutil.copytree(place, target, ignore=left_out, dirs_exist_ok=True)


def make_way(path: Path) -> None:
    """Delete what stands there, of any kind: a folder, a file, a link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def mend_cache(cache: Path) -> None:
    """Delete what stands where a build wants a folder and is none."""
    for name in FOLDERS:
        if not (cache / name).is_dir():
            make_way(cache / name)


def _aside(place: Path) -> Path:
    return place.with_name(f"{place.name}.old")


def _sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != SUMS
    }
