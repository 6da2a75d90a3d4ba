"""The papers that a project prints on: Letter or A4, their double and their half."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

PaperName: TypeAlias = Literal["letter", "a4"]
Size: TypeAlias = tuple[float, float]
"""Width and height of a sheet standing upright, in points."""
INCH, MILLIMETRE = 72.0, 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """A sheet, the one twice as large (posters), and the one half as large (books)."""

    name: PaperName
    sheet: Size
    double: Size
    half: Size
    ordered: tuple[str, str, str]
    """What a print shop calls the three."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What people call the three, and how far print goes beyond the cut, where that is
    the same in every language; else it is a word of each, such as letter_sheet."""

    def named(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return words with the paper's names in their {paper_sheet}, {paper_half} …"""
        places = {
            f"{{paper_{part}}}": self.names.get(part) or words[f"{self.name}_{part}"]
            for part in ("sheet", "double", "half", "bleed")
        }
        return {name: _filled(text, places) for name, text in words.items()}

    def order(self, size: Size) -> str:
        """Return what a print shop calls a sheet, whichever way it lies."""
        width, height = sorted(size)
        sizes = (self.sheet, self.double, self.half)
        for name, known in zip(self.ordered, sizes, strict=True):
            if max(abs(width - known[0]), abs(height - known[1])) < 1:
                return name
        if self.name == "letter":
            # To the half inch: with its marks, a book's page is no size by itself.
            width, height = (round(side / INCH * 2) / 2 for side in (width, height))
            return f"{width:g}×{height:g} in"
        return f"{width / MILLIMETRE:.0f}×{height / MILLIMETRE:.0f} mm"


def _filled(text: str, places: Mapping[str, str]) -> str:
    if "{paper_" in text:
        for place, name in places.items():
            text = text.replace(place, name)
    return text


PAPERS: dict[PaperName, Paper] = {
    "letter": Paper(
        "letter",
        (612, 792),
        (792, 1224),
        (396, 612),
        ("Letter", "11×17 (Tabloid)", "5.5×8.5"),
    ),
    "a4": Paper(
        "a4",
        (210 * MILLIMETRE, 297 * MILLIMETRE),
        (297 * MILLIMETRE, 420 * MILLIMETRE),
        (148 * MILLIMETRE, 210 * MILLIMETRE),
        ("A4", "A3", "A5"),
        {"sheet": "A4", "double": "A3", "half": "A5", "bleed": "3 mm"},
    ),
}
