"""Build and browser cut text into the same terms."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from pairpress.content.conversion import fold_to_simplified
from pairpress.web.search_terms import normalize, terms
from pairpress.web.search_words import expander
from site_files import BuiltSite

CASES = yaml.safe_load((Path(__file__).parent / "terms.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_build_cuts_text(case: dict[str, Any]) -> None:
    cut = list(terms(normalize(case["text"], fold_to_simplified)))
    assert cut == case["terms"]


def test_the_browser_cuts_text_as_the_build_does(
    open_page: Callable[..., Page],
    serve: Callable[[BuiltSite], str],
    fixture_site: BuiltSite,
) -> None:
    folding = "".join(
        chr(code) + fold_to_simplified(chr(code))
        for code in range(0x4E00, 0xA000)
        if fold_to_simplified(chr(code)) != chr(code)
    )
    page = open_page(serve(fixture_site))
    page.focus("form.find input")
    page.wait_for_selector("form.find.ready")
    cut = page.evaluate(
        """([texts, folding]) =>
          texts.map((text) => pairpressSearch.terms(text, folding))""",
        [[case["text"] for case in CASES], folding],
    )
    assert cut == [case["terms"] for case in CASES]


def test_everyday_words_find_each_other() -> None:
    expand = expander(
        [["工资盗窃", "欠薪", "wage theft"], ["car", "auto"]], fold_to_simplified
    )
    assert dict(expand("什么是工资盗窃")) == {
        "欠薪": "工资盗窃",
        "wage theft": "工资盗窃",
    }
    assert dict(expand("stop wage theft")) == {
        "欠薪": "wage theft",
        "工资盗窃": "wage theft",
    }
    assert dict(expand("take care of your scar")) == {}


def test_a_longer_word_is_not_read_as_a_shorter_one() -> None:
    groups = [["最低工资", "底薪"], ["工资", "薪水"]]
    expand = expander(groups, fold_to_simplified)
    assert dict(expand("最低工资")) == {"底薪": "最低工资"}
