"""Checks of plain language: short sentences, and the words that people say."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..content.languages import script_of
from ..content.library import Library
from ..content.pages import HEADING, Page
from ..content.problems import Problem
from ..content.writing import Plain, chinese_script_of, plain_of
from .drafts import HAN, ITEM, plain_lines

HIDDEN = re.compile(
    r"\{\{ *(?:cite|contacts)\b.*?\}\}|\]\([^)]*\)|\{[:#][^}]*\}|<[^>]*>|[*\[\]`]"
)
REFERENCE = re.compile(r"\{\{.*?\}\}")
HAN_STOP = re.compile(r"[。！？；!?]+[”’」』）]*")
STOP = re.compile(
    r"(?<!\b[A-Z])(?<!e\.g)(?<!i\.e)(?<!\b[A-Z]\.[a-z])[.!?؟۔।]+[”’»\"')]*(?=\s|$)|[;:؛](?=\s|$)"
)
UNIT = re.compile(rf"[{HAN}]|[A-Za-z0-9][\w.,’'$%-]*")
WORD = re.compile(r"[^\W\d_]+(?:[’'\u200c-][^\W\d_]+)*|\d[\d,.:٬٫]*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?:[^aeiouyl]es?|[^aeiouytd]ed|[^aeiouy]e(?:ly|ment|ful|less))(?:[’']\w*)?$"
)
MARK = re.compile(r"^(?:[-*+]|\d+[.)]) +")
NO_EDGES = ("Hans", "Hant", "Jpan", "Kore")
"""Scripts in which a word begins or ends within what stands together."""
ENOUGH = 100
"""Words, or characters, from which an average says something."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page's text, without its marks."""

    line: int
    text: str
    length: int
    """In Chinese characters, or in words."""


def sentences_are_short(library: Library) -> Iterator[Problem]:
    """A sentence has at most 40 Chinese characters, or 25 English words."""
    for page in library.all_pages():
        plain = plain_of(page.locale)
        if not plain.sentence:
            continue
        found = sentences(page)
        is_chinese = bool(chinese_script_of(page.locale))
        for sentence in found:
            if sentence.length > plain.sentence:
                yield _long(page, sentence, plain.sentence, is_chinese)
        yield from _average(page, found, plain)


def _long(page: Page, sentence: Sentence, most: int, is_chinese: bool) -> Problem:
    begins = sentence.text[:12] if is_chinese else " ".join(sentence.text.split()[:4])
    zh_unit, en_unit = ("字", "characters") if is_chinese else ("词", "words")
    return Problem(
        page.path,
        sentence.line,
        "long-sentence",
        f"“{begins}…”: {sentence.length} {en_unit} in one sentence; at most {most}, "
        "make two",
        f"“{begins}…”这一句有 {sentence.length} {zh_unit}，最多 {most}。请分成两句。",
        "warning",
    )


def _average(page: Page, found: Sequence[Sentence], plain: Plain) -> Iterator[Problem]:
    total = sum(sentence.length for sentence in found)
    if total < ENOUGH:
        return
    average = total / len(found)
    if plain.average and average > plain.average:
        yield _hint(
            page,
            f"sentences of this page average {average:.0f} characters; "
            f"at most {plain.average}",
            f"这一页平均一句 {average:.0f} 字，最好不超过 {plain.average}。",
        )
    if plain.grade and (grade := reading_grade(found)) > plain.grade:
        yield _hint(
            page,
            f"reading grade {grade:.1f} (Flesch–Kincaid); at most {plain.grade}: "
            "shorter sentences, shorter words",
            f"阅读难度是 {grade:.1f} 年级（Flesch–Kincaid），最好不超过 {plain.grade}："
            "句子短些，单词短些。",
        )


def _hint(page: Page, en: str, zh: str) -> Problem:
    return Problem(page.path, 1, "reading-level", en, zh, "warning")


def reading_grade(found: Sequence[Sentence]) -> float:
    """Return the school grade that can read English: Flesch–Kincaid, 1975."""
    words = [word for sentence in found for word in WORD.findall(sentence.text)]
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(found) + 11.8 * syllables / len(words) - 15.59


@functools.lru_cache(maxsize=16384)
def _syllables(word: str) -> int:
    """Count the syllables of an English word, roughly: groups of vowels."""
    if not word[0].isalpha() or word.isupper():
        return 1
    lower = word.lower()
    return max(1, len(VOWELS.findall(lower)) - bool(SILENT.search(lower)))


def words_are_plain(library: Library) -> Iterator[Problem]:
    """A page says what people say, not what offices write."""
    for locale, pages in library.pages.items():
        # Most stand nowhere; a pattern of a hundred words is slow.
        everything = "\n".join(page.body for page in pages.values()).lower()
        words = {w: p for w, p in plain_of(locale).words.items() if w in everything}
        if not words:
            continue
        longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        edge = "" if script_of(locale) in NO_EDGES else r"\b"
        pattern = re.compile(f"{edge}(?:{longest_first}){edge}")
        for page in pages.values():
            for line, text in plain_lines(page):
                bare = REFERENCE.sub("", HIDDEN.sub("", text)).lower()
                for match in pattern.finditer(bare):
                    yield _plain_word(page, line, match[0], words[match[0].lower()])


def _plain_word(page: Page, line: int, found: str, plain: str) -> Problem:
    return Problem(
        page.path,
        line,
        "plain-word",
        f"“{found}” is an office word; plainer: {plain}",
        f"“{found}”太像公文。简单些：{plain}",
        "warning",
    )


def sentences(page: Page) -> list[Sentence]:
    """Return the sentences of a page's paragraphs, items, cells and boxes."""
    is_chinese = bool(chinese_script_of(page.locale))
    stop = HAN_STOP if is_chinese else STOP
    found = []
    for line, text in _blocks(page, "" if is_chinese else " "):
        for part in stop.split(REFERENCE.sub(" 0 ", HIDDEN.sub("", text))):
            length = len((UNIT if is_chinese else WORD).findall(part))
            if length:
                found.append(Sentence(line, part.strip(), length))
    return found


def _blocks(page: Page, joint: str) -> Iterator[tuple[int, str]]:
    """Yield what stands together, with its first line; headings are no sentences."""
    start, parts = 0, list[str]()
    for line, text in (*plain_lines(page), (0, "")):
        bare = text.strip().lstrip("> ")
        is_row = bare.startswith("|")
        begins = not bare or is_row or ITEM.match(text) or bare.startswith("!!!")
        if parts and (begins or HEADING.match(text)):
            yield start, joint.join(parts)
            parts = []
        if is_row:
            yield from ((line, cell) for cell in bare.split("|") if cell.strip())
        elif bare and not HEADING.match(text) and not bare.startswith("!!!"):
            start = start if parts else line
            parts.append(MARK.sub("", bare))


PLAIN_CHECKS = (sentences_are_short, words_are_plain)
