"""The project's own content, languages and prints."""

from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
import yaml

from pairpress.content.library import survey_library
from site_files import BuiltSite

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = sorted((ROOT / "scripts/pairpress/content/languages").glob("*.yml"))


def test_the_projects_own_pages_have_no_problem(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ROOT, "check") == 0, capsys.readouterr().out


def test_every_language_has_the_same_words() -> None:
    first, *others = (
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in LANGUAGES
    )
    assert len(others) >= 5
    for other in others:
        assert list(other["words"]) == list(first["words"])
        for name, text in other["words"].items():
            assert _places(text) == _places(first["words"][name]), name


def _places(text: str) -> set[str]:
    """Return the names of the places for values in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_everything_that_is_to_be_printed_is_printed(real_site: BuiltSite) -> None:
    wanted = {p.id for p in survey_library(real_site.project)[0].publications}
    assert wanted
    assert {entry.publication for entry in real_site.catalogue} == wanted
