"""Lists come out as they look when typed, whatever the indent."""

import pytest
from lxml import html
from markdown import markdown

from pairpress.web.lists import plain_lists, to_fill_in
from site_files import BuiltSite


def shape(text: str) -> str:
    """Return the lists of a Markdown text in short: "ol(a ul(b c) d)"."""
    extensions = ["admonition", "mdx_truly_sane_lists"]
    rendered = markdown(plain_lists(text), extensions=extensions)
    return " ".join(_shape(element) for element in html.fragments_fromstring(rendered))


def _shape(element: html.HtmlElement) -> str:
    words = (element.text or "").split()
    inner = [*words, *(_shape(child) for child in element)]
    told = " ".join(inner)
    return told if element.tag in ("li", "p") else f"{element.tag}({told})"


@pytest.mark.parametrize("indent", [2, 3, 4])
@pytest.mark.parametrize("mark", ["-", "*", "1."])
def test_a_list_in_a_list_may_be_set_in_by_any_width(indent: int, mark: str) -> None:
    inner = "ol" if mark == "1." else "ul"
    lines = ["1. a", f"{' ' * indent}{mark} b", f"{' ' * indent}{mark} c", "2. d"]
    assert shape("\n".join(lines)) == f"ol(a {inner}(b c) d)"


def test_three_lists_in_one_another_keep_their_order() -> None:
    assert shape("- a\n    - b\n        - c\n    - d\n- e") == "ul(a ul(b ul(c) d) e)"


def test_a_list_needs_no_blank_line_above_it() -> None:
    assert shape("Bring:\n- a\n- b") == "Bring: ul(a b)"
    assert shape("Do this:\n1. a\n2. b") == "Do this: ol(a b)"


def test_a_line_that_begins_with_a_year_is_no_list() -> None:
    assert shape("It began in\n2026. It goes on.") == "It began in 2026. It goes on."


def test_a_list_in_a_warning_stays_in_it() -> None:
    text = '!!! warning "w"\n    - a\n        - b\n    - c\n\nd'
    assert shape(text) == "div(w ul(a ul(b) c)) d"


def test_an_item_may_have_a_box_to_tick() -> None:
    text = "Bring:\n- [ ] **health** card\n- [ ] [x](y.md)\n- plain\n- a [ ] b"
    rendered = markdown(plain_lists(text), extensions=["mdx_truly_sane_lists"])
    items = html.fromstring(to_fill_in(rendered)).xpath("//li")
    assert [item.get("class") for item in items] == ["task", "task", None, None]
    told = [item.text_content() for item in items]
    assert told == ["health card", "x", "plain", "a [ ] b"]


def test_code_is_left_as_it_is() -> None:
    text = "```\n- a\n    - b\n```"
    assert plain_lists(text) == text


def test_a_list_under_a_step_is_a_list_on_the_page(fixture_site: BuiltSite) -> None:
    for lang in fixture_site.editions:
        page = fixture_site.page(lang, "work/pay")
        assert len(page.xpath("//article/ol[1]/li")) == 3
        assert len(page.xpath("//article/ol[1]/li[1]/ul/li")) == 2


def test_no_mark_of_a_list_is_left_in_the_text(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        for text in page.xpath("//main//text()"):
            for line in text.splitlines():
                assert not line.strip().startswith(("- ", "* ")), (lang, topic, line)
