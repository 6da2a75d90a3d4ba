"""The benchmarks of pages and prints run, on the fixture's pages."""

import sys
from argparse import Namespace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_a_rebuild_is_measured_and_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "benchmarks")])
    import web

    monkeypatch.setattr(web, "WORK", tmp_path)
    asked = Namespace(folder=ROOT / "tests/fixture/docs", pairs=3, only="web")
    first, again, clean = web.measure_rebuild(asked)
    assert first["files"] == again["files"] == clean["files"] > 9
    assert {"… checks", "… pages", "… search", "… finish", "… offline"} <= clean.keys()
    assert clean["of a clean build"] == 1


def test_prints_of_a_kind_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "benchmarks")])
    from paper_projects import corpus_project
    from paper_runs import build_pages, one_kind, print_all
    from search_corpus import read_corpus

    from paper import printable

    corpus = printable(read_corpus(ROOT / "tests/fixture/docs")[0])
    corpus_project(ROOT, tmp_path / "work", corpus)
    build_pages(tmp_path / "work")
    for kind, least in (("handout", 2 * len(corpus)), ("handbook", 2)):
        row = one_kind(tmp_path / "work", kind)
        assert row["pages"] >= row["PDFs"] >= least
        assert row["CPU ms a page"] > 0
    everything = print_all(tmp_path / "work")
    assert everything["PDFs"] > 4 * len(corpus)
    assert everything["withheld"] == 0
