"""Tells on the terminal what a long command is doing."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Say that a stage begins, and how long it took."""
    begun = time.perf_counter()
    _say(f"· {name} …\n")
    yield
    _say(f"  {time.perf_counter() - begun:.1f} s\n")


def count(done: int, total: int, name: str) -> None:
    """Say how far a stage is; one line that renews itself on a terminal."""
    if sys.stderr.isatty():
        _say(f"\r\033[K  {done}/{total} {name}" + ("\n" if done == total else ""))
    elif done == total or done % 10 == 0:
        _say(f"  {done}/{total} {name}\n")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
