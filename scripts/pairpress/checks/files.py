"""Checks of files: their names, their kind, and what Windows leaves in them."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from ..content.library import Library
from ..content.problems import Problem, relative_path
from .images import LOOKS_LIKE_AN_IMAGE
from .mending import marks_of

GOOD_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
"""What Windows takes for a device: nobody there could open the project."""
LONGEST_NAME, LONGEST_PATH = 80, 160
"""Characters; Windows has 260 for a path from the top of the disk."""
TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".txt", ".text", ".rst")
DOCUMENTS = (
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".pages",
    ".wps",
    ".htm",
    ".html",
    ".xlsx",
)
NOT_OURS = ("Thumbs.db", "desktop.ini")
PRIVATE = ("assets", "data")
"""Folders of docs/ that hold no pages."""


def names_are_plain(library: Library) -> Iterator[Problem]:
    """The name of a page's file and of its folders: a–z, 0–9 and hyphens, then .md."""
    for path in _files(library):
        place = path.relative_to(library.site.docs)
        name = relative_path(path, library.site.root)
        kind = path.suffix.lower()
        if kind in DOCUMENTS:
            yield Problem(
                name,
                1,
                "file-kind",
                f"a {kind} file is no page; paste its text into a .md file",
                f"{kind} 文件不能当网页。请把文字贴到 .md 结尾的文件里。",
            )
        elif kind in TEXTS and path.suffix != ".md":
            yield _name(name, f"docs/{_plain(place.with_suffix('.md'))}")
        elif not all(GOOD_NAME.fullmatch(part) for part in place.parts) or (
            kind == ".md" and "." in place.stem
        ):
            yield _name(name, f"docs/{_plain(place)}")
        elif any(map(RESERVED.fullmatch, place.parts)) or (
            max(map(len, place.parts)) > LONGEST_NAME or len(name) > LONGEST_PATH
        ):
            yield Problem(
                name,
                1,
                "file-name",
                "Windows cannot hold this name; choose a short one, and none of con, "
                f"aux, nul … (at most {LONGEST_NAME} letters, {LONGEST_PATH} with its "
                "folders)",
                "Windows 电脑存不了这个文件名。请写短的，也不要用 con、aux、nul 这些词"
                f"（最多 {LONGEST_NAME} 个字母，连文件夹最多 {LONGEST_PATH} 个）。",
            )


def _name(name: str, wanted: str) -> Problem:
    is_certain = GOOD_NAME.fullmatch(Path(wanted).stem)
    example_en = wanted if is_certain else "such as pay-stub.md"
    example_zh = wanted if is_certain else "例如 pay-stub.md"
    return Problem(
        name,
        1,
        "file-name",
        "file and folder names have only a–z, 0–9 and hyphens, and a page ends in .md: "
        f"{example_en}",
        f"文件名、文件夹名只用英文小写、数字和 - ，网页用 .md 结尾：{example_zh}",
    )


def _plain(path: Path) -> str:
    """Return the right name of a file, as far as its letters tell."""
    parts = (re.sub(r"[\s()&,']+", "-", part.lower()) for part in path.parts)
    return "/".join(
        re.sub(r"-+(?=\.|$)|^-+", "", re.sub(r"-{2,}", "-", p)) for p in parts
    )


def nothing_leads_elsewhere(library: Library) -> Iterator[Problem]:
    """What is published is a file of the project, never a link to another place."""
    root = library.site.root
    for top in ("docs", "print", "overrides"):
        for folder, folders, files in os.walk(root / top):
            for name in (*folders, *files):
                path = Path(folder, name)
                mode = path.lstat().st_mode
                if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                    yield Problem(
                        relative_path(path, root),
                        1,
                        "link-file",
                        "the file is a link to another place; put a real file here",
                        "文件是指向别处的链接。请放一个真正的文件。",
                    )


def only_pages_and_pictures(library: Library) -> Iterator[Problem]:
    """Beside pages and pictures, only scripts and styles in docs/assets go out."""
    docs = library.site.docs
    for path in sorted(docs.rglob("*")):
        parts = path.relative_to(docs).parts
        kind = path.suffix.lower()
        is_known = kind in (*TEXTS, *DOCUMENTS) and parts[0] not in PRIVATE
        is_known |= kind in LOOKS_LIKE_AN_IMAGE or path.name in NOT_OURS
        is_known |= parts[0] == "assets" and kind in (".js", ".css")
        if parts[0] == "data" or is_known or not path.is_file():
            continue
        yield Problem(
            relative_path(path, library.site.root),
            1,
            "file-kind",
            f"a {kind or 'nameless'} file would be published as it is; delete it, or "
            "write a page",
            f"{kind or '没有类型的'} 文件会原样放到网站上。请删掉，或者写成网页。",
        )


def nothing_of_windows(library: Library) -> Iterator[Problem]:
    """A text file has no byte order mark and no line ends of Windows."""
    for path in _texts(library):
        if marks := marks_of(path.read_bytes()):
            yield Problem(
                relative_path(path, library.site.root),
                1,
                "windows-file",
                f"saved the way of Windows ({', '.join(marks)}); scripts/check --fix "
                "makes it plain",
                f"文件是用 Windows 的格式存的（{'、'.join(marks)}）。"
                "用 scripts/check --fix 可以改好。",
                "warning",
            )


def _texts(library: Library) -> Iterator[Path]:
    docs = library.site.docs
    for page in library.all_pages():
        yield library.site.root / page.path
    yield from filter(Path.is_file, sorted((docs / "data").glob("*.yml")))


def _files(library: Library) -> Iterator[Path]:
    """Yield the files from which pages are made, and those that lie beside them."""
    docs = library.site.docs
    for path in sorted(docs.rglob("*")):
        parts = path.relative_to(docs).parts
        # Editors leave such; a page of Markdown is none of them.
        is_hidden = any(part.startswith(".") for part in parts) and (
            path.suffix != ".md"
        )
        if parts[0] in PRIVATE or is_hidden or path.name in NOT_OURS:
            continue
        kind = path.suffix.lower()
        if path.is_file() and kind in (*TEXTS, *DOCUMENTS, *LOOKS_LIKE_AN_IMAGE):
            yield path


FILE_CHECKS = (
    names_are_plain,
    nothing_leads_elsewhere,
    only_pages_and_pictures,
    nothing_of_windows,
)
