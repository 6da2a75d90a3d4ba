"""What was ever published: its addresses are on paper and must keep answering."""

from dataclasses import dataclass
from pathlib import Path

from .library import Library
from .text_files import read_text, write_text
from .yaml_files import parse_yaml, validate

FILE = "docs/data/published.yml"
HEAD = """\
# Topics whose address people have, on paper or in a chat. The workflow adds to it.
# 发布过的网页，地址已经印在纸上、发在微信里。发布时自动加上，不用手写，也不要删。
"""


@dataclass(frozen=True)
class Published:
    """The topics that were ever published, each with its line in the file."""

    lines: dict[str, int]


def read_published(root: Path) -> Published:
    """Read the list; without a file nothing was published. Raise ContentError."""
    path = root / FILE
    if not path.exists():
        return Published({})
    document = parse_yaml(read_text(path, root), FILE)
    topics = validate(document, list[str]) if document.value is not None else []
    return Published({t: document.line_of((n,)) for n, t in enumerate(topics)})


def record_published(library: Library) -> list[str]:
    """Add the library's topics to the list; return those that are new to it."""
    root = library.site.root
    known = set(read_published(root).lines)
    topics = {topic for pages in library.pages.values() for topic in pages}
    if topics - known:
        rows = "".join(f"- {topic}\n" for topic in sorted(topics | known))
        write_text(root / FILE, HEAD + rows)
    return sorted(topics - known)
