"""Whether what our code does about a fault of a library is still needed.

Each place in the code has a comment with a mark, `workaround: library/fault`; each
mark has a test in tests/workarounds/, and a row in .github/ARCHITECTURE.md.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MARK = re.compile(r"\bworkaround: ([a-z0-9-]+/[a-z0-9-]+)")
PLACES = ("scripts", "overrides", "print/templates", "print/styles", "docs/assets")
TEXTS = {"", ".py", ".css", ".js", ".html", ".toml", ".yml"}


@cache
def marked() -> dict[str, list[str]]:
    """Return the files in which each mark stands."""
    found: dict[str, list[str]] = defaultdict(list)
    below = (path for name in PLACES for path in sorted((ROOT / name).rglob("*")))
    for path in (*below, ROOT / "pyproject.toml", ROOT / "mkdocs.yml"):
        if path.suffix in TEXTS and path.is_file():
            for mark in MARK.findall(path.read_text(encoding="utf-8")):
                found[mark].append(path.relative_to(ROOT).as_posix())
    return dict(found)


def still_needed(mark: str, *, is_fault: bool) -> None:
    """Fail once a library by itself, without our code, no longer has a fault."""
    places = ", ".join(marked()[mark])
    assert is_fault, (
        f"{mark}: no longer needed; delete what is marked so in {places}, its row in "
        ".github/ARCHITECTURE.md, and this test"
    )
