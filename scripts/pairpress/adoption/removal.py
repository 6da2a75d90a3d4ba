"""What goes: all that speaks of the organization which had the project before."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from ..content.colours import ICON, OWN_STYLES

CODE = (".js", ".css")
"""Files of docs/assets/ that are the generator's."""
FOLDERS = ("print/publications", "print/ledger", ".github/pictures")
FILES = (
    ".github/CODEOWNERS",
    "CODEOWNERS",
    f"docs/{OWN_STYLES}",
    "scripts/own_checks.py",
)


def what_goes(root: Path) -> list[Path]:
    """Return the files and folders of the site as it was, that a new one has not."""
    return sorted(path for path in _found(root) if path.exists())


def _found(root: Path) -> Iterator[Path]:
    docs = root / "docs"
    yield from (path for path in docs.iterdir() if path.name != "assets")
    for path in (docs / "assets").rglob("*"):
        is_ours = path.suffix in CODE or path == docs / ICON
        if path.is_file() and not is_ours:
            yield path
    yield from (root / name for name in (*FOLDERS, *FILES))


def remove(paths: list[Path]) -> None:
    """Remove files, and folders with all that is in them."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
