"""Share images: small enough for a chat, the same each time, and their code is read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from pairpress.paper.png import grey_png
from site_files import BuiltSite

LARGEST = 500_000


def test_every_handout_has_its_picture_and_every_publication_its_code(
    site: BuiltSite,
) -> None:
    folder = site.folder / "print"
    pictures = {path.name for path in folder.glob("*.png")}
    handouts = [e for e in site.catalogue if e.kind == "handout" and not e.format]
    assert pictures == {e.file.replace(".pdf", ".png") for e in handouts} | {
        f"{e.publication}.qr.png" for e in site.catalogue
    }
    for path in folder.glob("*.png"):
        assert path.stat().st_size <= LARGEST, path.name
        with Image.open(path) as picture:
            assert picture.mode in ("L", "1")
            if not path.name.endswith(".qr.png"):
                assert picture.width == 1080, path.name


def test_the_code_of_every_picture_leads_to_its_version(
    fixture_site: BuiltSite,
) -> None:
    for entry in fixture_site.catalogue:
        address = f"{fixture_site.url}p/{entry.publication}/{entry.version}/"
        names = [f"{entry.publication}.qr.png"]
        if entry.kind == "handout" and not entry.format:
            names.append(entry.file.replace(".pdf", ".png"))
        for name in names:
            with Image.open(fixture_site.folder / "print" / name) as picture:
                codes = zxingcpp.read_barcodes(picture.convert("L"))
            assert [code.text for code in codes] == [address], name


def test_a_page_shows_its_pictures(fixture_site: BuiltSite) -> None:
    for lang, up in (("zh-Hans", "../../"), ("zh-Hant", "../../../")):
        page = fixture_site.page(lang, "work/pay")
        images = page.xpath('//details[@class="share"]//img')
        assert [image.get("src") for image in images] == [
            f"{up}print/work-pay.{lang}.png",
            f"{up}print/work-pay.{lang}+en.png",
        ]
        assert all(i.get("alt") and i.get("loading") == "lazy" for i in images)


def test_only_who_opens_the_pictures_loads_them(
    fixture_site: BuiltSite, serve: Callable[[BuiltSite], str], browser: Browser
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{serve(fixture_site)}work/pay/", wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".png")]
    with page.expect_request("**/print/work-pay.zh-Hans.png"):
        page.click("details.share summary")
    page.close()


def test_the_same_input_gives_the_same_pictures(
    printed_project: Path, tmp_path: Path, run: Callable[..., int]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(printed_project, project, symlinks=True)
    shutil.rmtree(project / ".cache/share")
    (project / "site").unlink()
    assert run(project, "build", day="2026-11-28") == 0
    for path in (printed_project / "site/print").glob("*.png"):
        assert path.read_bytes() == (project / "site/print" / path.name).read_bytes()


def test_a_picture_keeps_its_shades(tmp_path: Path) -> None:
    pixels = bytes(range(0, 256, 17)) * 2
    (tmp_path / "a.png").write_bytes(grey_png(pixels, 16, 4))
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (16, 2)
        assert picture.convert("L").tobytes() == pixels
    (tmp_path / "b.png").write_bytes(grey_png(bytes([0, 255] * 8), 8, 1))
    with Image.open(tmp_path / "b.png") as picture:
        assert picture.convert("L").tobytes() == bytes([0, 255] * 8)
