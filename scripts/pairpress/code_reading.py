"""Reads our own modules without running them: what they say, what they import."""

import ast
import functools
from pathlib import Path
from typing import TypeAlias

PACKAGE = Path(__file__).resolve().parent
COMMANDS = "commands"
"""What the modules above the rooms are called together."""
Definition: TypeAlias = ast.ClassDef | ast.FunctionDef


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """Return a module's room."""
    inner = path.relative_to(PACKAGE).parts
    return inner[0] if inner[1:] else COMMANDS


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """Read a module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_names(path: Path) -> dict[str, tuple[str, str]]:
    """Return what a module imports from ours: name → (room, module)."""
    found = {}
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            room, _, module = (node.module or "").partition(".")
            is_room = (PACKAGE / room).is_dir()
            for alias in node.names:
                found[alias.name] = (room, module) if is_room else (COMMANDS, room)
    return found


def function_in(path: Path, name: str) -> ast.FunctionDef:
    """Return a function of a module."""
    return next(
        node
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )


def sentence_of(node: ast.Module | Definition) -> str:
    """Return the first sentence of a docstring, as a cell of a table may have it."""
    return _first(ast.get_docstring(node) or "")


def said_of(path: Path, name: str) -> str:
    """Return the first sentence on a name: its docstring, or the text below it."""
    body: list[ast.stmt] = tree_of(path).body
    for part in name.split("."):
        index = next(n for n, node in enumerate(body) if _is_called(node, part))
        node, after = body[index], body[index + 1 : index + 2]
        body = getattr(node, "body", [])
    if isinstance(node, Definition):
        return sentence_of(node)
    assert isinstance(after[0], ast.Expr) and isinstance(after[0].value, ast.Constant)
    return _first(str(after[0].value.value))


def _is_called(node: ast.stmt, name: str) -> bool:
    targets = [getattr(node, "target", None), *getattr(node, "targets", [])]
    return name in (
        getattr(node, "name", None),
        *(getattr(t, "id", 0) for t in targets),
    )


def _first(text: str) -> str:
    sentence = " ".join(text.split("\n\n")[0].split())
    return sentence.replace("|", "\\|").replace("<", "&lt;")
