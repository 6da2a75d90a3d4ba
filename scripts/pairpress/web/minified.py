"""Takes out of scripts and styles what only their writers need: comments, indents."""

from pathlib import Path

import rcssmin
import rjsmin

MINIFIERS = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}


def minify(folder: Path) -> None:
    """Make every script and style sheet below a folder smaller, in place."""
    for path in sorted(folder.rglob("*")):
        if minifier := MINIFIERS.get(path.suffix):
            text = path.read_text(encoding="utf-8")
            path.write_text(minifier(text) + "\n", encoding="utf-8", newline="\n")
