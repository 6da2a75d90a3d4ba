"""What Python's own pools of processes do when one of them dies."""

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

from still_needed import ROOT, still_needed

POOL = """
import multiprocessing, sys, time
from concurrent.futures import ProcessPoolExecutor
from pairpress.paper.process_pools import process_pool

if __name__ == "__main__":
    bare = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    pool = process_pool(1) if sys.argv[1] == "ours" else bare
    pool.submit(abs, 1).result()
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(600)
"""
WAIT = 4
"""Seconds for a process to end; one that waits for ever is given no more."""


def test_processes_end_with_the_build_that_has_started_them(tmp_path: Path) -> None:
    script = tmp_path / "pool.py"
    script.write_text(POOL, encoding="utf-8")

    def outlive(kind: str) -> bool:
        """Say whether a process is there after its parent was killed."""
        parent = subprocess.Popen(
            [sys.executable, script, kind],
            env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert parent.stdout
        children = [int(word) for word in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
        try:
            # As long as any of them holds the pipe.
            parent.communicate(timeout=60 if kind == "ours" else WAIT)
        except subprocess.TimeoutExpired:
            for child in children:
                os.kill(child, signal.SIGKILL)
            parent.communicate()
            return True
        return False

    assert not outlive("ours")
    still_needed("cpython/orphans-of-pools", is_fault=outlive("bare"))


def test_documents_do_not_go_through_the_pools_pipe() -> None:
    """Mended in Python 3.12.1: needed as long as an older one may run this.

    That nothing waits for ever is tested in tests/paper/test_rendering.py, where the
    processes are killed while there is more to print than a pipe holds.
    """
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked = tomllib.loads(text)["project"]["requires-python"]
    oldest = tuple(int(part) for part in asked.removeprefix(">=").split("."))
    assert oldest <= sys.version_info[:3]
    still_needed("cpython/full-pipes", is_fault=oldest < (3, 12, 1))
