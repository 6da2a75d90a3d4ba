"""Templates of print: which texts one asks for, and what is wrong in it."""

import traceback
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from .own_kinds import template_of
from .problems import Problem, relative_path

FIELDS = "fields"
UNREADABLE = (TemplateSyntaxError, RecursionError, ValueError)
"""How Jinja fails to read a template; RecursionError: brackets without end."""


@dataclass(frozen=True)
class Asked:
    """A text of the publication's own that a template asks for."""

    name: str
    line: int
    is_optional: bool
    """Whether it asks first if the text is there."""


def asked_fields(source: str) -> list[Asked]:
    """Return the texts that a template asks for: fields.call, fields["call"].

    Raise one of UNREADABLE for a template that cannot be read.
    """
    tree = Environment().parse(source)
    tested = {
        name
        for test in tree.find_all(nodes.Test)
        if test.name in ("defined", "undefined")
        for name in _field(test.node)
    }
    return [
        Asked(name, node.lineno, name in tested)
        for node in tree.find_all((nodes.Getattr, nodes.Getitem))
        for name in _field(node)
    ]


def _field(node: nodes.Node) -> tuple[str, ...]:
    """Return the field that a node asks for, if it is that of a field."""
    inner = getattr(node, "node", None)
    if not isinstance(inner, nodes.Name) or inner.name != FIELDS:
        return ()
    if isinstance(node, nodes.Getattr):
        return (node.attr,)
    key = getattr(node, "arg", None)
    return (str(key.value),) if isinstance(key, nodes.Const) else ()


def template_problem(error: Exception, kind: str, root: Path) -> Problem:
    """Return what a template's author should mend, where the template went wrong."""
    path, line = _place(error, kind, root)
    what = str(error) or type(error).__name__
    return Problem(
        path,
        line,
        "template-fault",
        f"the template cannot be filled: {what}",
        f"模板有错，填不了：{what}",
    )


def _place(error: Exception, kind: str, root: Path) -> tuple[str, int]:
    """Return the line of the template: Jinja puts its own into the traceback."""
    folder = (root / "print/templates").resolve()
    if isinstance(error, TemplateSyntaxError):
        name = error.filename or root / template_of(kind)
        return relative_path(Path(name).resolve(), root.resolve()), error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).resolve().is_relative_to(folder):
            path = relative_path(Path(frame.filename).resolve(), root.resolve())
            return path, frame.lineno or 1
    return template_of(kind), 1
