"""Pools of processes that end with the build that has started them."""

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool; spawned, not forked, for Pango's state does not survive a fork."""
    context = get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_watch_parent)


def _watch_parent() -> None:
    """End this process as soon as its parent is no more.

    CPython 3.11 lets the processes of a killed build wait for work for ever.
    """
    # workaround: cpython/orphans-of-pools
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)
