"""The families that a project prints with: one for each script, and always Latin."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from ..content.languages import direction_of
from ..content.problems import ContentError, Problem
from ..content.site import Site
from .font_baking import Recipe
from .font_packages import EUROPEAN, PACKAGES, FontPackage, script_to_print
from .own_fonts import FOLDER, OwnFont, face, own_fonts, read_font
from .repertoire import japanese, korean, latin, simplified, traditional

LATIN = PACKAGES["Latn"].family
CHINESE = (PACKAGES["Hans"].family, PACKAGES["Hant"].family)
EASTERN = {
    "Hans": simplified,
    "Hant": traditional,
    "Jpan": japanese,
    "Kore": korean,
}
"""Scripts of thousands of characters, of which the families hold a fixed set."""


@dataclass(frozen=True)
class Typefaces:
    """What to bake, and in which order each language looks for a character."""

    recipes: tuple[Recipe, ...]
    orders: tuple[tuple[str, tuple[str, ...]], ...]
    """(language tag, families), a tag after the shorter ones that it begins with."""

    @property
    def style(self) -> str:
        """The rules by which text finds its family, and its direction, by language."""
        rules = [
            f'[lang|="{tag}"]{{font-family:{_listed(families)};'
            f"direction:{direction_of(tag)}}}\n"
            for tag, families in self.orders
        ]
        others = [r.family for r in self.recipes if r.family != LATIN]
        rules.append(f".apostrophe,sup{{font-family:{_listed([LATIN, *others])}}}\n")
        chinese = PACKAGES["Hans"].family
        if chinese in others:
            # The feet of all editions are alike.
            rest = [family for family in others if family not in CHINESE]
            feet = _listed([chinese, LATIN, *rest])
            rules.append(f"@page{{font-family:{feet}}}\n")
        return "".join(rules)


def _listed(families: Iterable[str]) -> str:
    return ",".join(f'"{family}"' for family in families)


def typefaces_of(site: Site) -> Typefaces:
    """Return the families for a project's editions; raise what is missing for them.

    A font of the organization goes before one of a package.
    """
    fonts = own_fonts(site.root)
    tags = [edition.lang for edition in site.editions]
    wide = any(_is_latin(tag) and tag.split("-")[0] != "en" for tag in tags)
    recipes: dict[str, Recipe] = {}
    first: dict[str, str] = {}
    problems = []
    for tag in tags:
        recipe = _recipe(script_to_print(tag), fonts, wide)
        if recipe is None:
            problems.append(_without_font(tag))
        else:
            recipes.setdefault(recipe.family, recipe)
            first[tag] = recipe.family
    if problems:
        raise ContentError(problems)
    # For what is English everywhere: addresses, titles of sources.
    recipes.setdefault(LATIN, _latin_recipe(wide))
    first.setdefault("en", LATIN)
    for tag in tags:  # of zh-Hans and zh-Hant, the first is meant by zh, too
        first.setdefault(tag.split("-")[0], first[tag])
    orders = (
        (tag, (own, *(family for family in recipes if family != own)))
        for tag, own in sorted(first.items(), key=lambda item: item[0].count("-"))
    )
    return Typefaces(tuple(recipes.values()), tuple(orders))


def _is_latin(tag: str) -> bool:
    return script_to_print(tag) in ("Latn", EUROPEAN)


def _recipe(script: str, fonts: list[OwnFont], wide: bool) -> Recipe | None:
    """Return the family of a script; None if no font holds it."""
    own = script.split("-")[0]
    regular, bold = face(fonts, own, 400), face(fonts, own, 700)
    if regular and bold:
        characters = regular.characters & bold.characters
        family = f"Pairpress Own {own}"
        return Recipe(family, regular.path, bold.path, characters, "whole")
    return _package_recipe(script, wide) if script in PACKAGES else None


def _package_recipe(script: str, wide: bool) -> Recipe | None:
    if script == "Latn":
        return _latin_recipe(wide)
    package = PACKAGES[script]
    try:
        regular = _source(package, package.file)
    except ModuleNotFoundError:
        return None
    if script in EASTERN:
        return Recipe(package.family, regular, regular, EASTERN[script](), "eastern")
    bold = _source(package, package.bold or package.file)
    font = read_font(regular)
    characters = font.characters if font else frozenset()
    return Recipe(package.family, regular, bold, characters, "whole")


def _latin_recipe(wide: bool) -> Recipe:
    package = PACKAGES["Latn"]
    source = _source(package, package.file)
    return Recipe(LATIN, source, source, latin(wide), "latin")


def _source(package: FontPackage, file: str) -> Path:
    return Path(str(resources.files(package.package))) / file


def _without_font(tag: str) -> Problem:
    script = script_to_print(tag)
    package = PACKAGES.get(script)
    setup = f"scripts/setup {package.layer}" if package else ""
    name = script.split("-")[0]
    return Problem(
        "mkdocs.yml",
        1,
        "no-print-font",
        f"no font to print “{tag}” with (script {name}). "
        + (f"Run {setup}; or put " if setup else "Put ")
        + f"a .ttf or .otf font that has this script, and its licence, into {FOLDER}/",
        f"没有能印“{tag}”的字体（文字 {name}）。"
        + (f"请运行 {setup}；或者" if setup else "请")
        + f"把有这种文字的 .ttf 或 .otf 字体和它的授权文件放进 {FOLDER}/。",
    )
