"""What does not fit: the message names the section to shorten, and by how much."""

import re
from collections.abc import Callable

import pytest

from pairpress.paper.jobs import RenderedPdf

SENTENCE = "老板欠你工资，先把日期和钱数写下来，再打电话问。"
SHORT = '<section><h2 id="who">谁可以帮你</h2><p>打211。</p></section>'


def page(sentences: int) -> str:
    long = f'<section><h2 id="now">现在怎么做</h2>{f"<p>{SENTENCE}</p>" * sentences}'
    return f"<h1>欠工资</h1>{long}</section>{SHORT}"


@pytest.mark.parametrize("sentences", [30, 45, 60])
def test_the_longest_section_and_the_lines_too_many_are_named(
    print_page: Callable[..., RenderedPdf], sentences: int
) -> None:
    found = print_page(page(sentences), max_pages=1)
    assert found.failure and not found.path
    assert "最长的一节是“现在怎么做”" in found.failure.zh
    assert "longest section is “现在怎么做”" in found.failure.en
    lines = re.search(r"大约多了(\d+)行（(\d+)个字）", found.failure.zh)
    told = re.search(r"About (\d+) lines \((\d+) characters\)", found.failure.en)
    assert lines and told and lines.groups() == told.groups()
    # Each sentence is a line: so many fewer fit, and not many more would.
    shorter = sentences - int(lines[1])
    assert print_page(page(shorter), max_pages=1).ok
    assert not print_page(page(shorter + 6), max_pages=1).ok


def test_a_list_of_contacts_is_not_the_section_to_shorten(
    print_page: Callable[..., RenderedPdf],
) -> None:
    contacts = "<li>工人行动中心</li>" * 60
    long = f'<section><h2 id="who">谁可以帮你</h2><ul class="contacts">{contacts}</ul>'
    found = print_page(f"<h1>欠工资</h1>{page(9)}{long}</section>", max_pages=1)
    assert found.failure and "“现在怎么做”" in found.failure.zh
    assert "和别的几节" in found.failure.zh


def test_what_did_not_fit_is_not_laid_out_again(
    print_page: Callable[..., RenderedPdf],
) -> None:
    first = print_page(page(60), max_pages=1)
    again = print_page(page(60), max_pages=1)
    assert again.cached and not first.cached
    assert (again.failure, again.pages) == (first.failure, first.pages)
    assert print_page(page(60), max_pages=9).ok
