"""Wallet cards, posters, hours logs and leaflets: judged on the finished PDFs."""

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as pdf_ua
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from site_files import ROOT, copy_project
from test_prints import squeezed, text_of

INCH = 72
DIGIT = 15 / 25.4 * INCH
"""The least height of a digit that is read from three metres: 15 mm."""
LETTER, ACROSS, TABLOID = (612, 792), (792, 612), (792, 1224)
FOLDS = ((3.625, 7.3125), (3.6875, 7.375))
"""Inches from the left edge: outside, then inside."""
CARDS = """\
- id: interpreter
  group: health
  say: {zh: 我要翻译。, en: I need an interpreter.}
  note: {zh: 约时间的时候就可以要。, en: You can ask when you book.}
- id: allergic
  group: health
  say: {zh: 我对___过敏。, en: I am allergic to ___.}
- id: lawyer
  group: rights
  say: {zh: 我要先跟律师谈。, en: I want to speak to a lawyer first.}
  note: {zh: 别说假话。, en: Don't lie.}
"""
SECTIONS = {
    "zh": "\n## 证据 {#proof}\n\n都留好。\n",
    "en": "\n## Proof {#proof}\n\nKeep it all.\n",
}
FILES = {
    "cards": """\
kind: cards
title: {zh: 卡片, en: Cards}
page: help/index
groups: [health]
cards: [lawyer]
""",
    "poster": """\
kind: poster
title: {zh: 海报, en: Poster}
page: work/pay
message: lead
section: steps
items: [1, 3]
contacts: [clinic, pay-office]
""",
    "log": """\
kind: hours-log
title: {zh: 工时表, en: Hours log}
page: work/pay
rows: 14
how:
  - {zh: 每天写一行。, en: Write one line a day.}
fields:
  - {zh: 店名, en: Shop}
columns:
  - {name: {zh: 日期, en: Date}, width: 10}
  - {name: {zh: 老板的话, en: What the boss said}, width: 30}
total: {zh: 合计, en: Total}
""",
    "leaflet": """\
kind: trifold
title: {zh: 三折页, en: Leaflet}
page: work/pay
flap: [proof]
inside:
  - [rates]
  - [steps]
  - [help]
""",
}
EDITIONS = {
    "cards": {"zh-Hans+en", "zh-Hant+en"},
    "poster": {"zh-Hans", "zh-Hant", "en", "zh-Hans+en", "zh-Hant+en"},
    "log": {"zh-Hans", "zh-Hant", "en", "zh-Hans+en", "zh-Hant+en"},
    "leaflet": {"zh-Hans", "zh-Hant", "en"},
}
Run = Callable[..., int]


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The folder with the PDFs of all the sheets, in all their editions."""
    folder = tmp_path_factory.mktemp("sheets") / "project"
    project = copy_project(ROOT / "tests/fixture", folder)
    add(project, FILES)
    for name in FILES:
        assert run(project, "print", name) == 0
    return project / "proof"


def add(project: Path, files: dict[str, str]) -> None:
    """Put cards and publications into a project."""
    (project / "docs/data/cards.yml").write_text(CARDS, encoding="utf-8")
    for locale, text in SECTIONS.items():
        with (project / f"docs/{locale}/work/pay.md").open(
            "a", encoding="utf-8"
        ) as page:
            page.write(text)
    for name, text in files.items():
        path = project / f"print/publications/{name}.yml"
        path.write_text(text, encoding="utf-8")


def sheets(proofs: Path, kind: str) -> Iterator[Path]:
    """Yield the PDFs of a kind, proof pictures left aside."""
    yield from sorted(proofs.glob(f"{kind}.*.pdf"))


def sizes_of(path: Path) -> list[tuple[int, int]]:
    pages = pypdfium2.PdfDocument(path)
    return [(round(width), round(height)) for width, height in map(size_of, pages)]


def size_of(page: Any) -> tuple[float, float]:
    width, height = page.get_size()
    return float(width), float(height)


def picture_of(page: Any, scale: float = 200 / INCH) -> Image.Image:
    image: Image.Image = page.render(scale=scale).to_pil().convert("L")
    return image


def places_of(page: Any, words: str) -> list[tuple[float, float]]:
    """Return where words stand on a page: left edge, and distance from the top."""
    text = page.get_textpage()
    search = text.search(words)
    found = []
    while (match := search.get_next()) is not None:
        left, _, _, top = text.get_charbox(match[0])
        found.append((left, size_of(page)[1] - top))
    return found


def is_ruled(picture: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Say whether anything dark is drawn in a box, in points."""
    scale = 200 / INCH
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return min(picture.crop((left, top, right, bottom)).tobytes()) < 128


def test_every_sheet_is_there_in_its_editions(proofs: Path) -> None:
    for kind, editions in EDITIONS.items():
        assert {path.name.split(".")[1] for path in sheets(proofs, kind)} == editions
    formats = {path.name.split(".")[2] for path in sheets(proofs, "cards")}
    assert formats == {"pdf", "fold"}


def test_every_sheet_is_accessible(proofs: Path) -> None:
    for kind in FILES:
        for path in sheets(proofs, kind):
            result = pdf_ua.validate_pdf(str(path), profile="ua1")
            assert result.is_compliant, (path.name, result.failures)


def test_every_sheet_is_black_on_white(proofs: Path) -> None:
    for kind in FILES:
        for path in sheets(proofs, kind):
            for page in pypdfium2.PdfDocument(path):
                red, green, blue = page.render(scale=0.5).to_pil().split()[:3]
                assert red.tobytes() == green.tobytes() == blue.tobytes(), path.name


def test_every_code_is_read(proofs: Path) -> None:
    for kind in FILES:
        for path in sheets(proofs, kind):
            found = [
                code.text
                for page in pypdfium2.PdfDocument(path)
                for code in zxingcpp.read_barcodes(picture_of(page))
            ]
            assert len(set(found)) == 1 and f"/p/{kind}/" in found[0], path.name
            # One on the back of each card, and one in the imprint.
            cards = 0 if kind != "cards" else 5 if ".fold." in path.name else 10
            assert len(found) == cards + 1, path.name


def test_ten_cards_stand_on_a_sheet(proofs: Path) -> None:
    for edition in EDITIONS["cards"]:
        path = proofs / f"cards.{edition}.pdf"
        assert sizes_of(path) == [LETTER] * 3
        fronts, _, listed = pypdfium2.PdfDocument(path)
        cells = {
            (
                int((x - 0.75 * INCH) // (3.5 * INCH)),
                int((y - 0.5 * INCH) // (2 * INCH)),
            )
            for words in ("I need an interpreter", "I am allergic", "I want to speak")
            for x, y in places_of(fronts, words)
        }
        assert cells == {(column, row) for column in (0, 1) for row in range(5)}
        for words in ("You can ask when you book", "I want to speak"):
            assert len(places_of(listed, words)) == 1


def test_every_card_says_all_its_words(proofs: Path) -> None:
    for edition, words in (
        ("zh-Hans+en", "我要翻译。我要先跟律师谈。约时间的时候就可以要。别说假话。"),
        ("zh-Hant+en", "我要翻譯。我要先跟律師談。約時間的時候就可以要。別説假話。"),
    ):
        for format in ("", ".fold"):
            text = text_of(proofs / f"cards.{edition}{format}.pdf")
            for part in words.split("。")[:-1]:
                assert squeezed(part) in text, (edition, part)
            assert squeezed("I want to speak to a lawyer first.") in text


def test_a_back_meets_its_front(proofs: Path) -> None:
    fronts, backs, _ = pypdfium2.PdfDocument(proofs / "cards.zh-Hans+en.pdf")
    for front, back in zip(
        places_of(fronts, "I want to speak"), places_of(backs, "别说假话"), strict=True
    ):
        # The first of a row stands left in front, and right on the back.
        assert (front[0] < 4.25 * INCH) == (back[0] > 4.25 * INCH)
        assert front[1] // (2 * INCH) == back[1] // (2 * INCH)


def test_a_folded_card_has_its_back_beside_it(proofs: Path) -> None:
    document = pypdfium2.PdfDocument(proofs / "cards.zh-Hans+en.fold.pdf")
    assert len(document) == 2
    assert len(places_of(document[0], "I need an interpreter")) == 2
    for x, _ in places_of(document[0], "I need an interpreter"):
        assert x > 4.25 * INCH
    for x, _ in places_of(document[0], "约时间"):
        assert x < 4.25 * INCH


def test_lines_to_cut_run_between_the_cards(proofs: Path) -> None:
    for page in list(pypdfium2.PdfDocument(proofs / "cards.zh-Hans+en.pdf"))[:2]:
        picture = picture_of(page)
        for x in (0.75, 4.25, 7.75):
            assert is_ruled(picture, (x * INCH - 1, 20, x * INCH + 1, 34)), x
        for y in (0.5, 2.5, 4.5, 6.5, 8.5, 10.5):
            assert is_ruled(picture, (20, y * INCH - 1, 50, y * INCH + 1)), y
        assert not is_ruled(picture, (20, 40, 50, 2.4 * INCH))


def test_a_card_that_is_too_long_is_told_and_withheld(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    add(project, {"cards": FILES["cards"]})
    cards = project / "docs/data/cards.yml"
    said = cards.read_text("utf-8").replace("to a lawyer", "to a lawyer " * 40)
    cards.write_text(said, "utf-8")
    run(project, "check")
    assert "lawyer：say（en）太长，钱包卡片印不下。" in capsys.readouterr().out
    assert run(project, "print", "cards") == 1
    assert not (project / "proof/cards.zh-Hans+en.pdf").exists()


def test_a_poster_is_one_page_of_its_paper(proofs: Path) -> None:
    for path in sheets(proofs, "poster"):
        size = TABLOID if ".tabloid." in path.name else LETTER
        assert sizes_of(path) == [size], path.name


def test_numbers_on_a_poster_are_read_from_three_metres(proofs: Path) -> None:
    for path in sheets(proofs, "poster"):
        page = pypdfium2.PdfDocument(path)[0]
        text = page.get_textpage()
        for number in ("416-555-0123", "1-800-555-0145"):
            search = text.search(number)
            heights = []
            while (match := search.get_next()) is not None:
                _, bottom, _, top = text.get_charbox(match[0])
                heights.append(top - bottom)
                last = text.get_charbox(match[0] + len(number) - 1)
                assert last[2] < size_of(page)[0] - 18, path.name
            assert max(heights) >= DIGIT, path.name


def test_a_poster_says_what_its_page_says(proofs: Path) -> None:
    text = text_of(proofs / "poster.zh-Hant+en.pdf")
    for words in ("每小時$17.95。", "$17.95 an hour.", "燈籠法律診所", "留好糧單"):
        assert squeezed(words) in text
    assert squeezed("先別簽合約") not in text


def test_an_hours_log_has_its_rows_to_write_on(proofs: Path) -> None:
    for path in sheets(proofs, "log"):
        assert sizes_of(path) == [ACROSS], path.name
        picture = picture_of(pypdfium2.PdfDocument(path)[0])
        # Down a column that is empty below its heading.
        x = picture.width - round(0.6 * 200)
        column = [picture.getpixel((x, y)) for y in range(picture.height)]
        dark = [bool(isinstance(v, int | float) and v < 128) for v in column]
        rules = sum(now and not before for before, now in pairwise(dark))
        # Above the heading, below it, below each row, and below the total.
        assert rules >= 1 + 1 + 14 + 1, path.name
    text = text_of(proofs / "log.zh-Hans+en.pdf")
    for words in ("老板的话", "What the boss said", "合计", "Total", "每天写一行"):
        assert squeezed(words) in text


def test_the_panels_of_a_leaflet_are_in_the_order_of_the_folds(proofs: Path) -> None:
    for path in sheets(proofs, "leaflet"):
        assert sizes_of(path) == [ACROSS] * 2, path.name
    outside, inside = pypdfium2.PdfDocument(proofs / "leaflet.en.pdf")
    (flap, _), *_ = places_of(outside, "Keep it all")
    (back, _), *_ = places_of(outside, "Scan for")
    (cover, _), *_ = places_of(outside, "How pay is counted")
    assert flap < 3.625 * INCH < back < 7.3125 * INCH < cover
    (first, _), *_ = places_of(inside, "How much")
    (second, _), *_ = places_of(inside, "What to do")
    *_, (third, _) = places_of(inside, "Who can help")
    assert first < 3.6875 * INCH < second < 7.375 * INCH < third


def test_the_cover_of_a_leaflet_is_part_of_its_version(project: Path, run: Run) -> None:
    add(project, FILES)
    assert run(project, "record") == 0
    ledgers = project / "print/ledger"
    told = {
        name: json.loads((ledgers / f"{name}.json").read_text("utf-8"))["sections"]
        for name in ("leaflet", "log")
    }
    assert "work/pay#" in told["leaflet"]["en"]
    assert not any(name.startswith("work/pay") for name in told["log"]["en"])


def test_a_leaflet_has_marks_where_it_is_folded(proofs: Path) -> None:
    for page, folds in zip(
        pypdfium2.PdfDocument(proofs / "leaflet.zh-Hans.pdf"), FOLDS, strict=True
    ):
        picture = picture_of(page)
        for x in folds:
            for top in (10, 588):
                assert is_ruled(picture, (x * INCH - 1, top, x * INCH + 1, top + 14))
            # Nothing is printed into a fold.
            assert not is_ruled(picture, (x * INCH - 9, 40, x * INCH + 9, 570))
