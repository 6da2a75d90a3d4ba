"""The generator names no organization: all that is one's own stands in few places."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_files import ROOT, settings_of

CODE = (
    "scripts",
    "tests",
    "benchmarks",
    "overrides",
    "print/templates",
    "print/styles",
    "docs/assets",
    ".github/workflows",
)
EXAMPLES = ("fixture", "elsewhere", "cases")
"""Folders of tests/ with invented organizations; one may be called like a real one."""

EVERYBODYS = re.compile(r"(^|\.)example\.(org|com|net)$")
"""Hosts that are nobody's: examples are written with them (RFC 2606)."""


def own_names(project: Path) -> set[str]:
    """Return what a project's settings call its organization, its site and its host."""
    settings = settings_of(project)
    languages = settings["plugins"][0]["i18n"]["languages"]
    names = {str(name) for name in settings["extra"]["organization"].values()}
    names |= {str(settings["site_name"])} | {str(x["site_name"]) for x in languages}
    host = str(urlsplit(settings["site_url"]).hostname)
    return names | ({host} if not EVERYBODYS.search(host) else set())


def naming(names: set[str], paths: Iterator[Path]) -> list[str]:
    """Return the files that say one of the names as a word of its own."""
    pattern = re.compile(
        "|".join(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in sorted(names)),
        re.IGNORECASE,
    )
    # Chinese is written without spaces: there, a name begins and ends anywhere.
    chinese = [name for name in names if re.search(r"[\u3400-\u9fff]", name)]
    found = []
    for path in paths:
        text = path.read_text("utf-8", errors="replace")
        if pattern.search(text) or any(name in text for name in chinese):
            found.append(path.relative_to(ROOT).as_posix())
    return found


def code() -> Iterator[Path]:
    """Yield every file of the generator, without the examples of the tests."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            is_example = parts[0] == "tests" and set(parts) & set(EXAMPLES)
            if path.is_file() and "__pycache__" not in parts and not is_example:
                yield path


def test_no_line_of_the_generator_names_the_organization() -> None:
    invented = own_names(ROOT / "tests/fixture")
    assert naming(own_names(ROOT) - invented, code()) == []


@pytest.mark.parametrize("name", ["PyTest", "编码"])
def test_a_name_in_the_code_would_be_found(name: str) -> None:
    assert naming({name}, code())


def test_nothing_is_decided_for_one_region() -> None:
    """Places stand in messages as examples, and in comments; nothing goes by them."""
    regions = re.compile(r"Toronto|Ontario|多伦多|安省|安大略")
    told = {
        path.relative_to(ROOT).as_posix(): [
            line.strip()
            for line in path.read_text("utf-8", errors="replace").split("\n")
            if regions.search(line.replace("America/Toronto", ""))
        ]
        for path in code()
        if path.parts[len(ROOT.parts)] != "tests"
    }
    assert {path: lines for path, lines in told.items() if lines} == {}
