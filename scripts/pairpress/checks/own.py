"""Runs the organization's own checks: scripts/own_checks.py, which is no part of ours.

It is code of the repository's owner, like scripts/hooks.py: it may do what they may do
who run scripts/check. Its faults are told as problems, with its line, in place of what
it would have said; all other checks go on.
"""

import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from ..content.library import Library
from ..content.problems import ContentError, Problem
from ..content.text_files import read_text

FILE = "scripts/own_checks.py"
MODULE = "own_checks"


def run_own_checks(library: Library) -> Iterator[Problem]:
    """Yield what the organization's own checks find, and what is wrong with them."""
    root = library.site.root
    if not (root / FILE).exists():
        return
    try:
        module = _load(root)
    except ContentError as error:
        yield from error.problems
        return
    for function in _public(module):
        yield from _misfits(function) or _run(function, library, root)


def _load(root: Path) -> ModuleType:
    """Run the file as a module; raise ContentError for what keeps it from that.

    No bytecode is kept: the preview would run a file as it was a second ago.
    """
    source = read_text(root / FILE, root)
    module = ModuleType(MODULE)
    module.__file__ = str(root / FILE)
    # Dataclasses look for their module there.
    sys.modules[MODULE] = module
    try:
        exec(compile(source, module.__file__, "exec"), module.__dict__)
    except (Exception, SystemExit) as error:
        raise ContentError([_fault(error, root, "")]) from error
    return module


def _public(module: ModuleType) -> list[Callable[..., Any]]:
    """Return the functions that the file itself defines, but for _helpers."""
    return [
        member
        for name, member in vars(module).items()
        if inspect.isfunction(member) and member.__module__ == MODULE
        if not name.startswith("_")
    ]


def _misfits(function: Callable[..., Any]) -> list[Problem]:
    """Return what keeps a function from being a check."""
    name = function.__name__
    if not inspect.isgeneratorfunction(function):
        return [
            _problem(
                _first_line(function),
                f"{name} yields no Problem, so it is no check; begin the name of "
                "a helper with _",
                f"{name} 没有 yield，不是检查。只是帮忙的函数，名字请用 _ 开头。",
            )
        ]
    if not inspect.getdoc(function):
        return [
            _problem(
                _first_line(function),
                f"{name} does not say its rule; write it as the docstring",
                f"{name} 没有写是什么规则。请写在函数的说明（docstring）里。",
            )
        ]
    return []


def _run(
    function: Callable[..., Any], library: Library, root: Path
) -> Iterator[Problem]:
    """Yield what a check finds; what is none of ours, or breaks, is told instead."""
    try:
        for found in function(library):
            if _is_whole(found):
                yield found
            else:
                yield _problem(
                    _first_line(function),
                    f"{function.__name__} yielded {found!r}; yield "
                    "Problem(path, line, rule, en, zh), and “error” or “warning”",
                    f"{function.__name__} 给出的是 {found!r}。请 yield "
                    "Problem(path, line, rule, en, zh)，最后可以写 error 或 warning。",
                )
    except (Exception, SystemExit) as error:
        yield _fault(error, root, f"{function.__name__}: ")


def _is_whole(found: object) -> bool:
    """Say whether it is a problem that can be sorted and told among the others."""
    return (
        type(found) is Problem
        and all(
            isinstance(text, str) and text
            for text in (found.path, found.rule, found.en, found.zh)
        )
        and type(found.line) is int
        and found.line > 0
        and found.severity in ("error", "warning")
    )


def _fault(error: BaseException, root: Path, who: str) -> Problem:
    """Return an exception as a problem, at the last line of the file that it passed."""
    lines = [
        frame.lineno or 1
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(root / FILE)
    ]
    if isinstance(error, SyntaxError) and error.filename == str(root / FILE):
        lines.append(error.lineno or 1)
    what = f"{type(error).__name__}: {error}"
    return _problem(
        lines[-1] if lines else 1,
        f"{who}{what}; mend the check, or delete it",
        f"{who}{what}。请改好这个检查，或者删掉。",
    )


def _first_line(function: Callable[..., Any]) -> int:
    return function.__code__.co_firstlineno


def _problem(line: int, en: str, zh: str) -> Problem:
    return Problem(FILE, line, "own-check", en, zh)
