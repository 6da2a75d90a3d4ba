"""Measures the building of pages: beside stock Material, as they grow, and once more.

    .venv/bin/python benchmarks/web.py                     all parts
    .venv/bin/python benchmarks/web.py sizes               or growth, or rebuild
    .venv/bin/python benchmarks/web.py rebuild --pairs 50  another number of pages

How, against whom, and what to mind: benchmarks/README.md.
"""

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import Row, told_rows, write_report
from paper_projects import grown
from paper_runs import SENTENCE, edit
from search_corpus import Corpus, read_corpus
from search_peers import install
from web_projects import as_new, our_project, stock_project
from web_runs import Built, build_drawn, build_stock, sums

from paper import printable
from search import ROOT, WORK, own_corpus

PARTS = ("sizes", "growth", "rebuild")
FIRST = {"sizes": 50, "growth": 125, "rebuild": 200}
"""Pairs of the smallest library of each part."""
SIZES = (1, 4, 16)
GROWTH = (1, 2, 4, 8)


def main() -> None:
    """Measure the parts that are asked for, and tell."""
    options = _options()
    for part in [options.part] if options.part != "all" else PARTS:
        rows = MEASURES[part](options)
        print(f"\n{part}\n\n{told_rows(rows)}", flush=True)
        pages = "-pages" if part == "rebuild" and options.only == "web" else ""
        write_report(WORK / f"web-{part}{pages}.json", rows, options.folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("part", nargs="?", default="all", choices=("all", *PARTS))
    parser.add_argument("folder", nargs="?", type=Path, help="holds zh/ and en/")
    parser.add_argument("--pairs", type=int, default=0, help="of the first library")
    parser.add_argument("--times", type=int, nargs="+", help="of sizes and growth")
    parser.add_argument("--runs", type=int, default=3, help="of sizes, but the largest")
    parser.add_argument(
        "--only", choices=("web", "all"), default="all", help="of rebuild: prints too?"
    )
    return parser.parse_args()


def _drawn(options: argparse.Namespace, part: str, times: int) -> Corpus:
    corpus = read_corpus(options.folder)[0] if options.folder else own_corpus()
    return grown(corpus, (options.pairs or FIRST[part]) * times)


@contextmanager
def new_folder() -> Iterator[Path]:
    """Give a folder to build in, and delete nothing in it before the end.

    For minutes, ext4 looks at each file that was deleted nearby before it makes a new
    one (recently_deleted in fs/ext4/ialloc.c): a thousand files then cost half a second
    of CPU that a fresh machine does not know.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=WORK, prefix="web-") as folder:
        yield Path(folder)


def measure_sizes(options: argparse.Namespace) -> list[Row]:
    """Build ×1, ×4 and ×16 with ours and with stock Material, by turns."""
    python = install(WORK / "venv", Path(__file__).with_name("requirements.txt"))
    with new_folder() as place:
        return [
            _size_row(options, place, python, times) for times in options.times or SIZES
        ]


def _size_row(
    options: argparse.Namespace, place: Path, python: Path, times: int
) -> Row:
    corpus = _drawn(options, "sizes", times)
    ours, stock, peaks = [], [], []
    for run in range(1 if times == max(SIZES) else options.runs):
        settings = stock_project(place / f"stock-{times}-{run}", corpus)
        work = place / f"ours-{times}-{run}"
        our_project(ROOT, work, corpus, handouts=False)
        theirs = build_stock(python, settings)
        built = build_drawn(work, "web")
        stock.append(theirs.cpu)
        ours.append(built.usage.cpu)
        peaks.append((built.usage.peak, theirs.peak))
    row: Row = {
        "size": f"×{times}, {len(corpus)} pairs",
        "ours, CPU s": statistics.median(ours),
        "stock, CPU s": statistics.median(stock),
    }
    pairs = zip(ours, stock, strict=True)
    row["ratio"] = statistics.median(a / b for a, b in pairs)
    row["ours, ms a pair"] = 1000 * row["ours, CPU s"] / len(corpus)
    row["stock, ms a pair"] = 1000 * row["stock, CPU s"] / len(corpus)
    row["ours, peak MB"], row["stock, peak MB"] = map(max, zip(*peaks, strict=True))
    row |= _stages(built, len(corpus))
    print(row, flush=True)
    return row


def measure_growth(options: argparse.Namespace) -> list[Row]:
    """Build libraries of up to 1,000 pairs; tell each stage's time for a pair."""
    rows: list[Row] = []
    with new_folder() as place:
        for times in options.times or GROWTH:
            corpus = _drawn(options, "growth", times)
            work = place / f"growth-{times}"
            our_project(ROOT, work, corpus, handouts=False)
            built = build_drawn(work, "web")
            rows.append({"run": f"{len(corpus)} pairs"} | _told(built, len(corpus)))
            rows[-1]["MB of the site"] = _size(work / "site") / 1e6
            print(rows[-1], flush=True)
    return rows


def _told(built: Built, pairs: int) -> Row:
    row: Row = {
        "CPU s": built.usage.cpu,
        "peak MB": built.usage.peak,
        "ms a pair": 1000 * built.usage.cpu / pairs,
    }
    return row | _stages(built, pairs)


def _stages(built: Built, pairs: int) -> Row:
    """Return the milliseconds of each stage for a pair, in its last build."""
    return {f"… {x}": 1000 * cpu / pairs for x, cpu in built.stages.items()}


def _size(site: Path) -> int:
    return sum(path.stat().st_size for path in site.resolve().rglob("*"))


def measure_rebuild(options: argparse.Namespace) -> list[Row]:
    """Build; again after a word in a page; and that once more from nothing.

    Ends with an error if the last two sites differ in a byte.
    """
    corpus = _drawn(options, "rebuild", 1)
    corpus = printable(corpus) if options.only == "all" else corpus
    with new_folder() as place:
        return _rebuilt(options, corpus, place / "rebuild")


def _rebuilt(options: argparse.Namespace, corpus: Corpus, work: Path) -> list[Row]:
    our_project(ROOT, work, corpus, handouts=True)
    first = build_drawn(work, options.only)
    topic = _with_a_sentence(work, corpus)
    edit(work, topic)
    again = build_drawn(work, options.only)
    site = sums(work / "site")
    as_new(work)
    clean = build_drawn(work, options.only)
    if different := _different(site, sums(work / "site")):
        raise SystemExit(f"not as from nothing: {different}")
    runs = {"first": first, f"after a word in {topic}": again, "from nothing": clean}
    rows: list[Row] = [
        {"run": x} | _told(built, len(corpus)) for x, built in runs.items()
    ]
    for row in rows:
        row["of a clean build"] = row["CPU s"] / clean.usage.cpu
        row["files"] = len(site)
    return rows


def _with_a_sentence(work: Path, corpus: Corpus) -> str:
    texts = ((x, (work / f"docs/zh/{x}.md").read_text("utf-8")) for x in corpus)
    return next(topic for topic, text in texts if SENTENCE.search(text))


def _different(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(x for x in one.keys() | other.keys() if one.get(x) != other.get(x))


MEASURES = {
    "sizes": measure_sizes,
    "growth": measure_growth,
    "rebuild": measure_rebuild,
}

if __name__ == "__main__":
    main()
