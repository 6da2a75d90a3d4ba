"""The print fonts: baked once into a folder named by the hash of what decides them."""

import hashlib
import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from . import font_baking
from .font_baking import STYLES, Recipe, bake_family, file_name
from .own_fonts import LICENCES
from .process_pools import process_pool
from .sealed_files import forget_abandoned, seal, unseal, write_whole
from .typefaces import Typefaces

TOOLS = ("fonttools", "east-asian-spacing", "uharfbuzz", "OpenCC")
MANIFEST = "manifest"
"""The sealed file with the sums of the others, and the characters that they hold."""
EMPTY_FONTCONFIG = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{folder}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Fonts:
    """The baked families and what they can print."""

    folder: Path
    css: str
    fingerprint: str
    characters: frozenset[str] = field(repr=False)
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(language tag, families in which it looks for a character)"""

    def families(self, tag: str) -> tuple[str, ...]:
        """Return the families of a language, the one that it is set in first."""
        told = [
            families
            for known, families in self.orders
            if f"{tag}-".startswith(f"{known}-")
        ]
        return told[-1] if told else ()

    def missing(self, text: str) -> set[str]:
        """Find the characters that no family holds; invisible controls are fine."""
        return {
            character
            for character in set(text) - self.characters
            if unicodedata.category(character) not in ("Cc", "Cf")
        }


def bake(cache: Path, typefaces: Typefaces) -> Fonts:
    """Return the fonts that a project prints with, baking what the cache lacks."""
    recipes = typefaces.recipes
    baked = _fingerprint(recipes)
    folder = cache.resolve() / baked[:16]
    characters = _characters(folder)
    if characters is None:
        characters = _bake_into(folder, recipes)
    css = _css(folder, [recipe.family for recipe in recipes]) + typefaces.style
    # The folder's name holds the fonts; the rules decide, too, what a page looks like.
    fingerprint = hashlib.sha256((baked + typefaces.style).encode()).hexdigest()
    return Fonts(folder, css, fingerprint, characters, typefaces.orders)


def isolate_system_fonts(cache: Path) -> Path:
    """Hide every installed font; call before WeasyPrint is imported.

    With the system's fonts in sight a missing character would be taken from one of
    them unseen, and the same page would look different on another machine.
    """
    cache = cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    config = cache / "no-system-fonts.conf"
    content = EMPTY_FONTCONFIG.format(folder=cache / "fontconfig").encode()
    if not config.is_file() or config.read_bytes() != content:
        write_whole(config, content)
    os.environ["FONTCONFIG_FILE"] = str(config)
    return config


def _fingerprint(recipes: tuple[Recipe, ...]) -> str:
    digest = hashlib.sha256()
    for recipe in recipes:
        digest.update(recipe.family.encode())
        for source in (recipe.regular, recipe.bold):
            digest.update(hashlib.sha256(source.read_bytes()).digest())
        digest.update("".join(sorted(recipe.characters)).encode())
    for tool in TOOLS:
        digest.update(f"{tool} {metadata.version(tool)}\n".encode())
    for module in (font_baking.__file__, __file__):
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()


def _characters(folder: Path) -> frozenset[str] | None:
    """Return what baked fonts can print; None if a file has not the sum it had."""
    try:
        manifest = json.loads(unseal(folder / MANIFEST) or b"{}")
        for name, digest in manifest["files"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                return None
        return frozenset(manifest["characters"])
    except (OSError, KeyError):
        return None


def _bake_into(folder: Path, recipes: tuple[Recipe, ...]) -> frozenset[str]:
    """Bake beside the folder and move it into place, so that no half cache stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    forget_abandoned(folder.parent, "baking-*")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="baking-") as name:
        bench = Path(name) / "fonts"
        bench.mkdir()
        tasks = [(recipe, weight, bench) for recipe in recipes for weight in STYLES]
        workers = min(len(tasks), os.cpu_count() or 1)
        with process_pool(workers) as pool:
            files = list(pool.map(bake_family, *zip(*tasks, strict=True)))
        licences = list(_licences(recipes, bench))
        characters = _printable(files)
        manifest = {
            "files": {
                file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                for file in (*files, *licences)
            },
            "characters": "".join(sorted(characters)),
        }
        seal(bench / MANIFEST, json.dumps(manifest, ensure_ascii=False).encode())
        _put(bench, folder)
    return frozenset(characters)


def _licences(recipes: tuple[Recipe, ...], bench: Path) -> Iterator[Path]:
    """Copy the licence of each source, which lies beside it or in the folder above."""
    folders = dict.fromkeys(recipe.regular.parent for recipe in recipes)
    for number, folder in enumerate(folders):
        found = [*_licences_in(folder), *_licences_in(folder.parent)]
        copy = bench / (f"{number}-{found[0].name}" if number else found[0].name)
        shutil.copyfile(found[0], copy)
        yield copy


def _licences_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.name.lower().startswith(LICENCES))


def _put(bench: Path, folder: Path) -> None:
    """Replace a damaged folder; a whole one from a build that ran beside us stays."""
    if _characters(folder) is None:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
    try:
        bench.replace(folder)
    except OSError:
        if _characters(folder) is None:
            raise


def _printable(files: list[Path]) -> set[str]:
    """Read back what the fonts hold: a source may lack a wanted character."""
    return {chr(code) for file in files for code in font_baking.code_points(file)}


def _css(folder: Path, families: list[str]) -> str:
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f"src:url({(folder / file_name(family, weight)).as_uri()})}}\n"
        for family in families
        for weight in STYLES
    )
