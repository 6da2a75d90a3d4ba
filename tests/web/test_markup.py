"""What a parser finds wrong with any page; benchmarks/phone.py asks a validator."""

from collections.abc import Callable
from pathlib import Path

from tinyhtml5.parser import HTMLParser

from site_files import BuiltSite


def test_a_parser_finds_nothing_wrong(site: BuiltSite) -> None:
    faults = {}
    for name in site.html_files:
        parser = HTMLParser()
        parser.parse((site.folder / name).read_text(encoding="utf-8"))
        if parser.errors:
            faults[name] = parser.errors[:3]
    assert faults == {}


def ids_twice(site: BuiltSite) -> dict[str, list[str]]:
    twice = {}
    for name in site.html_files:
        ids = site.read(name).xpath("//@id")
        if len(set(ids)) < len(ids):
            twice[name] = sorted(i for i in set(ids) if ids.count(i) > 1)
    return twice


def test_no_page_has_an_id_twice(site: BuiltSite) -> None:
    assert ids_twice(site) == {}


def test_nor_has_a_page_that_is_called_like_a_part_of_every_page(
    project: Path, run: Callable[..., int]
) -> None:
    page = project / "docs/en/help/index.md"
    text = page.read_text("utf-8")
    assert "# Get help now" in text
    page.write_text(text.replace("# Get help now", "# Menu"), "utf-8")
    assert run(project, "build", "--only", "web") == 0
    site = BuiltSite(project / "site", project)
    assert site.read("en/help/index.html").findtext(".//h1") == "Menu"
    assert ids_twice(site) == {}
