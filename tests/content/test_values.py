"""Values in text: golden pairs that agree or differ, and single texts."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pairpress.checks.agreement import UNSURE_QUOTED
from pairpress.content.value_search import find_values
from pairpress.content.values import given_by

GOLDEN = yaml.safe_load(
    (Path(__file__).parent / "values.yml").read_text(encoding="utf-8")
)

ELSEWHERE = yaml.safe_load(
    (Path(__file__).parent / "values_elsewhere.yml").read_text(encoding="utf-8")
)


def only_in(text: str, code: str, other: str, other_code: str) -> list[str]:
    """Return the values of a text, as typed, that the other text does not say."""
    quoted = [v for v in find_values(other, code) if v.kind not in UNSURE_QUOTED]
    given = given_by([*find_values(other, other_code), *quoted])
    values = [value for value in find_values(text, code) if value.hard]
    return [value.text for value in values if not value.agrees_with(given)]


@pytest.mark.parametrize("case", GOLDEN["pairs"], ids=lambda case: str(case[:2]))
def test_two_languages_agree_or_differ(case: list[Any]) -> None:
    chinese, english, *only = case
    assert [
        only_in(chinese, "zh", english, "en"),
        only_in(english, "en", chinese, "zh"),
    ] == (only or [[], []])


@pytest.mark.parametrize("case", GOLDEN["texts"], ids=lambda case: str(case[:2]))
def test_the_values_of_a_text(case: list[str]) -> None:
    code, text, *expected = case
    values = [value for value in find_values(text, code) if value.hard]
    assert [f"{value.kind} {value.text}" for value in values] == expected


@pytest.mark.parametrize("case", ELSEWHERE, ids=lambda case: str(case[:3]))
def test_any_two_languages_agree_or_differ(case: list[Any]) -> None:
    code, other, text, others, *only = case
    assert [only_in(text, code, others, other), only_in(others, other, text, code)] == (
        only or [[], []]
    )
