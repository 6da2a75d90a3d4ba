"""Makes pages of what was brought: pairs with the same sections, links and pictures."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..content.data import Data
from ..content.problems import ContentError, Problem
from ..content.site import Site
from .brought import Brought, bring
from .existing import existing_halves
from .finding import find_sources
from .heading_ids import with_ids
from .known_phones import with_known_phones
from .links import Album, Map, Placed, lead
from .page_texts import describe, empty_headings, page_text, without_headings
from .pairing import Match, pair


@dataclass(frozen=True)
class Proposal:
    """What an import would bring: pages in pairs, and what was found on the way."""

    matches: list[Match]
    problems: list[Problem]


@dataclass(frozen=True)
class Intake:
    """Files to write, by their paths from the project’s root."""

    pages: dict[str, str]
    pictures: dict[str, bytes]
    topics: list[str]
    problems: list[Problem]
    """What a person must look at."""


def propose(paths: list[Path], site: Site, under: str, left_out: list[str]) -> Proposal:
    """Read what was named but for `left_out`, and propose pairs for `under`.

    Raise ContentError, with every reason, if something cannot be read.
    """
    sources, problems = find_sources(paths, left_out)
    brought: list[Brought] = []
    for source in sources:
        one, notes = bring(source, site)
        if one:
            brought.append(one)
        else:
            problems += notes
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    if not brought:
        raise ContentError([replace(problem, severity="error") for problem in problems])
    matches = pair(brought, site.locales)
    if under:
        matches = [replace(m, topic=f"{under}/{m.topic}") for m in matches]
    return Proposal(matches, problems)


def take(
    proposal: Proposal, site: Site, data: Data, day: date, notes: dict[str, str]
) -> Intake:
    """Return the files of a proposal; `notes` is what `changed:` says, per language."""
    there = [existing_halves(match, site) for match in proposal.matches]
    placed = [
        _placed(match, halves)
        for match, halves in zip(proposal.matches, there, strict=True)
    ]
    assets = site.docs / "assets"
    album = Album({x.name for x in assets.iterdir()} if assets.is_dir() else set())
    places = _map(placed, site)
    # What is empty without its pictures is known only now; no link may lead there.
    placed = [_without_empty(pages, places, album) for pages in placed]
    places = _map(placed, site)
    files: dict[str, str] = {}
    problems = list(proposal.problems)
    for match, halves, pages in zip(proposal.matches, there, placed, strict=True):
        _tell_match(match, halves, site)
        for page in pages:
            brought = page.brought
            led = lead(page, places, album)
            lines = with_known_phones(led, data)
            text = brought.text
            title = text.title.text
            said = describe(text.description, title, led, brought.notes)
            files[f"docs/{brought.locale}/{page.topic}.md"] = page_text(
                title, said, lines, day, notes[brought.locale],
                only=len(pages) < len(site.locales) and not halves,
            )  # fmt: skip
            problems += brought.notes
    pictures = {f"docs/assets/{name}": raw for name, raw in album.files.items()}
    topics = [match.topic for match in proposal.matches]
    return Intake(files, pictures, topics, sorted(set(problems)))


def _placed(match: Match, there: dict[str, Brought]) -> list[Placed]:
    """Return the halves with ids; a half that is there already gives its own."""
    pages = with_ids(match.halves | there)
    return [Placed(match.topic, pages[code]) for code in match.halves]


def _map(placed: list[list[Placed]], site: Site) -> Map:
    return Map([page for pages in placed for page in pages], site.locales)


def _without_empty(pages: list[Placed], places: Map, album: Album) -> list[Placed]:
    """Return the halves of a page without the sections that are empty in each."""
    led = [lead(page, places, album) for page in pages]
    empty = set.intersection(*(set(empty_headings(lines)) for lines in led))
    if not empty:
        return pages
    return [_without(page, empty) for page in pages]


def _without(placed: Placed, empty: set[str]) -> Placed:
    page = placed.page
    lines = without_headings(page.brought.lines, empty, page.brought.notes)
    anchors = {old: new for old, new in page.anchors.items() if new not in empty}
    brought = page.brought.with_lines(lines)
    return replace(placed, page=replace(page, brought=brought, anchors=anchors))


def _tell_match(match: Match, there: dict[str, Brought], site: Site) -> None:
    """Note what stands alone, and what is paired but not certain."""
    missing = [code for code in site.locales if code not in match.halves]
    for code, one in match.halves.items():
        others = ", ".join(x.source.name for c, x in match.halves.items() if c != code)
        for half in there.values():
            one.notes.unpaired(
                f"另一半是 {half.notes.path}。请一起看一遍；那边有 only: true，就删掉。",
                f"its other half is {half.notes.path}: read both, and delete only: true "
                "there if it has it",
            )
        if missing and not there:
            one.notes.unpaired(
                f"没有找到 {'、'.join(missing)} 的另一半，先写了 only: true。"
                "有了另一半，就删掉这一行。",
                f"no half in {', '.join(missing)} was found: only: true was written; "
                "delete that line once there is one",
            )
        if others and match.is_doubtful:
            one.notes.unpaired(
                f"和 {others} 配成了一对，不太确定（{match.zh}）。请看看对不对。",
                f"was paired with {others}, which is not certain ({match.en}); see "
                "whether it is right",
            )
