"""Builds the same pages with each engine, and says what the building cost."""

import os
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from search_corpus import Corpus, write_pages
from web_runs import build_drawn

CHANGED = "changed:\n- {date: 2026-01-01, note: First}\n"
REPAIRED = r"[\s\u200b\u3000\-、。，．？！；：「」『』（）《》【】()]+"
INDEX = """
import sys, time
from pathlib import Path
from pairpress.content.library import survey_library
from pairpress.web.search_index import write_index
library, _ = survey_library(Path("."))
start = time.process_time()
write_index(Path(sys.argv[1]).resolve(), library)
print(time.process_time() - start)
"""


@dataclass(frozen=True)
class Built:
    """A finished site."""

    name: str
    driver: str
    """How the engine is asked: see search_browser.py."""
    site: Path
    cpu: float
    """CPU seconds of the whole build, child processes included."""
    search_cpu: float
    """Those that a build without search does not take."""


def install(venv: Path, requirements: Path) -> Path:
    """Install the peers into a venv of their own, once; return its Python."""
    python = venv / "bin/python"
    stamp = venv / "requirements.txt"
    wanted = requirements.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "-r", requirements], check=True
        )
        stamp.write_text(wanted)
    return python


def timed(*command: str | Path, folder: Path, **environment: str) -> tuple[float, str]:
    """Run a command; return its CPU seconds, children included, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout


def build_ours(root: Path, work: Path, corpus: Corpus | None) -> Built:
    """Build with this project's own command: its docs, or a corpus in their place."""
    shutil.rmtree(work, ignore_errors=True)
    left_out = shutil.ignore_patterns("__pycache__")
    for name in ("overrides", "scripts", *(() if corpus else ("docs", "print"))):
        shutil.copytree(root / name, work / name, ignore=left_out)
    settings = yaml.safe_load((root / "mkdocs.yml").read_text())
    if corpus:
        for name in ("docs/assets", "docs/data"):
            shutil.copytree(root / name, work / name)
        (work / "print").mkdir()
        write_pages(corpus, work / "docs", CHANGED)
        settings["nav"] = [f"{topic}.md" for topic in corpus]
    (work / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    if corpus:
        cpu = build_drawn(work, "web").usage.cpu
    else:
        command = (sys.executable, "-m", "pairpress", "build", "--only", "web")
        cpu, _ = timed(*command, folder=work, PYTHONPATH="scripts")
    index = (sys.executable, "-c", INDEX, "site")
    _, told = timed(*index, folder=work, PYTHONPATH="scripts")
    return Built("Pairpress", "pairpress", work / "site", cpu, float(told))


def build_peers(python: Path, work: Path, corpus: Corpus) -> list[Built]:
    """Build (a) stock Material, (b) with its separator repaired, (c) Pagefind."""
    shutil.rmtree(work, ignore_errors=True)
    write_pages(corpus, work / "docs")
    stock: dict[str, object] = {}
    repaired: dict[str, object] = {"lang": ["zh", "en"], "separator": REPAIRED}
    plain = _material(python, work, "plain", None)
    stock_cpu = _material(python, work, "stock", stock)
    repaired_cpu = _material(python, work, "repaired", repaired)
    command = (python, "-m", "pagefind", "--site", "site-plain")
    pagefind, _ = timed(*command, "--root-selector", "article", folder=work)
    return [
        Built(
            "a Material", "material", work / "site-stock", stock_cpu, stock_cpu - plain
        ),
        Built(
            *("b Material, separator repaired", "material", work / "site-repaired"),
            *(repaired_cpu, repaired_cpu - plain),
        ),
        Built(
            "c Pagefind", "pagefind", work / "site-plain", plain + pagefind, pagefind
        ),
    ]


def build_stock(python: Path, work: Path, corpus: Corpus) -> Path:
    """Build Material with static-i18n as it comes; return the site's folder."""
    shutil.rmtree(work, ignore_errors=True)
    write_pages(corpus, work / "docs")
    _material(python, work, "stock", {})
    return work / "site-stock"


def _material(
    python: Path, work: Path, name: str, search: dict[str, object] | None
) -> float:
    file = stock_settings(work, name, search)
    command = (python, "-W", "ignore", "-m", "mkdocs", "build", "-q", "-f", file)
    return timed(*command, folder=work, NO_MKDOCS_2_WARNING="1")[0]


def stock_settings(work: Path, name: str, search: dict[str, object] | None) -> Path:
    """Write Material's settings for a folder of pages; return their file.

    `search` is the plugin's options; None leaves the plugin out.
    """
    i18n = {
        "docs_structure": "folder",
        "languages": [
            {"locale": "zh", "name": "中文", "default": True},
            {"locale": "en", "name": "English"},
        ],
    }
    settings = {
        "site_name": "Benchmark",
        "site_url": "http://127.0.0.1/",
        "docs_dir": "docs",
        "site_dir": f"site-{name}",
        "theme": {"name": "material", "font": False},
        "plugins": ([] if search is None else [{"search": search}]) + [{"i18n": i18n}],
        "markdown_extensions": [
            *("admonition", "attr_list", "tables", "pymdownx.superfences"),
            *("pymdownx.highlight", {"toc": {"permalink": True}}),
        ],
    }
    file = work / f"{name}.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True))
    return file
