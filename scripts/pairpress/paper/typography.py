"""The print-only pass: spacing that WeasyPrint lacks, and markup for PDF/UA."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

from .accessible_markup import mend_markup
from .customs import keep_customs
from .line_breaks import keep_ranges, open_at_quotes
from .text_runs import (
    CLOSING,
    HAN,
    INLINE,
    OPAQUE,
    OPENING,
    STOPS,
    Run,
    before_mark,
    blocks,
    lines,
    runs,
    span,
    split,
)

LATIN = "A-Za-z0-9\u00b0\u00c0-\u024f$%€£@#&+"
GAP = re.compile(f"(?<=[{HAN}])\\s*(?=[{LATIN}])|(?<=[{LATIN}])\\s*(?=[{HAN}])")
# Chinese set over two lines of source: the line break would print as a space.
SOFT_BREAK = re.compile(
    f"(?<=[{HAN}{OPENING}{CLOSING}])[ ]*\n\\s*(?=[{HAN}{OPENING}{CLOSING}])"
)
APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z\s])")
# A word or number is never cut, not even by a span: WeasyPrint would break the line
# between 1. and 5 of 1.5 if each stood in an element of its own.
# workaround: weasyprint/numbers-over-elements
WORD = f"{LATIN}.,:/’'_–—-"
LATIN_PAIR = re.compile(f"[{WORD}]{{2}}")
UNIT = re.compile(f"[{WORD}]+|.", re.DOTALL)

TIED = 3
LONGEST_TIED_ELEMENT = 8


def typeset(html: str) -> str:
    """Return a complete HTML document with the pass applied."""
    root = lxml_html.document_fromstring(html)
    typeset_tree(root)
    return "<!doctype html>" + str(lxml_html.tostring(root, encoding="unicode"))


def typeset_tree(root: Any) -> None:
    """Apply the pass to a parsed document, in place."""
    mend_markup(root)
    for block, lang in list(blocks(root)):
        _tie_source_marks(block)
        if not lang.startswith("zh"):
            keep_customs(block, lang)
            continue
        for line in lines(block):
            _close_first_mark(line)
        for line in lines(block):
            _tie_last_characters(line)
        _narrow_apostrophes(block)
        keep_ranges(block)
        open_at_quotes(block)
        _set_gaps(block)


def _close_first_mark(line: list[Run]) -> None:
    """Take the empty left half off an opening mark that begins a block."""
    run = line[0]
    start = len(run.text) - len(run.text.lstrip())
    if run.text[start] not in OPENING:
        return
    if run.parent.tag == "a":
        _add_class(run.parent, "halt-link")
    else:
        text = run.text
        run.replace([text[:start], span("halt", text[start]), text[start + 1 :]])


def _tie_source_marks(block: Any) -> None:
    """Keep a source mark on the line of its word: a line may break after 。."""
    for mark in list(_source_marks(block)):
        before = mark.getprevious()
        if before is not None and before.tag == "sup" and not before.tail:
            continue  # went along with the mark before it
        run = _run_before(mark)
        text = run.text.rstrip()
        tie = span("tie")
        if text:
            start = _tie_start(text)
            _fill(tie, text[start:])
            run.replace([text[:start], tie])
        elif before is not None and _is_short(before):
            before.tail = None
            before.addprevious(tie)
            tie.append(before)
        else:
            continue
        _gather(tie, mark)


def _fill(tie: Any, text: str) -> None:
    """Put text before a mark; a full stop loses the empty half between them."""
    if text[-1] in STOPS:
        tie.text = text[:-1]
        tie.append(span("halt", text[-1]))
    else:
        tie.text = text


def _source_marks(element: Any) -> Iterator[Any]:
    """Yield the raised marks on the lines of one block, not of the blocks in it."""
    for child in element:
        if child.tag == "sup":
            yield child
        elif child.tag in INLINE - OPAQUE:
            yield from _source_marks(child)


def _gather(tie: Any, mark: Any) -> None:
    """Move a mark and the marks that follow it at once into a tie."""
    while mark is not None and mark.tag == "sup":
        following, tail = mark.getnext(), mark.tail or ""
        mark.tail = None
        tie.append(mark)
        if tail.strip() or following is None or following.tag != "sup":
            tie.tail = tail
            return
        mark = following


def _tie_last_characters(line: list[Run]) -> None:
    """Let no line end a paragraph with one character."""
    # workaround: weasyprint/text-wrap
    run = line[-1]
    text = run.text.rstrip()
    if run.parent.get("class") in ("tie", "halt"):
        return
    if run.parent.tag == "a":
        if _is_short(run.parent):
            _add_class(run.parent, "tie")
    elif run.is_tail and len(text) < TIED and _is_short(run.element):
        _tie_with_element(run)
    elif len(line) > 1 and set(text) <= set(CLOSING):
        _tie_last_characters(line[:-1])  # the mark itself cannot begin a line
    else:
        start = _tie_start(text)
        before = before_mark(text[:start], text[start:])
        run.replace([*before, span("tie", text[start:]), run.text[len(text) :]])


def _tie_with_element(run: Run) -> None:
    """Tie a short element with the few characters after it, and some before it."""
    element, tail, tie = run.element, run.text, span("tie")
    before = _run_before(element)
    if len(element.text_content()) + len(tail) <= TIED and before.text.strip():
        start = _tie_start(before.text)
        tie.text = before.text[start:]
        before.replace([before.text[:start]])
    element.tail = None
    element.addprevious(tie)
    tie.append(element)
    element.tail = tail


def _run_before(element: Any) -> Run:
    previous = element.getprevious()
    if previous is None:
        return Run(element.getparent(), is_tail=False)
    return Run(previous, is_tail=True)


def _tie_start(text: str) -> int:
    """Find where the last characters begin, cutting no word, number or mark off.

    Marks are not counted among them: 语）。 is one character.
    """
    start = max(len(text) - TIED, 0)
    while start > 0 and (
        text[start] in CLOSING
        or len(text[start:].strip(CLOSING)) < 2
        or text[start - 1] in OPENING
        or LATIN_PAIR.fullmatch(text[start - 1 : start + 1])
    ):
        start -= 1
    return start


def _is_short(element: Any) -> bool:
    """Whether an element may be kept whole; a page number follows a reference."""
    return (
        element.tag in INLINE - OPAQUE
        and "xref" not in element.get("class", "").split()
        and len(element.text_content()) <= LONGEST_TIED_ELEMENT
    )


def _narrow_apostrophes(block: Any) -> None:
    """Set the apostrophe of an English name in the Latin font, where it is narrow."""
    for run in list(runs(block)):
        if not isinstance(run, Run) or not APOSTROPHE.search(run.text):
            continue
        if run.parent.tag == "a":
            _add_class(run.parent, "apostrophe")
        else:
            first, *others = APOSTROPHE.split(run.text)
            pieces = [first]
            for other in others:
                pieces += [span("apostrophe", "’"), other]
            run.replace(pieces)


def _set_gaps(block: Any) -> None:
    """Part Chinese from Latin by a margin; a typed space gives way to it.

    A margin adds no character, so that a search in the PDF still finds the words.
    """
    # workaround: weasyprint/text-autospace
    for part in list(split(block, at_marks=True)):
        text = "".join(run.text for run in part)
        dropped = {
            index
            for match in SOFT_BREAK.finditer(text)
            for index in range(*match.span())
        }
        gaps = set()
        places = [(run, offset) for run in part for offset in range(len(run.text))]
        for match in GAP.finditer(text):
            run, offset = places[match.start() - 1]
            if run.parent.tag != "a" or _is_last(run, offset):
                gaps.add(match.start() - 1)
                dropped.update(range(*match.span()))
        start = 0
        for run in part:
            stop = start + len(run.text)
            if any(start <= index < stop for index in gaps | dropped):
                _rewrite(run, start, gaps, dropped)
            start = stop


def _is_last(run: Run, offset: int) -> bool:
    return run.ends_parent and not run.text[offset + 1 :].strip()


def _rewrite(run: Run, start: int, gaps: set[int], dropped: set[int]) -> None:
    pieces: list[Any] = [""]
    for unit in UNIT.finditer(run.text):
        if start + unit.end() - 1 in gaps:
            if _is_last(run, unit.end() - 1) and run.parent.tag in INLINE:
                _add_class(run.parent, "gap")
            else:
                pieces += [span("gap", unit[0]), ""]
                continue
        if start + unit.start() not in dropped:
            pieces[-1] += unit[0]
    run.replace(pieces)


def _add_class(element: Any, name: str) -> None:
    element.set("class", " ".join([*element.get("class", "").split(), name]))
