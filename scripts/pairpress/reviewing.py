"""`review`: a Word file in which volunteers read both halves, and what they wrote."""

from collections.abc import Iterator
from pathlib import Path

from .content.clock import today
from .content.library import Library, survey_library
from .content.problems import ContentError, Problem, nearest
from .office.review_sheets import Topic, sheet_bytes
from .office.sheet_content import Row, rows_of
from .office.sheet_reading import read_sheet, tell_row


def write_sheet(root: Path, topics: list[str], out: Path) -> Path:
    """Write a sheet for topics; raise ContentError for one that is not there."""
    library, _ = survey_library(root)
    names = [topic.removesuffix(".md").strip("/") for topic in topics]
    refused = [problem for name in names for problem in _unknown(name, library)]
    if refused or not names:
        raise ContentError(
            refused
            or [
                _refusal(
                    "请写网页的路径，例如 work/pay", "name a page, such as work/pay"
                )
            ]
        )
    day = today(library.site.settings.time_zone)
    told = [
        Topic(
            {
                c: pages[name].front.title
                for c, pages in library.pages.items()
                if name in pages
            },
            rows_of(library, name, day),
        )
        for name in dict.fromkeys(names)
    ]
    raw = sheet_bytes(library.site, told, day)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(f".{out.name}.new")
    fresh.write_bytes(raw)
    fresh.replace(out)
    return out


def read_back(root: Path, path: Path) -> list[Problem]:
    """Return what a sheet that came back says, for staff to put on the pages."""
    if not path.is_file():
        raise ContentError(
            [
                Problem(
                    path.as_posix(),
                    1,
                    "import-file",
                    "there is no such file",
                    "没有这个文件。",
                )
            ]
        )
    library, _ = survey_library(root)
    day = today(library.site.settings.time_zone)
    rows: dict[tuple[str, str], Row] = {}
    read = read_sheet(path.read_bytes(), path.as_posix())
    for topic in dict.fromkeys(row.topic for row in read):
        rows |= {(topic, row.section): row for row in rows_of(library, topic, day)}
    return [
        problem
        for number, row in enumerate(read, 1)
        for problem in tell_row(
            row, rows.get((row.topic, row.section)), path.as_posix(), number
        )
    ]


def _unknown(name: str, library: Library) -> Iterator[Problem]:
    known = {topic for pages in library.pages.values() for topic in pages}
    if name not in known:
        near = nearest(name, known)
        yield _refusal(
            f"没有“{name}”这一页。" + (f"是不是 {near}？" if near else ""),
            f"there is no page {name}" + (f"; did you mean {near}?" if near else ""),
        )


def _refusal(zh: str, en: str) -> Problem:
    return Problem("docs", 1, "review-page", en, zh)
