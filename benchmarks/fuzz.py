"""Spoils the files of a small project at random, and tells where that shows wrongly.

    .venv/bin/python benchmarks/fuzz.py --seed 1 --minutes 10

How, and what to do with a finding: benchmarks/README.md.
"""

import argparse
import os
import resource
import shutil
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from bad_input import Hangs, add_extras, built, checked, targets  # noqa: E402
from mutations import spoil  # noqa: E402
from site_files import copy_project  # noqa: E402

FOUND = ROOT / ".cache/benchmarks/fuzz"
DAY = int(datetime(2026, 11, 21, 17, tzinfo=UTC).timestamp())
MEMORY = 3_000_000_000
BUILT = 0.15
"""The share of projects without errors that are built too, which takes far longer."""
DATA = (".yml", ".json", ".md")


def main() -> int:
    """Spoil, judge, restore; until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10, help="of processor time")
    parser.add_argument("--only", default="", help="a part of the names to spoil")
    options = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(DAY))
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    project = add_extras(
        copy_project(ROOT / "tests/fixture", Path(mkdtemp()) / "project")
    )
    whole = {p: p.read_bytes() for p in targets(project) if options.only in str(p)}
    counts: Counter[str] = Counter()
    findings: dict[str, str] = {}
    number = 0
    while time.process_time() < options.minutes * 60:
        number += 1
        random = Random(f"{options.seed}/{number}")
        spoilt = {}
        for path in random.sample(sorted(whole), random.choice((1, 1, 1, 2))):
            has_values = path.suffix in DATA
            spoilt[path] = spoil(random, whole[path], has_values=has_values)
        told = one(project, spoilt, random, counts)
        for path in spoilt:
            path.write_bytes(whole[path])
        for fault in told:
            name = fault.partition("\n")[0][:160]
            if name not in findings:
                findings[name] = fault
                keep(options.seed, number, project, spoilt, fault)
    shutil.rmtree(project.parent)
    print(f"seed {options.seed}: {number} projects, {dict(counts)}")
    print(f"{len(findings)} findings, in {FOUND}")
    return 1 if findings else 0


def one(
    project: Path, spoilt: dict[Path, bytes], random: Random, counts: Counter[str]
) -> list[str]:
    """Judge a project with some files spoilt; return what is wrong."""
    for path, raw in spoilt.items():
        path.write_bytes(raw)
    began = time.process_time()
    try:
        verdict = checked(project)
        faults = list(verdict.faults)
        counts["refused" if verdict.is_refused else "accepted"] += 1
        if not verdict.is_refused and random.random() < BUILT:
            counts["built"] += 1
            faults += built(project)
    except (Exception, Hangs, SystemExit) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        trace = "".join(traceback.format_exception(error))
        name = f"{type(error).__name__} {Path(where.filename).name}:{where.lineno}"
        faults = [f"{name}\n{trace}"]
    if (took := time.process_time() - began) > 8:
        faults.append(f"slow {round(took)} s\n{sorted(p.name for p in spoilt)}")
    return faults


def keep(
    seed: int, number: int, project: Path, spoilt: dict[Path, bytes], fault: str
) -> None:
    """Keep a finding with its files, and print its first line."""
    folder = FOUND / f"{seed}-{number}"
    for path, raw in spoilt.items():
        copy = folder / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(raw)
    (folder / "finding.txt").write_text(fault, encoding="utf-8", errors="replace")
    print(f"{seed}-{number}: {fault.partition(chr(10))[0][:200]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
