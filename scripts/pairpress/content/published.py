"""What was ever published: its addresses are on paper and must keep answering."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .addresses import version_path
from .ledger import Ledgers
from .library import Library
from .text_files import read_text, write_text
from .yaml_files import parse_yaml, validate

FILE = "docs/data/published.yml"
HEAD = """\
# Addresses that people have, on paper or in a chat: topics, and the newest version of
# each print. The workflow adds to it.
# 发布过的网页，还有每份印刷品最新的一版。地址已经印在纸上、发在微信里。
# 发布时自动加上，不用手写，也不要删。
"""
PRINT = re.compile(r"p/(?P<publication>[^/]+)/(?P<number>[1-9]\d{0,5})/?")
"""The address of a version; no topic can stand there."""


@dataclass(frozen=True)
class Published:
    """What was ever published, each with its line in the file."""

    lines: dict[str, int]
    """Of topics."""
    prints: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of publications: the number of the newest version, and the line."""


def read_published(root: Path) -> Published:
    """Read the list; without a file nothing was published. Raise ContentError."""
    path = root / FILE
    if not path.exists():
        return Published({})
    document = parse_yaml(read_text(path, root), FILE)
    rows = validate(document, list[str]) if document.value is not None else []
    published = Published({})
    for index, row in enumerate(rows):
        line = document.line_of((index,))
        if found := PRINT.fullmatch(row):
            name, number = found["publication"], int(found["number"])
            known = published.prints.get(name, (0, line))
            published.prints[name] = max(known, (number, line))
        else:
            published.lines[row] = line
    return published


def record_published(library: Library, ledgers: Ledgers) -> list[str]:
    """Add the library's topics and all released versions; return what topics are new.

    `ledgers` are those that stand in the folder now, a new release in them.
    """
    root = library.site.root
    known = read_published(root)
    topics = {topic for pages in library.pages.values() for topic in pages}
    newest = {name: number for name, (number, _) in known.prints.items()}
    numbers = newest | {name: len(ledger.versions) for name, ledger in ledgers.items()}
    if topics - known.lines.keys() or numbers != newest:
        rows = [*sorted(topics | known.lines.keys()), *_addresses(numbers)]
        write_text(root / FILE, HEAD + "".join(f"- {row}\n" for row in rows))
    return sorted(topics - known.lines.keys())


def _addresses(numbers: Mapping[str, int]) -> list[str]:
    return [version_path(*named).rstrip("/") for named in sorted(numbers.items())]
