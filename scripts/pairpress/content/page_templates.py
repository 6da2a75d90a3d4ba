"""Templates for pages: ours, and an organization's own, in overrides/."""

import re
from collections.abc import Iterator
from pathlib import Path

from .pages import Page
from .problems import Problem, nearest

EXTENDS = re.compile(r"\{%-?\s*extends\b")
"""What fills blocks of another template; the others make documents of other kinds."""


def page_templates(root: Path) -> list[str]:
    """Return the templates that a page may ask for."""
    return [
        path.name
        for path in sorted((root / "overrides").glob("*.html"))
        if EXTENDS.search(path.read_text(encoding="utf-8", errors="replace"))
    ]


def unknown_template(page: Page, root: Path) -> Iterator[Problem]:
    """A page's template is a file in overrides/ that extends another one."""
    asked = page.front.template
    if asked is None:
        return
    known = page_templates(root)
    if asked not in known:
        near = nearest(asked, known)
        yield Problem(
            page.path,
            1,
            "unknown-template",
            f"there is no template “{asked}” for pages in overrides/"
            + (f"; did you mean “{near}”?" if near else f": {', '.join(known)}"),
            f"overrides/ 里没有给网页用的模板“{asked}”。"
            + (f"是不是“{near}”？" if near else f"有：{'、'.join(known)}"),
        )
