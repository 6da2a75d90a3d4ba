"""The tools that write for staff: a new pair, a new value, the list of addresses."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]
RATES = "https://rates.example.org/2027"


def test_a_new_pair_has_both_halves_and_its_line_in_the_menu(
    project: Path, run: Run
) -> None:
    titles = ["--title", "zh=小费：归谁", "--title", 'en=Whose "tips"']
    assert run(project, "new", "work/tips", *titles) == 0
    menu = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "  - work/quiet.md\n  - work/tips.md\n  - help/index.md\n" in menu
    assert "# 小费：归谁\n" in (project / "docs/zh/work/tips.md").read_text("utf-8")
    assert '# Whose "tips"\n' in (project / "docs/en/work/tips.md").read_text("utf-8")


def test_what_the_template_leaves_open_keeps_a_new_pair_from_readers(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("page", "handout", "news"):
        titles = ["--title", "zh=小费", "--title", "en=Tips"]
        assert run(project, "new", f"work/{kind}", *titles, "--kind", kind) == 0
    capsys.readouterr()
    assert run(project, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if "[warning" not in line and ".md:" in line]
    assert {line.split(":")[0].split("/")[-1] for line in told} == {
        "page.md",
        "handout.md",
        "news.md",
    }
    assert all("还没有写" in line for line in told)


def test_a_new_pair_is_whole_once_it_is_written(project: Path, run: Run) -> None:
    titles = ["--title", "zh=小费", "--title", "en=Tips"]
    assert run(project, "new", "work/tips", *titles, "--kind", "handout") == 0
    for locale, words in (("zh", "小费归你。"), ("en", "Tips are yours.")):
        page = project / f"docs/{locale}/work/tips.md"
        parts = page.read_text(encoding="utf-8").replace("›", "‹").split("‹")
        page.write_text(words.join(parts[::2]), encoding="utf-8")
    assert run(project, "check") == 0
    assert run(project, "build", "--only", "web") == 0
    assert (project / "site/zh-Hant/work/tips/index.html").is_file()


@pytest.mark.parametrize(
    ("topic", "told"),
    [("work/pay", "work/pay.md"), ("Work/My Tips", "work/tips"), ("../x", "work/tips")],
)
def test_a_path_that_is_taken_or_not_well_formed_is_refused(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str], topic: str, told: str
) -> None:
    before = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert run(project, "new", topic, "--title", "zh=一", "--title", "en=A") == 1
    assert told in capsys.readouterr().err
    assert (project / "mkdocs.yml").read_text(encoding="utf-8") == before


def test_a_title_that_nobody_gave_is_asked_for(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "new", "work/tips", "--title", "zh=小费") == 1
    assert "--title en=" in capsys.readouterr().err


def set_rate(run: Run, project: Path, *more: str, value: str = "18.40") -> int:
    """Set the hourly pay of the fixture from October 2027 on."""
    start = ["--from", "2027-10-01", "--source", RATES]
    return run(project, "fact", "set", "pay.hourly", value, *start, *more)


def test_a_new_value_takes_effect_on_its_day_and_is_told_before(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_rate(run, project) == 0
    told = capsys.readouterr().out
    assert "docs/en/work/pay.md:17" in told and "docs/zh/work/pay.md:1" in told
    assert "work-pay" in told and "guide" in told
    for day, words in {
        "2026-11-21": "$17.95",
        "2027-09-30": "(until September 30, 2027; from October 1, 2027: $18.40)",
        "2027-10-01": "$18.40",
    }.items():
        assert run(project, "build", "--only", "web", day=day) == 0
        html = (project / "site/en/work/pay/index.html").read_text(encoding="utf-8")
        assert words in html


def test_the_rest_of_a_facts_file_stays_as_it_was(project: Path, run: Run) -> None:
    path = project / "docs/data/facts.yml"
    before = path.read_text(encoding="utf-8").split("\n")
    assert set_rate(run, project) == 0
    after = path.read_text(encoding="utf-8").split("\n")
    gone = [line for line in before if line not in after]
    assert len(gone) <= 4 and len(after) == len(before) + 1
    assert "  # " not in "".join(gone)
    value = "    - {value: 17.95, from: 2026-10-01, to: 2027-09-30}"
    assert after[after.index(value) + 1] == "    - {value: 18.40, from: 2027-10-01}"


def test_only_who_has_read_the_official_page_confirms_a_value(
    project: Path, run: Run
) -> None:
    path = project / "docs/data/facts.yml"
    assert set_rate(run, project) == 0
    assert "confidence: LIKELY" in path.read_text(encoding="utf-8").split("\n\n")[1]
    assert set_rate(run, project, "--read") == 0
    fact = path.read_text(encoding="utf-8").split("\n\n")[1]
    assert "checked_on: 2026-11-21" in fact and "confidence: VERIFIED" in fact
    assert fact.count("18.40") == 1


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("pay.hourli", "18.40", "pay.hourly"),
        ("pay.hourly", "more", "money"),
        ("pay.next_rate", "18.40", "date"),
        ("pay.any_language", "1", "rule"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_written(
    project: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    key: str,
    value: str,
    told: str,
) -> None:
    path = project / "docs/data/facts.yml"
    before = path.read_bytes()
    start = ["--from", "2027-10-01", "--source", RATES]
    assert run(project, "fact", "set", key, value, *start) == 1
    assert told in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_published_address_is_kept_or_says_where_its_page_is_now(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "record") == 0
    assert "- work/pay\n" in (project / "docs/data/published.yml").read_text("utf-8")
    for locale in ("zh", "en"):
        folder = project / f"docs/{locale}"
        (folder / "help/directory.md").rename(folder / "help/numbers.md")
        book = project / "print/publications/guide.yml"
        for path in (project / "mkdocs.yml", book, *folder.rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            text = text.replace("directory.md", "numbers.md")
            text = text.replace("help/directory\n", "help/numbers\n")
            path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run(project, "check") == 1
    assert "help/directory 发布过，现在没有了" in capsys.readouterr().out
    for locale in ("zh", "en"):
        page = project / f"docs/{locale}/help/numbers.md"
        text = page.read_text(encoding="utf-8")
        moved = text.replace("changed:", "moved_from: [help/directory]\nchanged:", 1)
        page.write_text(moved, encoding="utf-8")
    assert run(project, "build", "--only", "web") == 0
    for edition, up in (
        ("", "../../"),
        ("en/", "../../../"),
        ("zh-Hant/", "../../../"),
    ):
        html = (project / f"site/{edition}help/directory/index.html").read_text("utf-8")
        assert f'href="{up}{edition}help/numbers/"' in html
        assert 'content="noindex"' in html
        assert f"https://example.org/kit/{edition}help/numbers/" in html
