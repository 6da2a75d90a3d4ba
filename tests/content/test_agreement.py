"""Agreement of the halves: what is only pointed out, and how a difference is marked."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]
Say = Callable[[str, str], None]
ZH, EN = "docs/zh/help/index.md", "docs/en/help/index.md"


@pytest.fixture
def say(project: Path) -> Say:
    """Add words to the same section of both halves."""

    def add(chinese: str, english: str) -> None:
        for name, end, words in (
            (ZH, "白天晚上都有人接。", chinese),
            (EN, "day and night.", english),
        ):
            text = (project / name).read_text(encoding="utf-8")
            text = text.replace(end, f"{end} {words}")
            (project / name).write_text(text, encoding="utf-8")

    return add


def mark(project: Path, name: str, differs: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    text = text.replace("handout: true", f"handout: true\ndiffers: {differs}")
    (project / name).write_text(text, encoding="utf-8")


def told(project: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> str:
    run(project, "check")
    return capsys.readouterr().out


def test_the_same_in_other_words_is_no_difference(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say(
        "2026年4月1日上午9点，65岁以上付一千二百元，两年还百分之四。",
        "On April 1, 2026 at 9:00, people 65 or older pay $1,200, 4% for 2 years.",
    )
    assert "only-here" not in told(project, run, capsys)


def test_a_number_without_a_unit_is_a_warning(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("有140种语言。", "In 150 languages.")
    out = told(project, run, capsys)
    assert f"{EN}:17: [warning 提醒] “150”只有这里有" in out
    assert f"{ZH}:17: [warning 提醒] “140”只有这里有" in out


def test_a_marked_difference_is_accepted_in_any_format(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("先等三十六小时。", "Wait.")
    mark(project, ZH, '{crisis: ["36"]}')
    out = told(project, run, capsys)
    assert "only-here" not in out and "differs" not in out


def test_a_mark_without_a_difference_is_pointed_out(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    mark(project, ZH, '{crisis: ["24小时"], top: ["7"]}')
    out = told(project, run, capsys)
    assert f"{ZH}:7: [warning 提醒] differs：“crisis”一节的“24小时”" in out
    assert "“top”一节的“7”" in out


def test_what_stands_above_the_first_section_is_called_top(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (project / ZH).read_text(encoding="utf-8")
    text = text.replace("有生命危险", "有3个办法。有生命危险")
    (project / ZH).write_text(text, encoding="utf-8")
    assert 'differs: {top: ["3"]}' in told(project, run, capsys)
    mark(project, ZH, '{top: ["3"]}')
    assert "only-here" not in told(project, run, capsys)


def test_one_half_may_name_what_the_other_types(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("期限{{ pay.claim_years }}，打911。", "Within two years, call {{ phone 911 }}.")
    out = told(project, run, capsys)
    assert "only-here" not in out and "other-references" in out


def test_a_typed_amount_that_is_a_fact_is_pointed_out(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("现在每小时17.95元，以前17.60元。", "Now $17.95, before that $17.60.")
    out = told(project, run, capsys)
    assert f"{ZH}:17: [warning 提醒] “17.95元”是手打的" in out
    assert "write {{ pay.hourly }}" in out
    assert "write {{ pay.hourly @ 2026-09-30 }}" in out


def test_any_two_years_are_not_the_fact_of_two_years(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("住了两年。", "For two years.")
    assert "typed-fact" not in told(project, run, capsys)
    say("期限两年。{{ cite pay.claim_years }}", "2 years.{{ cite pay.claim_years }}")
    assert "write {{ pay.claim_years }}" in told(project, run, capsys)


def test_a_typed_address_of_a_contact_is_pointed_out(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("写到hello@lantern.example.org。", "Write to hello@lantern.example.org.")
    out = told(project, run, capsys)
    assert "write, on a line of its own, {{ contacts lantern }}" in out


def test_other_lists_tables_boxes_and_links_are_pointed_out(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say(
        "\n\n- 一\n- 二\n\n!!! note\n    好\n\n[去](../work/pay.md#steps)",
        "\n\n- One\n- Two\n- Three\n\n![Hill](hill.png) [Go](../work/pay.md#help)",
    )
    out = told(project, run, capsys)
    assert f"{EN}:15: [warning 提醒] “crisis”这一节" in out
    assert (
        "3 list items (2 there), 1 pictures (0 there), 0 boxes (!!!) (1 there)" in out
    )
    assert "only here: ../work/pay.md#help; only there: ../work/pay.md#steps" in out


def test_more_rows_in_one_half_are_pointed_out(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "docs/en/work/pay.md"
    text = (project / name).read_text(encoding="utf-8")
    text = text.replace("| Members |", "| More | |\n| Members |")
    (project / name).write_text(text, encoding="utf-8")
    assert "8 table rows (7 there)" in told(project, run, capsys)


def test_a_language_whose_numbers_are_unknown_is_compared_by_its_addresses(
    project: Path, say: Say, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    say("9月1日，写到 a@example.org。", "Den 1. september, b@example.org.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pairpress.checks.agreement.is_known", lambda code: False)
        out = told(project, run, capsys)
    assert "“b@example.org”只有这里有" in out
    assert "“9月1日”只有这里有" not in out
