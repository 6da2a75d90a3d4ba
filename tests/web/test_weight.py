"""The weight of a first view, for a phone that pays by the megabyte."""

import gzip
from urllib.parse import urljoin

from site_files import BuiltSite

FIRST_VIEW = 60_000
SCRIPT = 8_000
ASKED_FOR = "ancestor::details[not(@open)] and @loading='lazy'"
LOADED = (
    "//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | "
    f"//img[not({ASKED_FOR})]/@src"
)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_every_first_view_is_light(site: BuiltSite) -> None:
    weights = {}
    for name in site.html_files:
        address = urljoin(site.url, name)
        links = {urljoin(address, link) for link in site.read(name).xpath(LOADED)}
        files = [name, *(link.removeprefix(site.url) for link in links)]
        weights[name] = sum(packed((site.folder / f).read_bytes()) for f in files)
    assert {n: weight for n, weight in weights.items() if weight > FIRST_VIEW} == {}


def test_the_script_is_small(real_site: BuiltSite) -> None:
    assert packed((real_site.folder / "assets/site.js").read_bytes()) <= SCRIPT
