"""The rooms of the package: what may import what (one way only)."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from pairpress.architecture import drawn

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "scripts/pairpress"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAY_IMPORT = {
    "content": {"content"},
    "checks": {"checks", "content"},
    "web": {"web", "content"},
    "paper": {"paper", "content"},
    "report": {"report", "checks", "content"},
    "adoption": {"adoption", "content"},
    "office": {"office", "content"},
}
EVERYWHERE = {"pydantic", "pydantic_core", "lxml", "jinja2", "markupsafe", "PIL"}
"""Values, documents, templates and pictures: light, and each room has its own."""


def room_of(path: Path) -> str:
    """Return a module's room; the modules above the rooms stand in "" ."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if parts[1:] else ""


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full name of everything that a module imports, anywhere in it."""
    package = ["pairpress", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            module = [*above, *(node.module or "").split(".")]
            yield from (".".join([*filter(None, module), a.name]) for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_stands_below_it(room: str) -> None:
    wrong = {
        (path.name, name)
        for path in MODULES
        if room_of(path) == room
        for name in imports_of(path)
        if name.startswith("pairpress.") and name.split(".")[1] not in MAY_IMPORT[room]
    }
    assert wrong == set()


def test_a_heavy_library_stays_in_one_room() -> None:
    rooms = defaultdict(set)
    for path in MODULES:
        for name in imports_of(path):
            library = name.split(".")[0]
            if library not in sys.stdlib_module_names | EVERYWHERE | {"pairpress"}:
                rooms[library].add(room_of(path))
    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}
    assert rooms["mkdocs"] == {"web"}
    assert rooms["weasyprint"] == {"paper"}
    assert rooms["opencc"] == rooms["pypinyin"] == {"content"}


def test_check_and_serve_load_nothing_of_paper() -> None:
    for path in (PACKAGE / "cli.py", PACKAGE / "building.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        at_once = [
            node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)
        ]
        assert not [name for name in at_once if name.startswith("paper")]


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_each_module_says_what_it_is_for() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path.name


def test_the_architecture_page_is_as_the_code_is() -> None:
    page = (ROOT / ".github/ARCHITECTURE.md").read_text(encoding="utf-8")
    assert re.findall("<!-- drawn: (.*) -->", page) == [
        *("flow", "rooms", "imports", "words")
    ]
    told = "it is old: run scripts/run architecture"
    assert drawn(page) == page, told


def test_the_architecture_page_tells_of_every_module_and_stage() -> None:
    page = (ROOT / ".github/ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in MODULES:
        if path.stem[0] != "_":
            name = path.relative_to(PACKAGE).with_suffix("").as_posix()
            said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            short = name.partition("/")[2] or name
            assert f"\n- `{short}` {said.split()[0]} " in page, name
    building = (PACKAGE / "building.py").read_text(encoding="utf-8")
    stages = re.findall(r'stage\(say\("\S+", "(\w+)"\)\)', building)
    assert f"  read --> {' --> '.join(stages)} --> move\n" in page
    between = {
        (above, below)
        for above, below in re.findall(
            r"^  (\w+) -->\|\d+\| (\w+)$", page, re.MULTILINE
        )
    }
    allowed = {(a, b) for a, below in MAY_IMPORT.items() for b in below if a != b}
    assert {pair for pair in between if pair[0] != "commands"} == allowed


def test_the_architecture_page_tells_the_rooms_as_they_are() -> None:
    page = (ROOT / ".github/ARCHITECTURE.md").read_text(encoding="utf-8")
    for room in MAY_IMPORT:
        said = ast.get_docstring(
            ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
        )
        assert f"| `{room}` | {said} |" in page
