"""Leads the links of what was brought to its new places, and fetches its pictures."""

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from .brought import Brought
from .heading_ids import Identified
from .lines import Lines, replaced
from .picture_search import find_picture
from .pictures import CannotTake, fit_picture
from .places import key_of, parted, resolved, slug

LINK = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`)[^\n]+?(?<!`)\2(?!`))"
    r"|(?P<mark>!?)\[(?P<words>(?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|!?\[[^\[\]\n]*\])*)\]"
    r"\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<target>(?:[^()\s<>]|\([^()\s]*\))*))"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
SAFE = re.compile(r"https?://[^\s/]|mailto:|tel:|sms:", re.IGNORECASE)
PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".svg",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".heic",
    ".avif",
    ".x-emf",
    ".x-wmf",
    ".svg+xml",
)
ASSETS = "assets"


@dataclass
class Album:
    """The pictures that are taken along: each once, by its name in docs/assets/."""

    taken: set[str]
    """Names that are in use in docs/assets/ already."""
    known: dict[str, str] = field(default_factory=dict)
    """Names by the digest of the picture as it was brought."""
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, raw: bytes, kind: str, stem: str) -> str:
        """Keep a picture; return its name."""
        for name, other in self.files.items():
            if other == raw:
                return name
        stem = slug(stem) or "picture"
        number = 1
        while True:
            name = f"{stem}.{kind}" if number == 1 else f"{stem}-{number}.{kind}"
            if name not in self.files and name not in self.taken:
                self.files[name] = raw
                return name
            number += 1


@dataclass(frozen=True)
class Placed:
    """A page with its topic; what links to it is found by its old path."""

    topic: str
    page: Identified

    @property
    def brought(self) -> Brought:
        """The page as it was brought."""
        return self.page.brought


class Map:
    """Where each file that was brought is now."""

    def __init__(self, pages: list[Placed], locales: tuple[str, ...]) -> None:
        self._locales = locales
        self._pages: dict[tuple[str, str], Placed] = {}
        for page in pages:
            self._pages[page.brought.locale, page.brought.key] = page
            own = posixpath.splitext(page.brought.source.inner)[0]
            self._pages.setdefault((page.brought.locale, f"/{key_of(own)}"), page)

    def find(self, target: str, page: Placed) -> Placed | None:
        """Return the page that a link leads to, if need be in another language."""
        own = page.brought.locale
        others = (code for code in self._locales if code != own)
        found = (self._find(target, page.brought, code) for code in (own, *others))
        return next(filter(None, found), None)

    def _find(self, target: str, brought: Brought, code: str) -> Placed | None:
        for path in resolved(target, brought.source.inner):
            stem = re.sub(r"\.(?:md|mdx|markdown|html?|docx)$", "", path.rstrip("/"))
            for name in (stem, f"{stem}/index" if stem != "." else "index"):
                exact = self._pages.get((code, f"/{key_of(name)}"))
                _, rest = parted(f"{name}.md", self._locales)
                found = exact or self._pages.get((code, key_of(rest)))
                if found:
                    return found
        return None


def lead(placed: Placed, places: Map, album: Album) -> Lines:
    """Return a page’s lines with links and pictures as they are from now on."""
    worker = _Leader(placed, places, album)
    return replaced(placed.brought.lines, LINK, worker.one)


class _Leader:
    """Rewrites the links of one page."""

    def __init__(self, placed: Placed, places: Map, album: Album) -> None:
        self.placed = placed
        self.brought = placed.brought
        self.notes = placed.brought.notes
        self.places = places
        self.album = album

    def one(self, match: re.Match[str], line: int) -> str:
        """Return a link or picture as our page has it."""
        if match["code"]:
            return match[0]
        words = match["words"]
        target = (match["angle"] or match["target"] or "").strip()
        if match["mark"]:
            return self._picture(" ".join(words.split()), target, line)
        if "![" in words:
            words = LINK.sub(lambda m: self._within(m, line), words)
        return self._link(words, target, line)

    def _within(self, match: re.Match[str], line: int) -> str:
        """Return a picture within a link; of one elsewhere only its words."""
        told = self.one(match, line)
        is_link = match["mark"] and told.startswith("[")
        return told[1 : told.index("](")] if is_link else told

    def _link(self, words: str, target: str, line: int) -> str:
        if "{{" in target or "\\{" in target:
            self.notes.link(
                line,
                target[:80],
                "网址里有别的程序的变量，只留了文字。",
                "a variable of another program is in it; only its words were kept",
            )
            return words
        if ELSEWHERE.match(target):
            if not SAFE.match(target):
                self.notes.link(
                    line,
                    target[:80],
                    "不是网页的链接，只留了文字。",
                    "leads to no web page; only its words were kept",
                )
                return words
            return f"[{words}]({target})" if words.strip() else f"<{target}>"
        if not words.strip():
            return ""
        path, _, anchor = unquote(target).partition("#")
        path = path.partition("?")[0]
        if not path:
            found: Placed | None = self.placed
        elif path.lower().endswith(PICTURES):
            name = self._taken(path, line)
            return f"[{words}]({self._asset(name)})" if name else words
        else:
            found = self.places.find(path, self.placed)
        if found is None:
            self.notes.link(
                line,
                target[:80],
                "没有带过来这一页，只留了文字。",
                "the page was not brought; only the words were kept",
            )
            return words
        name = found.page.anchors.get(anchor) or found.page.anchors.get(
            anchor.casefold()
        )
        if anchor and not name and not self._is_title(anchor, found):
            self.notes.link(
                line,
                target[:80],
                "没有找到这一节，链接到了整页。",
                "the section was not found; it leads to the page",
            )
        here = posixpath.dirname(self.placed.topic) or "."
        address = (
            "" if found is self.placed else posixpath.relpath(f"{found.topic}.md", here)
        )
        if not address and not name:
            return words
        return f"[{words}]({address}{f'#{name}' if name else ''})"

    @staticmethod
    def _is_title(anchor: str, found: Placed) -> bool:
        title = found.brought.text.title.text.casefold()
        return (
            re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title)) == anchor.casefold()
        )

    def _picture(self, words: str, target: str, line: int) -> str:
        if ELSEWHERE.match(target):
            if not SAFE.match(target):
                return words
            self.notes.picture(
                line, target[:80], "图片在别的网站上，改成了链接。",
                "it is on another site, and is a link now; put it into docs/assets/",
            )  # fmt: skip
            label = words or target.rpartition("/")[2].partition("?")[0] or target
            return f"[{label}]({target})"
        name = self._taken(target, line)
        if not name:
            return words
        if not words:
            words = " ".join(
                re.split(
                    r"[\s_-]+",
                    posixpath.splitext(posixpath.basename(unquote(target)))[0],
                )
            )
            if target in self.brought.pictures:
                words = self.brought.text.title.text
            self.notes.words(
                line, f"图片 {name} 没有文字说明，先写了“{words}”。请写图上是什么。",
                f"picture {name} has no description but “{words}”: say what it shows",
            )  # fmt: skip
        return f"![{words}]({self._asset(name)})"

    def _asset(self, name: str) -> str:
        here = posixpath.dirname(f"{self.brought.locale}/{self.placed.topic}")
        return posixpath.relpath(f"{ASSETS}/{name}", here)

    def _taken(self, target: str, line: int) -> str | None:
        """Take a picture along; return its name, or None, and say why it cannot be."""
        path = unquote(target).partition("#")[0].partition("?")[0]
        raw = self.brought.pictures.get(target) or find_picture(
            self.brought.source.base, self.brought.source.inner, path
        )
        if raw is None:
            self.notes.picture(
                line, target[:80], "没有找到文件。", "the file was not found"
            )
            return None
        digest = hashlib.sha256(raw).hexdigest()
        if digest in self.album.known:
            return self.album.known[digest]
        try:
            fitted, kind = fit_picture(raw, path.lower().endswith((".svg", ".svg+xml")))
        except CannotTake as error:
            zh, en = error.args
            self.notes.picture(line, target[:80], zh, en)
            return None
        is_inner = target in self.brought.pictures
        stem = (
            self.placed.topic.replace("/", "-")
            if is_inner
            else posixpath.splitext(posixpath.basename(path))[0]
        )
        self.album.known[digest] = self.album.add(fitted, kind, stem)
        return self.album.known[digest]
