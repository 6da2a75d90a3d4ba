"""Mends what is mechanical: rules from text to text, and whole projects."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.built_anchors import OF_EVERY_PAGE
from ..content.pages import page_files
from ..content.problems import ContentError, relative_path
from ..content.site import read_site
from ..content.text_files import write_text
from ..content.writing import chinese_script_of
from ..content.yaml_files import parse_yaml
from .drafts import Draft, Mend, changed
from .mending_bold import BOLD_MENDS
from .mending_boxes import BOX_MENDS
from .mending_characters import CHARACTER_MENDS
from .mending_headings import HEADING_MENDS, missing_ids
from .mending_links import LINK_MENDS
from .mending_lists import LIST_MENDS
from .mending_punctuation import PUNCTUATION_MENDS
from .mending_settings import DATA_MENDS, SETTING_MENDS, WORD_MENDS
from .mending_tables import TABLE_MENDS

PAGE_MENDS: tuple[Mend, ...] = (
    *SETTING_MENDS,
    *CHARACTER_MENDS,
    *LINK_MENDS,
    *HEADING_MENDS,
    *TABLE_MENDS,
    *BOX_MENDS,
    *BOLD_MENDS,
    *LIST_MENDS,
    *PUNCTUATION_MENDS,
)
"""In the order in which they are done: later ones read what earlier ones wrote."""
ROUNDS = 4
_IDS = re.compile(r"[｛{] *:? *#[\w-]+ *[｝}]|[（(]#[\w-]+[）)]|<br>")


@dataclass(frozen=True)
class Mended:
    """A file before and after."""

    path: str
    old: str
    new: str
    marks: tuple[str, ...] = ()
    """What else was taken out: "BOM", "CRLF"."""

    @property
    def diff(self) -> str:
        """What changed, as a unified diff."""
        lines = difflib.unified_diff(
            self.old.splitlines(), self.new.splitlines(), self.path, self.path, n=1,
            lineterm="",
        )  # fmt: skip
        taken = [f"{self.path}: − {mark}" for mark in self.marks]
        return "\n".join([*taken, *lines])


def mended_page(text: str, script: str = "") -> str:
    """Return a page's text with everything mechanical mended; twice is as once."""
    return _mended(text, PAGE_MENDS, script)


def mended_words(text: str) -> str:
    """Return the text of search-words.yml, mended."""
    return _mended(text, WORD_MENDS)


def _mended(text: str, mends: Iterable[Mend], script: str = "") -> str:
    draft = Draft(tuple(text.split("\n")), script)
    for _ in range(ROUNDS):
        before = draft
        for mend in mends:
            after = changed(draft, mend.changes(draft))
            # A mend that would touch a word is no mend.
            if after is not draft and _words(after) == _words(draft):
                draft = after
        if draft.lines == before.lines:
            break
    return "\n".join(draft.lines)


def _words(draft: Draft) -> str:
    return said("\n".join(draft.lines))


def said(text: str) -> str:
    """Return the letters and digits of a text: what no mend may change."""
    plain = unicodedata.normalize("NFKC", _IDS.sub("", text))
    return "".join(character for character in plain if character.isalnum())


def mend_project(root: Path) -> list[Mended]:
    """Mend the pages and data of a project; return the files that were changed."""
    found = [*_pages(root), *_data(root)]
    for mended in found:
        write_text(root / mended.path, mended.new)
    return found


def _pages(root: Path) -> Iterator[Mended]:
    """Yield the pages to mend: first their text, then the ids that are missing."""
    site = read_site(root)
    files = {locale: page_files(site.docs, locale) for locale in site.locales}
    read = {
        (locale, topic): typed
        for locale, topics in files.items()
        for topic, path in topics.items()
        if (typed := _typed(path, root))
    }
    drafts = {
        key: Draft(tuple(mended_page(text, chinese_script_of(key[0])).split("\n")))
        for key, (text, _) in read.items()
    }
    # A half whose headings are in Latin letters gives ids to those that are not.
    for _ in site.locales:
        for (locale, topic), draft in drafts.items():
            others = [d for (o, t), d in drafts.items() if t == topic and o != locale]
            missing = missing_ids(draft, others, OF_EVERY_PAGE)
            drafts[locale, topic] = changed(draft, missing)
    for (locale, topic), (text, marks) in read.items():
        new = "\n".join(drafts[locale, topic].lines)
        if new != text or marks:
            path = files[locale][topic]
            yield Mended(relative_path(path, root), text, new, marks)


def _data(root: Path) -> Iterator[Mended]:
    for path in sorted((root / "docs/data").glob("*.yml")):
        typed = _typed(path, root)
        if not typed:
            continue
        text, marks = typed
        name = relative_path(path, root)
        new = mended_words(text) if path.name == "search-words.yml" else text
        new = new if _is_read(new, name) else _mended(new, DATA_MENDS)
        if new != text or marks:
            yield Mended(name, text, new, marks)


def _is_read(text: str, name: str) -> bool:
    try:
        parse_yaml(text, name)
    except ContentError:
        return False
    return True


def _typed(path: Path, root: Path) -> tuple[str, tuple[str, ...]] | None:
    """Return a file's text and what stands in its bytes; None if it is no UTF-8."""
    if path.is_symlink() or not path.is_file():
        return None
    raw = path.read_bytes()
    marks = marks_of(raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n"), marks


def marks_of(raw: bytes) -> tuple[str, ...]:
    """Name what a text file has and should not: a byte order mark, CR line ends."""
    found = []
    if raw.startswith(b"\xef\xbb\xbf"):
        found.append("BOM")
    if b"\r" in raw:
        found.append("CRLF")
    return tuple(found)
