"""A file that was brought, read and rewritten: its language, text and pictures."""

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ..content.language_guess import guess
from ..content.pages import LONGEST_LINE, MOST_LINES
from ..content.site import Site
from .decoding import decoded
from .finding import Source
from .foreign import Foreign, plain_text
from .lines import Lines
from .notes import Notes
from .places import TRADITIONAL, key_of, parted
from .tangles import is_tangled
from .word_files import read_word


@dataclass(frozen=True)
class Brought:
    """A file as our Markdown, before it has its place among the pages."""

    source: Source
    locale: str
    key: str
    """What its path says beside the language: the same in each half."""
    text: Foreign
    notes: Notes
    is_named: bool
    """Whether its path names its language: then its key can be trusted."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Pictures within a Word file, by the names in its text."""

    @property
    def lines(self) -> Lines:
        """Its lines below the title."""
        return self.text.lines

    def with_lines(self, lines: Lines) -> "Brought":
        """Return the same with other lines."""
        return replace(self, text=replace(self.text, lines=lines))


def bring(source: Source, site: Site) -> tuple[Brought | None, Notes]:
    """Read a file; None, with the reason, if it cannot be taken."""
    notes = Notes(source.name)
    pictures: dict[str, bytes] = {}
    raw = source.path.read_bytes()
    if source.is_word:
        word = read_word(raw, notes)
        text = word.text if word else None
        pictures = word.pictures if word else {}
    else:
        text = decoded(raw, notes)
    if text is None:
        return None, notes
    if _is_endless(text, notes) or is_tangled(text, notes):
        return None, notes
    named, rest = parted(source.inner, site.locales)
    found = guess(text, site.locales, named or "")
    locale = _locale(source, named, found, notes)
    if locale is None:
        return None, notes
    _tell_mixture(text, locale, site, notes)
    kinds = site.boxes
    stem = PurePosixPath(rest).name
    foreign = plain_text(text, kinds, stem, notes)
    return Brought(
        source, locale, key_of(rest), foreign, notes, named == locale, pictures
    ), notes


def _is_endless(text: str, notes: Notes) -> bool:
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        notes.refused(
            1,
            f"有 {len(lines)} 行，一页最多 {MOST_LINES} 行。请分成几份。",
            f"it has {len(lines)} lines, a page at most {MOST_LINES}; split it",
        )
        return True
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            notes.refused(
                number,
                f"这一行超过 {LONGEST_LINE} 个字符。请分段。",
                f"the line has more than {LONGEST_LINE} characters; make paragraphs",
            )
            return True
    return False


def _locale(
    source: Source, named: str | None, found: str | None, notes: Notes
) -> str | None:
    """Return the language of a file: what its text says weighs more than its name."""
    if any(TRADITIONAL.fullmatch(part) for part in source.inner.split("/")[:-1]):
        notes.language(
            "这是繁体版，没有带过来：繁體会从简体转换。",
            "the Traditional edition was not taken; it is made from Simplified",
        )
        return None
    if named and found and named != found:
        notes.language(
            f"名字说是 {named}，文字看起来是 {found}，没有带过来。",
            f"its name says {named}, its words {found}: it was not taken",
        )
        return None
    if not named and not found:
        notes.language(
            "看不出是哪种语言，没有带过来。请把文件放进以语言命名的文件夹（例如 zh）。",
            "its language cannot be told, so it was not taken; put it into a folder "
            "that is named for its language, such as en",
        )
        return None
    return named or found


def _tell_mixture(text: str, locale: str, site: Site, notes: Notes) -> None:
    """Note that a file has paragraphs of both languages: it may be two pages in one."""
    paragraphs = [p for p in text.split("\n\n") if sum(c.isalpha() for c in p) >= 12]
    found = [guess(p, site.locales) for p in paragraphs]
    others = sum(code not in (None, locale) for code in found)
    if len(paragraphs) >= 4 and others * 3 > len(paragraphs):
        notes.language(
            "文件里好像有两种语言。请分成两个文件，每种语言一个，再带一次。",
            "the file seems to have both languages in it; make two of it, one for "
            "each, and bring them again",
        )
