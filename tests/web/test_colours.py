"""The palettes: each is as easy to read as the style sheet itself, light and dark."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from pairpress.content.colours import (
    AS_WRITTEN,
    NAMES,
    STYLE_SHEET,
    contrast,
    dark_tokens,
    in_colours,
    light_tokens,
    luminance,
    turned,
)
from site_files import ROOT

STYLE = (ROOT / "docs" / STYLE_SHEET).read_text("utf-8")
TEXT = ("ink", "quiet", "accent", "link")
GROUNDS = ("paper", "raised", "sunk", "warm", "alarm")
LINES = ("line-strong", "focus")
each_palette = pytest.mark.parametrize("name", NAMES)


@each_palette
def test_everything_can_be_read(name: str) -> None:
    style = in_colours(STYLE, name)  # type: ignore[arg-type]
    for tokens in (light_tokens(style), dark_tokens(style)):
        # https://www.w3.org/TR/WCAG22/#contrast-minimum, #non-text-contrast
        pairs = [*product(TEXT, GROUNDS), ("on-accent", "accent"), ("paper", "ink")]
        for text, ground in pairs:
            assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
        for line, ground in product(LINES, GROUNDS[:3]):
            assert contrast(tokens[line], tokens[ground]) >= 3, (line, ground)


def test_palettes_differ_and_only_in_their_tokens() -> None:
    styles = {name: in_colours(STYLE, name) for name in NAMES}
    assert styles[AS_WRITTEN] == STYLE
    assert len({light_tokens(style)["accent"] for style in styles.values()}) == 5
    for style in styles.values():
        plain = re.compile(r"#[0-9a-f]{6}")
        assert plain.sub("", style) == plain.sub("", STYLE)
        # A warning is amber, an alarm red, whatever the site's colours are.
        kept = ("warm", "warm-line", "alarm")
        for name in kept:
            assert light_tokens(style)[name] == light_tokens(STYLE)[name]


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#8c2a1c", "#a5dae0"])
def test_a_turned_colour_is_as_light_as_it_was(colour: str) -> None:
    for hue in range(0, 360, 30):
        assert abs(luminance(turned(colour, hue)) - luminance(colour)) < 0.01


def test_measures_are_those_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_pages_icon_and_frame_have_the_colours_of_the_settings(
    project: Path, run: Callable[..., int]
) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("extra:\n", "extra:\n  colours: plum\n")
    settings.write_text(text, "utf-8")
    assert run(project, "build", "--only", "web") == 0
    tokens = light_tokens(in_colours(STYLE, "plum"))
    site = project / "site"
    assert f"--accent:{tokens['accent']}" in (site / STYLE_SHEET).read_text("utf-8")
    assert tokens["accent"] in (site / "assets/icon.svg").read_text("utf-8")
    for page in ("index.html", "en/index.html", "zh-Hant/index.html"):
        assert f'content="{tokens["paper"]}"' in (site / page).read_text("utf-8")
    settings.write_text(text.replace("plum", "pink"), "utf-8")
    assert run(project, "build", "--only", "web") == 1


def test_without_a_choice_nothing_changes(
    project: Path, run: Callable[..., int]
) -> None:
    assert run(project, "build", "--only", "web") == 0
    icon = (project / "site/assets/icon.svg").read_bytes()
    assert icon == (ROOT / "docs/assets/icon.svg").read_bytes()
