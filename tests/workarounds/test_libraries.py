"""What PyYAML, OpenCC, AutoCorrect and other libraries do that we undo or refuse."""

import io
import os
import struct
import subprocess
import sys
import zlib
from importlib import metadata
from pathlib import Path
from typing import Any

import autocorrect_py
import pikepdf
import pytest
import yaml
from babel import Locale
from babel.units import format_unit
from fontTools.ttLib import TTFont
from opencc import OpenCC
from packaging.requirements import Requirement
from PIL import Image, ImageFile

from bare_prints import in_memory
from pairpress.checks.images import UNREADABLE_IMAGE
from pairpress.checks.mending_punctuation import _chinese
from pairpress.content import conversion
from pairpress.content.problems import ContentError
from pairpress.content.value_patterns import _cldr
from pairpress.content.yaml_files import parse_yaml
from pairpress.paper.font_baking import _fixed_time
from pairpress.paper.fonts import Fonts
from pairpress.paper.imposition import impose
from still_needed import ROOT, still_needed


def ours(text: str) -> Any:
    return parse_yaml(text, "a.yml").value


def refused(text: str) -> str:
    """Return by which rules our reader refuses a text."""
    with pytest.raises(ContentError) as raised:
        parse_yaml(text, "a.yml")
    return " ".join(problem.rule for problem in raised.value.problems)


def test_words_that_are_no_truth_values() -> None:
    assert ours("{on: no}") == {"on": "no"}
    fault = yaml.safe_load("{on: no}") != {"on": "no"}
    still_needed("pyyaml/truth-of-words", is_fault=fault)


def test_numbers_that_count_by_eight_or_sixty() -> None:
    assert ours("[017, 12:30]") == ["017", "12:30"]
    fault = yaml.safe_load("[017, 12:30]") != ["017", "12:30"]
    still_needed("pyyaml/odd-numbers", is_fault=fault)


def test_a_name_that_is_written_twice() -> None:
    assert refused("{a: 1, a: 2}") == "written-twice"
    fault = yaml.safe_load("{a: 1, a: 2}") == {"a": 2}
    still_needed("pyyaml/names-twice", is_fault=fault)


def test_a_value_of_another_kind() -> None:
    misfits = ("!!bool x", "!!int x", "!!float x", "!!timestamp x")
    assert {refused(text) for text in misfits} == {"unreadable"}
    raised = []
    for text in misfits:
        try:
            yaml.safe_load(text)
        except yaml.YAMLError:
            pass
        except Exception as error:
            raised.append(error)
    still_needed("pyyaml/errors-of-others", is_fault=bool(raised))


def test_anchors_that_blow_up() -> None:
    bomb = "a: &a [x, x]\nb: [*a, *a]\n"
    assert refused(bomb) == "unreadable"
    fault = yaml.safe_load(bomb)["b"] == [["x", "x"], ["x", "x"]]
    still_needed("pyyaml/aliases", is_fault=fault)


def test_characters_that_are_simplified_only_in_rare_words() -> None:
    kept = {}
    for character, simplified in conversion._AMBIGUOUS.items():
        assert conversion.fold_to_simplified(character) == simplified
        bare = character
        for configuration in ("tw2s", "hk2s", "t2s"):
            bare = OpenCC(configuration).convert(bare)
        kept[character] = bare
    mended = [c for c, bare in kept.items() if bare == conversion._AMBIGUOUS[c]]
    assert mended == [], "no longer needed in the table"
    fault = bool(kept) and all(c == bare for c, bare in kept.items())
    still_needed("opencc/rare-words", is_fault=fault)


def test_brackets_around_chinese() -> None:
    assert _chinese("先问(中文服务).") == "先问（中文服务）。"
    fault = "(" in autocorrect_py.format("先问(中文服务).")
    still_needed("autocorrect/brackets", is_fault=fault)


def test_a_unit_that_a_language_does_not_have() -> None:
    """As Afar, of which CLDR tells no units: the unit's own name is no word of it."""
    locale = Locale.parse("aa")
    assert "duration" not in _cldr("year", locale)
    fault = "duration-year" in format_unit(2, "duration-year", "long", locale=locale)
    still_needed("babel/names-of-units", is_fault=fault)


DATES = """
import sys
from datetime import date
from babel.dates import format_date
from pairpress.content.languages import language

def ours(code):
    names = language(code)
    told = [names.month(day), names.month_name(day), names.day_of_month(day)]
    return [*told, names.date(day), names.weekday(day), *names.weekdays()]

def babel(code):
    return format_date(day, "LLL", code)

by, *codes = sys.argv[1:]
day = date(2027, 10, 1)
for code in codes:
    print(code, globals()[by](code))
"""


def test_a_language_keeps_its_names_of_months() -> None:
    """Whatever other language told a date before it in the same process."""

    def told(by: str, *codes: str) -> list[str]:
        command = [sys.executable, "-X", "utf8", "-c", DATES, by, *codes]
        environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
        done = subprocess.run(command, env=environment, check=True, capture_output=True)
        return sorted(done.stdout.decode().splitlines())

    codes = ["zh", "en", "vi", "ko", "fr", "fa"]
    assert told("ours", *codes) == told("ours", *reversed(codes))
    fault = told("babel", *codes) != told("babel", *reversed(codes))
    still_needed("babel/shared-names", is_fault=fault)


def test_pages_side_by_side(fonts: Fonts, tmp_path: Path) -> None:
    def book() -> pikepdf.Pdf:
        pdf = pikepdf.new()
        for _ in range(4):
            pdf.add_blank_page(page_size=(396, 612))
        pdf.Root.Lang = pikepdf.String("en")
        pdf.docinfo["/Title"] = pikepdf.String("t")
        return pdf

    def overlaid() -> bytes:
        with book() as pdf, pikepdf.new() as sheet:
            sheet.add_blank_page(page_size=(792, 612))
            place = pikepdf.Rectangle(0, 0, 396, 612)
            sheet.pages[0].add_overlay(pdf.pages[0], place)
            return in_memory(sheet)

    with book() as pdf:
        pdf.save(tmp_path / "book.pdf")
    assert impose(tmp_path / "book.pdf")[0] == impose(tmp_path / "book.pdf")[0]
    fault = overlaid() != overlaid()
    still_needed("pikepdf/names-of-overlays", is_fault=fault)


def test_the_hour_of_saving_a_font(
    fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved(epoch: str, *, at_one_time: bool) -> bytes:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        file = io.BytesIO()
        font = TTFont(fonts.folder / "Pairpress-Latin-400.ttf")
        if at_one_time:
            with _fixed_time():
                font.save(file)
        else:
            font.save(file)
        return file.getvalue()

    same = {saved(epoch, at_one_time=True) for epoch in ("1700000000", "1800000000")}
    assert len(same) == 1
    other = {saved(epoch, at_one_time=False) for epoch in ("1700000000", "1800000000")}
    still_needed("fonttools/hour-of-saving", is_fault=len(other) > 1)


def test_a_damaged_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of Pillow's readers fails in its own way, not with an error of Pillow's."""
    # WeasyPrint, which other tests import, lets Pillow read what is cut short.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0))
    signed = b"\x89PNG\r\n\x1a\n"
    damaged = (
        signed + chunk(b"IHDR", b"\0" * 4),
        signed + head + chunk(b"IDAT", b"\0") + b"\0\0\0\1\xff\xff\xff\xff????",
    )
    raised = []
    for raw in damaged:
        try:
            Image.open(io.BytesIO(raw)).load()
        except UNREADABLE_IMAGE as error:
            raised.append(error)
    assert len(raised) == len(damaged)
    fault = any(not isinstance(error, OSError) for error in raised)
    still_needed("pillow/errors-of-its-own", is_fault=fault)


def locked(name: str) -> Requirement:
    """Return what pyproject.toml asks of a package beside its dependencies."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    line = next(x for x in text.split("\n") if x.startswith("constraint-dependencies"))
    asked = [Requirement(word) for word in line.split('"')[1::2]]
    return next(requirement for requirement in asked if requirement.name == name)


def _oldest_python() -> str:
    """Return the oldest Python that the project is for."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    line = next(x for x in text.split("\n") if x.startswith("requires-python"))
    return line.split('"')[1]


def test_a_package_that_asks_for_a_newer_python() -> None:
    """Debian 12 has Python 3.11.2; pymdown-extensions 13 asks for 3.11.5."""
    installed = metadata.version("pymdown-extensions")
    assert locked("pymdown-extensions").specifier.contains(installed)
    fault = _oldest_python() == ">=3.11"
    still_needed("pymdown-extensions/python-3-11-5", is_fault=fault)


def test_another_package_that_asks_for_a_newer_python() -> None:
    """soupsieve 4 asks for 3.11.5 too."""
    assert locked("soupsieve").specifier.contains(metadata.version("soupsieve"))
    fault = _oldest_python() == ">=3.11"
    still_needed("soupsieve/python-3-11-5", is_fault=fault)


def test_a_test_library_that_asks_for_an_older_package() -> None:
    installed = metadata.version("python-dateutil")
    assert locked("python-dateutil").specifier.contains(installed)
    asked = [Requirement(text) for text in metadata.requires("holidays") or []]
    fault = any(
        r.name == "python-dateutil" and not r.specifier.contains("3.0") for r in asked
    )
    still_needed("holidays/dateutil-2", is_fault=fault)
