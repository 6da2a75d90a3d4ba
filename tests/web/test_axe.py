"""No page has a fault that axe-core finds, in any edition, light or dark."""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_files import BuiltSite

Serve = Callable[[BuiltSite], str]
RUN = """axe.run({ resultTypes: ["violations"] }).then((result) =>
  result.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script: of the package axe-playwright-python, or the file in AXE."""
    package = find_spec("axe_playwright_python")
    found = os.environ.get("AXE") or (
        package and Path(str(package.origin)).with_name("axe.min.js")
    )
    if not found:
        pytest.skip("axe-core is not installed")
    return Path(found).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def screens(browser: Browser) -> Iterator[dict[str, Page]]:
    """A phone's screen, light and dark."""
    contexts = {
        scheme: browser.new_context(
            viewport={"width": 360, "height": 740},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        for scheme in ("light", "dark")
    }
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


def faults(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_fixture(
    fixture_site_on: Callable[[str], BuiltSite],
    serve: Serve,
    screens: dict[str, Page],
    axe: str,
    scheme: str,
) -> None:
    site = fixture_site_on("2026-11-21")
    page = screens[scheme]
    for lang, topic, _ in site.pages():
        page.goto(serve(site) + site.path(lang, topic))
        assert faults(page, axe) == [], (lang, topic)
        page.locator("[data-tool=size]").click()
        page.locator("[data-tool=both]").click()
        page.locator(".pair").first.wait_for()
        assert faults(page, axe) == [], (lang, topic, "both")


def test_every_page_of_the_site(
    real_site: BuiltSite, serve: Serve, screens: dict[str, Page], axe: str
) -> None:
    turn = cycle(["light", "dark"])
    for lang, topic, _ in real_site.pages():
        page = screens[next(turn)]
        page.goto(serve(real_site) + real_site.path(lang, topic))
        assert faults(page, axe) == [], (lang, topic)
