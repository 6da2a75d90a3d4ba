"""Words stand where the readers of an edition look them up."""

import pytest

from pairpress.content.collation import group_label, ordered, sort_key


@pytest.mark.parametrize(
    ("word", "collation", "label"),
    [
        ("工资", "pinyin", "G"),
        ("《就业标准法》", "pinyin", "J"),
        ("人", "stroke", "2畫"),
        ("2026年", "stroke", "2"),
        ("《就業標準法》", "stroke", "12畫"),
        ("“Fired”", "alphabet", "F"),
        ("911", "alphabet", "9"),
    ],
)
def test_a_word_stands_under_its_first_letter_or_strokes(
    word: str, collation: str, label: str
) -> None:
    assert group_label(sort_key(word, collation)[0], collation) == label


def test_signs_before_a_word_do_not_sort() -> None:
    assert ordered(["b", "“a”", "c"], "alphabet") == ["“a”", "b", "c"]
