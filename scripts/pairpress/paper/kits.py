"""Outreach kits: chosen prints in one zip, with a list and a note for print shops."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2

from ..content.catalogue import Entry
from ..content.conversion import converter
from ..content.kit_order import KitOrder, file_name
from ..content.library import Library
from ..content.speech import Refused
from ..content.words import words_in
from .composed import open_materials
from .fonts import bake
from .jobs import PrintJob
from .rendering import RenderedPdf, render_all
from .style_sheets import style_sheets
from .typefaces import typefaces_of


@dataclass(frozen=True)
class Item:
    """One PDF of a kit."""

    number: int
    entry: Entry
    file: str
    """Its name in the zip, for people."""
    title: str
    edition: str
    format: str
    """In words; "" for the standard one."""
    paper: str

    @property
    def sheets(self) -> int:
        """Sheets of paper for one copy, printed on both sides."""
        return -(-self.entry.pages // 2)


class CannotPack(Refused):
    """The kit's own sheets could not be printed."""


def write_kit(
    library: Library,
    order: KitOrder,
    entries: Iterable[Entry],
    missing: Sequence[str],
    prints: Path,
    cache: Path,
    out: Path,
) -> None:
    """Write the zip of an order; its bytes follow from what is in it.

    `missing` names what was asked for and is not there.
    """
    items = [_item(library, n, e, prints) for n, e in enumerate(entries, 1)]
    main = words_in(library.site.editions[0], library.data)
    sheets = _sheets(library, order, items, missing, cache)
    files = {
        f"00 {main[f'kit_{name}_file']}.pdf": sheet
        for name, sheet in zip(("contents", "shop"), sheets, strict=True)
    }
    files |= {item.file: (prints / item.entry.file).read_bytes() for item in items}
    day = max(library.history[item.entry.publication][-1].day for item in items)
    _pack(files, day, out)


def _item(library: Library, number: int, entry: Entry, prints: Path) -> Item:
    editions = [library.site.edition(lang) for lang in entry.edition.split("+")]
    words = library.site.paper.named(words_in(editions[0], library.data))
    publication = next(p for p in library.publications if p.id == entry.publication)
    convert = converter(editions[0], library.data)
    title = convert(publication.title[editions[0].locale])
    names = "+".join(edition.name for edition in editions)
    format = words.get(f"format_{entry.format}", entry.format) if entry.format else ""
    parts = [title, names, format.split("（")[0].split(" (")[0]]
    version = words["version"].format(version=entry.version)
    file = file_name(f"{number:02d} " + " · ".join(filter(None, [*parts, version])))
    paper = library.site.paper.order(_size(prints / entry.file))
    return Item(number, entry, f"{file}.pdf", title, names, format, paper)


def _size(pdf: Path) -> tuple[float, float]:
    """Return the size of a PDF's first page, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return float(width), float(height)


def _sheets(
    library: Library,
    order: KitOrder,
    items: list[Item],
    missing: Sequence[str],
    cache: Path,
) -> list[bytes]:
    """Print the contents sheet and the note for the print shop, in all languages."""
    templates = open_materials(library, cache).templates
    site = library.site
    written = [site.written(locale) for locale in site.locales]
    organizations = [site.settings.organization[e.locale] for e in written]
    context = {
        "order": order,
        "items": items,
        "missing": missing,
        "papers": sorted({item.paper for item in items}),
        "formats": {item.entry.format for item in items},
        "kinds": {item.entry.kind for item in items},
        "languages": [
            (e.lang, site.paper.named(tongue.words), tongue)
            for e in written
            for tongue in [library.data.language(e.locale)]
        ],
        "organizations": " · ".join(dict.fromkeys(organizations)),
        "draft": site.is_draft,
    }
    names = ("base", "parts", "kit")
    jobs = [
        PrintJob(
            name=name,
            html=templates.get_template(f"{name}.html").render(
                **context, direction=edition.direction
            ),
            stylesheets=style_sheets(site, names, edition),
            base_url=site.docs.as_uri() + "/",
            roots=(site.docs / "assets", site.root / "print"),
        )
        for name, edition in (("kit-contents", written[0]), ("kit-shop", written[-1]))
    ]
    fonts = bake(cache / "fonts", typefaces_of(library.site))
    return [_content(pdf) for pdf in render_all(jobs, fonts, cache / "kit", 1)]


def _content(pdf: RenderedPdf) -> bytes:
    if pdf.path is None:
        zh, en = (pdf.failure.zh, pdf.failure.en) if pdf.failure else ("", "")
        raise CannotPack(f"{pdf.name}: {zh}", f"{pdf.name}: {en}")
    return pdf.path.read_bytes()


def _pack(files: dict[str, bytes], day: date, out: Path) -> None:
    """Write a zip in which nothing tells when and where it was made."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(out.name + ".new")
    with zipfile.ZipFile(fresh, "w") as package:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED  # PDFs are compressed already
            package.writestr(entry, content)
    fresh.replace(out)
