"""Sealed files: what a cache keeps, each with the sum of its name and its content.

A file that was cut short, changed or put in another's place is as good as none.
"""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

SUM = 32
"""Bytes of the sum that comes before the content."""
NEW = "new-"
"""How the name of what is being written begins."""
ABANDONED = 3600
"""Seconds after which nobody works any more at a file that is not kept."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; what stood there, of any kind, gives way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=NEW, delete=False) as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            Path(file.name).unlink()
            raise
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    Path(file.name).replace(path)


def seal(path: Path, content: bytes) -> None:
    """Write a sealed file."""
    write_whole(path, _sum(path.name, content) + content)


def unseal(path: Path) -> bytes | None:
    """Return the content of a sealed file; None if it is not there, or not whole."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    content = raw[SUM:]
    return content if raw[:SUM] == _sum(path.name, content) else None


def forget_others(folder: Path, kept: Iterable[Path]) -> None:
    """Delete what is in a cache and not kept, and what killed builds have left.

    A file that another build may be writing at this moment stays.
    """
    names = {path.name for path in kept}
    for path in folder.glob("*"):
        is_in_work = path.name.startswith(NEW) and not _is_abandoned(path)
        if path.name in names or is_in_work:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def forget_abandoned(folder: Path, pattern: str) -> None:
    """Delete the folders that match and that a killed build has left."""
    for path in folder.glob(pattern):
        if _is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > ABANDONED
    except OSError:  # its owner has just moved it away
        return False


def _sum(name: str, content: bytes) -> bytes:
    digest = hashlib.sha256(name.encode() + b"\n")
    digest.update(content)
    return digest.digest()
