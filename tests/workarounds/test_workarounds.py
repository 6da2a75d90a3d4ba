"""Each workaround has a mark in the code, a test of two halves, a row in the list."""

import ast
import re
from pathlib import Path

import pytest

from still_needed import ROOT, marked, still_needed

HERE = Path(__file__).parent


def known() -> dict[str, ast.FunctionDef]:
    """Return the test of each mark: the one that asks whether it is still needed."""
    found: dict[str, ast.FunctionDef] = {}
    for path in sorted(HERE.glob("test_*.py")):
        if path == Path(__file__):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                (mark,) = [call.args[0].value for call in asked(node)]
                assert mark not in found, mark
                found[mark] = node
    return found


def asked(test: ast.FunctionDef) -> list[ast.Call]:
    """Return where a test asks whether something is still needed."""
    return [
        node
        for node in ast.walk(test)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "still_needed"
    ]


def test_each_mark_in_the_code_has_its_test_and_its_row() -> None:
    page = (ROOT / ".github/ARCHITECTURE.md").read_text(encoding="utf-8")
    part = page.partition("\n## Workarounds\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z0-9-]+/[a-z0-9-]+)` \|", part, re.MULTILINE)
    assert rows == sorted(set(rows))
    assert set(rows) == set(marked()) == set(known())


def test_a_test_first_shows_that_the_workaround_works() -> None:
    """An upgrade that breaks it is told as that, not as one that makes it idle."""
    for mark, test in known().items():
        line = asked(test)[0].lineno
        asserts = [n.lineno for n in ast.walk(test) if isinstance(n, ast.Assert)]
        assert asserts and max(asserts) < line, mark
        assert not isinstance(asked(test)[0].keywords[0].value, ast.Constant), mark


def test_what_is_no_longer_needed_says_what_to_delete() -> None:
    mark = next(iter(marked()))
    with pytest.raises(AssertionError, match=r"no longer needed; delete .*scripts/"):
        still_needed(mark, is_fault=False)


def test_no_module_speaks_of_a_version_without_a_mark() -> None:
    """“WeasyPrint 70 does not …” tells of a workaround."""
    named = re.compile(
        r"(?:WeasyPrint|Pango|MkDocs|static-i18n|CPython|PyYAML|AutoCorrect)"
        r"(?:'s|’s)? \d+(?:\.\d+)*\b|/issues/\d+"
    )
    marks = {place for places in marked().values() for place in places}
    speaking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "scripts/pairpress").rglob("*.py")
        if named.search(path.read_text(encoding="utf-8"))
    }
    assert speaking - marks == NO_FAULTS


NO_FAULTS = {
    # How readers elsewhere show bold, which no upgrade of ours changes.
    "scripts/pairpress/checks/mending_bold.py",
    # It follows MkDocs; its own test compares each page with a build.
    "scripts/pairpress/web/preview/rendering.py",
}
