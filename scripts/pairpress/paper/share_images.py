"""Share images: a handout's first page with its code as a picture, and codes alone.

People send pictures to each other in WeChat, which cannot show a PDF on many phones.
A code is read there only from a real picture, so it is one in this one.
"""

import functools
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from markupsafe import Markup

from ..content.addresses import version_path
from ..content.catalogue import Entry
from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.share_files import code_file, has_share_image, share_file
from ..content.words import words_in
from .composed import Materials, open_materials
from .fonts import Fonts
from .jobs import PrintJob, RenderedPdf
from .png import grey_png
from .process_pools import process_pool
from .qr import qr_png, qr_svg
from .rendering import forget_unused, render_all
from .sealed_files import seal, unseal
from .style_sheets import style_sheets

WIDTH = 1080
"""Pixels, as wide as a picture in a chat is shown."""
LARGEST = 500_000
"""Bytes; what is larger, the chat makes small and blurred."""
SQUARE = 16
"""Pixels of each square of a code that stands alone: a poster can be made of it."""
RECIPE = "3"
"""Another number makes every picture anew."""


@dataclass(frozen=True)
class Picture:
    """A picture to make: its file, its name in the cache, and the pages one by one."""

    file: str
    key: str
    pages: tuple[Path, ...]
    """The handout; and its foot, where the code stands on a later page."""


def write_share_images(
    library: Library,
    entries: Iterable[Entry],
    fonts: Fonts,
    out: Path,
    cache: Path,
    jobs: int = 0,
) -> list[RenderedPdf]:
    """Write the picture of each handout, and the code of each publication, to `out`.

    A picture whose foot cannot be set is left out; return those feet.
    """
    every = list(entries)
    shown = [entry for entry in every if has_share_image(entry)]
    feet = _feet(library, shown, fonts, cache, jobs)
    failed = {file: foot for file, foot in feet.items() if not foot.ok}
    pictures = [
        _picture(entry, feet.get(entry.file), out)
        for entry in shown
        if entry.file not in failed
    ]
    kept = {picture: cache / f"{picture.key}.picture" for picture in pictures}
    drawn = {picture: unseal(path) for picture, path in kept.items()}
    fresh = [picture for picture, content in drawn.items() if content is None]
    for picture, content in zip(fresh, _drawn(fresh, jobs), strict=True):
        seal(kept[picture], content)
        drawn[picture] = content
    for picture, found in drawn.items():
        (out / picture.file).write_bytes(found or b"")
    for publication, version in sorted({(e.publication, e.version) for e in every}):
        address = library.site.url + version_path(publication, version)
        (out / code_file(publication)).write_bytes(qr_png(address, SQUARE))
    forget_unused(cache, feet.values(), kept.values())
    return list(failed.values())


def _feet(
    library: Library, shown: list[Entry], fonts: Fonts, cache: Path, jobs: int
) -> dict[str, RenderedPdf]:
    """Return the foot of each picture whose code stands on a later page, by its PDF."""
    materials = open_materials(library, cache)
    long = [entry for entry in shown if entry.pages > 1]
    feet = render_all([_foot(materials, e) for e in long], fonts, cache, jobs)
    return {entry.file: foot for entry, foot in zip(long, feet, strict=True)}


def _foot(materials: Materials, entry: Entry) -> PrintJob:
    site, data = materials.library.site, materials.library.data
    version = materials.library.history[entry.publication][-1]
    url = site.url + version_path(entry.publication, entry.version)
    parts = []
    first = site.edition(entry.edition.split("+")[0])
    for lang in entry.edition.split("+"):
        edition = site.edition(lang)
        words = words_in(edition, data)
        day = language(edition.locale).date(version.day)
        told = words["version_long"].format(version=version.number, date=day)
        name = converter(edition, data)(site.settings.organization[edition.locale])
        more = words["share_rest"].format(n=entry.pages)
        parts.append({"lang": lang, "more": more, "version": f"{name} · {told}"})
    document = materials.templates.get_template("share.html").render(
        parts=parts,
        direction=first.direction,
        title=entry.title,
        qr=Markup(qr_svg(url, url)),
        address=url.partition("://")[2],
    )
    root = site.root
    return PrintJob(
        name=f"{entry.file}.share",
        html=document,
        stylesheets=style_sheets(site, ("base", "share"), first),
        base_url=(root / "docs").as_uri() + "/",
        roots=(root / "print",),
        max_pages=1,
        tagged=False,
    )


def _picture(entry: Entry, foot: RenderedPdf | None, out: Path) -> Picture:
    pages = [out / entry.file, *([foot.path] if foot and foot.path else [])]
    made_of = (RECIPE, entry.sha256, foot.sha256 if foot else "")
    key = hashlib.sha256(" ".join(made_of).encode()).hexdigest()
    return Picture(share_file(entry), key, tuple(pages))


def _drawn(pictures: Sequence[Picture], jobs: int) -> Iterable[bytes]:
    draw = functools.partial(draw_picture, largest=LARGEST)
    workers = min(jobs or os.cpu_count() or 1, len(pictures) // 8)
    if workers <= 1:
        return map(draw, pictures)
    with process_pool(workers) as pool:
        return list(pool.map(draw, pictures, chunksize=8))


def draw_picture(picture: Picture, largest: int) -> bytes:
    """Return the first pages of some PDFs, one below the other, as one PNG."""
    pixels = b"".join(row for pdf in picture.pages for row in _rows(pdf))
    for bits in (4, 2, 1):
        content = grey_png(pixels, WIDTH, bits)
        if len(content) <= largest:
            break
    return content


def _rows(pdf: Path) -> Iterator[bytes]:
    """Yield each row of a PDF's first page: a byte for a pixel, 255 is white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        bitmap = page.render(scale=WIDTH / page.get_width(), grayscale=True)
        content, stride = bytes(bitmap.buffer), bitmap.stride
        for start in range(0, stride * bitmap.height, stride):
            yield content[start : start + WIDTH]
    finally:
        document.close()
