"""Checks of what --fix mends: where a mend would change a page, the page is told so."""

import re
from collections.abc import Iterator

from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem, relative_path
from ..content.text_files import read_text
from ..content.writing import chinese_script_of
from .drafts import Change, Draft, Mend
from .mending import PAGE_MENDS, said
from .mending_settings import WORD_MENDS

AROUND = 6
"""Characters shown on both sides of a change."""
LONGEST = 48
UNSEEN = re.compile(
    r"[\u200b-\u200f\u00ad\ufeff\u2060\u180e\u2028\u2029\u00a0\u3000\t]"
)


def nothing_to_mend(library: Library) -> Iterator[Problem]:
    """A page is written as every reader of Markdown understands it."""
    for locale, pages in library.pages.items():
        script = chinese_script_of(locale)
        for page in pages.values():
            draft = draft_of(page, script)
            for mend in PAGE_MENDS:
                yield from _problems(page.path, draft, mend)


def words_are_apart(library: Library) -> Iterator[Problem]:
    """Search words stand between English commas."""
    path = library.site.docs / "data/search-words.yml"
    if not path.is_file():
        return
    name = relative_path(path, library.site.root)
    draft = Draft(tuple(read_text(path, library.site.root).split("\n")))
    for mend in WORD_MENDS:
        yield from _problems(name, draft, mend)


def draft_of(page: Page, script: str) -> Draft:
    """Return a page's lines as they were typed."""
    return Draft(tuple(page.text.split("\n")), script)


def _problems(path: str, draft: Draft, mend: Mend) -> Iterator[Problem]:
    for change in mend.changes(draft):
        old = draft.lines[change.index]
        if change.follows or said("\n".join(change.new)) != said(old):
            continue
        en, zh = _shown(old, change)
        yield Problem(
            path,
            change.index + 1,
            mend.rule,
            f"{mend.en}{en}",
            f"{mend.zh}{zh}",
            "warning",
        )


def _shown(old: str, change: Change) -> tuple[str, str]:
    """Return what stands there and what should, if a few words can show it."""
    if len(change.new) != 1:
        return "", "。"
    new = change.new[0]
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next(
        (n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]),
        shorter - start,
    )
    begin = max(0, start - AROUND)
    was = _visible(old[begin : len(old) - max(0, end - AROUND)])
    is_now = _visible(new[begin : len(new) - max(0, end - AROUND)])
    if max(len(was), len(is_now)) > LONGEST:
        return "", "。"
    return f": {was} → {is_now}", f"：{was} → {is_now}"


def _visible(text: str) -> str:
    return UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


MENDING_CHECKS = (nothing_to_mend,)
WORD_LIST_CHECKS = (words_are_apart,)
"""Those that need docs/data/."""
