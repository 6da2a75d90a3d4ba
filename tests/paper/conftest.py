"""Fixtures for the print tests: baked fonts, and one short way to print a page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from bare_prints import elements_in
from pairpress.content.site import read_site
from pairpress.paper import fonts as print_fonts
from pairpress.paper.fonts import Fonts
from pairpress.paper.rendering import PrintJob, RenderedPdf, render
from pairpress.paper.typefaces import typefaces_of

ROOT = Path(__file__).parents[2]
BASE_STYLE = ROOT / "print" / "styles" / "base.css"

PAGE_NUMBER = re.compile(r"\d+ / \d+")

PrintPage = Callable[..., RenderedPdf]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return print_fonts.bake(
        ROOT / ".cache" / "fonts", typefaces_of(read_site(ROOT / "tests/fixture"))
    )


@pytest.fixture
def make_job(tmp_path: Path) -> Callable[..., PrintJob]:
    def make(body: str, lang: str = "zh-Hans", **details: Any) -> PrintJob:
        html = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
            f"<title>测试</title></head><body>{body}</body></html>"
        )
        defaults: dict[str, Any] = {
            "name": "test",
            "stylesheets": (BASE_STYLE,),
            "base_url": tmp_path.as_uri() + "/",
            "roots": (tmp_path,),
        }
        return PrintJob(html=html, **(defaults | details))

    return make


@pytest.fixture
def print_page(
    fonts: Fonts, tmp_path: Path, make_job: Callable[..., PrintJob]
) -> PrintPage:
    def print_body(body: str, lang: str = "zh-Hans", **details: Any) -> RenderedPdf:
        return render(make_job(body, lang, **details), fonts, tmp_path / "pdf")

    return print_body


@pytest.fixture
def lines_of() -> Callable[[Path], list[str]]:
    """Read a PDF as the viewer in a browser does: the lines on its pages."""

    def read(path: Path) -> list[str]:
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        lines = (line.strip() for line in re.split(r"[\r\n]+", text))
        return [line for line in lines if line and not PAGE_NUMBER.fullmatch(line)]

    return read


@pytest.fixture
def elements_of() -> Callable[[Path], list[tuple[str, str]]]:
    """List the structure elements of a PDF: their kind and their own language."""

    return elements_in
