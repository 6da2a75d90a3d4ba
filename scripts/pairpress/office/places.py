"""Where a file that was brought belongs: its language and topic, as its path tells."""

import posixpath
import re

from ..content.collation import pinyin

FRAMES = (
    "i18n",
    "docusaurus-plugin-content-docs",
    "current",
    "docs",
    "content",
    "locales",
    "translations",
    "pages",
)
"""Folders in which other programs put languages; they name no topic."""
NAMES = {
    "zh": ("zh", "cn", "chi", "chs", "hans", "chinese", "mandarin", "中文", "简体",
           "简体中文", "中", "汉语"),
    "en": ("en", "eng", "english", "英文", "英语", "英"),
    "fr": ("fr", "fra", "french", "francais", "français"),
    "vi": ("vi", "vn", "vie", "vietnamese", "tiếng việt"),
    "ko": ("ko", "kr", "kor", "korean", "한국어"),
    "fa": ("fa", "per", "farsi", "persian", "فارسی"),
    "es": ("es", "spa", "spanish", "español"),
    "ja": ("ja", "jp", "jpn", "japanese", "日本語"),
    "ar": ("ar", "ara", "arabic", "العربية"),
}  # fmt: skip
"""How people call a language in the name of a file or folder."""
MARKS = (
    r"[.](?P<x>[\w-]+)$",
    r"[ _-]+(?P<x>[^\s._-]+(?:[-_][A-Za-z]{2,4})?)$",
    r"[ ]*[（(【\[](?P<x>[^()（）]+)[)）】\]]$",
    r"^(?P<x>[^\s._-]+)[ _-]+(?=\S)",
)
"""Where a file’s name may tell its language: pay.zh, pay_cn, pay（中文）, zh-pay."""
TRADITIONAL = re.compile(r"(?:zh[-_](?:hant|tw|hk|mo)|cht|繁[體体].*)", re.IGNORECASE)
INDEXES = ("index", "_index", "readme")
LATIN = re.compile(r"[a-z0-9]+")
HAN = re.compile("[\u3400-\u9fff]+")
LONGEST = 100
"""Characters of a topic, which is a part of an address on paper."""


def language_named(word: str, codes: tuple[str, ...]) -> str | None:
    """Return the language (one of `codes`) that a part of a path names."""
    word = word.strip().casefold()
    if TRADITIONAL.fullmatch(word):
        return None
    for code in codes:
        own = code.casefold()
        stem = re.split("[-_]", own)[0]
        if word in (own, own.replace("-", "_"), *NAMES.get(stem, (stem,))):
            return code
        if re.fullmatch(rf"{re.escape(stem)}[-_](?:[a-z]{{2}}|[a-z]{{4}})", word):
            return code
    return None


def parted(inner: str, codes: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the language that a path names, and what is left: the same in each.

    `zh/work/pay.md`, `work/pay.zh.md`, `work/pay_cn.md` all leave `work/pay`.
    """
    folders = inner.split("/")
    name = folders.pop()
    stem = name.rpartition(".")[0] or name
    code: str | None = None
    kept: list[str] = []
    for folder in folders:
        named = language_named(folder, codes)
        if named and code is None:
            code = named
        elif folder.casefold() not in FRAMES or kept:
            kept.append(folder)
    for pattern in MARKS if code is None else ():
        match = re.search(pattern, stem)
        named = language_named(match["x"], codes) if match else None
        if match and named:
            code = named
            stem = (stem[: match.start()] + stem[match.end() :]).strip(" ._-")
            break
    if code is None and (named := language_named(stem, codes)):
        code, stem = named, "index"
    return code, "/".join([*kept, stem])


def key_of(path: str) -> str:
    """Return a path as files are found by: index pages by their folder."""
    folder, _, stem = path.rpartition("/")
    stem = "index" if stem.casefold() in INDEXES else stem
    return f"{folder}/{stem}".strip("/").casefold()


def topic_of(key: str, titles: tuple[str, ...]) -> str:
    """Return a topic for a key; where it has no Latin letters, from a title."""
    parts = key.split("/")
    names = [slug(part) or spoken(part) for part in parts]
    if not slug(parts[-1]):
        names[-1] = next(filter(None, map(slug, titles)), "") or names[-1]
    return "/".join(name or "page" for name in names)[:LONGEST].strip("-/")


def slug(text: str, most: int = 8) -> str:
    """Return the Latin words of a text with hyphens; "" if it is in another script."""
    words = LATIN.findall(text.casefold().replace("’", "").replace("'", ""))
    letters = [c for c in text if c.isalpha()]
    if not words or sum(c.isascii() for c in letters) * 2 < len(letters):
        return ""
    return "-".join(words[:most])[:60].strip("-")


def spoken(text: str, most: int = 6) -> str:
    """Return how a Chinese text is spoken, with hyphens: 工钱 is gong-qian."""
    syllables = [
        s for part in HAN.findall(text) for s in pinyin(part) if LATIN.fullmatch(s)
    ]
    return "-".join(syllables[:most])


def resolved(target: str, inner: str) -> list[str]:
    """Return the paths, within what was brought, that a link in a file may mean."""
    here = posixpath.dirname(inner)
    if target.startswith("/"):
        return [target.lstrip("/")]
    found = [posixpath.normpath(posixpath.join(here, target))]
    # Generators that publish folders let links begin at the page’s own.
    own = posixpath.splitext(inner)[0]
    found.append(posixpath.normpath(posixpath.join(own, target)))
    return found
