"""Writes the offline package: one zip of all editions that opens from a folder.

For a tablet or a USB stick, without a server: links name their files, what needs the
network says so, and search works, for each of its files is a script. One zip, not one
per edition: a helper and a reader need the same page in two languages. The pages that
readers may have to leave quickly are in it: it is for those who help them.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..content.addresses import path_of
from ..content.languages import language
from ..content.library import Library
from ..content.site import EditionSettings
from ..content.words import words_in

PACKAGE = "offline/pages.zip"
FOLDER = "pages"
"""What all files lie in, so that unpacking leaves one folder."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the same pages give the same bytes."""
LEFT_OUT = ("offline/", "p/", "print/")
"""Folders that need the site; what is printed is too large."""
ATTRIBUTES = r'(?:\s+[^\s"=<>/]+(?:="[^"]*")?)*'
HEAD_LINK = re.compile(rf"<link{ATTRIBUTES}\s*>\n?")
META = re.compile(rf'<meta (?:property|name)="(?:og|twitter):{ATTRIBUTES}[^<>]*>\n?')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
DATA = re.compile(r'<script type="application/ld\+json">.*?</script>\n?', re.DOTALL)
KEEP = re.compile(r'<p class="keep"[^>]*>.*?</p>\n?', re.DOTALL)
ERASE = re.compile(r'<section class="erase.*?</section>\n?', re.DOTALL)
SHARE = re.compile(r'<details class="share">.*?</details>\n?', re.DOTALL)
LINK = re.compile(rf"<a(?P<all>{ATTRIBUTES})\s*>(?P<words>.*?)</a>", re.DOTALL)
HREF = re.compile(r'\shref="([^"]*)"')
ACTION = re.compile(r'(<form[^>]*\saction=")([^"]*)"')
SLOT = '<div class="package" hidden></div>'


def write_package(folder: Path, library: Library) -> None:
    """Write the package of the finished pages; offer it where a page has its slot."""
    files = dict(sorted(_files(folder, library)))
    target = folder / PACKAGE
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            packed.writestr(entry, content)
    _offer(folder, library, target.stat().st_size)


def _files(folder: Path, library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the package by its name."""
    names = {
        path.relative_to(folder).as_posix()
        for part in ("assets", "search")
        for path in (folder / part).rglob("*")
        if path.is_file() and path.name not in ("worker.js", "offline.js")
    }
    pages: dict[str, EditionSettings] = {
        f"{path_of(edition, topic)}index.html": edition
        for edition in library.site.editions
        for topic in library.pages[edition.locale]
    }
    known = {*names, *pages}
    needs = {
        edition.lang: _needs(edition, library) for edition in library.site.editions
    }
    for name in names:
        yield name, (folder / name).read_bytes()
    for name, edition in pages.items():
        text = (folder / name).read_text(encoding="utf-8")
        own = library.site.url
        yield name, for_folder(text, name, known, own, needs[edition.lang]).encode()


def _needs(edition: EditionSettings, library: Library) -> str:
    """Return the remark on what is not in the package."""
    remark = words_in(edition, library.data)["needs_network"]
    return escape(language(edition.locale).brackets.format(remark))


def for_folder(text: str, name: str, known: set[str], own: str, needs: str) -> str:
    """Return a page as it stands in a folder without a server.

    `known` are the files that are there, `own` the site's address; a link to what is
    not there becomes text, with the words `needs`.
    """
    text = re.sub(r' data-worker="[^"]*"', "", text, count=1)
    text = HEAD_LINK.sub(_head_link, text)
    for pattern in (META, DATA, KEEP, ERASE, SHARE):
        text = pattern.sub("", text)
    text = POLICY.sub(lambda found: found[0].replace("'self'", "'self' file:"), text)
    text = text.replace(SLOT, "")
    text = ACTION.sub(lambda found: f'{found[1]}{_file(found[2], name)}"', text)
    return LINK.sub(partial(_link, name=name, known=known, own=own, needs=needs), text)


def _head_link(found: re.Match[str]) -> str:
    """Keep style and icon; canonical, alternates and feeds are of the site."""
    keeps = 'rel="stylesheet"' in found[0] or 'rel="icon"' in found[0]
    return found[0] if keeps else ""


def _link(
    found: re.Match[str], name: str, known: set[str], own: str, needs: str
) -> str:
    href = HREF.search(found["all"])
    if not href or not href[1] or href[1].startswith(("#", "tel:", "mailto:", "sms:")):
        return found[0]
    address = href[1]
    parts = urlsplit(address)
    if parts.scheme and not _is_own(address, own):
        return found[0]
    target = "" if parts.scheme else _file(address, name)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    path = unquote(place.partition("#")[0].partition("?")[0])
    if target and path in known:
        attributes = found["all"].replace(href[0], f' href="{target}"', 1)
        return f"<a{attributes}>{found['words']}</a>"
    return f'<span class="needs-network">{found["words"]}{needs}</span>'


def _is_own(address: str, own: str) -> bool:
    return urlsplit(address).netloc == urlsplit(own).netloc


def _file(link: str, name: str) -> str:
    """Return a link with the file that a server would show for a folder."""
    path, mark, anchor = link.partition("#")
    if not path:
        return link
    if path.endswith("/") or path in (".", ".."):
        path = path.removesuffix("/") + "/index.html"
    elif posixpath.basename(path) in (".", ".."):
        path += "/index.html"
    return posixpath.normpath(path) + mark + anchor


def _offer(folder: Path, library: Library, size: int) -> None:
    """Put the link to the package into the slot of each page that has one."""
    for edition in library.site.editions:
        for topic, page in library.pages[edition.locale].items():
            if page.front.template == "offline.html":
                _fill(folder, library, edition, topic, size)


def _fill(
    folder: Path, library: Library, edition: EditionSettings, topic: str, size: int
) -> None:
    words = words_in(edition, library.data)
    up = "../" * path_of(edition, topic).count("/")
    label = escape(words["package"].format(size=f"{size / 1e6:.1f}"))
    hint = escape(words["package_hint"])
    filled = (
        f'<div class="package"><p><a class="button" href="{up}{PACKAGE}" '
        f'type="application/zip">{label}</a></p>\n<p class="hint">{hint}</p></div>'
    )
    path = folder / path_of(edition, topic) / "index.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(SLOT, filled), encoding="utf-8")
