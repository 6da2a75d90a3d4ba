"""Makes the pictures of the README and the guides, from the site as it was built."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from .content.addresses import path_of
from .content.catalogue import Entry, read_catalogue
from .content.site import Site, read_site
from .content.speech import Refused
from .paper.page_pictures import page_picture

PHONE = (360, 740)
"""CSS pixels: a common Android phone."""
GAP = 20
COLOURS = 48
LARGEST = 100_000
"""Bytes of a picture: the README is read on phones, too."""
PAGE = 480
"""Pixels of a printed page's width."""


class NotBuilt(Refused):
    """There is no site to take pictures of."""


def take(root: Path, built: Path, out: Path) -> list[Path]:
    """Write the pictures into `out`; return their files."""
    site = read_site(root)
    entries = read_catalogue(built / "print/catalogue.json")
    if not (built / "index.html").exists() or not entries:
        raise NotBuilt(
            f"{built}：没有做好的网站和印刷品，请先运行 scripts/build",
            f"{built}: there is no site with its prints; run scripts/build first",
        )
    out.mkdir(parents=True, exist_ok=True)
    pictures = {"phones.png": phones(root, built, site)}
    for kind, pages in (("handout", (1, 2)), ("handbook", (1, 3, 8))):
        if entry := _first(entries, site, kind):
            pdf = built / "print" / entry.file
            pictures[f"{kind}.png"] = page_picture(pdf, pages, PAGE)
    for name, content in pictures.items():
        (out / name).write_bytes(_small(content))
    return [out / name for name in pictures]


def phones(root: Path, built: Path, site: Site) -> bytes:
    """Return the home page in every edition, as phones show it, side by side."""
    with _served(built) as address, sync_playwright() as playwright:
        named = root / ".venv/browser"
        path = named.read_text("utf-8").strip() if named.exists() else ""
        browser = playwright.chromium.launch(
            executable_path=path or None, args=["--no-sandbox", "--disable-gpu"]
        )
        shots = [
            _shot(browser, address + path_of(edition, "index"))
            for edition in site.editions
        ]
        browser.close()
    width, height = PHONE
    whole = Image.new(
        "RGB",
        (GAP + len(shots) * (width + GAP), height + 2 * GAP),
        (208, 208, 208),
    )
    for number, shot in enumerate(shots):
        whole.paste(Image.open(io.BytesIO(shot)), (GAP + number * (width + GAP), GAP))
    return _png(whole)


def _shot(browser: Browser, address: str) -> bytes:
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    content = page.screenshot()
    context.close()
    return content


def _first(entries: list[Entry], site: Site, kind: str) -> Entry | None:
    """Return the first PDF of a kind as it is mostly printed, in the main edition.

    A handout in two languages, if there is one: that is what people are handed.
    """
    main = site.editions[0].lang
    mine = [e for e in entries if e.kind == kind and not e.format]
    rank = {topic: number for number, topic in enumerate(site.nav)}
    ordered = sorted(mine, key=lambda e: rank.get(e.publication, len(rank)))
    found = [e for e in ordered if e.edition.split("+")[0] == main]
    both = [e for e in found if "+" in e.edition and kind == "handout"]
    return next(iter(both or found or ordered), None)


def _small(content: bytes) -> bytes:
    """Return a PNG with few enough colours to be light."""
    for colours in (COLOURS, 24, 12, 8):
        picture = Image.open(io.BytesIO(content)).convert("RGB")
        light = _png(picture.quantize(colours, dither=Image.Dither.NONE))
        if len(light) <= LARGEST:
            break
    return light


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
