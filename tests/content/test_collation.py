"""Words stand where the readers of an edition look them up."""

import pytest

from pairpress.content.collation import group_label, ordered, place


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
    assert group_label(place(word, collation).label, collation) == label


def test_signs_before_a_word_do_not_sort() -> None:
    assert ordered(["b", "“a”", "c"], "alphabet") == ["“a”", "b", "c"]


@pytest.mark.parametrize(
    ("locale", "words", "labels"),
    [
        ("en", ["3 days", "Éclair", "edge", "fee", "Zed"], "3EEFZ"),
        ("fr", ["âge", "aide", "École", "emploi", "été", "zone"], "AAEEEZ"),
        ("vi", ["an", "ăn", "ân", "cá", "đi", "ép", "êm", "ưa"], "AĂÂCĐEÊƯ"),
        ("vi", ["da", "dạ", "đá", "em"], "DDĐE"),
        ("ko", ["가게", "까치", "나라", "임금", "한국", "OHIP"], "ㄱㄱㄴㅇㅎO"),
        ("fa", ["آب", "امروز", "پول", "تلفن", "ژاله", "كار", "گوشی", "یک"], "آاپتژکگی"),
        ("ru", ["Ёлка", "жизнь", "работа"], "ЕЖР"),
    ],
)
def test_a_word_stands_where_its_alphabet_puts_it(
    locale: str, words: list[str], labels: str
) -> None:
    assert ordered(reversed(words), "alphabet", locale) == words
    assert "".join(place(w, "alphabet", locale).label for w in words) == labels


def test_chinese_stands_beside_latin_words() -> None:
    words = ["EI 申请", "工资", "OHIP", "租房"]
    assert ordered(reversed(words), "pinyin", "zh") == words
