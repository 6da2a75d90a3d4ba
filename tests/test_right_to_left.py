"""A Persian and English project on A4: every kind of print, from right to left."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page as pdf_ua
import pikepdf
import pypdfium2
import pytest

from elsewhere_projects import project_of
from every_kind import add_every_kind
from pairpress.content.papers import PAPERS
from pdf_reading import fonts_of

A4 = PAPERS["a4"]
FA, EN, PAIR = "fa", "en", "fa+en"


@pytest.fixture(scope="module")
def prints(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., int]
) -> dict[str, Path]:
    """The PDFs of the project, by their names without the ending."""
    project = project_of(tmp_path_factory.mktemp("persian"), FA, EN, paper="a4")
    add_every_kind(project, FA, EN)
    assert run(project, "build") == 0
    folder = project / "site/print"
    entries = json.loads((folder / "catalogue.json").read_text("utf-8"))
    return {
        entry["file"].removesuffix(".pdf"): folder / entry["file"] for entry in entries
    }


def words_of(path: Path, page: int = 0) -> str:
    text = pypdfium2.PdfDocument(path)[page].get_textpage().get_text_range()
    return " ".join(text.split())


def left_edges(path: Path, words: str, page: int = 0) -> list[float]:
    """Return the left edge of a text on a page, each time that it is there."""
    text = pypdfium2.PdfDocument(path)[page].get_textpage()
    search, found = text.search(words), []
    while place := search.get_next():
        found.append(min(text.get_charbox(place[0] + n)[0] for n in range(place[1])))
    return found


def trim_of(path: Path) -> tuple[float, float]:
    with pikepdf.open(path) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].trimbox)
    return (right - left, top - bottom)


def test_nothing_is_withheld(prints: dict[str, Path]) -> None:
    kinds = {name.split(".")[0] for name in prints}
    assert kinds == {
        *("calendar", "cards", "guide", "leaflet", "log", "poster", "work-pay")
    }
    assert {f"calendar.{e}" for e in (FA, EN, PAIR)} <= prints.keys()


def test_every_kind_is_on_its_size_of_paper(prints: dict[str, Path]) -> None:
    across = {"calendar", "leaflet", "log"}
    for name, path in prints.items():
        kind, _, *format = name.split(".")
        size = {"tabloid": A4.double, "press": A4.half}.get("".join(format), A4.sheet)
        if kind in across or format == ["booklet"]:
            size = (size[1], size[0])
        assert trim_of(path) == pytest.approx(size, abs=0.6), name


def test_reading_pdfs_are_accessible_and_turn_from_right_to_left(
    prints: dict[str, Path],
) -> None:
    for name in ("work-pay.fa", "work-pay.fa+en", "guide.fa", "calendar.fa+en"):
        result = pdf_ua.validate_pdf(str(prints[name]), profile="ua1")
        assert result.is_compliant, (name, result.failures)
        with pikepdf.open(prints[name]) as pdf:
            assert pdf.Root.Lang == "fa"
            assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    with pikepdf.open(prints["work-pay.en"]) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences


def test_text_is_read_in_the_order_of_speech(prints: dict[str, Path]) -> None:
    text = words_of(prints["work-pay.fa"])
    assert "چه باید کرد" in text
    assert "شیف" not in text and "فیش حقوق را نگه دارید" in text
    assert "دفتر بنویسید" in text and "اکتبر" in text  # no ligature turns its letters
    assert "416-555-0123" in text


def test_fonts_are_ours_and_no_letter_is_missing(prints: dict[str, Path]) -> None:
    for name in ("work-pay.fa+en", "poster.fa", "guide.fa.booklet"):
        fonts = fonts_of(prints[name])
        assert any("Arabic" in font for font in fonts)
        assert all(font.startswith("Pairpress") for font in fonts), fonts
        assert "\ufffd" not in words_of(prints[name])


def test_side_by_side_persian_stands_at_the_right(prints: dict[str, Path]) -> None:
    pair = prints["work-pay.fa+en"]
    [english] = left_edges(pair, "Keep")
    [persian] = left_edges(pair, "فیش")
    assert english < A4.sheet[0] / 2 < persian


def test_steps_are_counted_in_the_digits_of_their_language(
    prints: dict[str, Path],
) -> None:
    """The stop may come before the digit: PDFium takes it for one of English."""
    words = set(words_of(prints[f"work-pay.{PAIR}"]).split())
    assert {"1.", "2.", "3."} <= words
    assert all({f"{n}.", f".{n}"} & words for n in "۱۲۳")


def test_a_page_number_stands_before_how_many_there_are(
    prints: dict[str, Path],
) -> None:
    page = pypdfium2.PdfDocument(prints[f"work-pay.{PAIR}"])[0].get_textpage()
    foot = [
        (box[0], page.get_text_range(n, 1))
        for n in range(page.count_chars())
        for box in [page.get_charbox(n)]
        if box[1] < 40 and box[0] < 100
    ]
    assert "".join(sign for _, sign in sorted(foot)).replace(" ", "") == "1/2"


def test_a_page_number_stands_at_the_left(prints: dict[str, Path]) -> None:
    [number] = left_edges(prints["work-pay.fa"], "1 / 1")
    assert number < A4.sheet[0] / 4
    [number] = left_edges(prints["work-pay.en"], "1 / 1")
    assert number > A4.sheet[0] / 2


def test_a_booklet_opens_from_the_right(prints: dict[str, Path]) -> None:
    sheet = pypdfium2.PdfDocument(prints["guide.fa.booklet"])[0]
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    cover = text.get_text_bounded(0, 0, width / 2, height)
    assert "guide/1" in "".join(cover.split())  # the imprint of the first page
    assert "guide/1" not in text.get_text_bounded(width / 2, 0, width, height)
    english = pypdfium2.PdfDocument(prints["guide.en.booklet"])[0].get_textpage()
    assert "guide/1" in english.get_text_bounded(width / 2, 0, width, height)


def test_a_leaflet_has_its_cover_at_the_left(prints: dict[str, Path]) -> None:
    [persian] = left_edges(prints["leaflet.fa"], "چقدر")[:1]
    [english] = left_edges(prints["leaflet.en"], "How much")[:1]
    assert english < A4.sheet[1] / 3 < 2 * A4.sheet[1] / 3 < persian


def test_weeks_run_from_right_to_left(prints: dict[str, Path]) -> None:
    def days(path: Path) -> list[float]:
        text = pypdfium2.PdfDocument(path)[1].get_textpage()
        places: Any = []
        for day in ("17", "23"):
            search = text.search(day, match_whole_word=True)
            place = search.get_next()
            assert place
            places.append(text.get_charbox(place[0])[0])
        return list(places)

    sunday, saturday = days(prints["calendar.fa"])
    assert saturday < sunday
    sunday, saturday = days(prints["calendar.en"])
    assert sunday < saturday
