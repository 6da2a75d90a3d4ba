"""Measures the site's search beside others, from the same Markdown, in a real browser.

    .venv/bin/python benchmarks/search.py                 our own pages
    .venv/bin/python benchmarks/search.py FOLDER          a folder with zh/ and en/
    .venv/bin/python benchmarks/search.py --queries FILE  a list, not a made one

How, against whom, and what to mind: benchmarks/README.md.
"""

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from search_browser import Asked, Cost, ask, chromium, cost, same_topic
from search_corpus import Corpus, Half, read_corpus, read_half
from search_peers import Built, build_ours, build_peers, install
from search_queries import Query, make_queries, read_queries

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".cache/benchmarks"
TIMED = 3
"""Queries of each edition that are timed."""


def main() -> None:
    """Build, ask, measure, tell."""
    options = _options()
    python = install(WORK / "venv", Path(__file__).with_name("requirements.txt"))
    if options.folder:
        corpus, unpaired = read_corpus(options.folder)
        corpus = with_index(corpus)
    else:
        corpus, unpaired = own_corpus(), 0
    print(f"{len(corpus)} pairs, {unpaired} files without their other half")
    listed = read_queries(options.queries) if options.queries else None
    queries = listed or make_queries(corpus, python)
    built = [build_ours(ROOT, WORK / "ours", corpus if options.folder else None)]
    if not options.only_ours:
        built = build_peers(python, WORK / "peers", corpus) + built
    results = {}
    with chromium(ROOT) as browser:
        for one in built:
            answers = ask(browser, one, _as_addressed(queries))
            costs = cost(browser, one, _timed(queries))
            results[one.name] = figures(one, answers, costs)
            if options.misses:
                tell_misses(one, answers)
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": versions(python),
        "pairs": len(corpus),
        "unpaired": unpaired,
        "queries": [asdict(query) for query in queries],
        "engines": results,
    }
    WORK.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (WORK / "search.json").write_text(text + "\n", encoding="utf-8")
    print(table(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="holds zh/ and en/")
    parser.add_argument("--queries", type=Path, help="YAML: edition, query, expect")
    parser.add_argument("--only-ours", action="store_true", help="leave the peers out")
    parser.add_argument(
        "--misses", action="store_true", help="print queries that failed"
    )
    return parser.parse_args()


def own_corpus() -> Corpus:
    """Return this project's pages, with facts and contacts put in."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from pairpress.content.clock import today
    from pairpress.content.languages import language
    from pairpress.content.library import survey_library
    from pairpress.web.expansion import Expansion

    library, _ = survey_library(ROOT)
    day = today(library.site.settings.time_zone)
    corpus: Corpus = {}
    for locale, pages in library.pages.items():
        for topic, page in pages.items():
            expansion = Expansion(library.data, locale, language(locale), day)
            half = read_half(expansion.expand(page.body), topic)
            front = page.front
            kept = Half(front.title, front.description, half.lines, half.headings)
            corpus.setdefault(topic, {})[locale] = kept
    return corpus


def with_index(corpus: Corpus) -> Corpus:
    """Add a first page that lists all pages, if there is none."""
    if "index" in corpus:
        return corpus
    index = {
        locale: Half(
            title,
            title,
            tuple(f"- {halves[locale].title}" for halves in corpus.values()),
            (),
        )
        for locale, title in (("zh", "首页"), ("en", "Home"))
    }
    return {"index": index, **corpus}


def _as_addressed(queries: Sequence[Query]) -> list[Query]:
    return [
        Query(q.edition, q.query, tuple(map(same_topic, q.expect)), q.kind)
        for q in queries
    ]


def _timed(queries: Sequence[Query]) -> list[Query]:
    """Return short queries, spread over the list, as many of each edition."""
    chosen = []
    for edition in ("zh-Hans", "en"):
        own = [q for q in queries if q.edition == edition and len(q.query) < 20]
        chosen += own[:: max(1, len(own) // TIMED)][:TIMED]
    return chosen


def figures(built: Built, answers: Sequence[Asked], costs: Cost) -> dict[str, float]:
    """Return an engine's numbers."""
    told: dict[str, float] = {}
    for edition in ("zh-Hans", "en"):
        own = [a for a in answers if a.query.edition == edition]
        if not own:
            continue
        told[f"{edition} success@1"] = _share(a.rank == 1 for a in own)
        told[f"{edition} success@5"] = _share(0 < a.rank <= 5 for a in own)
        told[f"{edition} MRR"] = sum(1 / a.rank for a in own if a.rank) / len(own)
        told[f"{edition} foreign"] = sum(a.foreign for a in own)
        for kind in dict.fromkeys(a.query.kind for a in own):
            some = [0 < a.rank <= 5 for a in own if a.query.kind == kind]
            told[f"{edition} {kind} @5"] = _share(some)
    told["bytes before focus"] = costs.before
    told["bytes to first result"] = costs.bytes
    told["slow 4G s"] = costs.seconds
    told["phone CPU ms, first"] = costs.cpu
    told["phone CPU ms, again"] = costs.again
    told["build CPU s"] = built.cpu
    told["of it search"] = built.search_cpu
    return {name: round(value, 3) for name, value in told.items()}


def _share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / len(values)


def tell_misses(built: Built, answers: Sequence[Asked]) -> None:
    """Print the queries whose page did not come first."""
    for answer in answers:
        if answer.rank != 1:
            query = answer.query
            print(
                f"{built.name} {query.edition} {query.kind} «{query.query}» "
                f"place {answer.rank or '–'}, wants {query.expect}, "
                f"got {answer.topics[:3]}"
            )


def machine() -> str:
    """Say on what this ran."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        names = [line for line in lines if line.startswith("model name")]
        model = f"{len(names)} × {names[0].partition(': ')[2]}" if names else model
    return f"{model}, {platform.system()}, Python {platform.python_version()}"


def versions(python: Path) -> dict[str, str]:
    """Return the versions of what was compared."""
    told = subprocess.run(
        [python, "-m", "pip", "list", "--format=json"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    wanted = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "jieba", "pagefind")
    return {p["name"]: p["version"] for p in json.loads(told) if p["name"] in wanted}


def table(results: dict[str, dict[str, float]]) -> str:
    """Return a Markdown table; after each number, its ratio to that of (a)."""
    names = list(results)
    base = results[names[0]]
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for figure in base:
        cells = []
        for name in names:
            value = results[name][figure]
            ratio = value / base[figure] if base[figure] else None
            cells.append(
                f"{value:g}" + (f" (×{ratio:.2f})" if ratio is not None else "")
            )
        lines.append(f"| {figure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
