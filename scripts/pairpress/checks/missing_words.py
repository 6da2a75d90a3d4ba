"""Checks of the words of the interface: those that a language lacks are English."""

from collections.abc import Iterator

from ..content.languages import WHOLE
from ..content.library import Library
from ..content.own_words import FILES, file_of
from ..content.problems import Problem, nearest, relative_path

SHOWN = 8
"""Names in a message; the command tells all."""


def words_are_all_there(library: Library) -> Iterator[Problem]:
    """A language has every word of the interface; what it lacks stands in English."""
    for locale in library.site.locales:
        missing = library.data.language(locale).missing
        if not missing or locale.partition("-")[0] == WHOLE:
            continue
        path = relative_path(file_of(library.site.root, locale), library.site.root)
        names = ", ".join(missing[:SHOWN]) + (" …" if missing[SHOWN:] else "")
        yield Problem(
            path,
            1,
            "missing-words",
            f"{len(missing)} words of the interface are not told in {locale} yet, and "
            f"stand in English: {names}. scripts/run words {locale} lists them in this "
            "file, with the English; fill them in there",
            f"界面上还有 {len(missing)} 个词没有 {locale} 的说法，显示的是英文："
            f"{names}。"
            f"运行 scripts/run words {locale} ，会在这个文件里列出来，照着英文填。",
            "warning",
        )


def words_are_of_a_language(library: Library) -> Iterator[Problem]:
    """A file of one's own words is named for a language of the site."""
    for path in sorted((library.site.docs / "data").glob(FILES)):
        locale = path.stem.removeprefix("words-")
        if locale in library.site.locales:
            continue
        near = nearest(locale, library.site.locales)
        told = ", ".join(library.site.locales)
        yield Problem(
            relative_path(path, library.site.root),
            1,
            "unknown-name",
            f"the site has no language {locale}, only {told}"
            + (f"; did you mean {near}?" if near else ""),
            f"网站没有 {locale} 这种语言，只有 {told}。"
            + (f"是不是 {near}？" if near else ""),
        )


MISSING_WORD_CHECKS = (words_are_all_there, words_are_of_a_language)
