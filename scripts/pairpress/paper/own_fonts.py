"""The organization's own fonts, in print/fonts/: their scripts and their weights."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import unicodedata
from fontTools.ttLib import TTFont

from ..content.problems import ContentError, Problem

FOLDER = "print/fonts"
READABLE = frozenset({".ttf", ".otf"})
OTHERS = frozenset({".woff", ".woff2", ".ttc", ".otc", ".dfont", ".pfb"})
LICENCES = ("ofl", "licen", "copying", "ufl")
"""How the name of a licence begins: OFL.txt, LICENSE, Licence.md …"""
ENOUGH = 20
"""Letters of a script, from which a font is one for it; the smallest have 22."""
UNICODE_NAMES = {"Kore": "Hang"}
"""Scripts of languages that Unicode knows by another name."""


@dataclass(frozen=True)
class OwnFont:
    """A font file: its characters and scripts, and from how light to how bold."""

    path: Path
    characters: frozenset[str]
    scripts: frozenset[str]
    lightest: float
    boldest: float

    def distance(self, weight: int) -> float:
        """Return how far the font is from a weight; 0 if it has it."""
        return max(self.lightest - weight, weight - self.boldest, 0)


def own_fonts(root: Path) -> list[OwnFont]:
    """Read the fonts below a project's root; raise every problem with them."""
    folder = root / FOLDER
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    found, problems = [], []
    for path in files:
        suffix = path.suffix.lower()
        font = read_font(path) if suffix in READABLE else None
        if font:
            found.append(font)
        elif suffix in READABLE | OTHERS:
            problems.append(_unreadable(path.name))
    if found and not any(p.name.lower().startswith(LICENCES) for p in files):
        problems.append(_without_licence(found[0].path.name))
    if problems:
        raise ContentError(problems)
    return found


def face(fonts: list[OwnFont], script: str, weight: int) -> OwnFont | None:
    """Return the font of a script that is nearest to a weight; None if none is."""
    wanted = UNICODE_NAMES.get(script, script)
    holding = (font for font in fonts if wanted in font.scripts)
    return min(holding, key=lambda font: font.distance(weight), default=None)


def read_font(path: Path) -> OwnFont | None:
    """Read an upright font file; None if it cannot be read."""
    try:
        with TTFont(path, lazy=True) as font:
            characters = frozenset(map(chr, font.getBestCmap()))
            scripts = frozenset(_scripts(characters))
            lightest = boldest = float(font["OS/2"].usWeightClass)
            axes = font["fvar"].axes if "fvar" in font else ()
            for axis in axes:
                if axis.axisTag == "wght":
                    lightest, boldest = axis.minValue, axis.maxValue
            if font["post"].italicAngle:
                scripts = frozenset()
    except Exception:  # fontTools raises whatever a broken file makes it stumble on
        return None
    return OwnFont(path, characters, scripts, lightest, boldest)


def _scripts(characters: frozenset[str]) -> Iterator[str]:
    """Yield the scripts that a font is one for.

    Nearly every font holds the Latin alphabet: it is one for Latin if it holds nothing
    more than that.
    """
    letters = (c for c in characters if unicodedata.category(c).startswith("L"))
    counts = Counter(map(unicodedata.script, letters))
    for script, count in counts.items():
        others = max((n for name, n in counts.items() if name != script), default=0)
        if count >= ENOUGH and (script != "Latn" or count > others):
            yield script


def _unreadable(name: str) -> Problem:
    return Problem(
        f"{FOLDER}/{name}",
        1,
        "unreadable-print-font",
        "this is no font that can be printed with; put a .ttf or .otf file here",
        "不是能用来印刷的字体。请放 .ttf 或 .otf 文件。",
    )


def _without_licence(name: str) -> Problem:
    return Problem(
        f"{FOLDER}/{name}",
        1,
        "print-font-licence",
        f"put the font's licence beside it, such as {FOLDER}/OFL.txt: the font goes "
        "into every PDF",
        f"请把这个字体的授权文件放在旁边，例如 {FOLDER}/OFL.txt："
        "每个 PDF 都会带上字体。",
    )
