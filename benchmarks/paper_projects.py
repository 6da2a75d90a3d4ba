"""Makes projects to print: our own, a corpus in its place, or one that has grown."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from search_corpus import Corpus, Half, Heading, write_pages

FRONT = "handout: true\nchanged:\n- {date: 2026-01-01, note: First}\n"
SHARED = ("overrides", "scripts", "docs/assets", "docs/data")
PAPER = ("print/styles", "print/templates")
FEWEST, MOST = 3, 6
"""Sections of a page that is put together."""
PLACES = {"zh": "这是第{}页第{}节。", "en": "This is section {1} of page {0}."}
FOLDER = 20
"""Pages of a folder, which is a part of the menu."""


@dataclass(frozen=True)
class Part:
    """A section in both languages: its heading, and the lines below."""

    titles: dict[str, str]
    lines: dict[str, tuple[str, ...]]


def own_project(root: Path, work: Path) -> None:
    """Copy the project itself."""
    _empty(work)
    for name in (*SHARED, "docs/zh", "docs/en", "print"):
        _copy(root, work, name)
    shutil.copy(root / "mkdocs.yml", work)
    _share_fonts(root, work)


def corpus_project(root: Path, work: Path, corpus: Corpus, front: str = FRONT) -> None:
    """Write a project with a corpus as its pages: a handout each, and one book.

    `front` is more front matter for every page.
    """
    _empty(work)
    for name in (*SHARED, *PAPER):
        _copy(root, work, name)
    for calendar in (work / "docs/data").glob("calendar-*.yml"):
        calendar.unlink()  # it names pages that are not here
    write_pages(corpus, work / "docs", front)
    settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    settings["nav"] = [f"{topic}.md" for topic in corpus]
    (work / "mkdocs.yml").write_text(
        yaml.safe_dump(settings, allow_unicode=True), "utf-8"
    )
    book = {
        "kind": "handbook",
        "title": {"zh": "全书", "en": "Everything"},
        "subtitle": {"zh": "量一量", "en": "To measure"},
        "page": next(iter(corpus)),
        "chapters": list(corpus),
    }
    folder = work / "print/publications"
    folder.mkdir(parents=True)
    text = yaml.safe_dump(book, allow_unicode=True)
    (folder / "everything.yml").write_text(text, "utf-8")
    _share_fonts(root, work)


def grown(corpus: Corpus, pages: int, seed: int = 0) -> Corpus:
    """Return as many new pages, put together from a corpus's sections; none alike.

    Nor are their sections: each names its place, so that nothing that is remembered by
    its text can be used for another page.
    """
    parts = list(_parts(corpus))
    choose = random.Random(seed)
    index = {
        locale: Half(title, title, (title,), ())
        for locale, title in (("zh", "首页"), ("en", "Home"))
    }
    made: Corpus = {"index": index}
    for number in range(1, pages):
        chosen = choose.sample(parts, choose.randint(FEWEST, MOST))
        made[f"part-{number // FOLDER:02d}/page-{number:04d}"] = {
            locale: _half(chosen, locale, number) for locale in index
        }
    return made


def _parts(corpus: Corpus) -> Iterator[Part]:
    """Yield the sections of the pages whose halves have as many."""
    for halves in corpus.values():
        cut = {locale: list(_sections(half)) for locale, half in halves.items()}
        if len(set(map(len, cut.values()))) == 1:
            for both in zip(*cut.values(), strict=True):
                named = dict(zip(cut, both, strict=True))
                yield Part(
                    {locale: title for locale, (title, _) in named.items()},
                    {locale: lines for locale, (_, lines) in named.items()},
                )


def _sections(half: Half) -> Iterator[tuple[str, tuple[str, ...]]]:
    starts = [h.line for h in half.headings if h.level == 2]
    titles = [h.text for h in half.headings if h.level == 2]
    ends = [*starts[1:], len(half.lines)]
    for title, start, end in zip(titles, starts, ends, strict=False):
        yield title, half.lines[start + 1 : end]


def _half(parts: list[Part], locale: str, number: int) -> Half:
    title = f"{parts[0].titles[locale]} {number}"
    lines: list[str] = [title]
    headings = []
    for place, part in enumerate(parts, 1):
        headings.append(Heading(len(lines), 2, part.titles[locale]))
        lines += ["", *part.lines[locale], "", PLACES[locale].format(number, place), ""]
    return Half(title, title, tuple(lines), tuple(headings))


def _empty(work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)


def _copy(root: Path, work: Path, name: str) -> None:
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / name, work / name, ignore=left_out)


def _share_fonts(root: Path, work: Path) -> None:
    """Fonts are baked once for all: the first build of a machine pays for them."""
    (root / ".cache/fonts").mkdir(parents=True, exist_ok=True)
    (work / ".cache").mkdir()
    (work / ".cache/fonts").symlink_to(root / ".cache/fonts")
