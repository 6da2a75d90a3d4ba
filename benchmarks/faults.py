"""Attacks builds of the fixture: killed at drawn moments, or with damaged caches."""

import argparse
import json
import os
import platform
import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

# Only now can these be found.
from attacks import (  # noqa: E402
    DAMAGES,
    PLACES,
    WORDS,
    Target,
    environment_of_commands,
)
from site_files import copy_project  # noqa: E402

EPOCH = "1795280400"
"""2026-11-21, the day on which the tests build the fixture."""


def main() -> int:
    """Attack, print a table, and return 1 if anything but a whole site was found."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        project = copy_project(ROOT / "tests/fixture", Path(folder) / "project")
        draw = random.Random(options.seed)
        target = Target(project, environment_of_commands(EPOCH), draw)
        target.prepare()
        print(f"seed {options.seed}; a build takes {target.duration:.1f} s", flush=True)
        found = {
            "kills": kill(target, options.kills),
            "damages": damage(target, options.damages),
        }
    _write(options.seed, target.duration, found)
    bad = [fault for part in found.values() for fault in part["faults"]]
    print(*bad, sep="\n")
    return 1 if bad else 0


def kill(target: Target, times: int) -> dict[str, Any]:
    """Kill builds; count which site was published afterwards."""
    published: Counter[str] = Counter()
    faults = []
    for number in range(times):
        before = target.published()
        moment = target.random.uniform(0, 1.15 * target.duration)
        after = target.kill_a_build(moment)
        if after is None:
            faults.append(f"kill {number} after {moment:.3f} s: neither site is whole")
            break
        published["the new site" if after != before else "the old site"] += 1
    mended = _build(target)
    if mended:
        faults.append(f"the build after the kills: {mended}")
    print(f"killed {times}: {dict(published)}", flush=True)
    return {"published": published, "faults": faults}


def damage(target: Target, times: int) -> dict[str, Any]:
    """Damage files of a cache, in turn in each manner; build, and compare."""
    faults = []
    cases = [(how, place) for how in DAMAGES for place in PLACES]
    for number in range(times):
        how, place = cases[number % len(cases)]
        target.damage(how, place, number=1)
        if told := _build(target):
            faults.append(f"damage {number}, {how} in {place}: {told}")
    print(f"damaged {times}: {len(faults)} not mended", flush=True)
    return {"builds": times, "faults": faults}


def _build(target: Target) -> str:
    """Build the first site; return what is wrong with it, or nothing."""
    target.say(WORDS[0])
    made = target.build()
    if made.returncode:
        return made.stderr
    return "" if target.published() == 0 else "not the bytes of a clean build"


def _write(seed: int, duration: float, found: dict[str, Any]) -> None:
    path = ROOT / ".cache/benchmarks/faults.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores",
        "seed": seed,
        "build": round(duration, 1),
    }
    path.write_text(json.dumps(told | found, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--damages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
