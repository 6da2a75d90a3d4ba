"""A project with a file of each kind, and what holds whatever stands in them."""

import io
import re
import signal
import struct
import zlib
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from lxml import html

from pairpress import cli
from pairpress.checks import check_project
from pairpress.content.problems import ContentError, Problem

PATIENCE = 20
"""Seconds of processor time after which a check of the small project hangs."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a message must not carry to a screen, a log or a comment."""
MAY_RUN = re.compile(r"\s*(javascript|vbscript|data|blob|file):", re.IGNORECASE)
MONTH = "  - {tip: {zh: 记工时。, en: Keep a record.}, mark: OK, source: a guide}\n"
EXTRAS = {
    "docs/data/areas.yml": """\
city:
  name: {zh: 全市, en: The city}
east:
  name: {zh: 城东, en: The east}
  within: city
  ask: true
""",
    "docs/data/cards.yml": """\
- id: interpreter
  group: health
  say: {zh: 我要翻译。, en: I need an interpreter.}
  note: {zh: 约时间的时候就可以要。, en: You can ask when you book.}
  cite: [pay.any_language]
- id: lawyer
  group: rights
  say: {zh: 我要先跟律师谈。, en: I want to speak to a lawyer first.}
""",
    "docs/data/search-words.yml": "- [工资, 薪水, wages]\n- [律师, lawyer]\n",
    "docs/data/published.yml": "- index\n- work/pay\n",
    "docs/data/words-en.yml": """\
menu: All pages
updated: "Newest on {date}"
sources: Where it is from
tongue_hakka: Hakka
signs: {money: "CA$#,##0", joiner: " / "}
""",
    "docs/data/calendar-2027.yml": """\
year: 2027
lunar_year: {zh: 羊年, en: Year of the Goat}
help: [clinic]
every_month:
  - text: {zh: "{past}的工资。", en: "Wages from {past}."}
    mark: RULE
    source: a guide
months:
"""
    + MONTH * 11
    + """\
  - tip: {zh: "最低{{ pay.hourly }}。", en: "At least {{ pay.hourly }}."}
    cite: [pay.hourly]
    page: work/pay
    mark: OK
    source: law
days:
  - id: new-year
    day: 2027-01-01
    kind: holiday
    name: {zh: 元旦, en: New Year}
    mark: OK
    source: law
  - id: mid-autumn
    day: 2027-09-15
    kind: festival
    lunar: 8-15
    name: {zh: 中秋节, en: Mid-Autumn}
    mark: RULE
    source: computed
""",
    "docs/data/agreed/work/quiet.json": """\
{"sections": {"": {"on": "2026-11-21", "by": "staff",
 "said": {"zh": ["一"], "en": ["one"]}}}}
""",
    "print/publications/cards.yml": """\
kind: cards
title: {zh: 卡片, en: Cards}
page: help/index
groups: [health]
cards: [lawyer]
""",
    "print/publications/poster.yml": """\
kind: poster
title: {zh: 海报, en: Poster}
page: work/pay
message: lead
section: steps
items: [1, 3]
contacts: [clinic, pay-office]
""",
    "print/publications/log.yml": """\
kind: hours-log
title: {zh: 工时表, en: Hours log}
page: work/pay
rows: 14
how:
  - {zh: 每天写一行。, en: Write one line a day.}
fields:
  - {zh: 店名, en: Shop}
columns:
  - {name: {zh: 日期, en: Date}, width: 10}
  - {name: {zh: 老板的话, en: What the boss said}, width: 30}
total: {zh: 合计, en: Total}
""",
    "print/publications/calendar-2027.yml": """\
kind: calendar
title: {zh: 日历, en: Calendar}
page: work/pay
year: 2027
""",
    "print/publications/tent.yml": """\
kind: tent
kind_name: {zh: 桌牌, en: Tent}
title: {zh: 问谁, en: Ask whom}
page: work/pay
pages: 2
contacts: [clinic]
parts: [work/pay#steps, help/index]
editions: [zh-Hans+en]
fields:
  ask: {zh: "{{ pay.hourly }}？", en: "{{ pay.hourly }}?"}
  lines:
    - {zh: "{{ phone clinic }}", en: "{{ phone clinic }}"}
""",
    "print/templates/tent.html": """\
{% extends "document.html" %}
{% block body %}
<h1>{{ fields.ask[0].text }}</h1>
{% for line in fields.lines %}<p>{{ line[0].text }}</p>{% endfor %}
{% include "imprint.html" %}
{% endblock %}
""",
    "print/styles/tent.css": "",
}  # fmt: skip
"""What the fixture has no file of."""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<path d="M1 1h7v7z"/></svg>\n'
)


def png(width: int, height: int) -> bytes:
    """Return a picture that says it is so large, and is a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * min((width + 1) * height, 100_000))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def add_extras(project: Path) -> Path:
    """Put a file of each other kind into a copy of the fixture."""
    for name, text in EXTRAS.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pictures = project / "docs/assets/pictures"
    pictures.mkdir()
    (pictures / "shop.png").write_bytes(png(9, 9))
    (pictures / "shop.svg").write_text(DRAWING, encoding="utf-8")
    for locale, words in (("zh", "商店"), ("en", "The shop")):
        with (project / f"docs/{locale}/work/quiet.md").open(
            "a", encoding="utf-8"
        ) as f:
            for kind in ("png", "svg"):
                f.write(f"\n![{words}](../../assets/pictures/shop.{kind})\n")
    return project


def targets(project: Path) -> list[Path]:
    """Return the files that can be spoilt, in the same order everywhere."""
    patterns = (
        "mkdocs.yml", "docs/zh/**/*.md", "docs/en/**/*.md", "docs/data/**/*.*",
        "docs/assets/pictures/*.*", "print/publications/*.yml", "print/ledger/*.json",
        "print/templates/tent.html",
    )  # fmt: skip
    return sorted(path for pattern in patterns for path in project.glob(pattern))


@dataclass(frozen=True)
class Verdict:
    """What became of a project: what was told, and what is wrong about that."""

    problems: list[Problem]
    faults: list[str]

    @property
    def is_refused(self) -> bool:
        """Whether it must be mended before it can be built."""
        return any(problem.severity == "error" for problem in self.problems)


class Hangs(Exception):
    """Raised where a step takes far longer than it may."""


@contextmanager
def patience(seconds: int = PATIENCE) -> Iterator[None]:
    """Interrupt what computes too long; regular expressions too hear the signal."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hangs(f"more than {seconds} s")

    # Of processor time, so that a busy machine does not matter.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def checked(project: Path) -> Verdict:
    """Check a project: whatever stands in it, it is told as problems are."""
    with patience():
        try:
            problems = check_project(project)[1]
        except ContentError as error:
            problems = error.problems
    return Verdict(problems, [f for p in problems for f in _faults_of(project, p)])


def _faults_of(project: Path, problem: Problem) -> Iterator[str]:
    """Yield what is wrong about a message itself."""
    told = str(problem)
    if UNSEEN.search(told):
        yield f"carries a control character: {told!r}"
    if told.count("\n") != 1:
        yield f"is not two lines: {told!r}"
    if not CHINESE.search(problem.zh) or not problem.en.strip():
        yield f"is not in two languages: {told!r}"
    if len(told) > 3000:
        yield f"is {len(told)} characters long: {told[:200]!r}"
    path = project / problem.path
    lines = path.read_bytes().count(b"\n") + 1 if path.is_file() else 1
    if not 1 <= problem.line <= max(lines, 1) and b"\r" not in path.read_bytes():
        yield f"names a line that is not there ({lines}): {told!r}"


def built(project: Path) -> list[str]:
    """Build a project that has no errors; return what is wrong with its site."""
    said = io.StringIO()
    with (
        patience(3 * PATIENCE),
        chdir(project),
        redirect_stdout(io.StringIO()),
        redirect_stderr(said),
    ):
        code = cli.main(["build", "--only", "web"])
    if code and re.search(r"^[\w./-]+:\d+: .*[\u4e00-\u9fff]", said.getvalue(), re.M):
        return []  # such as an option that only MkDocs knows
    if code:
        return [f"the build fails without a place: {said.getvalue()}"]
    site = project / "site"
    pages = sorted(site.rglob("*.html"))
    return [
        f"{p.relative_to(site)}: {f}" for p in pages for f in dangers(p.read_bytes())
    ]


def dangers(page: bytes) -> Iterator[str]:
    """Yield what runs or loads something on a finished page, or hides it."""
    root = html.document_fromstring(page, html.HTMLParser(encoding="utf-8"))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        told = html.tostring(element, encoding="unicode", with_tail=False)[:100]
        if element.tag in ("iframe", "object", "embed", "style", "base", "frame"):
            yield told
        if element.tag == "script" and (
            "//" in element.get("src", "") or not _is_data(element)
        ):
            yield told
        for name, value in element.attrib.items():
            is_picture = element.tag == "img" and value.startswith("data:image/")
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                yield told
            elif name in ("href", "src", "action", "xlink:href"):
                if MAY_RUN.match(value) and not is_picture:
                    yield told
                if name == "src" and re.match(r"(https?:)?//", value):
                    yield told
        if element.get("http-equiv", "").lower() == "refresh":
            yield told
    text = "".join(root.itertext())
    if found := re.search(
        r"klzzwxh|wzxhzdk|[\x02\x03\u202a-\u202e\u2066-\u2069]", text
    ):
        yield f"{found[0]!r} in its text"


def _is_data(script: html.HtmlElement) -> bool:
    return bool(script.get("src")) or script.get("type") == "application/ld+json"
