"""`import`: pages from Word files and loose Markdown, and a report for a person."""

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .checks import check_project
from .checks.mending import mended_page
from .content.clock import today
from .content.data import survey_data
from .content.problems import ContentError, Problem
from .content.site import Site, read_site
from .content.text_files import read_text, write_text
from .content.writing import chinese_script_of
from .new_pages import first_note, refuse_topic, with_menu_line
from .office.intake import Intake, Proposal, propose, take
from .office.pairing import Match
from .office.report import report_text

REPORT = "import-report.md"
STYLE = ("long-sentence", "reading-level", "plain-word", "never-agreed")
"""Rules whose findings scripts/check tells well enough: there are many, and none is
about what was brought."""


@dataclass(frozen=True)
class Order:
    """What was asked for: which files, into which folder, and how carefully."""

    paths: list[Path]
    under: str = ""
    left_out: list[str] = field(default_factory=list)
    replace: bool = False
    is_dry: bool = False


@dataclass(frozen=True)
class Done:
    """What an import has written, and what is left to do."""

    written: list[str]
    proposal: Proposal
    problems: list[Problem]
    """Notes of the import, then what scripts/check finds on the new pages."""


def bring_pages(root: Path, order: Order) -> Done:
    """Bring pages into a project; write all of it, or nothing.

    Raise ContentError if something cannot be read or a page is there already.
    """
    site = read_site(root)
    if order.under:
        refuse_topic(order.under)
    proposal = propose(order.paths, site, order.under, order.left_out)
    notes = {code: first_note(code) for code in site.locales}
    data, _ = survey_data(root)
    intake = take(proposal, site, data, today(site.settings.time_zone), notes)
    pages = {path: _mended(path, text, site) for path, text in intake.pages.items()}
    taken = [] if order.replace else _taken_pages(intake, root)
    if order.is_dry:
        return Done([], proposal, [*taken, *intake.problems])
    if taken:
        raise ContentError(taken)
    menu = read_text(root / "mkdocs.yml", root)
    for topic in intake.topics:
        if topic not in site.nav:
            menu = with_menu_line(menu, topic)
    files = {path: text.encode() for path, text in pages.items()} | intake.pictures
    _write_all(root, files | {"mkdocs.yml": menu.encode()})
    _, found = check_project(root)
    problems = [*intake.problems, *(p for p in found if _is_about(p, pages))]
    write_text(root / REPORT, report_text(proposal, problems))
    return Done([*files, "mkdocs.yml", REPORT], proposal, problems)


def _is_about(problem: Problem, pages: dict[str, str]) -> bool:
    """Say whether a problem is of a new page, and more than a matter of style."""
    return problem.path in pages and problem.rule not in STYLE


def _mended(path: str, text: str, site: Site) -> str:
    """Return a page with all that is mechanical mended, as scripts/check --fix does."""
    locale = path.split("/")[1]
    return mended_page(text, chinese_script_of(locale))


def _taken_pages(intake: Intake, root: Path) -> list[Problem]:
    """Return a problem for each page that is there already."""
    return [_taken(path) for path in intake.pages if (root / path).exists()]


def _taken(path: str) -> Problem:
    return Problem(
        path,
        1,
        "import-taken",
        "this page is there already and was not touched; bring yours into a folder of "
        "its own with --under, or take this one’s place with --replace",
        "已经有这一页，没有动它。用 --under 放进别的文件夹，或者用 --replace 换掉。",
    )


def _write_all(root: Path, files: dict[str, bytes]) -> None:
    """Write files whole or not at all: a failure puts back what was there."""
    (root / ".cache").mkdir(exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="import-", dir=root / ".cache"))
    done: list[tuple[Path, Path | None]] = []
    try:
        for number, content in enumerate(files.values()):
            (fresh / f"{number}.new").write_bytes(content)
        try:
            for number, path in enumerate(files):
                place, old = root / path, fresh / f"{number}.old"
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.is_file():
                    shutil.copy2(place, old)
                done.append((place, old if place.is_file() else None))
                (fresh / f"{number}.new").replace(place)
        except BaseException:
            for place, old_one in done:
                if old_one:
                    old_one.replace(place)
                else:
                    place.unlink(missing_ok=True)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def tell(done: Done) -> str:
    """Return the table of pairs, and how many things are left to a person."""
    rows = [_row(match) for match in done.proposal.matches]
    counts = Counter(problem.rule for problem in done.problems)
    left = [f"  {rule}: {count}" for rule, count in counts.most_common()]
    pairs = sum(len(match.halves) > 1 for match in done.proposal.matches)
    alone = len(rows) - pairs
    return "\n".join(
        [
            *rows,
            "",
            f"{pairs} 对，{alone} 页没有另一半。 "
            f"{pairs} pairs, {alone} without another half.",
            *(["要人看的 For a person:", *left] if left else []),
        ]
    )


def _row(match: Match) -> str:
    names = " + ".join(f"{c}: {one.source.name}" for c, one in match.halves.items())
    mark = "?" if match.is_doubtful else " "
    score = f"{match.score:.2f}" if len(match.halves) > 1 else "  — "
    return f"{score}{mark} {match.topic} ← {names} ({match.en} {match.zh})"
