"""The last touches on a PDF: page labels, less bytes, what a print shop expects."""

import logging
import re
from typing import Any

import pydyf

from .jobs import PrintJob
from .language_tags import prune_languages
from .slimming import fold_structure, join_glyphs

LOGGER = logging.getLogger("weasyprint")
BLEED = 9
"""What is printed beyond the cut, in points: 1/8 in, as print shops here ask."""
GREY = re.compile(rb"^([\d.]+) \1 \1 (rg|RG)$")
OPERATORS = {b"rg": b"g", b"RG": b"G"}


def finisher(job: PrintJob) -> Any:
    """Return what WeasyPrint is to do with the finished PDF of a job."""

    def finish(document: Any, pdf: Any) -> None:
        preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
        preferences["DisplayDocTitle"] = "true"
        preferences["PrintScaling"] = "/None"
        if job.is_right_to_left:
            preferences["Direction"] = "/R2L"
        if job.tagged:
            prune_languages(pdf)
            fold_structure(pdf)
        join_glyphs(pdf)
        if job.body_starts_at:
            _label_pages(document, pdf, job.body_starts_at)
        if job.for_press:
            _narrow_bleed(pdf)
            _use_black_only(pdf)

    return finish


def _label_pages(document: Any, pdf: Any, anchor: str) -> None:
    """Count the pages before the anchor i, ii, … and begin again at 1."""
    front = next(
        (n for n, page in enumerate(document.pages) if anchor in page.anchors), None
    )
    if front is None:
        LOGGER.warning("No element with the id %r to begin page 1", anchor)
        return
    labels = [0, pydyf.Dictionary({"S": "/r"})] if front else []
    labels += [front, pydyf.Dictionary({"S": "/D", "St": 1})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})


def _narrow_bleed(pdf: Any) -> None:
    """Set each BleedBox 1/8 in outside the TrimBox.

    WeasyPrint 70 puts its marks into the bleed; the style asks for one wide enough to
    hold them outside the real one, and gets a BleedBox of 10 points.
    """
    # workaround: weasyprint/bleed-of-marks
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page":
            left, bottom, right, top = item["TrimBox"]
            item["BleedBox"] = pydyf.Array(
                [left - BLEED, bottom - BLEED, right + BLEED, top + BLEED]
            )


def _use_black_only(pdf: Any) -> None:
    """Write greys as greys: black of three colours prints with four inks, blurred."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            item.stream = [_grey(part) for part in item.stream]


def _grey(part: Any) -> Any:
    match = GREY.match(part) if isinstance(part, bytes) else None
    return b"%s %s" % (match[1], OPERATORS[match[2]]) if match else part
