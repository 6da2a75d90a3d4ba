"""Building again: only what says something else is printed anew, to the same bytes."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_files import tree_of

Run = Callable[..., int]
EDITED = "docs/zh/help/index.md"
"""A page with a handout that stands in no book."""


def edit(project: Path) -> None:
    page = project / EDITED
    text = page.read_text("utf-8")
    assert "白天晚上" in text
    page.write_text(text.replace("白天晚上", "早上晚上"), "utf-8")


def prints_of(project: Path) -> dict[str, bytes]:
    folder = project / ".cache/build/print"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_after_a_word_every_file_is_that_of_a_clean_build(
    printed_project: Path,
    project: Path,
    tmp_path: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
) -> None:
    again = tmp_path / "again"
    shutil.copytree(printed_project, again, symlinks=True)
    before = prints_of(again)
    edit(again)
    edit(project)
    capsys.readouterr()
    assert run(again, "build") == 0
    told = capsys.readouterr().out
    after = prints_of(again)
    changed = {name for name in after if after[name] != before.get(name)}
    pdfs = {name for name in changed if name.endswith(".pdf")}
    # A handout in Chinese, alone and beside English, in both formats; the English one
    # tells the new version, too.
    assert {name.split(".")[0] for name in pdfs} == {"help-index"}
    assert f" {len(pdfs)} 新排 new" in told
    assert run(project, "build") == 0
    once, anew = tree_of(again / "site"), tree_of(project / "site")
    assert [name for name in anew if anew[name] != once.get(name)] == []
    assert anew.keys() == once.keys()
