"""Writes the same drawn pages as a project of ours, and as one of stock Material's."""

import shutil
from pathlib import Path

from paper_projects import corpus_project
from search_corpus import Corpus, write_pages
from search_peers import CHANGED, stock_settings

HANDOUT = f"handout: true\n{CHANGED}"


def our_project(root: Path, work: Path, corpus: Corpus, *, handouts: bool) -> None:
    """Write the pages as a project of ours; each is a handout, or none.

    There are no books: one of hundreds of chapters would be nobody's.
    """
    corpus_project(root, work, corpus, HANDOUT if handouts else CHANGED)
    shutil.rmtree(work / "print/publications")


def stock_project(work: Path, corpus: Corpus) -> Path:
    """Write the pages for Material with static-i18n and search; return its settings."""
    shutil.rmtree(work, ignore_errors=True)
    write_pages(corpus, work / "docs")
    return stock_settings(work, "stock", {})


def as_new(work: Path) -> None:
    """Put aside what builds have left in a project, but for the fonts, baked before."""
    aside = work.with_name(f"{work.name}-before")
    aside.mkdir()
    for path in (work / ".cache").iterdir():
        if path.name != "fonts":
            path.rename(aside / path.name)
    (work / "site").unlink(missing_ok=True)
