"""Checks of words: those of docs/data/terms.yml, and Simplified characters."""

import functools
import re
from collections.abc import Iterator

from ..content.conversion import simplified
from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem, nearest
from ..content.terms import Term, Terms
from ..content.writing import chinese_script_of
from .drafts import HAN, plain_lines

HIDDEN = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|\{[:#][^}]*\}|https?://\S+|<[^>]*>")
FOREIGN = re.compile(r"<(\w+)[^>]*\b(?:lang|translate)=[^>]*>.*?</\1>")
QUOTED = re.compile(r"[“‘「『\"]$")
UNQUOTED = re.compile(r"^[”’」』\"]")
REMARK = re.compile(r"[（(][^（）()]*[)）]")
SEPARATOR = re.compile(r"\s*[、/;；,，]\s*")
CHINESE = re.compile(f"[{HAN}]")
MANY = 12
"""Traditional characters on a page that is in Traditional, not one with a slip."""


def terms_are_ours(library: Library) -> Iterator[Problem]:
    """A page uses the words of docs/data/terms.yml, not others that mean the same."""
    for locale, pages in library.pages.items():
        wrong = _wrong_words(library.data.terms, locale)
        # Most stand nowhere; a pattern of hundreds of words is slow.
        everything = "\n".join(page.text for page in pages.values()).lower()
        wrong = {word: term for word, term in wrong.items() if word in everything}
        if not wrong:
            continue
        right = {word.lower() for word in _right_words(library.data.terms, locale)}
        around = [word for word in right if any(w in word for w in wrong)]
        pattern = _any_word([*wrong, *around])
        for page in pages.values():
            for line, text in _texts(page):
                for match in pattern.finditer(text):
                    term = wrong.get(match[0].lower())
                    if term and not _is_quoted(text, match):
                        yield _term(page, line, match[0], term)


def terms_speak_every_language(library: Library) -> Iterator[Problem]:
    """A term is told in every language of the site, and in no other."""
    path = "docs/data/terms.yml"
    site, lines = library.site, library.data.term_lines
    known = {*site.locales, *(edition.lang for edition in site.editions)}
    for number, term in enumerate(library.data.terms):
        line = lines.get((number,), 1)
        told = next(filter(None, map(term.word, sorted(term.tags))), "?")
        for locale in site.locales:
            if not term.word(locale):
                yield Problem(
                    path,
                    line,
                    "missing-language",
                    f"“{told}” is missing in {locale}",
                    f"“{told}”缺少 {locale}。",
                )
        for tag in sorted(term.tags - known):
            near = nearest(tag, {*known, "avoid", "note"})
            yield Problem(
                path,
                lines.get((number, tag), line),
                "unknown-setting",
                f"“{told}”: there is no setting “{tag}”; "
                + (f"did you mean “{near}”?" if near else "delete it"),
                f"“{told}”：没有“{tag}”这个设置。"
                + (f"是不是“{near}”？" if near else "请删掉。"),
            )


def _term(page: Page, line: int, found: str, term: Term) -> Problem:
    right = term.word(page.locale) or " / ".join(sorted(term.tags))
    return Problem(
        page.path,
        line,
        "term",
        f"“{found}”: this site says “{right}” (docs/data/terms.yml)",
        f"“{found}”：这个网站统一写“{right}”（见 docs/data/terms.yml）。",
        "warning",
    )


def _wrong_words(terms: Terms, locale: str) -> dict[str, Term]:
    return {word.lower(): term for term in terms for word in term.avoid.get(locale, ())}


def _right_words(terms: Terms, locale: str) -> Iterator[str]:
    """Yield the words to use: a wrong one within a right one is right."""
    for term in terms:
        text = term.word(locale) or ""
        yield from (w for w in SEPARATOR.split(REMARK.sub("", text)) if len(w) > 1)


def _any_word(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted({word.lower() for word in words}, key=len, reverse=True)
    parts = (
        re.escape(word) if CHINESE.search(word) else rf"\b{re.escape(word)}\b"
        for word in longest_first
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is told as a word: some say “…”."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(QUOTED.search(before) and UNQUOTED.match(after))


def simplified_is_simplified(library: Library) -> Iterator[Problem]:
    """A page in Simplified Chinese has no Traditional characters."""
    editions = re.compile("|".join(re.escape(e.name) for e in library.site.editions))
    for locale, pages in library.pages.items():
        if chinese_script_of(locale) == "Hans":
            for page in pages.values():
                yield from _traditional(page, editions)


def _traditional(page: Page, editions: re.Pattern[str]) -> Iterator[Problem]:
    if not _odd(page.text):
        return
    found = [
        (line, odd)
        for line, text in _texts(page)
        if not text.isascii() and (odd := _odd(editions.sub("", FOREIGN.sub("", text))))
    ]
    if sum(len(odd) for _, odd in found) > MANY:
        yield Problem(
            page.path,
            found[0][0],
            "traditional-page",
            "this page is in Traditional Chinese; write it in Simplified, "
            "Traditional is made from it",
            "这一页是繁体字。请用简体写，繁體版会自动转换。",
        )
        return
    for line, odd in found:
        told = "、".join(f"{c}（{simplified(c)}）" for c in odd)
        yield Problem(
            page.path,
            line,
            "traditional-character",
            f"Traditional characters in Simplified text: {told}",
            f"简体里有繁体字：{told}",
            "warning",
        )


def _odd(text: str) -> list[str]:
    """Return the characters of a text that are Traditional and only that."""
    return [c for c in sorted(set(text)) if "\u3400" <= c <= "\u9fff" and _is_odd(c)]


@functools.lru_cache(maxsize=8192)
def _is_odd(character: str) -> bool:
    # What GB 2312 holds is Simplified, though a dictionary may turn it into another.
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return simplified(character) != character
    return False


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the words that readers see: title, description, and the body's lines."""
    for number, text in enumerate(page.text.split("\n")[: page.body_line - 1], 1):
        if text.startswith(("title:", "description:", "discreet:")):
            yield number, text.partition(":")[2]
    for number, text in plain_lines(page):
        yield number, HIDDEN.sub(_kept, FOREIGN.sub("", text))


def _kept(match: re.Match[str]) -> str:
    return "]" if match[0].startswith("](") else " "


WORD_CHECKS = (simplified_is_simplified,)
TERM_CHECKS = (terms_are_ours, terms_speak_every_language)
"""Those that need docs/data/."""
