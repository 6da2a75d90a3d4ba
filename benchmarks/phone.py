"""Measures pages on a phone with Lighthouse, beside stock Material, and validates them.

    .venv/bin/python benchmarks/phone.py              site/ as it was built last
    .venv/bin/python benchmarks/phone.py --runs 3     medians of three runs
    .venv/bin/python benchmarks/phone.py --only-ours  without the other
    .venv/bin/python benchmarks/phone.py --only-html  the validator alone, in seconds

How, against whom, and what to mind: benchmarks/README.md.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from search_peers import build_stock, install
from search_server import serve

from search import machine, own_corpus

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".cache/benchmarks"
TOOLS = ("lighthouse@13.5.0", "vnu-jar@26.9.27")
TOPICS = ("", "work/wage-theft/", "help/directory/", "calendar/")
"""Home, a long page, the directory, the calendar."""
OURS = {"zh-Hans": "", "zh-Hant": "zh-Hant/", "en": "en/"}
THEIRS = {"zh": "", "en": "en/"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = {
    "lcp": "largest-contentful-paint",
    "cls": "cumulative-layout-shift",
    "tbt": "total-blocking-time",
    "bytes": "total-byte-weight",
}


@dataclass(frozen=True)
class Row:
    """What Lighthouse says of a page; times in milliseconds."""

    site: str
    page: str
    scores: dict[str, int]
    lcp: float
    cls: float
    tbt: float
    bytes: float
    faults: tuple[str, ...]
    """Audits that are not passed."""


def main() -> None:
    """Validate, measure, tell."""
    options = _options()
    tools = install_tools(WORK / "node")
    print("HTML:", *(validate(tools, ROOT / "site") or ["valid"]), sep="\n  ")
    if options.only_html:
        return
    rows = list(measure(tools, "Pairpress", ROOT / "site", OURS, options.runs))
    if not options.only_ours:
        python = install(WORK / "venv", Path(__file__).with_name("requirements.txt"))
        peer = build_stock(python, WORK / "phone-peer", own_corpus())
        rows += measure(tools, "Material", peer, THEIRS, options.runs)
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "tools": TOOLS,
        "runs": options.runs,
        "pages": [asdict(row) for row in rows],
    }
    (WORK / "phone.json").write_text(json.dumps(report, ensure_ascii=False, indent=1))
    for line in table(rows):
        print(line)


def install_tools(folder: Path) -> Path:
    """Install what npm has into a folder of its own, once; return its node_modules."""
    stamp = folder / "installed"
    if not stamp.exists() or stamp.read_text() != " ".join(TOOLS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", "--prefix", folder, *TOOLS],
            check=True,
        )
        stamp.write_text(" ".join(TOOLS))
    return folder / "node_modules"


def validate(tools: Path, site: Path) -> list[str]:
    """Return what the Nu Html Checker finds wrong on every page of a site."""
    jar = tools / "vnu-jar/build/dist/vnu.jar"
    pages = sorted(site.resolve().rglob("*.html"))
    options = ("--errors-only", "--no-langdetect", "--format", "gnu")
    done = subprocess.run(
        ["java", "-jar", jar, *options, *pages], capture_output=True, text=True
    )
    here = f"file:{site.resolve()}/"
    return [line.replace(here, "") for line in done.stderr.splitlines()]


def measure(
    tools: Path, name: str, site: Path, editions: dict[str, str], runs: int
) -> Iterator[Row]:
    """Yield a row for each page in each edition, medians of some runs."""
    with serve(site.resolve()) as host:
        for lang, path in editions.items():
            for topic in TOPICS:
                told = [lighthouse(tools, host.url + path + topic) for _ in range(runs)]
                row = _row(name, f"{lang} /{topic}", told)
                print(" ", name, row.page, *row.scores.values(), *row.faults)
                yield row


def lighthouse(tools: Path, address: str) -> dict[str, Any]:
    """Return Lighthouse's report of a page, on its mid-range phone with slow 4G."""
    named = ROOT / ".venv/browser"
    browser = named.read_text().strip() if named.exists() else ""
    done = subprocess.run(
        [
            *("node", tools / "lighthouse/cli/index.js", address),
            *("--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"),
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env=os.environ | ({"CHROME_PATH": browser} if browser else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _row(site: str, page: str, told: Sequence[dict[str, Any]]) -> Row:
    def median(audit: str) -> float:
        values = [float(r["audits"][audit]["numericValue"]) for r in told]
        return statistics.median(values)

    scores = {
        name: round(
            statistics.median(100 * r["categories"][name]["score"] for r in told)
        )
        for name in CATEGORIES
    }
    asked = {
        reference["id"]
        for name in CATEGORIES
        for reference in told[0]["categories"][name]["auditRefs"]
        if reference["weight"]
    }
    marks = {audit: told[0]["audits"][audit]["score"] for audit in asked}
    faults = sorted(audit for audit, mark in marks.items() if mark in (0, 0.5))
    values = {name: median(audit) for name, audit in MEASURES.items()}
    return Row(site, page, scores, faults=tuple(faults), **values)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| site | page | scores | LCP s | CLS | TBT ms | KB |"
    yield "| --- | --- | --- | ---: | ---: | ---: | ---: |"
    for row in rows:
        scores = "/".join(map(str, row.scores.values()))
        yield (
            f"| {row.site} | {row.page} | {scores} | {row.lcp / 1000:.2f} "
            f"| {row.cls:.3f} | {row.tbt:.0f} | {row.bytes / 1000:.1f} |"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--only-html", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
