"""Measures the prints: beside another program, built again, and as they grow.

    .venv/bin/python benchmarks/paper.py                 all parts, our own pages
    .venv/bin/python benchmarks/paper.py peer            one part: peer, rebuild, growth
    .venv/bin/python benchmarks/paper.py peer FOLDER     a folder with zh/ and en/

How, against whom, and what to mind: benchmarks/README.md.
"""

import argparse
import sys
from pathlib import Path

from measured import Row, told_rows, write_report
from paper_projects import corpus_project, grown, own_project
from paper_runs import build_pages, edit, one_kind, peer_book, print_all, topics
from search_corpus import Corpus, Half, read_corpus
from search_peers import install

from search import ROOT, WORK, own_corpus, with_index

PARTS = ("peer", "rebuild", "growth")


def main() -> None:
    """Measure the parts that are asked for, and tell."""
    options = _options()
    results: dict[str, list[Row]] = {}
    for part in [options.part] if options.part != "all" else PARTS:
        rows = MEASURES[part](options)
        results[part] = rows
        print(f"\n{part}\n\n{told_rows(rows)}", flush=True)
        write_report(WORK / f"paper-{part}.json", rows, options.folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("part", nargs="?", default="all", choices=("all", *PARTS))
    parser.add_argument("folder", nargs="?", type=Path, help="holds zh/ and en/")
    parser.add_argument(
        "--pairs", type=int, default=0, help="only so many pages; of growth, the first"
    )
    return parser.parse_args()


def _corpus(options: argparse.Namespace) -> Corpus:
    if options.folder:
        corpus, unpaired = read_corpus(options.folder)
        print(f"{len(corpus)} pairs, {unpaired} files without their other half")
        return printable(with_index(corpus))
    return printable(own_corpus())


def printable(corpus: Corpus) -> Corpus:
    """Put □ for characters that no print font has; our build would stop at them."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from pairpress.content.site import read_site
    from pairpress.paper.fonts import bake
    from pairpress.paper.typefaces import typefaces_of

    fonts = bake(ROOT / ".cache/fonts", typefaces_of(read_site(ROOT)))
    told = "".join(
        text
        for halves in corpus.values()
        for half in halves.values()
        for text in (half.title, half.description, *half.lines)
    ) + "".join(h.text for c in corpus.values() for x in c.values() for h in x.headings)
    unknown = fonts.missing(told)
    print(f"{len(unknown)} characters that the fonts lack: {''.join(sorted(unknown))}")
    boxes = str.maketrans(dict.fromkeys(unknown, "□"))

    def mended(half: Half) -> Half:
        return Half(
            half.title.translate(boxes),
            half.description.translate(boxes),
            tuple(line.translate(boxes) for line in half.lines),
            tuple(
                type(h)(h.line, h.level, h.text.translate(boxes)) for h in half.headings
            ),
        )

    return {t: {x: mended(h) for x, h in c.items()} for t, c in corpus.items()}


def measure_peer(options: argparse.Namespace) -> list[Row]:
    """Print the same pages, one book a language, with mkdocs-to-pdf and with ours."""
    wanted = Path(__file__).with_name("requirements-paper.txt")
    python = install(WORK / "paper-venv", wanted)
    corpus = _corpus(options)
    corpus = dict(list(corpus.items())[: options.pairs or None])
    rows = [peer_book(python, WORK / "paper-peer", corpus)]
    work = WORK / "paper-ours"
    corpus_project(ROOT, work, corpus)
    build_pages(work)
    rows += [one_kind(work, kind) for kind in ("handbook", "handout")]
    for row in rows:
        row["CPU a page, ratio"] = row["CPU ms a page"] / rows[0]["CPU ms a page"]
    return rows


def measure_rebuild(options: argparse.Namespace) -> list[Row]:
    """Print everything; then again, after no change and after a word."""
    work = WORK / "paper-rebuild"
    if options.folder:
        corpus_project(ROOT, work, _corpus(options))
    else:
        own_project(ROOT, work)
    outside, inside = topics(work)
    rows = []
    for name, topic in (
        *(("cold", ""), ("no change", "")),
        *(("a word outside the handbook", outside), ("a word in it", inside)),
    ):
        if topic or not name.startswith("a word"):
            if topic:
                edit(work, topic)
            pages = build_pages(work)
            rows.append({"run": name, "topic": topic} | print_all(work))
            rows[-1]["CPU s of the pages before"] = pages.cpu
            print(rows[-1], flush=True)
    for row in rows:
        row["CPU of cold"] = row["CPU s"] / rows[0]["CPU s"]
    return rows


def measure_growth(options: argparse.Namespace) -> list[Row]:
    """Print libraries of ×1, ×2 and ×4 pages, put together from the corpus's."""
    corpus, first = _corpus(options), options.pairs or 14
    rows = []
    for times in (1, 2, 4):
        work = WORK / "paper-growth"
        corpus_project(ROOT, work, grown(corpus, first * times))
        build_pages(work)
        rows.append({"run": f"×{times}, {first * times} pairs"} | print_all(work))
        print(rows[-1], flush=True)
    return rows


MEASURES = {
    "peer": measure_peer,
    "rebuild": measure_rebuild,
    "growth": measure_growth,
}

if __name__ == "__main__":
    main()
