"""Publishes a finished folder in one move: the old site, or the new one, never half."""

import fcntl
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotPublish(Exception):
    """The place for the site is taken by something that is not ours to replace."""


def publish(finished: Path, target: Path, releases: Path) -> None:
    """Make `target` show the folder `finished`.

    The folder moves to `releases`, and `target`, a link, is exchanged in one step;
    a process killed at any moment leaves the old site or the new one. An empty folder
    at the target gives way; any other is refused.
    """
    if target.is_dir() and not target.is_symlink():
        try:
            target.rmdir()
        except OSError as error:
            raise CannotPublish(
                f"{target}：这里已有别的文件夹，请先移走或换一个 --out。\n"
                f"{target}: there is a folder here already; move it away, "
                "or choose another --out"
            ) from error
    releases.mkdir(parents=True, exist_ok=True)
    release = releases / secrets.token_hex(6)
    finished.replace(release)
    target.parent.mkdir(parents=True, exist_ok=True)
    link = target.with_name(f".{target.name}.{release.name}")
    link.symlink_to(os.path.relpath(release, target.parent))
    link.replace(target)
    forget_releases(releases, keep=release)


def forget_releases(releases: Path, keep: Path) -> None:
    """Delete releases that nothing shows any more, except the newest few."""
    others = [path for path in releases.iterdir() if path != keep]
    newest_first = sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
    for release in newest_first[1:]:
        shutil.rmtree(release, ignore_errors=True)


@contextmanager
def one_at_a_time(cache: Path) -> Iterator[None]:
    """Hold the project's build lock; a second build waits for the first.

    The system frees the lock when its holder ends, however it ends.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("等另一次生成完成… Waiting for another build …", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
