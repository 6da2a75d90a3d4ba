"""PDF/UA-1 and the language of each part, judged on the finished file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest
import weasyprint
from weasyprint.pdf import tags

from pairpress.paper import language_tags
from pairpress.paper.fonts import Fonts
from pairpress.paper.qr import qr_svg

Elements = Callable[[Path], list[tuple[str, str]]]

RICH_PAGE = f"""
<h1>老板欠你工资怎么办</h1>
<p>先打<a href="tel:211"><strong>211</strong>热线</a>，再去投诉。
<sup><a href="#s1">1</a></sup></p>
<h2 id="now">马上做</h2>
<ol><li>拍照<ul><li>☐ 工资单</li></ul></li><li>写下工时</li></ol>
<div class="admonition danger"><p class="admonition-title">危险</p><p>打911。</p></div>
<table><caption>要带的东西</caption><thead><tr><th>东西</th><th>为什么</th></tr></thead>
<tbody><tr><td>工资单</td><td>证明工资</td></tr></tbody></table>
<ul class="contacts"><li class="contact"><span class="contact-name">法律诊所
<span lang="en">Workers’ Action Centre</span></span>
<span class="contact-phones"><a href="tel:+14165310778">416-531-0778</a></span>
</li></ul>
<p><img src="gone.png" alt="">{qr_svg("https://example.org/", "扫码看这一页")}</p>
<section class="sources"><h2 id="s">出处</h2>
<ol><li id="s1">《就业标准法》</li></ol></section>
"""


def faults(path: Path) -> list[str]:
    result = validator.validate_pdf(str(path), profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in result.failures]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_a_page_with_everything_is_pdf_ua(print_page: Any, lang: str) -> None:
    pdf = print_page(RICH_PAGE, lang)
    assert pdf.ok, pdf.failure
    assert faults(pdf.path) == []


def test_the_validator_sees_nested_links_and_empty_alt(
    fonts: Fonts, tmp_path: Path
) -> None:
    """Without our pass the same markup fails: the validator is not blind."""
    html = (
        f"<html lang=zh-Hans><title>测试</title><style>{fonts.css}"
        "body{font-family:'Pairpress SC'}</style>"
        "<p><a href='https://example.org/'>打<strong>211</strong></a></p>"
    )
    weasyprint.HTML(string=html).write_pdf(tmp_path / "raw.pdf", pdf_variant="pdf/ua-1")
    assert any("LINK" in fault.upper() for fault in faults(tmp_path / "raw.pdf"))


def test_a_skipped_heading_level_is_seen(print_page: Any) -> None:
    assert faults(print_page("<h1>一</h1><h3>三</h3>").path) != []


def test_english_parts_are_marked_as_english(
    print_page: Any, elements_of: Elements
) -> None:
    pdf = print_page(
        '<p>联系<span lang="en">Legal Aid</span>吧。</p>'
        '<div lang="en"><p>Call <b>now</b>, <span lang="zh-Hans">马上</span>.</p></div>'
    )
    marked = [element for element in elements_of(pdf.path) if element[1]]
    assert marked == [("/Span", "en"), ("/Div", "en"), ("/Span", "zh-Hans")]
    with pikepdf.open(pdf.path) as document:
        assert document.Root.Lang == "zh-Hans"


def test_structure_says_no_more_than_the_page(
    print_page: Any, elements_of: Elements
) -> None:
    """No element for each piece of a line, gap or mark: a third of a book's bytes."""
    pdf = print_page(
        "<p>打<b>211</b>热线，<em>免费</em>，每天24小时。</p>"
        "<ul><li>带<b>工资单</b></li></ul><table><tr><td>工资<td>17元</table>"
    )
    assert faults(pdf.path) == []
    kinds = [kind for kind, _ in elements_of(pdf.path)]
    assert kinds[1:] == [
        *("/P", "/L", "/LI", "/Lbl", "/LBody"),
        *("/Table", "/TBody", "/TR", "/TD", "/TD"),
    ]


def test_glyphs_between_which_nothing_moves_are_one_string(print_page: Any) -> None:
    with pikepdf.open(print_page("<p>每个人都能打热线电话</p>").path) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert b">0<" not in content
    assert len(re.findall(rb"<[0-9a-f]{28}>", content)) == 1


def test_table_cells_of_two_languages_are_marked(
    print_page: Any, elements_of: Elements
) -> None:
    row = '<tr><td>工资</td><td lang="en">Pay</td></tr>'
    pdf = print_page(f"<table><tbody>{row * 3}</tbody></table>")
    assert elements_of(pdf.path).count(("/TD", "en")) == 3
    assert faults(pdf.path) == []


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with (
        pytest.raises(language_tags.UnsupportedVersionError, match=r"71\.0"),
        language_tags.language_tags(),
    ):
        pass


def test_a_changed_private_function_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, language_tags.PATCHED, lambda box: [])
    with (
        pytest.raises(language_tags.UnsupportedVersionError, match="no longer takes"),
        language_tags.language_tags(),
    ):
        pass


def test_the_patch_is_taken_back() -> None:
    before = getattr(tags, language_tags.PATCHED)
    with language_tags.language_tags():
        assert getattr(tags, language_tags.PATCHED) is not before
    assert getattr(tags, language_tags.PATCHED) is before


def test_an_untagged_document_has_no_tags(print_page: Any) -> None:
    with pikepdf.open(print_page("<p>一</p>", tagged=False).path) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
