"""Languages by their tag alone: script, direction, words that are missing."""

import pytest

from pairpress.content.languages import direction_of, language, script_of

CASES = {
    "zh": "Hans",
    "zh-Hant": "Hant",
    "zh-HK": "Hant",
    "en": "Latn",
    "vi": "Latn",
    "ko": "Kore",
    "fa": "Arab",
    "ur": "Arab",
    "he": "Hebr",
    "sr-Latn": "Latn",
    "pa-PK": "Arab",
    "qqq": "Latn",
}


@pytest.mark.parametrize("tag", CASES)
def test_a_tag_tells_script_and_direction(tag: str) -> None:
    assert script_of(tag) == CASES[tag]
    is_right_to_left = CASES[tag] in ("Arab", "Hebr")
    assert direction_of(tag) == ("rtl" if is_right_to_left else "ltr")


def test_a_language_without_a_file_speaks_english() -> None:
    unknown = language("qqq")
    assert unknown.words == language("en").words
    assert set(unknown.missing) == set(unknown.words)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_word_is_missing(code: str) -> None:
    assert language(code).missing == ()
