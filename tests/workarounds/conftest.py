"""Fixtures for the tests of workarounds: prints with our pass, and without it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bare_prints import bare_print
from pairpress.content.site import read_site
from pairpress.paper import fonts as print_fonts
from pairpress.paper.fonts import Fonts
from pairpress.paper.rendering import PrintJob, RenderedPdf, render
from pairpress.paper.typefaces import typefaces_of
from still_needed import ROOT

Ours = Callable[..., RenderedPdf]
Bare = Callable[..., Path]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return print_fonts.bake(
        ROOT / ".cache/fonts", typefaces_of(read_site(ROOT / "tests/fixture"))
    )


@pytest.fixture
def ours(fonts: Fonts, tmp_path: Path) -> Ours:
    """Print a body as the prints are made, with a style of its own if it has one."""

    def print_body(body: str, style: str = "") -> RenderedPdf:
        html = f'<html lang="zh-Hans"><title>测试</title><style>{style}</style>{body}'
        job = PrintJob(
            name="ours",
            html=html,
            stylesheets=(ROOT / "print/styles/base.css",),
            base_url=tmp_path.as_uri() + "/",
            roots=(tmp_path,),
        )
        return render(job, fonts, tmp_path / "pdf")

    return print_body


@pytest.fixture
def bare(fonts: Fonts, tmp_path: Path) -> Bare:
    """Print a body by WeasyPrint alone."""
    return lambda body, style="": bare_print(fonts, tmp_path, body, style)
