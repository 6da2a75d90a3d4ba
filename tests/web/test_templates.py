"""Pages that the build completes: the glossary, the news, cards to show; leaving."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

Run = Callable[..., int]
LOCALES = ("zh", "en")
CARDS = """
- id: interpreter
  group: health
  say: {zh: 我要口译。, en: "I need an interpreter."}
  note: {zh: 看病时用。, en: At the doctor’s.}
- id: any-language
  group: rights
  say: {zh: 我可以用自己的话写。, en: "I may write in my own language."}
  cite: [pay.any_language]
"""


def add_pair(project: Path, topic: str, front: str, text: str = "") -> None:
    """Write a pair and its line in the menu."""
    for locale in LOCALES:
        page = project / f"docs/{locale}/{topic}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        settings = "changed: [{date: 2026-10-01, note: new}]"
        if "changed:" in front:
            settings = ""
        page.write_text(
            f"---\ntitle: {topic}\ndescription: {topic}\n{front}\n{settings}\n---\n\n"
            f"# {topic}\n\n{text}\n",
            encoding="utf-8",
        )
    menu = project / "mkdocs.yml"
    text = menu.read_text(encoding="utf-8")
    menu.write_text(
        text.replace("  - a-z.md\n", f"  - {topic}.md\n  - a-z.md\n"), encoding="utf-8"
    )


def page(project: Path, path: str) -> html.HtmlElement:
    """Return a page of the built site."""
    return html.parse(str(project / "site" / path / "index.html")).getroot()


def test_the_glossary_is_in_the_order_of_each_edition(project: Path, run: Run) -> None:
    add_pair(project, "work/terms", "template: glossary.html")
    assert run(project, "build", "--only", "web") == 0
    for path in ("", "en/", "zh-Hant/"):
        root = page(project, f"{path}work/terms")
        items = [
            [child.text_content() for child in item]
            for item in root.xpath("//li[@data-sort]")
        ]
        assert [words[0].isascii() for words in items] == [path == "en/"] * len(items)
        assert [words[1].isascii() for words in items] == [path != "en/"] * len(items)
        labels = root.xpath("//section/@data-group")
        assert labels == sorted(labels, key=lambda label: (len(label), label))
    told = [
        i.text_content() for i in page(project, "zh-Hant/work/terms").iter("strong")
    ]
    assert "糧單" in told


def test_the_news_stand_by_the_day_of_their_last_change(
    project: Path, run: Run
) -> None:
    add_pair(project, "news/index", "template: news.html")
    for topic, day in (
        ("old", "2026-01-02"),
        ("new", "2026-11-02"),
        ("mid", "2026-06-02"),
    ):
        front = f"changed: [{{date: {day}, note: new}}]"
        add_pair(project, f"news/{topic}", front)
    assert run(project, "build", "--only", "web") == 0
    for path in ("news", "en/news", "zh-Hant/news"):
        links = page(project, path).xpath("//ul[contains(@class, 'news')]//a/@href")
        assert links == ["new/", "mid/", "old/"]


def test_a_card_shows_the_others_language_large_and_the_readers_beneath(
    project: Path, run: Run
) -> None:
    (project / "docs/data/cards.yml").write_text(CARDS, encoding="utf-8")
    add_pair(project, "help/cards", "template: cards.html")
    assert run(project, "build", "--only", "web") == 0
    own = {"": "我要口译。", "zh-Hant/": "我要口譯。", "en/": "我要口译。"}
    for path, text in own.items():
        card = page(project, f"{path}help/cards").get_element_by_id("card-interpreter")
        shown, beneath = card.xpath("p")[:2]
        assert shown.text_content() == "I need an interpreter."
        assert shown.get("lang") == "en"
        assert beneath.text_content() == text
    sources = page(project, "en/help/cards").xpath("//*[@id='card-any-language']/p//a")
    assert [link.get("href") for link in sources] == [
        "https://claims.example.org/language"
    ]


def test_a_card_that_cites_no_fact_is_an_error(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CARDS.replace("pay.any_language", "pay.any_languag")
    (project / "docs/data/cards.yml").write_text(text, encoding="utf-8")
    assert run(project, "check") == 1
    assert "docs/data/cards.yml" in capsys.readouterr().out


def test_a_page_to_leave_quickly_says_so_and_hides_its_title(
    project: Path, run: Run
) -> None:
    there = "https://weather.example.org/"  # as in the fixture's mkdocs.yml
    add_pair(project, "help/home", "exit: true\ndiscreet: Everyday")
    assert run(project, "build", "--only", "web") == 0
    root = page(project, "en/help/home")
    assert root.findtext(".//title") == "Everyday"
    (link,) = root.find_class("exit")
    assert link.get("href") == there and link.get("rel") == "noreferrer"
    assert not page(project, "en/help").find_class("exit")


def test_a_title_breaks_between_its_clauses_first(project: Path, run: Run) -> None:
    path = project / "docs/zh/help/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# 现在找人", "# 现在，找人"), encoding="utf-8")
    assert run(project, "build", "--only", "web") == 0
    for edition, clauses in (
        ("", ["现在，", "找人帮忙"]),
        ("zh-Hant/", ["現在，", "找人幫忙"]),
        ("en/", []),
    ):
        (title,) = page(project, f"{edition}help").xpath("//h1")
        assert [span.text for span in title.find_class("clause")] == clauses
        assert title.text_content() == "".join(clauses) or not clauses
