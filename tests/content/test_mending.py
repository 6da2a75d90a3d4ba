"""Mending: twice is as once, no word changes, lists stay lists, files stay whole."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from markdown import markdown

from pairpress.checks.mending import mended_page, mended_words, said
from pairpress.web.lists import plain_lists

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).parent / "pages"
"""Pages on which every slip can be made, whatever the site's own pages hold."""
PAGES = sorted([*OWN.glob("*.md"), *(ROOT / "docs").glob("*/**/*.md")])
EXTENSIONS = ["admonition", "attr_list", "tables", "toc", "mdx_truly_sane_lists"]
SCRIPTS = {"zh": "Hans"}
Run = Callable[..., int]


def script_of(path: Path) -> str:
    """Return how a page's language is written."""
    is_own = path.parent == OWN
    language = path.stem if is_own else path.relative_to(ROOT / "docs").parts[0]
    return SCRIPTS.get(language, "")


def words_on_the_page(text: str) -> str:
    """Return the letters and digits that readers see."""
    body = text.split("\n---\n", 1)[-1]
    rendered = markdown(plain_lists(body), extensions=EXTENSIONS)
    return said(html.fromstring(f"<div>{rendered}</div>").text_content())


SLIPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("full-width colon", lambda t: t.replace("title: ", "title：", 1)),
    ("half-width commas", lambda t: t.replace("，", ",")),
    ("half-width stops", lambda t: re.sub(r"。(?=\n|[\u4e00-\u9fff])", ".", t)),
    ("half-width brackets", lambda t: t.replace("（", "(").replace("）", ")")),
    ("no blank line above lists", lambda t: re.sub(r"\n\n(?=- |1\. )", "\n", t)),
    ("numbers like 1、", lambda t: re.sub(r"^(\d)\. ", r"\1、", t, flags=re.M)),
    ("no-break spaces", lambda t: t.replace(" an ", "\u00a0an\u00a0")),
    ("zero-width spaces", lambda t: t.replace("的", "的\u200b")),
    ("bold with its colon", lambda t: re.sub(r"\*\*：(?=\w)", "：**", t)),
    ("full-width links", lambda t: re.sub(r"\]\(([^()]*)\)", r"]（\1）", t)),
    ("curly box titles", lambda t: re.sub(r'(!!! \w+) "(.*)"', r"\1 “\2”", t)),
    ("boxes at the edge", lambda t: re.sub(r"^    (?=\S)", "", t, flags=re.M)),
    ("full-width bars", lambda t: re.sub(r"^\|.*\|$", _wide_bars, t, flags=re.M)),
    ("headings without space", lambda t: re.sub(r"^(#+) ", r"\1", t, flags=re.M)),
    ("full-width braces", lambda t: t.replace("{{", "｛｛").replace("}}", "｝｝")),
    ("tabs", lambda t: re.sub(r"(?<=。)(?=\w)", "\t", t)),
)


def _wide_bars(match: re.Match[str]) -> str:
    return match[0].replace("|", "｜")


def test_real_pages_are_clean() -> None:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert mended_page(text, script_of(path)) == text, path


@pytest.mark.parametrize(("name", "slip"), SLIPS, ids=[name for name, _ in SLIPS])
def test_a_slip_is_mended_without_changing_a_word(
    name: str, slip: Callable[[str], str]
) -> None:
    spoilt = 0
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        script = script_of(path)
        wrong = slip(text)
        spoilt += wrong != text
        mended = mended_page(wrong, script)
        assert mended_page(mended, script) == mended, path
        assert said(mended) == said(wrong), path
    assert spoilt, name


@pytest.mark.parametrize(
    "name",
    [
        "full-width colon",
        "no blank line above lists",
        "numbers like 1、",
        "full-width links",
        "curly box titles",
        "full-width bars",
        "headings without space",
        "full-width braces",
        "zero-width spaces",
    ],
)
def test_a_mended_page_reads_as_before(name: str) -> None:
    slip = dict(SLIPS)[name]
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        mended = mended_page(slip(text), script_of(path))
        assert words_on_the_page(mended) == words_on_the_page(text), path


def test_many_slips_at_once_are_mended_once() -> None:
    chance = random.Random(7)
    for path in PAGES:
        wrong = path.read_text(encoding="utf-8")
        for _, slip in chance.sample(SLIPS, 6):
            wrong = slip(wrong)
        mended = mended_page(wrong, script_of(path))
        assert mended_page(mended, script_of(path)) == mended, path
        assert said(mended) == said(wrong), path


def test_what_is_no_text_is_left_alone() -> None:
    text = (
        "看`a,b（c）`、{{ cite a.b, c.d }}、[页](x,y.md#一,二)、<me@example.org>、\n"
        "https://example.org/?a=1,2 和\n\n```\n1、a\n2、b\n中文,code\n```\n\n"
        "[甲]: https://example.org/a,b\n"
    )
    assert mended_page(text, "Hans") == text


def test_a_language_that_is_not_known_is_left_as_it_is() -> None:
    french = "« Payez\u00a0: 12\u00a0345 $\u00a0! »\n\nSalut，toi。"
    assert mended_page(french) == french.replace("，toi。", ", toi.")
    persian = "می\u200cخواهم\u200f ۱۲۳، بله."
    assert mended_page(persian) == persian


def test_a_list_of_numbers_is_no_list() -> None:
    text = "10、12、15号放假。\n\n2026. 年底。\n\n3.5元。\n4.5元。"
    assert mended_page(text, "Hans") == text


def test_search_words_are_parted() -> None:
    assert mended_words("- [欠薪，欠工资、不出粮]\n") == "- [欠薪, 欠工资, 不出粮]\n"


def test_a_page_that_could_not_be_read_is_mended(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs/zh/help/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("title: ", "title：").replace("    note: ", "\tnote: "),
        encoding="utf-8",
    )
    assert run(project, "check") == 1
    assert run(project, "check", "--fix") == 0
    assert page.read_text(encoding="utf-8") == text
    out = capsys.readouterr().out
    assert "-title：找人帮忙" in out and "+title: 找人帮忙" in out


def test_a_data_file_that_could_not_be_read_is_mended(project: Path, run: Run) -> None:
    facts = project / "docs/data/facts.yml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("as_of: ", "as_of：", 1), encoding="utf-8")
    assert run(project, "check") == 1
    assert run(project, "check", "--fix") == 0
    assert facts.read_text(encoding="utf-8") == text


def test_ids_come_from_the_other_half_or_from_english(project: Path, run: Run) -> None:
    chinese = project / "docs/zh/help/index.md"
    english = project / "docs/en/help/index.md"
    whole = chinese.read_text(encoding="utf-8")
    chinese.write_text(whole.replace(" {#crisis}", ""), encoding="utf-8")
    for page in (chinese, english):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(" {#more}", ""), encoding="utf-8")
    assert run(project, "check", "--fix") == 0
    assert "## 撑不住了 {#crisis}" in chinese.read_text(encoding="utf-8")
    assert "## 其他电话 {#other-numbers}" in chinese.read_text(encoding="utf-8")
    assert "## Other numbers {#other-numbers}" in english.read_text(encoding="utf-8")
