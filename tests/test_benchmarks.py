"""The benchmarks of pages run, on a library drawn from the fixture's pages."""

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
