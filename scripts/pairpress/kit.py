"""Packs an outreach kit: prints what is asked for, and puts it into one zip."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from .building import checked_library
from .content.catalogue import Entry
from .content.kit_order import (
    STANDARD,
    KitOrder,
    file_name,
    main_edition,
    read_order,
)
from .content.problems import ContentError, Problem
from .content.speech import speech_of
from .progress import count, stage
from .publishing import one_at_a_time
from .web.build import build_web


@dataclass(frozen=True)
class Packed:
    """The zip, and what was asked for and is not in it."""

    path: Path
    missing: list[str]


def pack(
    root: Path,
    occasion: str,
    names: list[str],
    editions: list[str] | None,
    formats: list[str],
    out: Path,
    jobs: int = 0,
) -> Packed:
    """Write <occasion>.zip into `out`; raise ContentError for an unknown name."""
    with one_at_a_time(root / ".cache"):
        library = checked_library(root, None)
        chosen_editions = editions or [main_edition(library.site)]
        order = read_order(library, occasion, names, chosen_editions, formats)
        # Pango and the fonts are needed from here on.
        from .paper.kits import write_kit
        from .paper.printing import print_all

        work, cache = root / ".cache/kit-build", root / ".cache"
        say = speech_of(root)
        shutil.rmtree(work, ignore_errors=True)
        with stage(say("网页", "pages")):
            build_web(library, work / "site", work / "views")
        entries: list[Entry] = []
        prints = work / "print"
        with stage(say("印刷品", "prints")):
            for publication in order.publications:
                printed = print_all(
                    library, work / "views", prints, cache, jobs, publication.id, count
                )
                entries += printed.entries
        chosen, missing = choose(order, entries)
        if not chosen:
            en = f"nothing of this is printed: {', '.join(missing)}"
            zh = f"要的都没有印：{'、'.join(missing)}"
            raise ContentError([Problem("print", 1, "empty-kit", en, zh)])
        path = out / f"{file_name(occasion)}.zip"
        write_kit(library, order, chosen, missing, prints, cache, path)
        shutil.rmtree(work, ignore_errors=True)
    return Packed(path, missing)


def choose(order: KitOrder, entries: list[Entry]) -> tuple[list[Entry], list[str]]:
    """Return what is asked for and there, in the order's order; and what is not there.

    What is not there was withheld. A format that a publication is never printed in is
    not missed where its standard one goes along.
    """
    by_name = {(e.publication, e.edition, e.format): e for e in entries}
    chosen: dict[Entry, None] = {}
    missing = []
    for publication in order.publications:
        editions = {e.edition for e in entries if e.publication == publication.id}
        formats = {e.format for e in entries if e.publication == publication.id}
        for edition in order.editions:
            for format in order.formats:
                name = _paired(edition, editions)
                if entry := by_name.get((publication.id, name, format)):
                    chosen[entry] = None
                elif format in formats or "" not in order.formats:
                    missing.append(f"{publication.id}.{edition}.{format or STANDARD}")
    return list(chosen), missing


def _paired(edition: str, printed: set[str]) -> str:
    """Return the edition to take: cards are printed in two languages only."""
    if all("+" in name for name in printed) and "+" not in edition:
        pairs = sorted(name for name in printed if name.split("+")[0] == edition)
        return next(iter(pairs), edition)
    return edition
