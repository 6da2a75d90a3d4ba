"""The site's colours: the tokens of its style sheet, turned to the hue of a palette.

How well one colour stands out from another depends on their luminance alone (WCAG 2).
A token that is turned to another hue keeps its luminance, and so every contrast.
"""

import colorsys
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

ColourName = Literal["brick", "forest", "teal", "ocean", "plum"]
"""A palette, as mkdocs.yml names it."""
NAMES: tuple[ColourName, ...] = get_args(ColourName)
AS_WRITTEN: ColourName = "brick"
"""The palette whose colours stand in the style sheet."""
STYLE_SHEET = "assets/styles/site.css"
OWN_STYLES = "assets/styles/own.css"
"""An organization's own sheet, which has the last word."""
ICON = "assets/icon.svg"
COLOURED = (STYLE_SHEET, ICON)
"""Files of docs/ that a palette changes."""
TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b")
HEX = re.compile(r"#[0-9a-f]{6}\b")
STEPS = 20
"""Halvings that find a lightness: far finer than the 255 levels of a screen."""


@dataclass(frozen=True)
class Palette:
    """Hues in degrees: of the ground and its ink, of what stands out, of links."""

    ground: int
    accent: int
    link: int


PALETTES: dict[ColourName, Palette] = {
    "forest": Palette(ground=95, accent=140, link=205),
    "teal": Palette(ground=170, accent=182, link=215),
    "ocean": Palette(ground=212, accent=214, link=180),
    "plum": Palette(ground=310, accent=318, link=225),
}
PARTS = {
    **dict.fromkeys(
        ("paper", "raised", "sunk", "ink", "quiet", "line", "line-strong"), "ground"
    ),
    **dict.fromkeys(("accent", "on-accent"), "accent"),
    **dict.fromkeys(("link", "focus"), "link"),
}
"""What of a palette a token follows. Others mean something: a warning stays amber."""


def in_colours(text: str, name: ColourName) -> str:
    """Return a style sheet with its tokens in the colours of a palette."""
    palette = PALETTES.get(name)
    if palette is None:
        return text

    def turn(match: re.Match[str]) -> str:
        part = PARTS.get(match[1])
        if part is None:
            return match[0]
        return match[0].replace(match[2], turned(match[2], getattr(palette, part)))

    return TOKEN.sub(turn, text)


def icon_in_colours(icon: str, style_sheet: str, name: ColourName) -> str:
    """Return a drawing in which each light token's colour is the palette's."""
    new = light_tokens(in_colours(style_sheet, name))
    changed = {colour: new[key] for key, colour in light_tokens(style_sheet).items()}
    return HEX.sub(lambda match: changed.get(match[0], match[0]), icon)


def light_tokens(style_sheet: str) -> dict[str, str]:
    """Return the tokens for a light screen, which stand first."""
    found: dict[str, str] = {}
    for name, colour in TOKEN.findall(style_sheet):
        found.setdefault(name, colour)
    return found


def dark_tokens(style_sheet: str) -> dict[str, str]:
    """Return the tokens for a dark screen, which stand last."""
    return light_tokens(style_sheet) | dict(TOKEN.findall(style_sheet))


def coloured_file(docs: Path, file: str, name: ColourName) -> str:
    """Return the site's style sheet or icon below docs/ in the colours of a palette."""
    if file == ICON:
        icon, style = ((docs / path).read_text("utf-8") for path in (ICON, STYLE_SHEET))
        return icon_in_colours(icon, style, name)
    return "\n".join(_styles(docs, name))


def site_tokens(docs: Path, name: ColourName) -> tuple[dict[str, str], dict[str, str]]:
    """Return all tokens of a site for a light and for a dark screen."""
    light, dark = dict[str, str](), dict[str, str]()
    for style in _styles(docs, name):
        light |= light_tokens(style)
        dark |= dark_tokens(style)
    return light, dark


def _styles(docs: Path, name: ColourName) -> list[str]:
    """Return our style sheet, and the organization's own if there is one."""
    own = docs / OWN_STYLES
    ours = in_colours((docs / STYLE_SHEET).read_text("utf-8"), name)
    return [ours, own.read_text("utf-8")] if own.is_file() else [ours]


def turned(colour: str, hue: int) -> str:
    """Return a colour (#rrggbb) turned to a hue in degrees, as light as it was.

    Nor is it more vivid: a green as light as a pale red would glare.
    """
    wanted, parts = luminance(colour), _parts(colour)
    vivid = max(parts) - min(parts)
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        lightness = (low + high) / 2
        saturation = min(1.0, vivid / (1 - abs(2 * lightness - 1)))
        tried = _hex(colorsys.hls_to_rgb(hue / 360, lightness, saturation))
        low, high = (lightness, high) if luminance(tried) < wanted else (low, lightness)
    return tried


def contrast(one: str, other: str) -> float:
    """Return how well two colours stand out: 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1.

    https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex()
