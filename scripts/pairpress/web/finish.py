"""Finishes the site: what only a later stage knows is filled in here.

Pages carry empty slots; this fills them from the print catalogue, writes the sitemap
and robots.txt, and leaves out what the theme brought and no page uses.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree, html

from ..content.addresses import address, path_of
from ..content.catalogue import Entry
from ..content.conversion import converter
from ..content.library import Library
from ..content.site import EditionSettings, Site
from ..content.words import words_in
from .directions import in_a_line, is_mixed, mark_directions, with_directions
from .feeds import write_feeds
from .html_files import Element, read_html, serialized, write_html
from .leaving import mark_leaving
from .link_tags import add_link_tags
from .minified import minify
from .print_names import edition_name
from .share_pictures import picture_links, share_pictures

THEME_FILES = ("assets/stylesheets", "assets/javascripts", "assets/images", "icons")
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
# workaround: python-markdown/styles-of-cells
STYLED = re.compile(
    rb'<(t[hd])((?: [a-z-]+(?:="[^"]*")?)*) style="text-align: (left|center|right);?"'
    rb'((?: [a-z-]+(?:="[^"]*")?)*)>'
)
"""A cell as Python-Markdown aligns it; the policy allows no style in a page."""
ALIGNED = {b"left": b"at-start", b"center": b"at-center", b"right": b"at-end"}
CLAUSE = re.compile(r"(?<=[，、：；？！。])(?!$)")
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def finish(folder: Path, library: Library, entries: list[Entry]) -> None:
    """Finish the built site in `folder`, given what was printed."""
    site = library.site
    finished = set()
    for edition in site.editions:
        for topic in library.pages[edition.locale]:
            path = folder / path_of(edition, topic) / "index.html"
            root = read_html(path)
            finish_page(root, library, edition, topic, entries, folder / "print")
            path.write_bytes(with_policy(serialized(root)))
            finished.add(path)
    finish_version_pages(folder, library)
    write_sitemap(folder / "sitemap.xml", library)
    write_feeds(folder, library)
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n"
    (folder / "robots.txt").write_text(robots, encoding="utf-8")
    (folder / ".nojekyll").touch()  # GitHub Pages: publish as it is
    for path in sorted({*folder.rglob("*.html")} - finished):
        page = with_directions(path.read_bytes(), site)
        path.write_bytes(with_policy(page))
    for name in THEME_FILES:
        shutil.rmtree(folder / name, ignore_errors=True)
    minify(folder / "assets")
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)


def finish_version_pages(folder: Path, library: Library) -> None:
    """Say of the links on version pages which of them leave the site."""
    for path in sorted((folder / "p").rglob("*.html")):
        root = read_html(path)
        for edition in library.site.editions:
            for part in root.xpath("//section[@lang=$lang]", lang=edition.lang):
                mark_leaving(part, library, edition)
        write_html(path, root)


def finish_page(
    root: Element,
    library: Library,
    edition: EditionSettings,
    topic: str,
    entries: list[Entry],
    prints: Path,
) -> None:
    """Finish a page in place, all but its policy.

    `prints` is as in fill_slots; pictures of links are looked for in the folder above.
    """
    _free_id_of_title(root)
    _tie_source_marks(root)
    _keep_clauses(root)
    mark_leaving(root, library, edition)
    _name_worker(root, library, edition, topic)
    fill_slots(root, library, edition, topic, entries, prints)
    add_link_tags(root, library, edition, topic, prints.parent)
    if is_mixed(library.site):
        mark_directions(root)


def _free_id_of_title(root: Element) -> None:
    """Leave the title without an id that something else on the page has.

    Markdown makes it of the title's words: “Menu” gets that of the menu.
    """
    for title in root.xpath("//article//h1[@id]"):
        if len(root.xpath("//*[@id=$name]", name=title.get("id"))) > 1:
            del title.attrib["id"]


def _name_worker(
    root: Element, library: Library, edition: EditionSettings, topic: str
) -> None:
    """Tell the page's script where the service worker is.

    A page that readers may have to leave quickly starts none: it leaves no more traces
    than it must. Nor does the preview, which has no worker.
    """
    if not library.pages[edition.locale][topic].front.exit:
        up = "../" * path_of(edition, topic).count("/")
        root.find("body").set("data-worker", f"{up}worker.js")


def _keep_clauses(root: Element) -> None:
    """Let a title break between its clauses first.

    Chinese has no spaces: a browser breaks 打工遇到麻烦 in the middle of a word.
    """
    for title in root.xpath("//article//h1[not(*)]"):
        clauses = [clause for clause in CLAUSE.split(title.text or "") if clause]
        if len(clauses) > 1:
            title.text = None
            for clause in clauses:
                span = html.Element("span", {"class": "clause"})
                span.text = clause
                title.append(span)


def fill_slots(
    root: Element,
    library: Library,
    edition: EditionSettings,
    topic: str,
    entries: list[Entry],
    prints: Path,
) -> None:
    """Fill a page's slots, which the templates mark with data-slot.

    `prints` is the folder of what was printed.
    """
    for slot in root.xpath("//*[@data-slot]"):
        kind = slot.attrib.pop("data-slot")
        if kind == "prints":
            _fill_prints(slot, library, edition, topic, entries, prints)
        elif kind == "downloads":
            _fill_downloads(slot, library, edition, topic, entries)


def _tie_source_marks(root: Element) -> None:
    """Keep each source mark on the line of what it proves, by a word joiner."""
    for mark in root.xpath('//sup[contains(@class, "source-mark")]'):
        before = mark.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + "\u2060"
        else:
            parent = mark.getparent()
            parent.text = (parent.text or "") + "\u2060"


def _fill_prints(
    slot: Element,
    library: Library,
    edition: EditionSettings,
    topic: str,
    entries: list[Entry],
    prints: Path,
) -> None:
    """Offer the PDFs of a page: its handout, and the books that live on it."""
    ids = {p.id for p in library.publications if p.page == topic}
    offered = [entry for entry in entries if entry.publication in ids]
    if not offered:
        slot.getparent().remove(slot)
        return
    words = library.site.paper.named(words_in(edition, library.data))
    slot.attrib.pop("hidden", None)
    slot.append(_element("h2", words["prints"], id="prints"))
    slot.append(_print_list(offered, library, edition, topic, words))
    slot.append(_element("p", words["prints_hint"], **{"class": "hint"}))
    up = "../" * path_of(edition, topic).count("/")
    pictures = share_pictures(offered, library.site, edition, up, words, prints)
    if pictures is not None:
        slot.append(pictures)


def _fill_downloads(
    slot: Element,
    library: Library,
    edition: EditionSettings,
    topic: str,
    entries: list[Entry],
) -> None:
    """List every publication with all its PDFs."""
    words = library.site.paper.named(words_in(edition, library.data))
    for publication in library.publications:
        offered = [e for e in entries if e.publication == publication.id]
        if offered:
            title = _title(offered, edition) or publication.title[edition.locale]
            slot.append(_element("h2", title, id=publication.id))
            if kind := publication.kind_name.get(edition.locale):
                told = converter(edition, library.data)(kind)
                slot.append(_element("p", told, **{"class": "hint"}))
            slot.append(_print_list(offered, library, edition, topic, words))
            up = "../" * path_of(edition, topic).count("/")
            slot.append(picture_links(offered, edition, up, words))


def _title(entries: list[Entry], edition: EditionSettings) -> str | None:
    return next((e.title for e in entries if e.edition == edition.lang), None)


def _print_list(
    entries: Iterable[Entry],
    library: Library,
    edition: EditionSettings,
    topic: str,
    words: dict[str, str],
) -> Element:
    """Return the list of PDFs, those in the reader's own language first."""
    up = "../" * path_of(edition, topic).count("/")
    items = html.Element("ul")
    items.set("class", "print-list")
    ranked = sorted(entries, key=lambda e: edition.lang not in e.edition.split("+"))
    for entry in ranked:
        item = etree.SubElement(items, "li")
        link = _element("a", edition_name(entry, library.site, words))
        link.set("href", f"{up}print/{entry.file}")
        link.set("type", "application/pdf")
        link.set("hreflang", entry.edition.split("+")[0])
        size = f"{max(1, round(entry.bytes / 1000))} KB"
        pages = words["pages"].format(n=entry.pages)
        told = in_a_line(("PDF", pages, size), edition.direction)
        link.append(_element("span", told))
        item.append(link)
    return items


def _element(tag: str, text: str, **attributes: str) -> Element:
    element = html.Element(tag, attributes)
    element.text = text
    return element


def with_classes(page: bytes) -> bytes:
    """Return a page whose table cells are aligned by a class, not by a style."""
    return STYLED.sub(_classed, page)


def _classed(cell: re.Match[bytes]) -> bytes:
    tag, before, side, after = cell.groups()
    name = ALIGNED[side]
    others = before + after
    if b' class="' in others:
        others = others.replace(b' class="', b' class="' + name + b" ", 1)
    else:
        others += b' class="' + name + b'"'
    return b"<" + tag + others + b">"


def with_policy(page: bytes) -> bytes:
    """Return a page with its policy, right after the character set, and no style.

    It lets a page load only what is on the site itself: no other host, no inline code.
    Not in the templates, because the preview of `mkdocs serve` reloads by inline code.
    """
    # workaround: mkdocs/live-code
    mark = b'<meta charset="utf-8">'
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return with_classes(page).replace(mark, mark + b"\n" + policy.encode(), 1)


def write_sitemap(path: Path, library: Library) -> None:
    """Write one sitemap for all editions, each address with its alternates."""
    site = library.site
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})
    for topic in dict.fromkeys(page.topic for page in library.all_pages()):
        alternates = list(_alternates(site, topic))
        for edition in site.editions_of(topic):
            page = library.pages[edition.locale][topic]
            url = etree.SubElement(root, f"{{{SITEMAP}}}url")
            _child(url, "loc", address(site, edition, topic))
            newest = max(change.date for change in page.front.changed)
            _child(url, "lastmod", newest.isoformat())
            for lang, target in alternates:
                link = etree.SubElement(url, f"{{{XHTML}}}link", rel="alternate")
                link.set("hreflang", lang)
                link.set("href", target)
    tree = etree.ElementTree(root)
    tree.write(path, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _alternates(site: Site, topic: str) -> Iterator[tuple[str, str]]:
    editions = site.editions_of(topic)
    for edition in editions:
        yield edition.lang, address(site, edition, topic)
    yield "x-default", address(site, editions[0], topic)


def _child(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{SITEMAP}}}{name}").text = text
