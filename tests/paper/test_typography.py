"""The print-only pass on HTML, by golden cases."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html as lxml_html

from pairpress.paper.typography import typeset

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "typography.yml").read_text("utf-8")
)


def body_of(html: str) -> str:
    body: Any = lxml_html.document_fromstring(html).find("body")
    return "".join(
        str(lxml_html.tostring(child, encoding="unicode")) for child in body
    ).strip()


def text_of(html: str) -> str:
    root: Any = lxml_html.document_fromstring(html)
    return str(root.text_content())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden(case: dict[str, str]) -> None:
    lang = case.get("lang", "zh-Hans")
    html = f'<html lang="{lang}"><body>{case["html"]}</body></html>'
    assert body_of(typeset(html)) == case["print"].strip()


def test_text_is_the_same_but_for_typed_spaces() -> None:
    html = (
        "<html lang=zh-Hans><body><p>在安省，最低工资是<b>$17.95</b>，"
        "打 <a href=x>211</a>问。“工人” Workers’ Centre可以帮您填ROE表格。</p>"
    )
    before, after = text_of(html), text_of(typeset(html))
    assert after.replace(" ", "") == before.replace(" ", "")


def test_a_second_pass_over_english_changes_nothing() -> None:
    once = typeset("<html lang=en><body><p>Don’t <b>sign</b> 工资.</p></body></html>")
    assert typeset(once) == once
