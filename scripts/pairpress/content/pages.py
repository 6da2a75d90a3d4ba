"""Pages: one language's file of a topic, its front matter, headings and references."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from .days import Day
from .problems import ContentError, Problem, relative_path
from .site import Words
from .text_files import read_text
from .yaml_files import Yaml, parse_yaml, syntax_problem, validate

HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s*\{:? *#([^}\s]*) *\})?\s*$")
TOPIC = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*(/[a-z0-9]+([-_.][a-z0-9]+)*)*")
MOST_LINES = 5_000
"""Of a page; some forty sheets of paper."""
LONGEST_LINE = 10_000
"""Characters: a line is a paragraph."""
FENCE = re.compile(r"^\s*(```|~~~)")


def _topic_name(told: str) -> str:
    """Refuse what is no topic: a file is written at its address."""
    if not TOPIC.fullmatch(told) or len(told) > 200:
        raise ValueError(
            "要写网页的路径，只用英文小写字母、数字、- 和 / ，例如 work/tips | "
            "write a page’s path in small letters, digits, - and /, such as work/tips"
        )
    return told


Topic = Annotated[str, AfterValidator(_topic_name)]
"""A page's path below its language's folder, the same in all: "work/tips"."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(_Strict):
    """A change in substance, told to readers: a new rule, number or deadline."""

    date: Day
    note: str


class Review(_Strict):
    """Who read an edition of the page critically, and when; a role, not a name."""

    by: str
    on: Day


class FrontMatter(_Strict):
    """What stands between the --- lines at the top of a page."""

    title: Words
    description: Words
    icon: str | None = None
    changed: list[Change] = Field(min_length=1)
    handout: bool | list[str] = False
    """True: the page is a handout; or only the sections with these ids."""
    template: (
        Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.html$")] | None
    ) = None
    """One of the templates in overrides/ that are made for pages."""
    words: list[Words] = []
    """Everyday words by which search finds the page too."""
    reviewed: dict[str, Review] = {}
    """Per edition ("zh-Hans"): absent means that nobody has read it critically."""
    review_by: Day | None = None
    """The last day on which someone should read the page critically again."""
    traditional: dict[Words, str] = {}
    """Phrases that the Traditional edition of this page says in its own way."""
    differs: dict[str, list[str]] = {}
    """Per section id: values that only one language says, on purpose."""
    moved_from: list[Topic] = []
    """Topics at which this page was published before: their addresses lead here."""
    exit: bool = False
    """Whether readers may have to leave the page quickly and unseen."""
    only: bool = False
    """Whether the page stands in one language on purpose, without another half."""
    discreet: Words | None = None
    """What the browser's tab and history, and a print's foot, say for the title."""


def told_title(front: FrontMatter) -> str:
    """Return what others may read of a page's title: the discreet one, if there is."""
    return front.discreet or front.title


@dataclass(frozen=True)
class Heading:
    """A heading of a page; `id` is None where the writer gave none."""

    line: int
    level: int
    text: str
    id: str | None


@dataclass(frozen=True)
class Page:
    """One language's file of a topic."""

    topic: str
    locale: str
    path: str
    """From the project's root, for messages."""
    front: FrontMatter
    body: str
    body_line: int
    """The file's line on which the body begins."""
    text: str = ""
    """The whole file, with its front matter."""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the body's lines with their numbers, without fenced code."""
        yield from self._lines

    @cached_property
    def _lines(self) -> tuple[tuple[int, str], ...]:
        """The lines, found once: every check asks for them."""
        lines = with_code(self.body.split("\n"))
        return tuple(
            (number, line)
            for number, (line, is_code) in enumerate(lines, self.body_line)
            if not is_code
        )

    def headings(self) -> Iterator[Heading]:
        """Yield the page's headings in order."""
        for number, line in self.lines():
            if match := HEADING.match(line):
                marks, text, name = match.groups()
                yield Heading(number, len(marks), text, name)


def with_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it belongs to fenced code."""
    fenced = False
    for line in lines:
        is_fence = bool(FENCE.match(line))
        yield line, fenced or is_fence
        fenced ^= is_fence


def topic_of(path: Path, folder: Path) -> str:
    """Return the topic of a file: docs/zh/work/tips.md is work/tips."""
    return path.relative_to(folder).with_suffix("").as_posix()


def page_files(docs: Path, locale: str) -> dict[str, Path]:
    """Return every Markdown file of a language by its topic."""
    folder = docs / locale
    return {topic_of(path, folder): path for path in sorted(folder.rglob("*.md"))}


def read_page(path: Path, root: Path, locale: str) -> Page:
    """Read one file; raise ContentError for what cannot be used."""
    name = relative_path(path, root)
    text = read_text(path, root)
    refuse_endless(text, name)
    document, body, body_line = split_front_matter(text, name)
    front = validate(document, FrontMatter)
    topic = topic_of(path, root / "docs" / locale)
    return Page(topic, locale, name, front, body, body_line, text)


def read_known_page(path: Path, root: Path, locale: str) -> Page:
    """Read one file; not again if it has not changed since it was read."""
    try:
        status = path.stat()
    except OSError:
        return read_page(path, root, locale)  # which tells what is wrong
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
    return _read_known_page(path, root, locale, stamp)


@lru_cache(maxsize=4096)
def _read_known_page(path: Path, root: Path, locale: str, stamp: object) -> Page:
    return read_page(path, root, locale)


def refuse_endless(text: str, name: str) -> None:
    """Raise ContentError for a page that nobody has written by hand."""
    lines = text.split("\n")
    long = next((n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0)
    if len(lines) > MOST_LINES:
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    "page-long",
                    f"the page has {len(lines)} lines, at most {MOST_LINES}; split it",
                    f"这一页有 {len(lines)} 行，最多 {MOST_LINES} 行。请分成几页。",
                )
            ]
        )
    if long:
        raise ContentError(
            [
                Problem(
                    name,
                    long,
                    "line-long",
                    f"the line has more than {LONGEST_LINE} characters; write "
                    "paragraphs with an empty line between them",
                    f"这一行超过 {LONGEST_LINE} 个字符。请分段，段和段之间空一行。",
                )
            ]
        )


def split_front_matter(text: str, name: str) -> tuple[Yaml, str, int]:
    """Return front matter, body, and the line on which the body begins."""
    if not text.strip():
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    "empty-page",
                    "the page is empty",
                    "这一页是空的，请写内容。",
                )
            ]
        )
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or "---" not in (x.rstrip() for x in lines[1:]):
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    "no-front-matter",
                    "the page must begin with front matter between two lines of ---",
                    "页面开头要有两行 --- ，中间写 title 等设置。",
                )
            ]
        )
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    front = "\n".join(lines[1:end])
    document = parse_yaml(front, name, first_line=2)
    if document.value is None:
        document = Yaml(name, {}, {(): 1})
    elif not isinstance(document.value, dict):
        error = ValueError("settings are written as name: value")
        raise ContentError([syntax_problem(error, front, name, 2)])
    # A file that ends with its front matter has no line for its body.
    return document, "\n".join(lines[end + 1 :]), min(end + 2, len(lines))


Pages = dict[str, dict[str, Page]]
"""Pages by language, then by topic in the order of the menu."""
Unread = dict[str, set[str]]
"""Topics by language whose file stands there but cannot be read."""


def survey_pages(
    root: Path, locales: tuple[str, ...], nav: tuple[str, ...]
) -> tuple[Pages, Unread, list[Problem]]:
    """Read every page of every language that can be read; tell what is wrong."""
    pages: Pages = {locale: {} for locale in locales}
    unread: Unread = {locale: set() for locale in locales}
    problems: list[Problem] = []
    for locale in locales:
        files = page_files(root / "docs", locale)
        for topic in sorted(files, key=lambda t: (_rank(t, nav), t)):
            try:
                pages[locale][topic] = read_known_page(files[topic], root, locale)
            except ContentError as error:
                unread[locale].add(topic)
                problems += error.problems
    return pages, unread, problems


def _rank(topic: str, nav: tuple[str, ...]) -> int:
    return nav.index(topic) if topic in nav else len(nav)
