"""Builds pages and prints, each in a process of its own, and says what it took."""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from paper_usage import Usage, used
from search_corpus import Corpus, write_pages

PAGES = """
import shutil
from pathlib import Path
from pairpress.content.library import survey_library
from pairpress.web.build import build_web
root, work = Path.cwd(), Path.cwd() / ".cache/build"
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
build_web(survey_library(root)[0], work / "site", work / "views")
"""
PRINTS = """
import json
from pathlib import Path
from pairpress.content.library import survey_library
from pairpress.paper.printing import print_all
root = Path.cwd()
views, out = root / ".cache/build/views", root / ".cache/build/print"
printed = print_all(survey_library(root)[0], views, out, root / ".cache")
pages = sum(entry.pages for entry in printed.entries)
size = sum(entry.bytes for entry in printed.entries)
told = {"PDFs": len(printed.entries), "withheld": len(printed.withheld)}
print(json.dumps(told | {"new": printed.rendered, "pages": pages, "bytes": size}))
"""
ONE_KIND = """
import json, shutil, sys
from dataclasses import replace
from pathlib import Path
from pairpress.content.library import survey_library
from pairpress.paper.composition import compose_all
from pairpress.paper.fonts import bake
from pairpress.paper.rendering import render_all
from pairpress.paper.typefaces import typefaces_of
root = Path.cwd()
views, cache = root / ".cache/build/views", root / ".cache/one-kind"
shutil.rmtree(cache, ignore_errors=True)
library = survey_library(root)[0]
jobs = [
    replace(document.job, max_pages=None)
    for document in compose_all(library, views)
    if document.publication.kind == sys.argv[1]
    and document.edition in ("zh-Hans", "en")
    and not document.format
]
fonts = bake(root / ".cache/fonts", typefaces_of(library.site))
results = render_all(jobs, fonts, cache)
assert all(pdf.ok for pdf in results), [str(pdf.failure) for pdf in results]
told = {"PDFs": len(results), "pages": sum(pdf.pages for pdf in results)}
print(json.dumps(told | {"bytes": sum(pdf.bytes for pdf in results)}))
"""
SENTENCE = re.compile(r"^[\u4e00-\u9fff][^|{}<>\[\]\n。]*(?=。)", re.MULTILINE)
"""A plain Chinese sentence at the beginning of a line, without its full stop."""


def _ours(work: Path, script: str, *arguments: str) -> Usage:
    command = (sys.executable, "-W", "ignore", "-c", script, *arguments)
    return used(*command, folder=work, PYTHONPATH="scripts", NO_MKDOCS_2_WARNING="1")


def build_pages(work: Path) -> Usage:
    """Build a project's pages and print views."""
    return _ours(work, PAGES)


def print_all(work: Path) -> dict[str, Any]:
    """Print everything of a project whose print views stand; return the figures."""
    usage = _ours(work, PRINTS)
    told = json.loads(usage.told.splitlines()[-1])
    return {
        **told,
        "CPU s": usage.cpu,
        "wall s": usage.wall,
        "peak MB": usage.peak,
        "CPU ms a page": 1000 * usage.cpu / told["pages"],
    }


def one_kind(work: Path, kind: str) -> dict[str, Any]:
    """Print the standard format of a kind in Chinese and in English, no other."""
    usage = _ours(work, ONE_KIND, kind)
    told = json.loads(usage.told.splitlines()[-1])
    return _row(f"Pairpress, {kind}", usage.cpu, usage.wall, usage.peak, **told)


def peer_book(python: Path, work: Path, corpus: Corpus) -> dict[str, Any]:
    """Print one book a language with mkdocs-to-pdf; MkDocs without it is not in it."""
    shutil.rmtree(work, ignore_errors=True)
    write_pages(corpus, work / "docs")
    cpu = wall = peak = 0.0
    pages = size = 0
    for locale in ("zh", "en"):
        plain = _mkdocs(python, work, locale, [])
        whole = _mkdocs(python, work, locale, [{"to-pdf": {"output_path": "book.pdf"}}])
        cpu, wall = cpu + whole.cpu - plain.cpu, wall + whole.wall - plain.wall
        peak = max(peak, whole.peak)
        book = work / f"site-{locale}/book.pdf"
        pages += len(pypdfium2.PdfDocument(book))
        size += book.stat().st_size
    return _row("mkdocs-to-pdf", cpu, wall, peak, PDFs=2, pages=pages, bytes=size)


def _mkdocs(python: Path, work: Path, locale: str, plugins: list[Any]) -> Usage:
    settings = {
        "site_name": "Benchmark",
        "site_url": "http://127.0.0.1/",
        "docs_dir": f"docs/{locale}",
        "site_dir": f"site-{locale}",
        "theme": {"name": "material", "font": False, "language": locale},
        "plugins": plugins,
        "markdown_extensions": [
            *("admonition", "attr_list", "tables", "pymdownx.superfences"),
        ],
    }
    file = work / f"{locale}.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    command = (python, "-W", "ignore", "-m", "mkdocs", "build", "-q", "-f", file)
    return used(*command, folder=work, NO_MKDOCS_2_WARNING="1")


def _row(
    name: str, cpu: float, wall: float, peak: float, **told: int
) -> dict[str, Any]:
    return {
        "program": name,
        **told,
        "CPU s": cpu,
        "wall s": wall,
        "peak MB": peak,
        "CPU ms a page": 1000 * cpu / told["pages"],
        "KB a page": told["bytes"] / 1000 / told["pages"],
    }


def topics(work: Path) -> tuple[str, str]:
    """Return a topic with a handout that stands in no handbook, and one of a chapter.

    Both have a sentence to edit; "" where there is none.
    """
    books: set[str] = set()
    for file in (work / "print/publications").glob("*.yml"):
        declared = yaml.safe_load(file.read_text("utf-8"))
        if declared.get("kind") == "handbook":
            books |= set(declared["chapters"])
    outside = inside = ""
    for page in sorted((work / "docs/zh").rglob("*.md")):
        topic = page.relative_to(work / "docs/zh").with_suffix("").as_posix()
        # What comes before the first section is in every handout of the page.
        lead = page.read_text("utf-8").partition("\n## ")[0]
        if ("\nhandout: " in lead or topic in books) and SENTENCE.search(lead):
            outside = outside or (topic if topic not in books else "")
            inside = inside or (topic if topic in books else "")
    return outside, inside


def edit(work: Path, topic: str) -> None:
    """Add a word to the first sentence of a Chinese page."""
    page = work / f"docs/zh/{topic}.md"
    text = SENTENCE.sub(lambda m: f"{m[0]}吧", page.read_text("utf-8"), count=1)
    page.write_text(text, "utf-8")
