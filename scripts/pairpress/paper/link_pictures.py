"""Draws link pictures: a page's title in large type, for chats and search results.

Chats show a link as a wide picture, or cut a square out of its middle; so all words
stand in that square. Same words, fonts and colours, same bytes.
"""

import dataclasses
import functools
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from ..content.colours import site_tokens
from ..content.library import Library
from ..content.link_pictures import SIZE, LinkPicture, link_picture
from ..content.site import Site
from .font_baking import code_points, file_name
from .fonts import Fonts, bake
from .letters import is_shaped
from .sealed_files import forget_others, seal, unseal
from .typefaces import typefaces_of

RECIPE = "1"
"""Another number makes every picture anew."""
SAFE = 550
"""Pixels of the middle square in which all words stand."""
TITLE_SIZES = range(128, 55, -6)
"""Pixels, the largest that fits."""
LEADING = 1.28
NAME_SIZE = 40
SHADES = 8
"""Steps from paper to a colour: enough for smooth edges, few for a small file."""
# What may not begin a line, or not end one.
CLOSING = frozenset("，。、；：？！）》」』】”’·…—,.;:?!)%")
OPENING = frozenset("（《「『【“‘(")
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


@dataclass(frozen=True)
class Colours:
    """Of the site's own style sheet, as (red, green, blue)."""

    paper: tuple[int, ...]
    ink: tuple[int, ...]
    accent: tuple[int, ...]


def draw_link_pictures(library: Library, out: Path, cache: Path) -> None:
    """Write the picture of each page in each edition below `out`, whole or not at all.

    A page has none if the fonts lack a character of its title. `cache` is the
    project's: fonts and what was drawn before.
    """
    pictures = {
        link_picture(library, edition, topic)
        for edition in library.site.editions
        for topic in library.pages[edition.locale]
    }
    fonts = bake(cache / "fonts", typefaces_of(library.site))
    drawn = cache / "link-pictures"
    colours = read_colours(library.site)
    out.mkdir(parents=True)
    kept = set()
    for picture in sorted(pictures, key=lambda picture: picture.file):
        if family := _family(picture, fonts):
            path = drawn / f"{_key(picture, fonts, colours)}.picture"
            kept.add(path)
            content = unseal(path)
            if content is None:
                content = _png(draw(picture, fonts.folder, family, colours))
                seal(path, content)
            (out / picture.file).parent.mkdir(exist_ok=True)
            (out / picture.file).write_bytes(content)
    forget_others(drawn, kept)


def read_colours(site: Site) -> Colours:
    """Read the light colours of the site."""
    tokens, _ = site_tokens(site.docs, site.settings.colours)
    wanted = (field.name for field in dataclasses.fields(Colours))
    return Colours(*(tuple(bytes.fromhex(tokens[name][1:])) for name in wanted))


def draw(
    picture: LinkPicture, folder: Path, family: str, colours: Colours
) -> Image.Image:
    """Return the picture: paper, a band, the title, a rule, and the site's name."""
    width, height = SIZE
    title = Image.new("L", SIZE)
    accents = Image.new("L", SIZE)
    pen = ImageDraw.Draw(accents)
    pen.rectangle((0, 0, width, 23), fill=255)
    font, lines = _fitted(picture.title, folder, family)
    step = round(font.size * LEADING)
    block = step * len(lines)
    top = 24 + (height - 24 - block - 120) / 2
    writer = ImageDraw.Draw(title)
    for number, line in enumerate(lines):
        middle = (width / 2, top + step * (number + 0.5))
        writer.text(middle, line, fill=255, font=font, anchor="mm")
    below = round(top + block + 34)
    pen.rectangle((width // 2 - 60, below, width // 2 + 60, below + 5), fill=255)
    name = str(folder / file_name(family, 700))
    small = _face(name, NAME_SIZE, is_shaped(picture.name))
    pen.text((width / 2, below + 58), picture.name, fill=255, font=small, anchor="mm")
    return _coloured(title, accents, colours)


def _png(image: Image.Image) -> bytes:
    content = BytesIO()
    image.save(content, "PNG", bits=4, compress_level=4)
    return content.getvalue()


def _coloured(title: Image.Image, accents: Image.Image, c: Colours) -> Image.Image:
    """Return both layers in one picture with a palette of sixteen colours."""
    steps = [round(level * (SHADES - 1) / 255) for level in range(256)]
    places = title.point(steps)
    marks = accents.point([step + SHADES if step else 0 for step in steps])
    places.paste(marks, mask=accents.point(lambda level: 255 if level > 18 else 0))
    palette = [*_ramp(c.paper, c.ink), *_ramp(c.paper, c.accent)]
    image = Image.frombytes("P", SIZE, places.tobytes())
    image.putpalette([part for colour in palette for part in colour])
    return image


def _ramp(first: tuple[int, ...], last: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for step in range(SHADES):
        share = step / (SHADES - 1)
        pairs = zip(first, last, strict=True)
        yield tuple(round(a + (b - a) * share) for a, b in pairs)


def _fitted(
    title: str, folder: Path, family: str
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest type in which a title fits, and its lines."""
    path = str(folder / file_name(family, 700))
    for size in TITLE_SIZES:
        font = _face(path, size, is_shaped(title))
        lines = _lines(title, font)
        fits = all(font.getlength(line) <= SAFE for line in lines)
        if fits and len(lines) * size * LEADING <= SAFE - 150:
            break
    return font, lines


def _lines(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break a title into as few lines as fit: between clauses, else all as long."""
    pieces = list(_pieces(title))
    lines = _filled(pieces, font, SAFE)
    for measure in range(SAFE - 10, SAFE // 3, -10):
        tried = _filled(pieces, font, measure)
        if len(tried) > len(lines):
            break
        if _clauses(tried) >= _clauses(lines):
            lines = tried
    return lines


def _clauses(lines: list[str]) -> int:
    """Count the lines that end where a reader would pause."""
    ends = itertools.pairwise(lines)
    return sum(line[-1] in CLOSING or after[0] in OPENING for line, after in ends)


def _filled(
    pieces: list[str], font: ImageFont.FreeTypeFont, measure: float
) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > measure:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _pieces(title: str) -> Iterator[str]:
    """Yield what no line may be broken within: words; in Chinese, a character each."""
    piece = ""
    for character in title:
        wide = _stands_alone(character)
        tied = character in CLOSING or (piece and piece[-1] in OPENING)
        after_wide = bool(piece) and _stands_alone(piece[-1])
        if piece and not tied and (wide or after_wide or piece[-1] in " -–"):
            yield piece
            piece = ""
        piece += character
    yield piece


def _stands_alone(character: str) -> bool:
    """Whether a line may break on both sides, as in Chinese, but not in Korean."""
    wide = unicodedata.east_asian_width(character) in "WF"
    return wide and not HANGUL.match(character)


def _family(picture: LinkPicture, fonts: Fonts) -> str | None:
    """Return the first of the language's families that holds all the words."""
    text = picture.title + picture.name
    if is_shaped(text) and not features.check("raqm"):
        return None  # its letters would stand apart, and the wrong way round
    wanted = {ord(c) for c in text if unicodedata.category(c) != "Cf"}
    for family in fonts.families(picture.lang):
        if wanted <= _held(fonts.folder / file_name(family, 700)):
            return family
    return None


@functools.lru_cache(maxsize=4)
def _held(path: Path) -> frozenset[int]:
    return frozenset(code_points(path))


@functools.lru_cache(maxsize=64)
def _face(path: str, size: int, shaped: bool) -> ImageFont.FreeTypeFont:
    # Raqm is not in every Pillow, and makes the bytes depend on the machine: only where
    # letters change with their neighbours.
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, layout_engine=engine)


def _key(picture: LinkPicture, fonts: Fonts, colours: Colours) -> str:
    made_of = (RECIPE, metadata.version("pillow"), fonts.fingerprint, colours, picture)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()
