"""Bad input: each problem by its place, in two languages, and the site untouched."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_files import tree_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
Run = Callable[..., int]


def spoil(project: Path, case: dict[str, Any]) -> None:
    """Change a project's files as a case says."""
    for name in case.get("delete", []):
        (project / name).unlink()
    for name, text in case.get("write", {}).items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    for name, (old, new) in case.get("replace", {}).items():
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        (project / name).write_text(text.replace(old, new), encoding="utf-8")
    for name, encoding in case.get("encode", {}).items():
        text = (project / name).read_text(encoding="utf-8")
        (project / name).write_bytes(text.encode(encoding))
    for name, target in case.get("link", {}).items():
        (project / name).symlink_to(target)


@pytest.fixture
def published(project: Path) -> Path:
    """A project with a site that must stay as it is."""
    release = project / ".cache/releases/old"
    release.mkdir(parents=True)
    (release / "index.html").write_text("the last good site")
    (project / "site").symlink_to(release)
    return project


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_problem_stops_the_build_and_says_where_and_what(
    path: Path, published: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    old = tree_of(published / "site")
    spoil(published, case)
    assert run(published, "build") == 1
    lines = capsys.readouterr().err.splitlines()
    told = [
        (chinese, english)
        for chinese, english in pairwise(lines)
        if chinese.startswith(f"{case['problem']}: ")
    ]
    assert any(case["zh"] in zh and case["en"] in en for zh, en in told), lines
    assert "Traceback" not in "".join(lines)
    assert tree_of(published / "site") == old


def test_check_tells_the_same_problems(
    published: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(published, {"replace": {"docs/en/help/index.md": [" {#more}", ""]}})
    assert run(published, "check") == 1
    assert "docs/en/help/index.md:19: 标题没有编号" in capsys.readouterr().out


def test_every_problem_is_told_not_only_the_first(
    published: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "docs/en/help/index.md"
    spoil(published, {"replace": {page: ["(directory.md)", "(directry.md) {{ no }}"]}})
    spoil(published, {"replace": {page: [" {#crisis}", ""]}})
    assert run(published, "build") == 1
    told = capsys.readouterr().err
    assert f"{page}:15: " in told
    assert f"{page}:21: " in told
    assert "“no”" in told and "directry.md" in told


def test_a_page_saved_by_notepad_is_read(published: Path, run: Run) -> None:
    page = published / "docs/zh/help/index.md"
    text = page.read_text(encoding="utf-8").replace("\n", "\r\n")
    page.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run(published, "build", "--only", "web") == 0
    html = (published / "site/help/index.html").read_text(encoding="utf-8")
    assert '<h2 id="crisis">撑不住了</h2>' in html


def test_what_stands_in_code_is_shown_as_it_is(published: Path, run: Run) -> None:
    for locale in ("zh", "en"):
        page = published / f"docs/{locale}/help/index.md"
        with page.open("a", encoding="utf-8") as file:
            file.write("\n~~~\n{{ no.such.fact }}\n## no heading\n~~~\n")
    extension = ["  - tables\n", "  - tables\n  - fenced_code\n"]
    spoil(published, {"replace": {"mkdocs.yml": extension}})
    assert run(published, "build", "--only", "web") == 0
    html = (published / "site/help/index.html").read_text(encoding="utf-8")
    assert "{{ no.such.fact }}" in html


def test_one_mark_may_cite_several_facts(published: Path, run: Run) -> None:
    for locale, end in (("zh", "白天晚上都有人接。"), ("en", "day and night.")):
        cite = f"{end} {{{{ cite pay.any_language, pay.claim_years }}}}"
        spoil(published, {"replace": {f"docs/{locale}/help/index.md": [end, cite]}})
    assert run(published, "build", "--only", "web") == 0
    html = (published / "site/en/help/index.html").read_text(encoding="utf-8")
    assert 'href="#source-1"' in html and 'href="#source-2"' in html


def test_a_warning_does_not_stop_the_build(
    published: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for locale in ("zh", "en"):
        page = f"docs/{locale}/work/pay.md"
        swap = ["contacts clinic, pay-office", "contacts pay-office, clinic"]
        spoil(published, {"replace": {page: swap}})
    assert run(published, "check") == 0
    told = capsys.readouterr().out
    assert "docs/en/work/pay.md:48: [warning 提醒]" in told
    assert run(published, "build", "--only", "web") == 0
