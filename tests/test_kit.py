"""The outreach kit: what was asked for, named for people, and how to print it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import page as pdf_ua
import pypdfium2
import pytest

from pairpress.content.catalogue import Entry
from pairpress.content.kit_order import KitOrder
from pairpress.content.publications import Publication
from pairpress.kit import choose

Run = Callable[..., int]
ORDER = ["kit", "--for", "外展 2027/02/06", "work/pay", "help-index"]
CHOICE = ["--editions", "zh-Hans+en,zh-Hant", "--formats", "standard,large"]


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(texts).split())


@pytest.fixture
def kit(project: Path, run: Run) -> Path:
    """The zip of an order."""
    assert run(project, *ORDER, *CHOICE) == 0
    return project / "proof/外展 2027 02 06.zip"


def test_a_kit_holds_what_was_asked_for_in_its_order(kit: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(kit) as package:
        names = package.namelist()
        package.extractall(tmp_path / "kit")
    assert names == [
        "00 清单 Contents.pdf",
        "00 给印刷店 For the print shop.pdf",
        "01 工钱 · 简体+English · 第 2 版.pdf",
        "02 工钱 · 简体+English · 大字版 · 第 2 版.pdf",
        "03 工錢 · 繁體 · 第 2 版.pdf",
        "04 工錢 · 繁體 · 大字版 · 第 2 版.pdf",
        "05 找人帮忙 · 简体+English · 第 1 版.pdf",
        "06 找人帮忙 · 简体+English · 大字版 · 第 1 版.pdf",
        "07 找人幫忙 · 繁體 · 第 1 版.pdf",
        "08 找人幫忙 · 繁體 · 大字版 · 第 1 版.pdf",
    ]
    folder = tmp_path / "kit"
    pages = [len(pypdfium2.PdfDocument(folder / name)) for name in names[2:]]
    told = text_of(folder / names[0])
    sheets = sum(-(-count // 2) for count in pages)
    assert f"Oneofeach{sum(pages)}{sheets}" in told
    assert "外展2027/02/06" in told and "Letter" in told
    shop = text_of(folder / names[1])
    assert "Largeprint" in shop and "大字版" in shop and "Booklets" not in shop
    for name in names[:2]:
        assert pdf_ua.validate_pdf(str(folder / name), profile="ua1").is_compliant


def test_the_same_order_gives_the_same_bytes(kit: Path, run: Run) -> None:
    before = kit.read_bytes()
    assert run(kit.parents[1], *ORDER, *CHOICE, day="2026-11-29") == 0
    assert kit.read_bytes() == before


def test_a_kind_stands_for_all_of_it_and_what_is_missing_is_told(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "kit", "--for", "x", "handout", "--formats", "booklet") == 1
    assert "help-index.zh-Hans+en.booklet" in capsys.readouterr().err
    order = ["kit", "--for", "x", "handout", "--formats", "standard,booklet"]
    assert run(project, *order, "--editions", "en") == 0
    assert "Not there" not in capsys.readouterr().out
    with zipfile.ZipFile(project / "proof/x.zip") as package:
        assert "01 Pay · English · Version 2.pdf" in package.namelist()


def entry(publication: str, edition: str, format: str = "") -> Entry:
    file = ".".join(filter(None, (publication, edition, format, "pdf")))
    return Entry(
        publication=publication, kind="cards", edition=edition, format=format,
        title="", file=file, pages=1, bytes=1, sha256="", version=1, page="",
    )  # fmt: skip


def test_cards_go_along_in_two_languages_and_what_was_withheld_is_missed() -> None:
    cards = Publication("cards", "cards", {}, (), "help")
    pay = Publication("pay", "handout", {}, (), "work/pay")
    order = KitOrder("x", (cards, pay), ("zh-Hant", "zh-Hant+en"), ("", "large"))
    entries = [
        entry("cards", "zh-Hans+en"), entry("cards", "zh-Hant+en"),
        entry("pay", "zh-Hant", "large"), entry("pay", "zh-Hant+en"),
        entry("pay", "zh-Hant+en", "large"),
    ]  # fmt: skip
    found, missing = choose(order, entries)
    assert [e.file for e in found] == [
        "cards.zh-Hant+en.pdf",
        "pay.zh-Hant.large.pdf",
        "pay.zh-Hant+en.pdf",
        "pay.zh-Hant+en.large.pdf",
    ]
    assert missing == ["pay.zh-Hant.standard"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["work-pya"], "did you mean work-pay?"),
        (["work-pay", "--editions", "fr"], "there is no edition fr"),
    ],
)
def test_what_nobody_prints_is_refused(
    project: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    assert run(project, "kit", "--for", "x", *arguments) == 1
    assert told in capsys.readouterr().err
