"""Runs what the README tells as measured, and prints its table.

    .venv/bin/python benchmarks/run.py              measure all, then the table
    .venv/bin/python benchmarks/run.py web search   measure only these parts anew
    .venv/bin/python benchmarks/run.py --told       only the table, of the last runs

Everything takes some hours on two cores. How, against whom, and what to mind:
benchmarks/README.md.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from search import WORK

COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "web": (
        ("web.py", "sizes"),
        ("web.py", "rebuild"),
        ("web.py", "rebuild", "--only", "web"),
    ),
    "paper": (("paper.py", "peer"),),
    "search": (("search.py",),),
    "phone": (("phone.py",),),
}
"""What measures each part; its figures are left in .cache/benchmarks/."""


def main() -> None:
    """Measure what is asked for, and print the table of all that was ever measured."""
    options = _options()
    for part in () if options.told else options.parts or COMMANDS:
        for script, *arguments in COMMANDS[part]:
            path = Path(__file__).with_name(script)
            subprocess.run([sys.executable, path, *arguments], check=True)
    print("\n".join(table()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=(*COMMANDS, []))
    parser.add_argument("--told", action="store_true", help="measure nothing")
    return parser.parse_args()


def table() -> Iterator[str]:
    """Yield the lines of the table: parts that were measured, each with its day."""
    yield "| Measured | Ours | Day |"
    yield "| --- | --- | --- |"
    machines = set()
    for name, tell in TOLD.items():
        file = WORK / f"{name}.json"
        if file.exists():
            report = json.loads(file.read_text("utf-8"))
            machines.add(report["machine"])
            for what, figures in tell(report):
                yield f"| {what} | {figures} | {report['date'][:10]} |"
    yield ""
    yield "; ".join(sorted(machines))


def _sizes(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    rows = report["rows"]
    sizes = ", ".join(row["size"].partition(",")[0] for row in rows)
    times, pairs = rows[0]["size"].removeprefix("×").removesuffix(" pairs").split(", ")
    pairs = f"{int(pairs) // int(times)} pairs"
    ratios = " · ".join(f"{row['ratio']:.2f}" for row in rows)
    costs = " · ".join(f"{row['ours, ms a pair']:.0f}" for row in rows)
    yield (
        f"CPU of the whole web build, three editions and search, to stock Material’s "
        f"for two; {sizes} of {pairs}",
        ratios,
    )
    yield "… ms of CPU for a pair", costs


def _rebuild(report: dict[str, Any], built: str) -> Iterator[tuple[str, str]]:
    _, again, clean = report["rows"]
    pairs = round(1000 * clean["CPU s"] / clean["ms a pair"])
    yield (
        f"CPU of {built} after a word in one of {pairs} pairs, to a clean build’s; the "
        "same bytes",
        f"{again['of a clean build']:.2f}",
    )


def _paper(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    theirs, *ours = report["rows"]
    names = " · ".join(row["program"].partition(", ")[2] for row in ours)
    for what, figure in (("CPU", "CPU ms a page"), ("Bytes", "KB a page")):
        ratios = " · ".join(f"{row[figure] / theirs[figure]:.2f}" for row in ours)
        yield f"{what} for a page of a PDF, to mkdocs-to-pdf’s: {names}", ratios


def _search(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    ours, stock = (report["engines"][name] for name in ("Pairpress", "a Material"))

    def both(edition: str) -> str:
        found = (engine[f"{edition} success@5"] for engine in (ours, stock))
        return " to ".join(f"{share:.2f}" for share in found)

    yield (
        "The page searched for is among the first five, to stock Material’s: "
        "Chinese · English",
        f"{both('zh-Hans')} · {both('en')}",
    )
    kilobytes = (e["bytes to first result"] / 1000 for e in (ours, stock))
    yield "KB until the first result", " to ".join(f"{size:.0f}" for size in kilobytes)


def _phone(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    ours, stock = (
        [row for row in report["pages"] if row["site"] == site]
        for site in ("Pairpress", "Material")
    )
    if not stock:
        return
    yield "Lighthouse, worst to best score", f"{_scores(ours)} to {_scores(stock)}"
    weights = " to ".join(
        f"{_middle([row['bytes'] / 1000 for row in rows]):.0f}"
        for rows in (ours, stock)
    )
    yield "KB of a page, median", weights


def _scores(rows: Sequence[dict[str, Any]]) -> str:
    scores = [score for row in rows for score in row["scores"].values()]
    return f"{min(scores)}–{max(scores)}"


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


TOLD: dict[str, Callable[[dict[str, Any]], Iterator[tuple[str, str]]]] = {
    "web-sizes": _sizes,
    "web-rebuild": partial(_rebuild, built="everything, prints too,"),
    "web-rebuild-pages": partial(_rebuild, built="the pages alone"),
    "paper-peer": _paper,
    "search": _search,
    "phone": _phone,
}
"""Who tells a report of .cache/benchmarks/, by its name."""

if __name__ == "__main__":
    main()
