"""Build and browser cut text into the same terms."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from pairpress.content.conversion import fold_to_simplified
from pairpress.content.spelling import LETTERS, Spelling, spelling, typed_for
from pairpress.web.search_terms import normalize, terms
from pairpress.web.search_typing import folding
from pairpress.web.search_words import Expander, expander
from site_files import ROOT, BuiltSite

CASES = yaml.safe_load((Path(__file__).parent / "terms.yml").read_text("utf-8"))
OTHERS = ("zh", "en")
FILES = sorted((ROOT / "scripts/pairpress/content/languages/spelling").glob("*.yml"))


def spelling_of(case: dict[str, Any]) -> Spelling:
    """How words vary in the edition that a case is of; ours, where it says nothing."""
    return spelling(case.get("locale", "zh"), *OTHERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_spelling_holds_what_old_browsers_know(path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(told) <= {field.name for field in fields(Spelling)}
    rules = [*told.get("joins", {}), *(p for g in told.get("stems", []) for p in g)]
    assert [rule for rule in rules if "(?<" in rule or "\\p{" in rule] == []
    letters = told.get("alphabet", "").split()
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_build_cuts_text(case: dict[str, Any]) -> None:
    how = spelling_of(case)
    cut = list(terms(normalize(case["text"], fold_to_simplified, how), how))
    assert cut == case["terms"]


def test_the_browser_cuts_text_as_the_build_does(
    open_page: Callable[..., Page],
    serve: Callable[[BuiltSite], str],
    fixture_site: BuiltSite,
) -> None:
    every = {chr(code) for code in range(0x100, 0xA000)}
    typed = [*folding(every, fold_to_simplified), *typed_for(every)]
    fold = ["".join(side) for side in zip(*typed, strict=True)]
    page = open_page(serve(fixture_site))
    page.focus("form.find input")
    page.wait_for_selector("form.find.ready")
    cut = page.evaluate(
        """([cases, fold]) =>
          cases.map(([text, how]) => pairpressSearch.terms(text, fold, how))""",
        [[[case["text"], spelling_of(case).told(LETTERS)] for case in CASES], fold],
    )
    assert cut == [case["terms"] for case in CASES]


def others(expand: Expander, text: str) -> dict[str, str]:
    """Return the everyday words for a text, each with what it stands for."""
    return {other: found.word for found in expand(text) for other in found.others}


def test_everyday_words_find_each_other() -> None:
    groups = [["工资盗窃", "欠薪", "wage theft"], ["car", "auto"]]
    expand = expander(groups, fold_to_simplified, spelling("zh", *OTHERS))
    assert others(expand, "什么是工资盗窃") == {
        "欠薪": "工资盗窃",
        "wage theft": "工资盗窃",
    }
    assert others(expand, "stop wage theft") == {
        "欠薪": "wage theft",
        "工资盗窃": "wage theft",
    }
    assert others(expand, "take care of your scar") == {}


def test_a_longer_word_is_not_read_as_a_shorter_one() -> None:
    groups = [["最低工资", "底薪"], ["工资", "薪水"]]
    expand = expander(groups, fold_to_simplified, spelling("zh", *OTHERS))
    assert others(expand, "最低工资") == {"底薪": "最低工资"}
