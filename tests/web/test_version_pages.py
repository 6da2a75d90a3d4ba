"""Version pages: every address on paper answers, and says how the copy stands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from site_files import BuiltSite, Element

Run = Callable[..., int]


def text(element: Element) -> str:
    return " ".join(str(element.text_content()).split())


def page_of(project: Path, address: str) -> Element:
    path = project / f"site/p/{address}/index.html"
    return html.document_fromstring(path.read_bytes())


def test_an_old_copy_is_told_which_facts_changed(fixture_site: BuiltSite) -> None:
    page = fixture_site.read("p/work-pay/1/index.html")
    for lang, told in (
        ("zh-Hans", "工钱 · 多少钱：12,000人 → 12,345人"),
        ("zh-Hant", "工錢 · 多少錢：12,000人 → 12,345人"),
        ("en", "Pay · How much: 12,000 people → 12,345 people"),
    ):
        part = page.get_element_by_id(lang)
        assert [text(li) for li in part.find_class("changed-facts")[0]] == [told]
    current = fixture_site.read("p/work-pay/2/index.html")
    assert not current.find_class("changed-facts")
    assert not current.find_class("withdrawn")


def test_what_was_withdrawn_says_so_first_in_every_edition(
    project: Path, run: Run
) -> None:
    reasons = ["--why", "zh=老板的电话写错了", "--why", "en=A phone number was wrong"]
    assert run(project, "withdraw", "work-pay", "1", *reasons) == 0
    assert run(project, "build", "--only", "web") == 0
    main = page_of(project, "work-pay/1").find(".//main")
    box = main[0]
    assert box.get("class") == "withdrawn"
    assert [p.get("lang") for p in box] == ["zh-Hans", "zh-Hant", "en"]
    assert "老板的电话写错了" in text(box[0])
    assert "僱主" in text(box[1]) or "老闆" in text(box[1])
    assert "withdrawn on November 21, 2026" in text(box[2])
    assert "A phone number was wrong" in text(box[2])
    assert not page_of(project, "work-pay/2").find_class("withdrawn")


def test_a_withdrawn_newest_version_leads_to_the_page(project: Path, run: Run) -> None:
    assert run(project, "record") == 0
    wrong = ["--why", "zh=错", "--why", "en=Wrong"]
    assert run(project, "withdraw", "work-pay", "2", *wrong) == 0
    assert run(project, "build", "--only", "web") == 0
    for number in (1, 2):
        said = text(page_of(project, f"work-pay/{number}").get_element_by_id("en"))
        assert "There is no new one on paper yet" in said


def test_a_publication_that_moved_keeps_its_old_addresses(
    project: Path, run: Run
) -> None:
    assert run(project, "record") == 0
    for locale in ("zh", "en"):
        folder = project / f"docs/{locale}"
        (folder / "work/pay.md").rename(folder / "work/wages.md")
        book = project / "print/publications/guide.yml"
        for path in (project / "mkdocs.yml", book, *folder.rglob("*.md")):
            said = path.read_text("utf-8")
            said = re.sub(r"\bpay\.md", "wages.md", said)
            path.write_text(said.replace("work/pay\n", "work/wages\n"), "utf-8")
        page = folder / "work/wages.md"
        moved = page.read_text("utf-8").replace(
            "icon: wage", "icon: wage\nmoved_from: [work/pay]"
        )
        page.write_text(moved, "utf-8")
    assert run(project, "build", "--only", "web") == 0
    old = page_of(project, "work-pay/1").get_element_by_id("en")
    assert "It has a new name; the current one is “Pay”, version 1" in text(old)
    assert "12,000 people → 12,345 people" in text(old)
    assert "$17.95" in text(old)
    assert (project / "site/p/work-wages/1/index.html").exists()
    assert len(list((project / "site/p/guide").iterdir())) == 2


@pytest.mark.parametrize("name", ["guide", "work-pay"])
def test_a_publication_that_is_gone_still_answers(
    project: Path, run: Run, name: str
) -> None:
    if name == "guide":
        (project / "print/publications/guide.yml").unlink()
    else:
        for locale in ("zh", "en"):
            page = project / f"docs/{locale}/work/pay.md"
            said = page.read_text("utf-8").replace(
                "handout: [rates, steps, help]\n", ""
            )
            page.write_text(said, "utf-8")
    assert run(project, "build", "--only", "web") == 0
    page = page_of(project, f"{name}/1")
    assert "It is no longer printed" in text(page.get_element_by_id("en"))
    assert "不再印了" in text(page.get_element_by_id("zh-Hans"))
    links = page.get_element_by_id("en").xpath('.//a[@class="button"]/@href')
    topic = "work/" if name == "guide" else "work/pay/"
    assert links[0] == f"../../../en/{topic}"
