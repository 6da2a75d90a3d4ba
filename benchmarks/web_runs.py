"""Builds a site in a process of its own, and says what each stage took."""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from paper_usage import Usage, used

BUILD = """
import json, resource, sys
from contextlib import contextmanager
from pathlib import Path
from pairpress import building
from pairpress.checks import check_project

def cpu():
    both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, both))

@contextmanager
def stage(name):
    begun = cpu()
    yield
    stages[name.split()[-1]] = cpu() - begun

def checked_library(root, url):
    # Drawn pages say what ours may not, such as a number typed by hand: the checks
    # run as ever, and stop nothing.
    with stage("checks"):
        return check_project(root, url, advice=False)[0]

stages = {"start": cpu()}
building.stage, building.checked_library = stage, checked_library
only = sys.argv[1] if sys.argv[1] != "all" else None
building.build(Path.cwd(), Path.cwd() / "site", only, 0, None)
print(json.dumps(stages))
"""
DAY = "1790000000"
"""The day of every build, so that bytes can be compared."""


@dataclass(frozen=True)
class Built:
    """What a build took, and its stages (CPU seconds)."""

    usage: Usage
    stages: dict[str, float]


def build_drawn(work: Path, only: str) -> Built:
    """Build pages that were not written for us: "web", or "all" with prints."""
    command = (sys.executable, "-W", "ignore", "-c", BUILD, only)
    environment = {"PYTHONPATH": "scripts", "NO_MKDOCS_2_WARNING": "1"}
    usage = used(*command, folder=work, SOURCE_DATE_EPOCH=DAY, **environment)
    return Built(usage, json.loads(usage.told.splitlines()[-1]))


def build_stock(python: Path, settings: Path) -> Usage:
    """Build stock Material's project, which was not built before."""
    work = settings.parent
    command = (python, "-W", "ignore", "-m", "mkdocs", "build", "-q", "-f", settings)
    return used(*command, folder=work, NO_MKDOCS_2_WARNING="1")


def sums(site: Path) -> dict[str, str]:
    """Return the sum of every file of a site."""
    site = site.resolve()
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
