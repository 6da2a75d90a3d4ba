"""Publishes a finished folder in one move: the old site, or the new one, never half."""

import fcntl
import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .content.speech import Refused, speech_of

RELEASES = "releases"
"""The folder in .cache/ that holds what was published."""


class CannotPublish(Refused):
    """The place for the site is taken by something that is not ours to replace."""


def publish(finished: Path, target: Path, releases: Path) -> None:
    """Make `target` show the folder `finished`.

    The folder moves to `releases`, and `target`, a link, is exchanged in one step;
    a process killed at any moment leaves the old site or the new one. An empty folder
    at the target gives way; anything else is refused.
    """
    refuse_taken(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    place = target.parent.resolve()
    # Each target keeps its own: to build elsewhere must not delete what site/ shows.
    shelf = (
        releases.resolve() / hashlib.sha256(bytes(place / target.name)).hexdigest()[:8]
    )
    shelf.mkdir(parents=True, exist_ok=True)
    release = shelf / secrets.token_hex(6)
    forget_links(place, shelf)
    finished.replace(release)
    link = place / f".{target.name}.{release.name}"
    link.symlink_to(os.path.relpath(release, place))
    if target.is_dir() and not target.is_symlink():
        target.rmdir()
    link.replace(target)
    forget_releases(shelf, keep=release)


def refuse_taken(target: Path) -> None:
    """Raise CannotPublish where a file, or a folder with anything in it, stands."""
    if not target.exists() or _is_ours(target):
        return
    if not target.is_dir() or any(target.iterdir()):
        raise CannotPublish(
            f"{target}：这里已有别的文件或文件夹，请先移走或换一个 --out。",
            f"{target}: there is a file or folder here already; move it away, "
            "or choose another --out",
        )


def _is_ours(target: Path) -> bool:
    """Say whether it is a link to a release, and not to somebody's own folder."""
    return target.is_symlink() and RELEASES in target.resolve().parts[-3:-1]


def forget_links(place: Path, shelf: Path) -> None:
    """Delete the links that killed builds were about to put into their place."""
    for path in place.glob(".*"):
        if path.is_symlink() and path.resolve().parent == shelf:
            path.unlink()


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
            say = speech_of(cache.parent)
            print(
                say("等另一次生成完成…", "Waiting for another build …"), file=sys.stderr
            )
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
