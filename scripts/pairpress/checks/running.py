"""Runs checks on two processors where there are two: half the time a writer waits."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection

from ..content.library import Library
from ..content.problems import Problem

Check = Callable[[Library], Iterator[Problem]]
FEW = 40
"""Pages up to which a second process costs more than it saves."""


def run_checks(
    library: Library, first: Iterable[Check], second: Iterable[Check]
) -> set[Problem]:
    """Return the problems that both groups of checks find."""
    if not _pays(library):
        return _run(library, (*first, *second))
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    helper = context.Process(target=_send, args=(sender, library, second), daemon=True)
    helper.start()
    sender.close()
    found = _run(library, first)
    try:
        found |= receiver.recv()
    except EOFError:
        # The helper has died: its own words are lost, ours say what is wrong.
        found |= _run(library, second)
    helper.join()
    return found


def _pays(library: Library) -> bool:
    """Say whether to fork: never among threads, whose locks a copy would keep."""
    pages = sum(len(topics) for topics in library.pages.values())
    return (
        hasattr(os, "fork")
        and (os.cpu_count() or 1) > 1
        and threading.active_count() == 1
        and pages > FEW
    )


def _run(library: Library, checks: Iterable[Check]) -> set[Problem]:
    return {problem for check in checks for problem in check(library)}


def _send(sender: Connection, library: Library, checks: Iterable[Check]) -> None:
    sender.send(_run(library, checks))
