"""The weight of pages, for a phone that pays by the megabyte: bytes, never seconds."""

import gzip
import re
from urllib.parse import urljoin

from site_files import BuiltSite

FIRST_VIEW = 60_000
NEXT_VIEW = 15_000
DIRECTORY = 17_500
"""Some seventy contacts with hours and what to say: one page, kept in the phone."""
SCRIPT = 8_000
ALL_SCRIPTS = 30_000
FONTS = {".woff", ".woff2", ".ttf", ".otf", ".eot"}
ASKED_FOR = "ancestor::details[not(@open)] and @loading='lazy'"
IMAGES = f"//img[not({ASKED_FOR})]/@src"
LOADED = f"//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | {IMAGES}"


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def weights(site: BuiltSite, what: str) -> dict[str, int]:
    """The bytes of each page, with the files that it loads at once."""
    found = {}
    for name in site.html_files:
        address = urljoin(site.url, name)
        links = {urljoin(address, link) for link in site.read(name).xpath(what)}
        files = [name, *(link.removeprefix(site.url) for link in links)]
        found[name] = sum(packed((site.folder / f).read_bytes()) for f in files)
    return found


def test_every_first_view_is_light(site: BuiltSite) -> None:
    found = weights(site, LOADED)
    assert {n: weight for n, weight in found.items() if weight > FIRST_VIEW} == {}


def test_every_next_page_is_lighter_still(site: BuiltSite) -> None:
    # Style and scripts are in the phone by then. A code on paper leads to a first view.
    every = weights(site, IMAGES)
    found = {name: weight for name, weight in every.items() if name[:2] != "p/"}
    heavy = {name: weight for name, weight in found.items() if weight > NEXT_VIEW}
    directories = {site.path(lang, "help/directory") for lang in site.editions}
    few = {name: heavy.pop(f"{name}index.html", 0) for name in directories}
    assert heavy == {}
    assert max(few.values()) <= DIRECTORY, few


def test_the_script_is_small(real_site: BuiltSite) -> None:
    assert packed((real_site.folder / "assets/site.js").read_bytes()) <= SCRIPT


def test_all_scripts_together_are_small(real_site: BuiltSite) -> None:
    scripts = {
        path.relative_to(real_site.folder).as_posix(): packed(path.read_bytes())
        for path in (
            *real_site.folder.glob("*.js"),
            *real_site.folder.glob("assets/*.js"),
        )
    }
    assert sum(scripts.values()) <= ALL_SCRIPTS, scripts


def test_no_font_is_fetched(site: BuiltSite) -> None:
    files = [path for path in site.folder.rglob("*") if path.suffix in FONTS]
    assert files == []
    for style in site.folder.rglob("*.css"):
        assert not re.search(r"@font-face|@import", style.read_text(encoding="utf-8"))
