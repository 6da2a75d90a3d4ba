"""No page has a fault that axe-core finds, in any edition, light or dark."""

from collections.abc import Callable, Iterator
from importlib import resources
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page

from site_files import BuiltSite

Serve = Callable[[BuiltSite], str]
RUN = """axe.run({ resultTypes: ["violations"] }).then((result) =>
  result.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script, as the package carries it."""
    script = resources.files("axe_playwright_python") / "axe.min.js"
    return script.read_text(encoding="utf-8")


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
