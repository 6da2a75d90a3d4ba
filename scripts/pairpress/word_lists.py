"""`words`: a file of the interface's words to fill in, with the English beside each."""

import json
from pathlib import Path

from .content.data import survey_data
from .content.languages import WHOLE, language
from .content.own_words import SIGNS, OwnWords, file_of
from .content.problems import ContentError, Problem, nearest, relative_path
from .content.site import read_site
from .content.text_files import write_text

HEAD = """\
# Words of the site in {locale}, as this organization says them.
# Behind each name: the words that readers see. What stands in {{ }} stays as it is.
# A line left empty stays in English, or as the generator says it. This file is yours:
# updates do not touch it. scripts/run words {locale} writes it anew with the words that
# stand in it, and adds what is new.
"""


def list_words(root: Path, locale: str, *, every: bool = False) -> tuple[str, int]:
    """Write the file of a language; return its path, and how many words are missing.

    What is written there stays; `every` lists also the words that are not missing,
    for those who say one otherwise. Raise ContentError for a language that the site
    does not have, or if the file cannot be read.
    """
    locales = read_site(root).locales
    if locale not in locales:
        raise ContentError([_unknown(locale, locales)])
    data, problems = survey_data(root)
    path = file_of(root, locale)
    name = relative_path(path, root)
    wrong = [problem for problem in problems if problem.path == name]
    if wrong:
        raise ContentError(wrong)
    told_by = data.words.get(locale, OwnWords({}, {}))
    own = told_by.words
    tongue, english = data.language(locale), language(WHOLE).words
    listed = {*own, *tongue.missing, *(english if every else ())}
    names = [*(x for x in english if x in listed), *sorted(own.keys() - english.keys())]
    text = HEAD.format(locale=locale)
    for word in names:
        told = english.get(word, "")
        now = tongue.words[word]
        text += f"\n# {told}\n" if told else "\n"
        text += f"# {now}\n" if now not in (told, own.get(word)) else ""
        text += f"{word}: {_quoted(own[word]) if word in own else ''}".rstrip() + "\n"
    if told_by.signs:
        signs = (f"  {sign}: {_quoted(told)}\n" for sign, told in told_by.signs.items())
        text += f"\n{SIGNS}:\n{''.join(signs)}"
    write_text(path, text)
    return name, len(tongue.missing)


def _quoted(text: str) -> str:
    """Return a text as YAML writes it on one line: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def _unknown(locale: str, locales: tuple[str, ...]) -> Problem:
    near = nearest(locale, locales)
    told = ", ".join(locales)
    return Problem(
        "mkdocs.yml",
        1,
        "unknown-name",
        f"the site has no language {locale}, only {told}"
        + (f"; did you mean {near}?" if near else ""),
        f"网站没有 {locale} 这种语言，只有 {told}。"
        + (f"是不是 {near}？" if near else ""),
    )
