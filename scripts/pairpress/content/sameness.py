"""Sameness: whether two texts of a section say the same in their own language.

Case, spacing, wrapping, the kind and width of punctuation, quotation marks and the
marks of lists do not count. Words do, and so do numbers, negations, questions, where
a clause ends, references, where links lead, and the order of steps. Paragraphs,
bullets and table rows may change places: they say the same in any order.

No edit is too small to count. “now” and “not”, “fee” and “free”, 能 and 不能 are one
typing error apart, and a list of words that tells them apart is never whole; to say
that an edit was a typing error costs one tick.
"""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .substance import MARK, WIDE, Lines

NEUTRAL = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)")
"""What is written alike in every language: references, and where links lead."""

QUOTES = re.compile(r"[\"“”„‟«»‹›「」『』〝〞＂]")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’‘ʼ＇](?=[^\W\d_])")
DASHES = re.compile(r"[‐‑‒–—―−⁃﹣～〜~]")
RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
KEPT = {"?", "؟", "@", "&", "/", "%", "‰", "{", "}"}
IN_NUMBER = re.compile(r"(?<=\d)[.,:-](?=\d)|(?<![\w-])-(?=\d)")
HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
UNIT = re.compile(r"\s+(?=[%‰°])")
END = "·"
"""Stands for any mark that ends or sets apart a clause."""
ENDS = re.compile(rf"\s*{END}[\s{END}]*")
ASKED = re.compile(rf"[\s{END}]*\?[\s{END}?]*")
BRACKETS = str.maketrans("", "", "[]")
BY_WIDE = re.compile(rf"(?<=[{WIDE}])\s+|\s+(?=[{WIDE}])")


def same(one: Lines, other: Lines) -> bool:
    """Say whether two texts in one language say the same."""
    return one == other or flat(one) == flat(other) or _key(one) == _key(other)


def changed_alike(before: Iterable[Lines], now: Iterable[Lines]) -> bool:
    """Say whether all languages changed only what is written alike, and alike.

    Such as a link to a page that has moved: it can be compared without a reader.
    """
    texts = list(now)
    neutral = [Counter(_neutral(text)) for text in texts]
    return all(one == neutral[0] for one in neutral) and all(
        same(_words(old), _words(new)) for old, new in zip(before, texts, strict=True)
    )


def _neutral(lines: Lines) -> Iterator[str]:
    for line in lines:
        yield from NEUTRAL.findall(line)


def _words(lines: Lines) -> Lines:
    return tuple(NEUTRAL.sub("]", line) for line in lines)


@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a line's words and numbers, with all that does not count made alike."""
    text = unicodedata.normalize("NFKC", QUOTES.sub("", MARK.sub("", text, count=1)))
    text = text.translate(BRACKETS)
    text = APOSTROPHE.sub("'", DASHES.sub("-", text)).casefold()
    text = HYPHEN.sub(" ", THOUSANDS.sub("", RANGE.sub("-", UNIT.sub("", text))))
    kept = {match.start() for match in IN_NUMBER.finditer(text)}
    text = "".join(
        character if n in kept else _character(character)
        for n, character in enumerate(text)
    )
    text = ASKED.sub("?", ENDS.sub(END, text))
    return " ".join(BY_WIDE.sub("", text).split()).strip(f" {END}")


@functools.lru_cache(maxsize=1024)
def _character(character: str) -> str:
    category = unicodedata.category(character)
    if character in KEPT or category[0] in "LN" or character == "'":
        return "?" if character == "؟" else character
    if category in ("Sc", "Sm", "So"):
        return character
    if category[0] == "M":
        return "" if "\ufe00" <= character <= "\ufe0f" else character
    if category[0] == "Z" or character.isspace():
        return " "
    return END if category[0] == "P" else ""


def flat(lines: Lines) -> str:
    """Return a text folded, in its order."""
    return END.join(filter(None, map(fold, lines)))


def either_order(lines: Lines) -> tuple[str, str]:
    """Return a text folded, in its order and in an order of its own.

    Two texts say the same if either agrees.
    """
    return flat(lines), "\n".join(_key(lines))


def _key(lines: Lines) -> list[str]:
    """Return a text folded, in an order of its own; steps stay in theirs."""
    return sorted(_chunk(lead, items) for lead, items in _chunks(lines))


def _chunks(lines: Lines) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each paragraph with the list below it, item by item; each table too.

    What stands below “You can:” may not change places with what stands below “You
    cannot:”, so a list belongs to the paragraph before it, a table to its colon.
    """
    lead, items = "", list[list[str]]()
    for before, line in pairwise(("", *lines)):
        if line.startswith("  ") and items:
            items[-1].append(line)
            continue
        begins_table = line.startswith("| ") and not before.startswith("| ")
        if not line.startswith(("- ", "1. ", "| ", "` ")):
            yield lead, items
            lead, items = line, []
        elif begins_table and not before.endswith((":", "：")):
            yield lead, items
            lead, items = "", [[line]]
        else:
            items.append([line])
    yield lead, items


def _chunk(lead: str, items: list[list[str]]) -> str:
    folded = [END.join(map(fold, item)) for item in items]
    if all(item[0].startswith(("- ", "| ")) for item in items):
        folded.sort()
    return END.join([fold(lead), *folded])
