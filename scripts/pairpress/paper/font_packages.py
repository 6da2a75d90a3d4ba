"""Which package holds the font of a script, and which layers of scripts/setup it takes.

scripts/setup asks it as a program, before anything but the base layer is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.languages import script_of
from ..content.problems import ContentError
from ..content.site import read_site

EUROPEAN = "Latn-extended"
"""Latin letters that the sources of the print layer lack: ł, ș, ğ …"""
HELD = frozenset(
    (
        *("en", "fr", "vi", "es", "pt", "it", "de", "nl", "da", "nb", "nn", "no"),
        *("sv", "fi", "is", "ga", "gd", "ca", "gl", "eu", "af", "sq", "lb", "br"),
        *("id", "ms", "tl", "fil", "ceb", "jv", "su", "sw", "so", "zu", "xh", "rw"),
        *("ht", "qu", "mi", "sm", "to", "hmn"),
    )
)
"""Languages whose Latin letters the sources of the print layer hold."""


@dataclass(frozen=True)
class FontPackage:
    """A font in a package, and the layer that installs the package."""

    family: str
    package: str
    file: str
    layer: str = "print"
    bold: str = ""
    """The file of its bold, where it is no variable font."""


def _european(name: str) -> FontPackage:
    source = "fonts/ofl/notosans/NotoSans[wdth,wght].ttf"
    return FontPackage(name, "justmytype_western_core", source, "fonts-european")


def _noto(script: str, package: str, layer: str) -> FontPackage:
    file = f"fonts/ofl/notosans{script.lower()}/NotoSans{script}[wdth,wght].ttf"
    return FontPackage(f"Pairpress {script}", f"justmytype_intl_{package}", file, layer)


def _eastern(name: str, source: str) -> FontPackage:
    file = f"fonts/ofl/notosans{source.lower()}/NotoSans{source}[wght].ttf"
    return FontPackage(f"Pairpress {name}", "justmytype_intl_cjk", file)


PACKAGES = {
    "Hans": _eastern("SC", "SC"),
    "Hant": _eastern("TC", "TC"),
    "Jpan": _eastern("JP", "JP"),
    "Kore": _eastern("KR", "KR"),
    "Latn": _eastern("Latin", "SC"),
    EUROPEAN: _european("Pairpress European"),
    "Cyrl": _european("Pairpress European"),
    "Grek": _european("Pairpress European"),
    # Not Noto's: it draws letters and their dots apart, and text copied from the PDF
    # would be none.
    "Arab": FontPackage(
        "Pairpress Arabic",
        "fontpkg_ibm_plex_sans_arabic",
        "files/IBMPlexSansArabic-Regular.ttf",
        "fonts-arabic",
        bold="files/IBMPlexSansArabic-Bold.ttf",
    ),
    "Hebr": _noto("Hebrew", "rtl", "fonts-hebrew"),
    "Thai": _noto("Thai", "sea", "fonts-sea"),
    "Laoo": _noto("Lao", "sea", "fonts-sea"),
    "Khmr": _noto("Khmer", "sea", "fonts-sea"),
    "Mymr": _noto("Myanmar", "sea", "fonts-sea"),
    "Deva": _noto("Devanagari", "south_asia", "fonts-south-asia"),
    "Beng": _noto("Bengali", "south_asia", "fonts-south-asia"),
    "Taml": _noto("Tamil", "south_asia", "fonts-south-asia"),
    "Telu": _noto("Telugu", "south_asia", "fonts-south-asia"),
    "Ethi": _noto("Ethiopic", "africa", "fonts-africa"),
}
"""The font of a script (ISO 15924), where a package holds one."""


def script_to_print(tag: str) -> str:
    """Return the script whose font a language needs beside that of Latin."""
    script = script_of(tag)
    is_held = script != "Latn" or tag.split("-")[0].lower() in HELD
    return script if is_held else EUROPEAN


def layers(tags: Iterable[str]) -> Iterator[str]:
    """Yield the layers that languages take beyond the print layer."""
    known = (PACKAGES.get(script_to_print(tag)) for tag in tags)
    for layer in dict.fromkeys(package.layer for package in known if package):
        if layer != "print":
            yield layer


if __name__ == "__main__":
    try:
        editions = read_site(Path.cwd()).editions
    except ContentError:  # the command that comes next tells of it
        editions = ()
    print(*layers(edition.lang for edition in editions))
