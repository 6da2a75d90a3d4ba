"""Tells the staff what no check foresaw, as a full disk: no traceback."""

import errno
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from .content.speech import speech_of

RECORD = ".cache/fault.txt"
"""Where the traceback is kept for those who can read it."""
FULL = (
    "磁盘满了，写不下。请腾出空间，再运行一次。",
    "the disk is full; free some space and run it again",
)
CLOSED = (
    "没有权限读或写。请检查这个文件夹的权限，再运行一次。",
    "it may not be read or written; look at the permissions and run it again",
)
ODD = (
    "这里的文件或文件夹不是该有的样子。如果在 .cache 里，删掉它，再运行一次。",
    "a file or folder is not what it should be; if it is in .cache, delete it and "
    "run it again",
)
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.EROFS: CLOSED,
}
UNCHANGED = (
    "已发布的网站没有改动，仍然完整。",
    "The published site is as it was, and whole.",
)


def tell_faults(command: Callable[[], int]) -> int:
    """Run a command; return its exit code, or tell what went wrong and return 1."""
    try:
        return command()
    except OSError as error:
        told, record = _refused(error), _recorded()
    except Exception as error:
        told, record = _unforeseen(error), _recorded()
    say = speech_of(Path())
    message, unchanged = say(*told, "\n"), say(*UNCHANGED, "\n")
    where = f"  {say('详情', 'Details')}: {record}\n" if record else ""
    print(f"\n{message}\n{where}{unchanged}", file=sys.stderr)
    return 1


def _refused(error: OSError) -> tuple[str, str]:
    """Say what the system has refused, and what to do about it."""
    zh, en = REASONS.get(error.errno or 0, ODD)
    names = [str(name) for name in (error.filename, error.filename2) if name]
    where = f"{' → '.join(names)}: " if names else ""
    return f"✗ {where}{zh}", f"✗ {where}{en} ({error.strerror or error})"


def _unforeseen(error: Exception) -> tuple[str, str]:
    """Say that the program itself is at fault, and in which of its lines."""
    what = f"{type(error).__name__}: {error}"
    line = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(line.filename).name}:{line.lineno}"
    return (
        f"✗ 程序自己出了错（{place}）：{what}",
        f"✗ the program itself has a fault ({place}): {what}",
    )


def _recorded() -> str:
    """Keep the traceback in a file; say where, if that was possible."""
    try:
        path = Path(RECORD)
        path.parent.mkdir(exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return ""
    return RECORD
