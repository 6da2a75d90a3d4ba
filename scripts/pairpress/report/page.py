"""Writes the report: one file that asks nothing of anybody, as the staff speak."""

import re
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..checks import check_project
from ..content.clock import today
from ..content.colours import in_colours
from ..content.languages import language
from ..content.library import Library
from ..content.problems import Problem
from ..content.references import REFERENCE
from ..content.speech import speech_of
from .data_part import contact_rows, fact_rows
from .pages_part import all_states, topic_rows, waiting_sections
from .prints_part import print_rows

LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]+)\)")


def write_report(root: Path, out: Path) -> None:
    """Write the status page of a project into a file."""
    library, problems = check_project(root)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(report(library, problems), encoding="utf-8", newline="\n")


def report(library: Library, problems: list[Problem]) -> str:
    """Return the status page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": _day, "told": _told}
    # For macros, which see no context.
    environment.globals["say"] = speech_of(library.site.root)
    return environment.get_template("report.html").render(_context(library, problems))


def _context(library: Library, problems: list[Problem]) -> dict[str, object]:
    day = today(library.site.settings.time_zone)
    states = all_states(library)
    topics = list(topic_rows(library, states))
    waiting = waiting_sections(library, states)
    style = (Path(__file__).parent / "report.css").read_text("utf-8")
    return {
        "site": library.site,
        "style": Markup(in_colours(style, library.site.settings.colours)),
        "today": day,
        "languages": {x: library.site.written(x).lang for x in library.site.locales},
        "names": {x: _own_name(x) for x in library.site.locales},
        "topics": topics,
        "counts": Counter(topic.state for topic in topics),
        "reviewed": {
            edition.lang: sum(bool(t.reviews.get(edition.lang)) for t in topics)
            for edition in library.site.editions
        },
        "waiting": waiting,
        "facts": fact_rows(library, day),
        "contacts": contact_rows(library),
        "prints": print_rows(library, waiting, day),
        "publications": {p.id: p for p in library.publications},
        "titles": {t.topic: t.titles for t in topics},
        "problems": _by_file(problems),
        "severities": Counter(problem.severity for problem in problems),
    }


def _own_name(locale: str) -> str:
    """Return a language's name in itself: 中文, English."""
    return language(locale).name(locale)


def _by_file(problems: list[Problem]) -> list[tuple[str, list[Problem]]]:
    """Return the problems file by file, files with errors first."""
    files = [
        (path, list(found))
        for path, found in groupby(sorted(problems), key=lambda problem: problem.path)
    ]
    return sorted(files, key=lambda file: all(p.severity == "warning" for p in file[1]))


def _told(text: str) -> Markup:
    """Mark references and where links lead, so that the words stand out."""
    shown = LINK.sub(r'\1 <code class="ref">→ \2</code>', str(escape(text)))
    return Markup(
        REFERENCE.sub(lambda m: f'<code class="ref">{m[1].strip()}</code>', shown)
    )


def _day(value: date | None) -> str:
    return value.isoformat() if value else "—"
