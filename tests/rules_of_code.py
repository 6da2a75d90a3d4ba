"""The rules that the code names, each with its severities, read from its syntax."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "scripts/pairpress"
BOTH = {"error", "warning"}
RULE, SEVERITY = 2, 5
"""The places of these arguments of Problem."""
Function = ast.FunctionDef


@dataclass(frozen=True)
class Module:
    """A module's syntax, and which function each of its nodes stands in."""

    tree: ast.Module

    @cached_property
    def function_of(self) -> dict[ast.AST, Function]:
        """The innermost function around each node."""
        functions = [n for n in ast.walk(self.tree) if isinstance(n, Function)]
        # An inner function is walked later, and so has the last word.
        return {node: f for f in functions for node in ast.walk(f)}

    def calls(self, name: str) -> Iterator[ast.Call]:
        """Yield each call of a function by its plain name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield node

    def texts(self, node: ast.expr, around: ast.AST) -> set[str]:
        """Return the texts that an expression can be; none: it cannot be told."""
        function = self.function_of.get(around)
        if isinstance(node, ast.Constant):
            return {str(node.value)}
        if isinstance(node, ast.IfExp):
            return self.texts(node.body, around) | self.texts(node.orelse, around)
        if not isinstance(node, ast.Name) or not function:
            return set()
        names = [argument.arg for argument in function.args.args]
        if node.id in names:
            place = names.index(node.id)
            return {
                text
                for call in self.calls(function.name)
                for text in self.texts(call.args[place], call)
            }
        return {
            text
            for part in ast.walk(function)
            if isinstance(part, ast.Assign | ast.AnnAssign) and part.value
            for target in getattr(part, "targets", [getattr(part, "target", None)])
            if isinstance(target, ast.Name) and target.id == node.id
            for text in self.texts(part.value, around)
        }


def rules_of_code() -> dict[str, set[str]]:
    """Return every rule that a Problem is made with, and how bad it can be.

    Those of the mends are no words of the call; they stand in their lists.
    """
    rules: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        module = Module(ast.parse(path.read_text(encoding="utf-8")))
        for call in module.calls("Problem"):
            rule = call.args[RULE]
            if isinstance(rule, ast.Attribute) and rule.attr == "rule":
                continue
            found = list(_with_severities(module, call))
            assert found, f"{path}:{call.lineno}: which rule?"
            for name, severities in found:
                rules[name] |= severities
    return dict(rules)


def severities_of(path: Path) -> set[str]:
    """Return how bad the problems can be that a module makes."""
    module = Module(ast.parse(path.read_text(encoding="utf-8")))
    return {
        text
        for call in module.calls("Problem")
        for text in module.texts(_severity(call), call) or BOTH
    }


def _severity(call: ast.Call) -> ast.expr:
    named = [word.value for word in call.keywords if word.arg == "severity"]
    return next(iter([*call.args[SEVERITY:], *named]), ast.Constant("error"))


def _with_severities(module: Module, call: ast.Call) -> Iterator[tuple[str, set[str]]]:
    rule = call.args[RULE]
    severity = _severity(call)
    if isinstance(rule, ast.IfExp) and isinstance(severity, ast.IfExp):
        # What decides on the one decides on the other.
        assert ast.dump(rule.test) == ast.dump(severity.test)
        branches = [(rule.body, severity.body), (rule.orelse, severity.orelse)]
    else:
        branches = [(rule, severity)]
    for name, how_bad in branches:
        for text in module.texts(name, call):
            yield text, module.texts(how_bad, call) or BOTH
