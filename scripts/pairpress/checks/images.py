"""Checks of images: described, small, readable, our own, and used."""

import posixpath
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from lxml import etree

from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem, relative_path
from ..content.text_files import is_file
from .drafts import paragraphs

# *+ never gives back what it took: of ![a](![a](… it would try every part again.
IMAGE = re.compile(
    r"!\[((?:[^\[\]]|\[[^\[\]]*+\])*+)\]"
    r"(?:\(\s*<?([^)\s>]*+)[^)]*+\)|\s?\[([^\]]*)\])?"
)
DEFINITION = re.compile(r"^[\s>]*\[([^\]]+)\]:\s*<?([^\s>]+)")
KINDS = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif")
FORMATS = {
    ".png": ("PNG",),
    ".jpg": ("JPEG", "MPO"),
    ".jpeg": ("JPEG", "MPO"),
    ".webp": ("WEBP",),
    ".gif": ("GIF",),
}
"""What a photo is by its content; phones save MPO as jpg."""
PLACE = 0x8825
"""Where EXIF tells in which place a photo was taken."""
LOOKS_LIKE_AN_IMAGE = (
    *KINDS,
    ".bmp",
    ".tif",
    ".tiff",
    ".heic",
    ".heif",
    ".avif",
    ".psd",
)
LARGEST = 300_000
WIDEST = 2000
TOO_LARGE = 5_000_000
"""Bytes, beyond which an image is not even opened."""
PIXELS = 40_000_000
"""What an image may have; it takes four bytes of memory for each, here and there."""
ALIVE = re.compile(
    r"<\s*(?:[\w.-]+:)?(?:script|foreignObject|iframe|embed|object|audio|video|set"
    r"|animate\w*|handler|listener)\b|\bon[a-z]+\s*="
    r"|<!DOCTYPE|<!ENTITY|<\?xml-stylesheet"
    r"|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpeg|webp);)[^\"']+"
    r"|@import|url\(\s*[\"']?(?!#|data:)[^)]+|image(?:-set)?\(|xml:base|\bping\s*="
    # As CSS may be written too: u\72l(…), @\69mport.
    r"|[\w@]\\[0-9a-f]{1,6}\s?\w",
    re.IGNORECASE,
)
OURS = ("assets/icon.svg",)
"""Pictures that the templates name."""
# workaround: pillow/errors-of-its-own
UNREADABLE_IMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    IndexError,
    KeyError,
    TypeError,
    MemoryError,
)
"""What Pillow raises for damaged files; each of its readers fails in its own way."""
Fault = tuple[str, str, Literal["error", "warning"]]
"""What is wrong with a file, in English and Chinese, and how bad that is."""


def images_are_fit(library: Library) -> Iterator[Problem]:
    """An image is described in words, is our own, can be read, and is small."""
    for page in library.all_pages():
        for line, words, target in _shown(page):
            yield from _image(library, page, line, words, target)


def _image(
    library: Library, page: Page, line: int, words: str, target: str
) -> Iterator[Problem]:
    if not words.strip():
        yield Problem(
            page.path,
            line,
            "no-alt",
            "the image has no description: ![what it shows](file)",
            "图片没有文字说明。请写成 ![图上是什么](文件)",
        )
    if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", target, re.IGNORECASE):
        yield Problem(
            page.path,
            line,
            "foreign-image",
            f"the image comes from another site, which then sees who reads this: "
            f"{target}; put the file into docs/assets/",
            f"图片在别的网站上，那个网站会知道谁在看：{target}。"
            "请把文件放进 docs/assets/",
        )
        return
    path = library.site.docs / _file(page, target)
    if target and is_file(path) and path.is_relative_to(library.site.docs):
        for en, zh, severity in _faults(path):
            yield Problem(page.path, line, "image-file", en, zh, severity)


def _file(page: Page, target: str) -> str:
    """Return the file of a link, from docs/."""
    here = posixpath.dirname(f"{page.locale}/{page.topic}")
    return posixpath.normpath(posixpath.join(here, unquote(target).partition("#")[0]))


def _faults(path: Path) -> Iterator[Fault]:
    name, kind, size = path.name, path.suffix.lower(), path.stat().st_size
    if kind not in KINDS:
        yield (
            f"{name}: not every phone can show this kind; save it as png or jpg",
            f"{name}：有的手机看不了这种图片。请另存为 png 或 jpg。",
            "error",
        )
    elif size > TOO_LARGE:
        yield (
            f"{name}: {size // 1_000_000} MB; at most {TOO_LARGE // 1_000_000} MB; "
            "make the picture smaller",
            f"{name}：{size // 1_000_000} MB，最多 {TOO_LARGE // 1_000_000} MB。"
            "请把图片缩小。",
            "error",
        )
    elif kind == ".svg":
        yield from _drawing(path)
    else:
        yield from _photo(path)
    if LARGEST < size <= TOO_LARGE:
        yield (
            f"{name}: {size // 1000} KB; at most {LARGEST // 1000} KB, for readers pay "
            "for their data",
            f"{name}：{size // 1000} KB，最多 {LARGEST // 1000} KB。"
            "读者的流量要钱，请缩小。",
            "warning",
        )


def _drawing(path: Path) -> Iterator[Fault]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if "<svg" not in text:
        yield _unreadable(path)
    elif found := ALIVE.search(text):
        yield (
            f"{path.name}: {found[0][:40]} in the drawing runs or loads something; "
            "save it as png",
            f"{path.name}：图里有 {found[0][:40]}，会运行或者下载别的东西。"
            "请另存为 png。",
            "error",
        )
    elif (root := _drawn(path)) is None:
        yield _unreadable(path)
    elif _copies_copies(root):
        yield (
            f"{path.name}: copies in the drawing copy others, without end for a phone; "
            "save it as png",
            f"{path.name}：图里一层一层地复制（use），手机画不完。请另存为 png。",
            "error",
        )


def _drawn(path: Path) -> etree._Element | None:
    """Return a drawing's root; None if it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError):
        return None


def _copies_copies(root: etree._Element) -> bool:
    """Say whether a drawing copies a part in which something is copied.

    Ten copies of ten copies, thirty times over, are a bomb of a few lines.
    """
    copies = root.xpath("//*[local-name() = 'use']")
    assert isinstance(copies, list)
    outer = {
        str(part.get("id")) for copy in copies for part in (copy, *copy.iterancestors())
    }
    return any(
        str(value).removeprefix("#") in outer
        for copy in copies
        for name, value in copy.attrib.items()
        if str(name).endswith("href")
    )


def _photo(path: Path) -> Iterator[Fault]:
    # Pillow takes a tenth of a second to load; most pages have no photo.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Told below, as all that is too large is.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                widest, pixels = max(image.size), image.width * image.height
                moves = getattr(image, "is_animated", False)
                found, has_place = image.format or "", False
                if pixels <= PIXELS:
                    image.load()
                    has_place = bool(image.getexif().get_ifd(PLACE))
    except UNREADABLE_IMAGE:
        yield _unreadable(path)
        return
    except Image.DecompressionBombError:
        widest, pixels, moves, found, has_place = 0, PIXELS + 1, False, "", False
    if pixels > PIXELS:
        yield (
            f"{path.name}: far too many pixels for a phone to show; at most {WIDEST} "
            "on each side",
            f"{path.name}：像素太多，手机打不开。长和宽最多 {WIDEST} 像素。",
            "error",
        )
        return
    if found not in FORMATS[path.suffix.lower()]:
        yield (
            f"{path.name}: this is a {found} by its content; save it as png or jpg",
            f"{path.name}：其实是 {found} 图片。请另存为 png 或 jpg。",
            "error",
        )
    if has_place:
        yield (
            f"{path.name}: the photo tells the place where it was taken (GPS); make a "
            "screenshot of it, and use that",
            f"{path.name}：照片里有拍照的地点（GPS）。请把它截屏，用截屏的图。",
            "error",
        )
    if moves:
        yield (
            f"{path.name}: the picture moves, which makes some readers ill; save one "
            "frame of it as png",
            f"{path.name}：图片会动，有的人看了不舒服。请把其中一张存为 png。",
            "error",
        )
    if widest > WIDEST:
        yield (
            f"{path.name}: {widest} px; at most {WIDEST} px on each side",
            f"{path.name}：{widest} 像素，长和宽最多 {WIDEST} 像素。",
            "warning",
        )


def _unreadable(path: Path) -> Fault:
    return (
        f"{path.name}: this is no image, or it is damaged; save it again",
        f"{path.name}：不是图片，或者文件坏了。请重新保存。",
        "error",
    )


def other_images_are_safe(library: Library) -> Iterator[Problem]:
    """An image that no page shows is published all the same: nothing in it runs."""
    docs = library.site.docs
    shown = {
        _file(page, target)
        for page in library.all_pages()
        for _, _, target in _shown(page)
    }
    for name, path in _files_of_images(docs):
        if name not in shown and name not in OURS:
            for en, zh, severity in _faults(path):
                if severity == "error":
                    place = relative_path(path, library.site.root)
                    yield Problem(place, 1, "image-file", en, zh)


def _shown(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield each image of a page: the line, its words, and what it names."""
    if "![" not in page.body:
        return
    found = (DEFINITION.match(text) for _, text in page.lines())
    names = {_name(match[1]): match[2] for match in found if match}
    for first, text in paragraphs(page):
        for match in IMAGE.finditer(text) if "![" in text else ():
            line = first + text.count("\n", 0, match.start())
            target = match[2] or names.get(_name(match[3] or match[1]), "")
            if match[2] is not None or match[3] is not None or target:
                yield line, match[1], target


def _name(told: str) -> str:
    """Return the name of a reference as Markdown compares it."""
    return " ".join(told.lower().split())


def _files_of_images(docs: Path) -> Iterator[tuple[str, Path]]:
    """Yield every image in docs/ with its path from there."""
    for path in sorted(docs.rglob("*")):
        is_image = path.suffix.lower() in LOOKS_LIKE_AN_IMAGE and path.is_file()
        if is_image and not path.is_symlink():
            yield path.relative_to(docs).as_posix(), path


def images_are_used(library: Library) -> Iterator[Problem]:
    """Every image in docs/ stands on some page."""
    docs = library.site.docs
    files = dict(_files_of_images(docs))
    if not files or any(library.unread.values()):
        return
    said = "\n".join(page.text for page in library.all_pages())
    for name, path in sorted(files.items()):
        if name not in OURS and path.name not in said and unquote(name) not in said:
            yield Problem(
                relative_path(path, library.site.root),
                1,
                "unused-image",
                "no page shows this image; delete it, or put it on a page",
                "没有哪一页用这张图。请删掉，或者放到网页上。",
                "warning",
            )


IMAGE_CHECKS = (images_are_fit, other_images_are_safe, images_are_used)
