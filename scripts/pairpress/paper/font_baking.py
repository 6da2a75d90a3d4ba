"""One print font from a variable source: subset, instance, draw, name, space."""

import asyncio
import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from east_asian_spacing.builder import Builder
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# 2026-01-01: written into every font, so that the same input gives the same bytes.
BAKING_EPOCH = "1767225600"

FEATURES = ("ccmp", "halt", "kern", "liga", "locl", "mark", "pwid")
UNUSED_TABLES = ("STAT", "BASE", "vhea", "vmtx", "VVAR", "gasp", "prep", "DSIG", "meta")
# OFL 1.1 asks that copyright (0), licence (13) and its address (14) stay.
KEPT_NAMES = frozenset({0, 5, 13, 14})
STYLES = {400: "Regular", 700: "Bold"}

# Set to their own width in the Latin family: full-width there by Chinese custom.
NARROWED = "·◦▪×÷±≤≥≈≠√№†‡§¶¨´¸‰°"
SIDE_BEARING = 50
ARABIC = frozenset(map(chr, (*range(0x620, 0x64B), *range(0x66E, 0x6D4))))
LAM, ALEFS = "ل", frozenset("اأإآٱ")
NARROW_SPACE, NARROW_WIDTH = "\u202f", 180
"""The narrow no-break space of French, and its width in thousandths."""
# The empty tick box: left, bottom, right, top in thousandths of the type size.
BOX = (100, -20, 900, 780)


@dataclass(frozen=True)
class Recipe:
    """What one family is made of."""

    family: str
    regular: Path
    bold: Path
    """The same file, if it is a variable font."""
    characters: frozenset[str]
    kind: Literal["eastern", "latin", "whole"]
    """eastern: full-width signs close up; latin: the Latin of such a font; whole: a
    font for one script, with all that it knows of shaping."""

    def source(self, weight: int) -> Path:
        """Return the file that a weight is made from."""
        return self.bold if weight == max(STYLES) else self.regular


def bake_family(recipe: Recipe, weight: int, folder: Path) -> Path:
    """Write one static weight of a family and return its path."""
    with _fixed_time():
        font = _instance(_subset(recipe, weight), weight)
        if recipe.kind == "whole":
            _part_arabic_ligatures(font)
        else:
            _draw_symbols(font, recipe.characters, weight)
        if recipe.kind == "latin":
            _use_proportional_forms(font)
        _rename(font, recipe.family, weight)
        path = folder / file_name(recipe.family, weight)
        font.save(path)
        if recipe.kind == "eastern":
            _add_contextual_spacing(path)
    return path


def _part_arabic_ligatures(font: Any) -> None:
    """Leave out all ligatures of Arabic letters but that of lam and alef.

    From right to left, readers of PDFs turn the letters within a ligature about.
    """
    # A form of a letter (uniFE92, uni066E.medi) is known by the letter that it is.
    told = {
        glyph: unicodedata.normalize("NFKC", chr(code))
        for code, glyph in font.getBestCmap().items()
    }

    def letter(glyph: str) -> str:
        return told.get(glyph) or told.get(glyph.split(".")[0], "")

    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            ligatures = getattr(getattr(part, "ExtSubTable", part), "ligatures", {})
            for first in [glyph for glyph in ligatures if letter(glyph) in ARABIC]:
                kept = [
                    ligature
                    for ligature in ligatures[first]
                    if letter(first) == LAM and letter(ligature.Component[0]) in ALEFS
                ]
                if kept:
                    ligatures[first] = kept
                else:
                    del ligatures[first]


def _instance(font: Any, weight: int) -> Any:
    """Make a variable font static: of its weight, and as it is in all other ways."""
    if "fvar" not in font:
        return font
    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    place = {tag: axis.defaultValue for tag, axis in axes.items()}
    if "wght" in axes:
        lightest, boldest = axes["wght"].minValue, axes["wght"].maxValue
        place["wght"] = min(max(weight, lightest), boldest)
    return instantiateVariableFont(font, place, static=True)


@contextmanager
def _fixed_time() -> Iterator[None]:
    """Give fontTools one date; it stamps the time of saving into `head`."""
    # workaround: fonttools/hour-of-saving
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = BAKING_EPOCH
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _subset(recipe: Recipe, weight: int) -> Any:
    """Subset before instancing: a quarter of the glyphs, a quarter of the time."""
    is_whole = recipe.kind == "whole"
    options = subset.Options(
        layout_features=["*"]
        if is_whole
        else [f for f in FEATURES if recipe.kind == "latin" or f != "pwid"],
        name_IDs=sorted(KEPT_NAMES),
        notdef_outline=True,
        hinting=False,
        glyph_names=False,
        drop_tables=[*subset.Options().drop_tables, *UNUSED_TABLES],
    )
    font = TTFont(recipe.source(weight), lazy=True)
    subsetter = subset.Subsetter(options)
    # ☑ and • are drawn from these two.
    drawn_from = "" if is_whole else "✓·"
    subsetter.populate(text="".join(sorted(recipe.characters)) + drawn_from)
    subsetter.subset(font)
    return font


def _draw_symbols(font: Any, characters: frozenset[str], weight: int) -> None:
    """Draw what the source lacks (☐ ☑) or draws too small for a list (•)."""
    stroke = weight // 6
    tick = (0.9, 0, 0, 0.9, 210, 60)
    if "☐" in characters:
        _draw(font, "☐", 1000, [], box=stroke)
    if "☑" in characters:
        _draw(font, "☑", 1000, [("✓", tick)], box=stroke)
    if "•" in characters:
        _draw(font, "•", 560, [("·", (1.9, 0, 0, 1.9, 280 - 950, 380 - 722))])
    if NARROW_SPACE in characters:
        _draw(font, NARROW_SPACE, NARROW_WIDTH, [])


Transform = tuple[float, float, float, float, float, float]


def _draw(
    font: Any,
    character: str,
    advance: int,
    parts: Sequence[tuple[str, Transform]],
    box: int = 0,
) -> None:
    """Compose a glyph of other glyphs, and of a box drawn with the given stroke."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    pen = TTGlyphPen(None)
    if box:
        _rectangle(pen, *BOX)
        left, bottom, right, top = BOX
        # The other way round, and so a hole.
        _rectangle(pen, right - box, bottom + box, left + box, top - box)
    for part, transform in parts:
        outline = DecomposingRecordingPen(glyphs)
        glyphs[cmap[ord(part)]].draw(outline)
        outline.replay(TransformPen(pen, transform))
    _add_glyph(font, f"u{ord(character):04X}.drawn", character, pen.glyph(), advance)


def _rectangle(pen: Any, left: int, bottom: int, right: int, top: int) -> None:
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()


def _add_glyph(font: Any, name: str, character: str, glyph: Any, advance: int) -> None:
    font["glyf"][name] = glyph  # also appends the name to the glyph order
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = name


def _use_proportional_forms(font: Any) -> None:
    """Make English quotes and signs narrow: in a Chinese font they fill a square."""
    proportional = _single_substitutions(font, "pwid")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {
                code: proportional.get(name, name) if chr(code) in "‘’“”" else name
                for code, name in table.cmap.items()
            }
    if "GSUB" in font:
        del font["GSUB"]
    cmap = font.getBestCmap()
    if {ord("…"), ord(".")} <= cmap.keys():
        width = font["hmtx"][cmap[ord(".")]][0]
        dots = [(".", (1.0, 0, 0, 1, i * width, 0)) for i in range(3)]
        _draw(font, "…", 3 * width, dots)
    for character in NARROWED:
        if ord(character) in cmap:
            _narrow(font, character)


def _narrow(font: Any, character: str) -> None:
    name = font.getBestCmap()[ord(character)]
    glyph = font["glyf"][name]
    if font["hmtx"][name][0] < 1000 or not hasattr(glyph, "xMin"):
        return
    advance = glyph.xMax - glyph.xMin + 2 * SIDE_BEARING
    shift = (1, 0, 0, 1, SIDE_BEARING - glyph.xMin, 0)
    _draw(font, character, advance, [(character, shift)])


def _single_substitutions(font: Any, feature: str) -> dict[str, str]:
    if "GSUB" not in font:  # the repertoire has nothing to substitute
        return {}
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    mapping: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            mapping |= getattr(subtable, "ExtSubTable", subtable).mapping
    return mapping


def _rename(font: Any, family: str, weight: int) -> None:
    """Give private names: a system font of the same name could win over ours."""
    style, postscript = STYLES[weight], family.replace(" ", "")
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in KEPT_NAMES]
    for name_id, text in (
        (1, family),
        (2, style),
        (3, f"{postscript}-{style}"),
        (4, f"{family} {style}"),
        (6, f"{postscript}-{style}"),
    ):
        names.setName(text, name_id, 3, 1, 0x409)
    bold = weight == 700
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (
        0x20 if bold else 0x40
    )
    font["head"].macStyle = 1 if bold else 0


def _add_contextual_spacing(path: Path) -> None:
    """Bake `chws` in, which closes up runs of full-width punctuation."""
    # workaround: weasyprint/text-spacing-trim
    builder = Builder(path)
    asyncio.run(builder.build())
    if builder.has_spacings:  # a repertoire without punctuation has nothing to space
        builder.font.save(path)


def file_name(family: str, weight: int) -> str:
    """Name the file of one weight of a family."""
    return f"{family.replace(' ', '-')}-{weight}.ttf"


def code_points(path: Path) -> set[int]:
    """List the characters that a font file holds."""
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())
