"""What a writer should mend: each check is a function, its docstring is the rule."""

from pathlib import Path

from ..content.library import Library, survey_library
from ..content.problems import Problem
from .addresses import ADDRESS_CHECKS
from .agreement import AGREEMENT_CHECKS
from .calendars import CALENDAR_CHECKS
from .due import DUE_CHECKS
from .files import FILE_CHECKS
from .freshness import FRESHNESS_CHECKS
from .images import IMAGE_CHECKS
from .links import LINK_CHECKS
from .markdown import MARKDOWN_CHECKS
from .markup import MARKUP_CHECKS
from .mends import MENDING_CHECKS, WORD_LIST_CHECKS
from .missing_words import MISSING_WORD_CHECKS
from .nesting import NESTING_CHECKS
from .own import run_own_checks
from .own_kinds import OWN_KIND_CHECKS
from .pairs import PAIR_CHECKS
from .plain_language import PLAIN_CHECKS
from .prints import PRINT_CHECKS
from .references import REFERENCE_CHECKS
from .running import Check, run_checks
from .series import SERIES_CHECKS
from .shapes import SHAPE_CHECKS
from .sources import SOURCE_CHECKS
from .typed_values import TYPED_VALUE_CHECKS
from .words import TERM_CHECKS, WORD_CHECKS

SLOW_CHECKS: tuple[Check, ...] = (*AGREEMENT_CHECKS, *PLAIN_CHECKS)
"""Those that read every sentence: about as long as all the others together."""
CHECKS: tuple[Check, ...] = (
    *PAIR_CHECKS,
    *SHAPE_CHECKS,
    *LINK_CHECKS,
    *ADDRESS_CHECKS,
    *FRESHNESS_CHECKS,
    *FILE_CHECKS,
    *MARKDOWN_CHECKS,
    *MARKUP_CHECKS,
    *IMAGE_CHECKS,
    *MENDING_CHECKS,
    *WORD_CHECKS,
    *NESTING_CHECKS,
)
DATA_CHECKS: tuple[Check, ...] = (
    *REFERENCE_CHECKS,
    *SOURCE_CHECKS,
    *DUE_CHECKS,
    *TERM_CHECKS,
    *WORD_LIST_CHECKS,
    *SERIES_CHECKS,
    *PRINT_CHECKS,
    *OWN_KIND_CHECKS,
    *CALENDAR_CHECKS,
    *MISSING_WORD_CHECKS,
)
"""With TYPED_VALUE_CHECKS, those that are wrong while docs/data/ cannot be read."""


ADVICE: frozenset[Check] = frozenset(
    {
        *FRESHNESS_CHECKS,
        *MENDING_CHECKS,
        *PLAIN_CHECKS,
        *DUE_CHECKS,
        *WORD_LIST_CHECKS,
        *TYPED_VALUE_CHECKS,
    }
)
"""Those that only ever warn: a build, which stops at errors alone, leaves them out."""


def check(library: Library, *, advice: bool = True) -> list[Problem]:
    """Return every problem of what could be read, in the order of its files.

    Without `advice`, every error.
    """
    first, slow = CHECKS, SLOW_CHECKS
    if library.data_is_whole:
        # Both look for the values in each section: together they look once.
        first, slow = (*CHECKS, *DATA_CHECKS), (*SLOW_CHECKS, *TYPED_VALUE_CHECKS)
    if not advice:
        first = tuple(check for check in first if check not in ADVICE)
        slow = tuple(check for check in slow if check not in ADVICE)
    return sorted(run_checks(library, first, slow))


def check_project(
    root: Path, url: str | None = None, *, advice: bool = True
) -> tuple[Library, list[Problem]]:
    """Read a project and return it with every problem of it, in the order of files.

    Raise ContentError if its settings cannot be read. `advice` is as for `check`.
    """
    library, problems = survey_library(root, url)
    found = {*problems, *check(library, advice=advice)}
    # Written for whole content, they would tell faults of their own for its faults.
    if not problems:
        found |= set(run_own_checks(library))
    return library, sorted(found)
