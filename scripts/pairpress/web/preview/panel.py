"""What the preview adds to a page: its problems, and a count of those elsewhere."""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...content.problems import Problem
from ...content.speech import BOTH, Speech

FOLDER = Path(__file__).parent
SPOT = "_preview/"
"""Where the preview's own files stand, below the site's root."""


@dataclass(frozen=True)
class Answer:
    """What is shown at an address."""

    content: bytes
    digest: str
    """Changes when the content does."""
    panel: str = ""
    status: int = 200


def digest_of(content: bytes) -> str:
    """Return a short name of a content."""
    return hashlib.sha256(content).hexdigest()[:16]


@functools.cache
def _macros(say: Speech) -> Any:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    return environment.get_template("panel.html").module


def problem_box(say: Speech, problems: Iterable[Problem]) -> str:
    """Return what stands in place of a page that cannot be read."""
    return str(_macros(say).box(_worst_first(problems)))


def panel(
    say: Speech,
    here: list[Problem],
    elsewhere: list[Problem],
    notes: list[str],
    base: str,
) -> str:
    """Return the panel of a page; `notes` are said above the problems."""
    return str(
        _macros(say).panel(
            _worst_first(here), count(here), count(elsewhere), notes, base + SPOT
        )
    )


def list_page(
    say: Speech, problems: list[Problem], pages: Mapping[str, str], base: str
) -> Answer:
    """Return the page with all problems; `pages` are addresses by source file."""
    files: dict[str, list[Problem]] = {}
    for problem in _worst_first(problems):
        files.setdefault(problem.path, []).append(problem)
    digest = digest_of(repr(files).encode())
    listing = _macros(say).listing
    html = listing(files, count(problems), pages, base, base + SPOT, digest)
    return Answer(str(html).encode(), digest)


def waiting_page(say: Speech, problems: list[Problem], base: str) -> Answer:
    """Return what is shown at every address while there is nothing else to show."""
    digest = digest_of(repr(problems).encode())
    html = _macros(say).waiting(_worst_first(problems), base, base + SPOT, digest)
    return Answer(str(html).encode(), digest, status=503)


def with_panel(answer: Answer, base: str) -> bytes:
    """Return a page with its panel, and with what loads the page again.

    Both come from files of the preview: the page's policy allows nothing inline.
    """
    page, panel, digest = answer.content, answer.panel, answer.digest
    head = _macros(BOTH).head(base, base + SPOT, digest)
    page = page.replace(b"</head>", f"{head}</head>".encode(), 1)
    before, end, after = page.rpartition(b"</body>")
    return before + panel.encode() + end + after


def count(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many errors and warnings there are."""
    counts = {"error": 0, "warning": 0}
    for problem in problems:
        counts[problem.severity] += 1
    return counts


def _worst_first(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.severity, p))
