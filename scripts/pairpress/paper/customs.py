"""What languages other than Chinese ask of a line: Korean, French, right to left."""

import re
from typing import Any

from ..content.languages import direction_of
from .line_breaks import is_free
from .text_runs import Run, runs, span

# A word with its ending and its marks. A longer one may be broken: it may not fit.
KOREAN_WORD = re.compile(r"\S*[\uac00-\ud7a3]\S*")
LONGEST_WORD = 12
# Only where there is a space: Quebec sets none before ; ! and ?
FRENCH_SPACE = re.compile(r"[ \u00a0]+(?=[;:!?»%$€])|(?<=«)[ \u00a0]+")
NARROW_SPACE = "\u202f"
# 416-555-0123, 2026-10-01: after an Arabic letter the parts would change places.
HYPHENATED_NUMBER = re.compile(r"\+?\d+(?:-\d+)+")


def keep_customs(block: Any, lang: str) -> None:
    """Set a block as its language asks, where WeasyPrint does not do so by itself."""
    language = lang.split("-")[0]
    if language == "ko":
        # WeasyPrint 70 knows no word-break: keep-all.
        _wrap(block, KOREAN_WORD, "tie", LONGEST_WORD)
    elif language == "fr":
        _narrow_spaces(block)
    elif direction_of(lang) == "rtl":
        _wrap(block, HYPHENATED_NUMBER, "ltr")


def _wrap(block: Any, pattern: re.Pattern[str], name: str, longest: int = 99) -> None:
    """Put what a pattern finds into spans of a class."""
    for run in [run for run in runs(block) if isinstance(run, Run)]:
        if not is_free(run):
            continue
        pieces: list[Any] = []
        end = 0
        for match in pattern.finditer(run.text):
            if len(match[0]) <= longest:
                pieces += [run.text[end : match.start()], span(name, match[0])]
                end = match.end()
        if pieces:
            run.replace([*pieces, run.text[end:]])


def _narrow_spaces(block: Any) -> None:
    for run in [run for run in runs(block) if isinstance(run, Run)]:
        text = FRENCH_SPACE.sub(NARROW_SPACE, run.text)
        if text != run.text:
            run.replace([text])
