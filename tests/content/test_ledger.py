"""The ledger: what makes a version, what it notes, and how it is read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pairpress.content.library import survey_library
from pairpress.content.uses import prints_with, uses

Run = Callable[..., int]
GOLDEN = yaml.safe_load((Path(__file__).parent / "ledger.yml").read_text("utf-8"))
RELEASED, LATER = "2026-11-21", "2026-11-25"


def ledger(project: Path, publication: str = "work-pay") -> dict[str, Any]:
    path = project / f"print/ledger/{publication}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def released(project: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project whose state was released."""
    assert run(project, "record", day=RELEASED) == 0
    assert "work-pay 2\nhelp-index 1\nguide 2\n" in capsys.readouterr().out
    return project


@pytest.mark.parametrize("name", GOLDEN)
def test_a_version_is_made_by_what_is_said_and_not_by_its_looks(
    name: str, released: Path, run: Run
) -> None:
    case = GOLDEN[name]
    for file, swaps in case.get("replace", {}).items():
        for old, new in swaps:
            replace(released / file, old, new)
    assert run(released, "record", day=case.get("day", LATER)) == 0
    newest = ledger(released)["versions"][-1]
    if "zh" not in case:
        assert newest["number"] == 2
        return
    assert newest["number"] == 3
    for locale in ("zh", "en"):
        told = [f"{c['title']}: {c['text']}" for c in newest["changed"][locale]]
        assert told == case[locale], locale


SMALLER = {
    "zh": ("## 谁可以帮你", "### 不给收据 {#receipt}\n\n期限{{ pay.next_rate }}。\n\n"),
    "en": (
        "## Who can help",
        "### No receipt {#receipt}\n\nBy {{ pay.next_rate }}.\n\n",
    ),
}
"""Stands in the printed section `steps`, below a heading of its own."""


def test_what_stands_under_a_smaller_heading_is_printed_with_its_section(
    released: Path, run: Run
) -> None:
    for locale, (before, text) in SMALLER.items():
        replace(released / f"docs/{locale}/work/pay.md", before, text + before)
    assert run(released, "record", day=LATER) == 0
    assert [v["number"] for v in ledger(released)["versions"]] == [1, 2, 3]
    replace(released / "docs/zh/work/pay.md", "期限{{", "只到{{")
    assert run(released, "record", day=LATER) == 0
    newest = ledger(released)["versions"][-1]
    assert newest["number"] == 4
    assert [c["title"] for c in newest["changed"]["zh"]] == ["工钱 · 不给收据"]
    library, _ = survey_library(released)
    places = uses(library, "pay.next_rate")
    below = [place for place in places if place.path == "docs/zh/work/pay.md"][1:]
    assert [p.id for p in prints_with(library, below)] == ["work-pay", "guide"]


def test_a_release_notes_day_fingerprint_and_facts(released: Path) -> None:
    first, second = ledger(released)["versions"]
    assert (first["day"], second["day"]) == ("2026-10-01", "2026-11-01")
    assert first["facts"]["pay.members"]["en"] == "12,000 people"
    assert second["facts"]["pay.members"]["en"] == "12,345 people"
    assert len(second["fingerprint"]) == 64 != first["fingerprint"]
    changes = second["changed"]["en"]
    assert [c["text"] for c in changes] == [
        "Pay went up",
        "12,000 people → 12,345 people",
    ]
    assert changes[1]["fact"] == "pay.members"


def test_what_was_released_is_not_released_again(released: Path, run: Run) -> None:
    files = sorted((released / "print/ledger").iterdir())
    before = [file.read_bytes() for file in files]
    assert run(released, "record", day=LATER) == 0
    assert [file.read_bytes() for file in files] == before


def test_a_correction_without_a_day_goes_out_on_its_own_day(
    released: Path, run: Run
) -> None:
    replace(released / "docs/en/work/pay.md", "Don't sign", "Do sign")
    assert run(released, "record", day=LATER) == 0
    assert ledger(released)["versions"][-1]["day"] == LATER


def test_a_value_begins_a_version_on_its_first_day(project: Path, run: Run) -> None:
    for locale in ("zh", "en"):
        page = project / f"docs/{locale}/work/pay.md"
        text = page.read_text("utf-8").replace("2026-10-01", "2026-08-01")
        page.write_text(text.replace("2026-11-01", "2026-08-02"), "utf-8")
    for path in (project / "print/ledger").iterdir():
        path.unlink()
    assert run(project, "record", day="2026-09-30") == 0
    assert run(project, "record", day="2026-10-02") == 0
    first, second = ledger(project)["versions"]
    assert (first["day"], second["day"]) == ("2026-08-02", "2026-10-01")
    assert [c["text"] for c in second["changed"]["en"]] == ["$17.60 → $17.95"]


@pytest.mark.parametrize(
    ("spoil", "line", "told"),
    [
        (lambda text: text.replace('"kind"', '<<<<<<< "kind"'), 2, "History"),
        (lambda text: text.replace('"number": 1', '"number": 4'), 1, "no gaps"),
    ],
)
def test_a_ledger_that_cannot_be_read_stops_the_build(
    project: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[str], str],
    line: int,
    told: str,
) -> None:
    path = project / "print/ledger/work-pay.json"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    assert run(project, "check") == 1
    said = capsys.readouterr().out
    assert f"print/ledger/work-pay.json:{line}: " in said and told in said


WRONG = ["--why", "zh=错了", "--why", "en=Wrong"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["wrk-pay", "1", *WRONG],
            "did you mean work-pay?",
        ),
        (
            ["work-pay", "3", *WRONG],
            "versions 1 to 2, not 3",
        ),
        (["work-pay", "1", "--why", "zh=错了"], "--why en=…"),
    ],
)
def test_only_what_was_released_is_withdrawn_and_with_a_reason_in_every_language(
    released: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    assert run(released, "withdraw", *arguments) == 1
    assert told in capsys.readouterr().err
    assert "withdrawn" not in (released / "print/ledger/work-pay.json").read_text()


def test_a_withdrawn_version_is_printed_no_more_until_it_says_something_else(
    released: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = ["--why", "zh=电话错了", "--why", "en=Wrong number"]
    assert run(released, "withdraw", "help-index", "1", *reasons) == 0
    assert run(released, "print", "help-index") == 1
    assert "this version was withdrawn" in capsys.readouterr().out
    assert not list((released / "proof").glob("*.pdf"))
    replace(released / "docs/en/help/index.md", "Get help", "Get help now")
    assert run(released, "print", "help-index") == 0
