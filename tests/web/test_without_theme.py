"""The theme only stands in for MkDocs' own: without it the pages are the same."""

import subprocess
import sys
from pathlib import Path

import yaml

from pairpress.content.site import read_site
from site_files import tree_of

NO_THEME = {
    "name": None,
    "custom_dir": "overrides",
    "static_templates": ["404.html"],
}


def pages_of(project: Path, environment: dict[str, str]) -> dict[str, str]:
    """Build with MkDocs alone; return the digests of all HTML files."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=project,
        env=environment,
        check=True,
    )
    return {
        name: digest
        for name, digest in tree_of(project / ".cache/build/preview").items()
        if name.endswith(".html")
    }


def test_pages_are_the_same_without_the_theme(
    project: Path, command_environment: dict[str, str]
) -> None:
    with_theme = pages_of(project, command_environment)
    assert len(with_theme) > len(read_site(project).editions)
    settings = project / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").split("\n")
    first = lines.index("theme:")
    last = next(n for n in range(first + 1, len(lines)) if not lines[n].startswith(" "))
    lines[first:last] = yaml.safe_dump({"theme": NO_THEME}).rstrip().split("\n")
    settings.write_text("\n".join(lines), encoding="utf-8")
    assert pages_of(project, command_environment) == with_theme
