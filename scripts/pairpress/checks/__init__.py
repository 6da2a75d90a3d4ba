"""What a writer should mend: each check is a function, its docstring is the rule."""

from collections.abc import Callable, Iterator

from ..content.library import Library
from ..content.problems import Problem
from .links import LINK_CHECKS
from .pairs import PAIR_CHECKS
from .references import REFERENCE_CHECKS

Check = Callable[[Library], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (*PAIR_CHECKS, *REFERENCE_CHECKS, *LINK_CHECKS)


def check(library: Library) -> list[Problem]:
    """Return every problem of a project, in the order of its files."""
    return sorted({problem for rule in CHECKS for problem in rule(library)})
