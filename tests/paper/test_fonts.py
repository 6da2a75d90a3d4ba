"""The baked fonts: what they hold, how they space, and that they never change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pairpress.content.site import read_site
from pairpress.paper import fonts as print_fonts
from pairpress.paper.fonts import Fonts, bake
from pairpress.paper.repertoire import simplified, traditional
from pairpress.paper.typefaces import Typefaces, typefaces_of

ROOT = Path(__file__).parents[2]
FACES = [(family, weight) for family in ("SC", "TC", "Latin") for weight in (400, 700)]
CHARACTERS = {
    "Pairpress SC": "工资，。“”（）ab.·☐",
    "Pairpress TC": "工資，。（）ab.·☐",
    "Pairpress Latin": "“”’abc.…·☐•",
}


def small(**more: str) -> Typefaces:
    """Return the project's own families with few characters."""
    own = typefaces_of(read_site(ROOT / "tests/fixture"))
    recipes = (
        replace(r, characters=frozenset(CHARACTERS[r.family] + more.get(r.kind, "")))
        for r in own.recipes
    )
    return replace(own, recipes=tuple(recipes))


def face(fonts: Fonts, family: str, weight: int) -> TTFont:
    return TTFont(fonts.folder / f"Pairpress-{family}-{weight}.ttf")


def features(font: TTFont, table: str) -> set[str]:
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}


def width(font: TTFont, character: str) -> int:
    return int(font["hmtx"][font.getBestCmap()[ord(character)]][0])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return bake(tmp_path_factory.mktemp("fonts"), small())


@pytest.mark.parametrize("weight", [400, 700])
def test_simplified_family_covers_gb2312(fonts: Fonts, weight: int) -> None:
    held = set(map(chr, face(fonts, "SC", weight).getBestCmap()))
    assert not simplified() - held


@pytest.mark.parametrize("weight", [400, 700])
def test_traditional_family_covers_hong_kong_and_taiwan_forms(
    fonts: Fonts, weight: int
) -> None:
    held = set(map(chr, face(fonts, "TC", weight).getBestCmap()))
    assert not set("裏裡着著衞衛説說綫線麪麵髮發乾幹臺檯嘅咗喺啲冇") - held
    # Rare forms that the source lacks.
    assert len(traditional() - held) < 12


@pytest.mark.parametrize(("family", "weight"), FACES)
def test_every_family_has_signs_for_lists_and_forms(
    fonts: Fonts, family: str, weight: int
) -> None:
    held = set(map(chr, face(fonts, family, weight).getBestCmap()))
    assert not set("☐☑✓•◦▪→①⑳…—–$€£é™") - held


def test_unknown_characters_are_named(fonts: Fonts) -> None:
    assert fonts.missing("工资\n薪𠮷☃\u200b") == {"𠮷", "☃"}


@pytest.mark.parametrize(("family", "weight"), FACES[:4])
def test_chinese_families_close_up_punctuation(
    fonts: Fonts, family: str, weight: int
) -> None:
    assert {"chws", "halt", "kern"} <= features(face(fonts, family, weight), "GPOS")


def test_quotes_are_full_width_in_chinese_and_narrow_in_english(fonts: Fonts) -> None:
    for mark in "“”‘’…":
        assert width(face(fonts, "SC", 400), mark) == 1000
        assert width(face(fonts, "Latin", 400), mark) < 900
    assert width(face(fonts, "Latin", 400), "’") < 300


def test_a_drawn_box_is_empty_and_as_wide_as_a_character(fonts: Fonts) -> None:
    font = face(fonts, "SC", 400)
    box = font["glyf"][font.getBestCmap()[ord("☐")]]
    assert box.numberOfContours == 2
    assert width(font, "☐") == 1000


@pytest.mark.parametrize(("family", "weight"), FACES)
def test_names_are_private_and_the_licence_stays(
    fonts: Fonts, family: str, weight: int
) -> None:
    names = face(fonts, family, weight)["name"]
    assert names.getDebugName(1) == f"Pairpress {family}"
    assert "Adobe" in (names.getDebugName(0) or "")
    assert "Open Font License" in (names.getDebugName(13) or "")
    assert (fonts.folder / "OFL.txt").exists()


def test_faces_are_static(fonts: Fonts) -> None:
    assert all("fvar" not in face(fonts, *names) for names in FACES)


def test_baking_again_elsewhere_and_later_gives_the_same_bytes(
    tiny: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    again = bake(tmp_path, small())
    assert again.fingerprint == tiny.fingerprint
    for file in tiny.folder.iterdir():
        assert (again.folder / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_larger_repertoire_gets_a_folder_of_its_own(tiny: Fonts) -> None:
    larger = print_fonts._fingerprint(small(eastern="钱").recipes)
    assert larger[:16] != tiny.folder.name


def test_a_damaged_font_is_baked_again(tiny: Fonts) -> None:
    file = tiny.folder / "Pairpress-SC-400.ttf"
    before = file.read_bytes()
    file.write_bytes(before[:100])
    assert bake(tiny.folder.parent, small()).characters == tiny.characters
    assert file.read_bytes() == before
    assert not list(tiny.folder.parent.glob("baking-*"))


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("Pairpress-TC-700.ttf", lambda _: b""),
        ("OFL.txt", lambda content: content[:-1]),
        ("manifest", lambda _: b"[]"),
        ("manifest", lambda content: content[:-9] + "薪𠮷".encode() + b'"}'),
        ("manifest", lambda content: content.replace(b'"characters"', b'"letters"')),
    ],
)
def test_any_damage_of_the_fonts_is_noticed(
    tiny: Fonts, name: str, damage: Callable[[bytes], bytes]
) -> None:
    file = tiny.folder / name
    before = file.read_bytes()
    assert print_fonts._characters(tiny.folder) == tiny.characters
    file.write_bytes(damage(before))
    assert print_fonts._characters(tiny.folder) is None
    file.write_bytes(before)


def test_an_interrupted_bake_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(print_fonts, "_put", interrupt)
    with pytest.raises(KeyboardInterrupt):
        bake(tmp_path, small())
    assert list(tmp_path.iterdir()) == []
