"""Says what a command takes: processor, time and memory, its children included."""

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.3
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Usage:
    """What a command and its children took."""

    cpu: float
    """Seconds, user and system."""
    wall: float
    peak: float
    """MB of all its processes at one moment; 0 where /proc does not tell."""
    told: str
    """What it printed."""


def used(*command: str | Path, folder: Path, **environment: str) -> Usage:
    """Run a command in a folder; stop with what it said if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        peaks: list[float] = [0.0]
        watch = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
        watch.start()
        told, _ = process.communicate()
        watch.join()
    if process.returncode:
        raise SystemExit(f"{command}: {told[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Usage(cpu, time.perf_counter() - begun, max(peaks) / 1e6, told)


def _watch(process: subprocess.Popen[str], peaks: list[float]) -> None:
    while process.poll() is None:
        peaks.append(_memory(process.pid))
        time.sleep(PAUSE)


def _memory(root: int) -> float:
    """Return the bytes in memory of a process and of all that it has started."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        number = int(stat.parent.name)
        parents[number] = int(fields[1])
        sizes[number] = int(fields[21]) * resource.getpagesize()
    family = {root}
    while more := {n for n, p in parents.items() if p in family} - family:
        family |= more
    return sum(sizes.get(number, 0) for number in family)
