"""Families by the languages of a project: from packages, or of the organization."""

import shutil
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from elsewhere_projects import project_of
from pairpress.content.papers import PAPERS
from pairpress.content.problems import ContentError
from pairpress.content.site import read_site
from pairpress.paper.font_packages import PACKAGES, layers
from pairpress.paper.typefaces import Typefaces, typefaces_of
from site_files import ROOT, settings_of

PLEX = Path(str(resources.files("fontpkg_ibm_plex_sans_arabic")))


def families(typefaces: Typefaces, tag: str) -> list[str]:
    return [name.removeprefix("Pairpress ") for name in dict(typefaces.orders)[tag]]


def in_languages(folder: Path, *locales: str) -> Typefaces:
    return typefaces_of(read_site(project_of(folder, *locales)))


def with_language(folder: Path, tag: str) -> Path:
    """A project whose first edition is said to be in another language."""
    project = project_of(folder, "vi", "en")
    settings: Any = settings_of(project)
    settings["extra"]["editions"][0]["lang"] = tag
    text = yaml.safe_dump(settings, allow_unicode=True)
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    return project


def test_each_language_looks_into_its_own_family_first(tmp_path: Path) -> None:
    persian = in_languages(tmp_path / "fa", "fa", "en")
    assert families(persian, "fa") == ["Arabic", "Latin"]
    assert families(persian, "en") == ["Latin", "Arabic"]
    assert '[lang|="fa"]{font-family:"Pairpress Arabic",' in persian.style
    korean = in_languages(tmp_path / "ko", "ko", "vi")
    assert families(korean, "ko") == ["KR", "Latin"]
    mixed = in_languages(tmp_path / "fr", "fr", "zh")
    assert families(mixed, "zh") == ["SC", "Latin"]
    own = typefaces_of(read_site(ROOT / "tests/fixture"))
    assert '@page{font-family:"Pairpress SC","Pairpress Latin"}' in own.style
    assert families(own, "zh") == families(own, "zh-Hans") == ["SC", "TC", "Latin"]
    assert families(own, "zh-Hant") == ["TC", "SC", "Latin"]


def test_only_what_is_needed_is_baked(tmp_path: Path) -> None:
    [latin] = in_languages(tmp_path, "vi", "en").recipes
    assert set("ệỗữăđơưœ₫\u202f") <= latin.characters
    assert len(typefaces_of(read_site(ROOT / "tests/fixture")).recipes) == 3


def test_a_korean_family_holds_all_syllables(tmp_path: Path) -> None:
    recipe = in_languages(tmp_path, "ko", "en").recipes[0]
    assert set(map(chr, range(0xAC00, 0xD7A4))) | set("漢字") <= recipe.characters


def test_a_font_of_the_organization_goes_first(tmp_path: Path) -> None:
    project = project_of(tmp_path, "fa", "en")
    folder = project / "print/fonts"
    folder.mkdir()
    shutil.copy(PLEX / "files/IBMPlexSansArabic-Regular.ttf", folder / "ours.ttf")
    shutil.copy(PLEX / "files/IBMPlexSansArabic-Bold.ttf", folder / "ours-bold.ttf")
    with pytest.raises(ContentError, match="print-font-licence"):
        typefaces_of(read_site(project))
    shutil.copy(PLEX / "LICENSE", folder / "OFL.txt")
    typefaces = typefaces_of(read_site(project))
    assert families(typefaces, "fa") == ["Own Arab", "Latin"]
    recipe = typefaces.recipes[0]
    assert (recipe.regular.name, recipe.bold.name) == ("ours.ttf", "ours-bold.ttf")
    # It holds A to Z, too, and is no font for English by that.
    assert families(typefaces, "en")[0] == "Latin"


def test_a_script_without_a_font_stops_the_build_in_both_languages(
    tmp_path: Path,
) -> None:
    project = with_language(tmp_path, "ka")
    with pytest.raises(ContentError) as told:
        typefaces_of(read_site(project))
    assert "no font to print “ka” with (script Geor)" in str(told.value)
    assert "没有能印“ka”的字体" in str(told.value)
    assert "print/fonts/" in str(told.value) and "scripts/setup" not in str(told.value)


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    project = with_language(tmp_path, "am")
    with pytest.raises(ContentError, match="scripts/setup fonts-africa"):
        typefaces_of(read_site(project))


@pytest.mark.parametrize("name", ["broken.ttf", "web.woff2"])
def test_what_is_no_font_to_print_with_is_named(tmp_path: Path, name: str) -> None:
    project = project_of(tmp_path, "vi", "en")
    (project / "print/fonts").mkdir()
    (project / "print/fonts" / name).write_bytes(b"no font")
    with pytest.raises(ContentError, match=f"{name}:1: .*"):
        typefaces_of(read_site(project))


def test_setup_is_told_the_layers_of_the_languages() -> None:
    assert list(layers(["zh-Hans", "zh-Hant", "en", "vi", "ko", "fr"])) == []
    assert list(layers(["ur", "fa", "en"])) == ["fonts-arabic"]
    assert list(layers(["hi", "ta", "th"])) == ["fonts-south-asia", "fonts-sea"]
    assert list(layers(["uk", "pl", "sr-Latn"])) == ["fonts-european"]


def test_every_layer_of_fonts_is_locked() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    known = {p.layer: p.package.replace("_", "-") for p in PACKAGES.values()}
    for layer, package in known.items():
        assert any(
            line.startswith(f"{package}==")
            for line in groups["dependency-groups"][layer]
        )
        lock = (ROOT / f"requirements/{layer}.txt").read_text("utf-8")
        assert f"\n{package}==" in lock


def test_sheets_are_called_as_a_print_shop_calls_them() -> None:
    letter, a4 = PAPERS["letter"], PAPERS["a4"]
    assert [letter.order(s) for s in (letter.sheet, letter.double, letter.half)] == [
        *("Letter", "11×17 (Tabloid)", "5.5×8.5")
    ]
    assert [a4.order(s) for s in (a4.sheet, a4.double, a4.half)] == ["A4", "A3", "A5"]
    assert a4.order((595, 709)) == "210×250 mm"
    words = {"hint": "{paper_sheet}, {paper_half}"} | {
        f"letter_{part}": part for part in ("sheet", "double", "half", "bleed")
    }
    assert letter.named(words)["hint"] == "sheet, half"
    assert a4.named(words)["hint"] == "A4, A5"
