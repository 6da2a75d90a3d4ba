"""Where a line of Chinese may end, and where not, against the rules of Pango."""

import re
from typing import Any

from .text_runs import CLOSING, HAN, OPENING, Run, before_mark, runs, span, split

# Pango 1.50 parts no curly quotation mark from its neighbours (UAX 14, LB19), as if it
# were a straight one: 说“签了就给”的 would go to the next line as a whole.
# workaround: pango/curly-quotes
AT_QUOTES = re.compile(
    f"(?<=[{HAN}{CLOSING}])(?=[“‘])|(?<=[{HAN}{CLOSING}][”’])(?=[{HAN}{OPENING}])"
)
# It ends a line after the dash of 12:00—17:00. workaround: pango/dashes-of-spans
RANGE = re.compile(r"\d[\d:.,]*[—–]\d[\d:.,]*")


def keep_ranges(block: Any) -> None:
    """Keep a span of times, years or numbers on one line."""
    for run in [run for run in runs(block) if isinstance(run, Run)]:
        found = RANGE.findall(run.text)
        if found and is_free(run):
            first, *others = RANGE.split(run.text)
            pieces: list[Any] = [first]
            for kept, other in zip(found, others, strict=True):
                pieces += [span("tie", kept), other]
            run.replace(pieces)


def open_at_quotes(block: Any) -> None:
    """Let lines break before an opening and after a closing quotation mark.

    An empty box allows the break and adds no character.
    """
    for part in list(split(block, at_marks=True)):
        text = "".join(run.text for run in part)
        places = {match.start() for match in AT_QUOTES.finditer(text)}
        start = 0
        for run in part:
            stop = start + len(run.text)
            own = sorted(place - start for place in places if start <= place < stop)
            if own and is_free(run):
                run.replace(_opened(run.text, own))
            start = stop


def _opened(text: str, places: list[int]) -> list[Any]:
    pieces: list[Any] = []
    start = 0
    for place in places:
        pieces += [*before_mark(text[start:place], text[place]), span("break")]
        start = place
    return [*pieces, text[start:]]


def is_free(run: Run) -> bool:
    """Whether new elements may stand here: not in links, nor in what is kept whole."""
    return run.parent.tag != "a" and not any(
        "tie" in (element.get("class") or "").split()
        for element in (run.parent, *run.parent.iterancestors())
    )
