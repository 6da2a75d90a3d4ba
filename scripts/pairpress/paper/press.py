"""One document through WeasyPrint: no network, tagged, the same bytes each time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from .actual_text import actual_text
from .finishing import LOGGER, finisher
from .fitting import excess
from .fonts import Fonts
from .jobs import Failure, PrintJob, too_long
from .language_tags import language_tags
from .pdf_cache import local_path
from .typography import typeset_tree

# Given twice, to render() and write_pdf(). workaround: weasyprint/late-options
IMAGES = {"optimize_images": True, "dpi": 200, "jpeg_quality": 80}


class UnprintableError(Exception):
    """A document that must not be published; `failure` says why."""

    def __init__(self, failure: Failure, pages: int = 0) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.pages = pages


def press(job: PrintJob, fonts: Fonts) -> tuple[bytes, int]:
    """Return the PDF and its number of pages, or raise with all the reasons why not."""
    root = lxml_html.document_fromstring(job.html)
    _check_characters(root, fonts)
    typeset_tree(root)
    html = "<!doctype html>" + str(lxml_html.tostring(root, encoding="unicode"))
    options = IMAGES | {"pdf_variant": "pdf/ua-1" if job.tagged else None}
    styles = _styles(fonts, job.stylesheets, _times(job.stylesheets))
    with _collected_warnings() as problems:
        problems += styles.problems
        problems += _foreign_fonts("<style>", job.html)
        fetcher = ClosedFetcher((*job.readable, fonts.folder))
        document = HTML(string=html, base_url=job.base_url, url_fetcher=fetcher).render(
            font_config=styles.font_configuration,
            # A copy: a document's own @counter-style must not reach the next one.
            counter_style=styles.counters.copy(),
            stylesheets=styles.sheets,
            **options,
        )
        pages = len(document.pages)
        if job.max_pages is not None and pages > job.max_pages:
            too_much = excess(document, job.max_pages)
            raise UnprintableError(too_long(pages, job.max_pages, too_much), pages)
        problems += _local_links(document)
        with _tags() if job.tagged else nullcontext():
            content = document.write_pdf(finisher=finisher(job), **options)
    if problems:
        # WeasyPrint names a fault of a stylesheet once; the next job must see it too.
        _styles.cache_clear()
        raise UnprintableError(_report(problems))
    return content, pages


@contextmanager
def _tags() -> Iterator[None]:
    with language_tags(), actual_text():
        yield


class ClosedFetcher:
    """Reads files below the given folders, and data: URLs; nothing else."""

    # WeasyPrint 70 asks every fetcher for this; our refusals are collected instead.
    # workaround: weasyprint/fetchers-of-others
    _fail_on_errors = False

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self._roots = roots
        self._fetcher = URLFetcher(
            allowed_protocols={"file", "data"}, allow_redirects=False
        )

    def __call__(self, url: str) -> Any:
        """Fetch a URL, or refuse it with a ValueError."""
        if url.lower().startswith("file:"):
            path = local_path(url)
            if not any(path.is_relative_to(root) for root in self._roots):
                raise ValueError(f"outside the project's folders: {url}")
        return self._fetcher.fetch(url)


@dataclass(frozen=True)
class _Styles:
    font_configuration: Any
    counters: Any
    sheets: list[Any]
    problems: list[str] = field(default_factory=list)


@lru_cache(maxsize=8)
def _styles(fonts: Fonts, paths: tuple[Path, ...], times: tuple[int, ...]) -> _Styles:
    """Load fonts and stylesheets once for each process: half of a handout's time."""
    configuration, counters = FontConfiguration(), CounterStyle()
    with _collected_warnings() as problems:
        fetcher = ClosedFetcher((fonts.folder, *(p.resolve().parent for p in paths)))
        common = {"font_config": configuration, "counter_style": counters}
        sheets = [CSS(string=fonts.css, url_fetcher=fetcher, **common)]
        for path in paths:
            before = len(problems)
            sheets.append(CSS(filename=str(path), url_fetcher=fetcher, **common))
            problems[before:] = [f"{path.name}: {told}" for told in problems[before:]]
            problems += _foreign_fonts(path.name, path.read_text("utf-8"))
    return _Styles(configuration, counters, sheets, problems)


def _foreign_fonts(place: str, text: str) -> list[str]:
    """Refuse other fonts: cut into unicode-range slices, they print wrong characters.

    WeasyPrint 70 embeds one file for a family and weight and draws the glyphs of all
    slices from it, without a warning (https://github.com/Kozea/WeasyPrint/issues/1456).
    """
    # workaround: weasyprint/slices-of-fonts
    if "@font-face" not in text:
        return []
    return [f"{place}: @font-face is not allowed, only the baked fonts are embedded"]


def _times(paths: tuple[Path, ...]) -> tuple[int, ...]:
    return tuple(path.stat().st_mtime_ns for path in paths)


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Collect what WeasyPrint would only log: each of it is a fault on paper."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    collector = Collector(logging.WARNING)
    LOGGER.addHandler(collector)
    try:
        yield messages
    finally:
        LOGGER.removeHandler(collector)


def _check_characters(root: Any, fonts: Fonts) -> None:
    unknown = sorted(fonts.missing(root.text_content()))
    if unknown:
        listed = " ".join(f"{c} (U+{ord(c):04X})" for c in unknown)
        raise UnprintableError(
            Failure(
                f"印刷字体里没有这些字：{listed}。请换一个字。",
                f"the print fonts lack {listed}. Use other characters.",
            )
        )


def _local_links(document: Any) -> list[str]:
    """Find links that lead into this machine's folders: dead for every reader."""
    return [
        f"a link leads to a local file: {target.rpartition('/')[2]}"
        for page in document.pages
        for kind, target, *_ in page.links
        if kind == "external" and target.startswith("file:")
    ]


def _report(problems: list[str]) -> Failure:
    listed = "; ".join(dict.fromkeys(problems))
    return Failure(
        f"排版时发现问题：{listed}", f"faults found while printing: {listed}"
    )
