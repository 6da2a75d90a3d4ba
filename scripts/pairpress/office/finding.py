"""Finds the files to bring: texts and Word files, named or in a folder."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from ..content.problems import ContentError, Problem
from .notes import Notes

TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt")
WORD = ".docx"
OTHERS = (".doc", ".odt", ".rtf", ".pages", ".wps", ".pdf", ".html", ".htm", ".docm")
SKIPPED = ("node_modules", "__pycache__")
MOST_FILES = 5_000
LARGEST_TEXT = 2_000_000
LARGEST_WORD = 100_000_000
"""Bytes, of a file as it lies there."""


@dataclass(frozen=True)
class Source:
    """A file to bring, and the folder that was named for it."""

    path: Path
    base: Path

    @property
    def name(self) -> str:
        """How messages name it: as it was typed."""
        return self.path.as_posix()

    @property
    def inner(self) -> str:
        """Its path within the folder that was named."""
        return self.path.relative_to(self.base).as_posix()

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return self.path.suffix.lower() == WORD


def find_sources(
    paths: list[Path], left_out: list[str]
) -> tuple[list[Source], list[Problem]]:
    """Return the files to bring, and what was seen beside them.

    `left_out` are patterns of paths within a folder, such as "drafts/*".

    Raise ContentError, with every reason, for what cannot be taken.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        found, told = _of(path, left_out)
        sources += found
        problems += told
    errors = [problem for problem in problems if problem.severity == "error"]
    if not sources and not errors:
        errors = [
            _refusal(p, "这里没有 .md 或 .docx 文件。", "no .md or .docx file is here")
            for p in paths
        ]
    if errors:
        raise ContentError(errors)
    return sources, problems


def _of(path: Path, left_out: list[str]) -> tuple[list[Source], list[Problem]]:
    if path.is_symlink():
        return [], [_link(path)]
    if path.is_dir():
        return _walk(path, left_out)
    if not path.is_file():
        return [], [
            _refusal(path, "没有这个文件或文件夹。", "there is no such file or folder")
        ]
    source = Source(path, path.parent)
    if path.suffix.lower() in (*TEXTS, WORD):
        return [source], [*_too_large(source)]
    return [], [_other_kind(path)]


def _walk(folder: Path, left_out: list[str]) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for top, folders, files in os.walk(folder):
        kept = (n for n in folders if not n.startswith(".") and n not in SKIPPED)
        folders[:] = sorted(kept)
        for name in sorted((*folders, *files)):
            path = Path(top, name)
            kind = path.suffix.lower()
            inner = path.relative_to(folder).as_posix()
            if any(fnmatch(inner, pattern) for pattern in left_out):
                continue
            if path.is_symlink():
                problems.append(_link(path))
            elif name in folders or name.startswith((".", "~$")):
                # Word leaves ~$name.docx beside a file that is open.
                continue
            elif kind in (*TEXTS, WORD):
                sources.append(Source(path, folder))
                problems += _too_large(sources[-1])
            elif kind in OTHERS:
                problems.append(_beside(path))
    if len(sources) > MOST_FILES:
        zh, en = (
            f"超过 {MOST_FILES} 个文件。请分几次。",
            f"over {MOST_FILES} files; bring fewer at a time",
        )
        return [], [_refusal(folder, zh, en)]
    return sources, problems


def _too_large(source: Source) -> Iterator[Problem]:
    most = LARGEST_WORD if source.is_word else LARGEST_TEXT
    size = source.path.stat().st_size
    if size > most:
        yield _refusal(
            source.path,
            f"文件太大（超过 {most // 1_000_000} MB）。请分成几份。",
            f"the file is over {most // 1_000_000} MB; split it",
        )
    elif size == 0:
        yield _refusal(source.path, "文件是空的。", "the file is empty")


def _link(path: Path) -> Problem:
    return _refusal(
        path,
        "文件是指向别处的链接。请放一个真正的文件。",
        "the file is a link to another place; put a real file here",
    )


def _other_kind(path: Path) -> Problem:
    return _refusal(
        path,
        f"{path.suffix or '这种'} 文件读不了。请在 Word 里另存为 .docx，或者存成 .md。",
        f"{path.suffix or 'such'} files cannot be read; save it as .docx or .md",
    )


def _beside(path: Path) -> Problem:
    notes = Notes(path.as_posix())
    notes.left_out(
        1,
        path.suffix.lower(),
        "这个文件没有读。要带过来，请另存为 .docx。",
        "this file was not read; to bring it, save it as .docx",
    )
    return notes.found[0]


def _refusal(path: Path, zh: str, en: str) -> Problem:
    notes = Notes(path.as_posix())
    notes.refused(1, zh, en)
    return notes.found[0]
