"""What is asked of the engines: a list from a file, or one made from the corpus.

A made list is the same for the same corpus. Each query has its answer by what the
pages say, never by what an engine found: a title is its page's, a word is the page's
that alone has it.
"""

import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from opencc import OpenCC
from search_corpus import TAKEN, Corpus, Half

EDITIONS = ("zh-Hans", "en")
SEED = 20261121
EACH = {"title": 15, "word": 15, "mixed": 10, "traditional": 10, "sentence": 10}
EACH |= {"typo": 10, "heading": 10}
ENOUGH = 300
"""Words that are looked at, of thousands."""
HAN = "[\u3400-\u9fff]"
SMALL = "[的了是我你他在有和就不也都这那么吗到给把被与及或为以从对其会能要只上中下]"
"""Characters that rarely belong to a word that is looked for."""
CUT = """
import json, sys, logging, jieba
jieba.setLogLevel(logging.ERROR)
json.dump([list(jieba.cut(text)) for text in json.load(sys.stdin)], sys.stdout)
"""


@dataclass(frozen=True)
class Query:
    """A query, the edition it is asked in, and the topics that answer it."""

    edition: str
    query: str
    expect: tuple[str, ...]
    kind: str


def read_queries(path: Path) -> list[Query]:
    """Read rows of edition, query, expect (a topic or several) and, if given, kind."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    queries = []
    for row in rows:
        expect = row.get("expect")
        if row["edition"] not in EDITIONS or expect in (None, "none"):
            continue
        topics = (expect,) if isinstance(expect, str) else tuple(expect)
        kind = row.get("kind", "given")
        queries.append(Query(row["edition"], str(row["query"]), topics, kind))
    return queries


def make_queries(corpus: Corpus, python: Path) -> list[Query]:
    """Make a list; `python` has jieba, whose words are what a person would type."""
    chosen = {topic: halves for topic, halves in corpus.items() if topic not in TAKEN}
    zh = {topic: halves["zh"] for topic, halves in chosen.items()}
    en = {topic: halves["en"] for topic, halves in chosen.items()}
    return [*_chinese(zh, python), *_english(en)]


def _chinese(pages: dict[str, Half], python: Path) -> Iterator[Query]:
    edition = "zh-Hans"
    traditional = OpenCC("s2hk").convert
    titles = list(_titles(pages))
    words = list(_lone_words(pages, f"{HAN}{{2}}", lambda texts: _cut(texts, python)))
    yield from _some(edition, "title", titles)
    yield from _some(edition, "word", words)
    yield from _some(edition, "mixed", _mixed(pages))
    folded = [(text, traditional(text), topics) for text, topics in [*titles, *words]]
    changed = [(folded, topics) for text, folded, topics in folded if folded != text]
    yield from _some(edition, "traditional", changed)
    yield from _some(edition, "heading", _headings(pages, 4))
    yield from _some(edition, "sentence", _sentences(pages, "[。！？；，]", 10, 30))


def _english(pages: dict[str, Half]) -> Iterator[Query]:
    words = list(_lone_words(pages, "[a-z]{6,12}", _words))
    yield from _some("en", "title", _titles(pages))
    yield from _some("en", "word", words)
    yield from _some("en", "typo", _typos(words, pages))
    yield from _some("en", "heading", _headings(pages, 10))
    yield from _some("en", "sentence", _sentences(pages, "[.!?;]", 30, 90))


Found = tuple[str, tuple[str, ...]]
"""A query and its topics."""


def _some(edition: str, kind: str, found: Iterable[Found]) -> Iterator[Query]:
    """Choose some, of different pages where that can be."""
    rows = sorted(set(found))
    random.Random(f"{SEED}{edition}{kind}").shuffle(rows)
    uses: Counter[tuple[str, ...]] = Counter()
    ranked = []
    for row in rows:
        ranked.append((uses[row[1]], row))
        uses[row[1]] += 1
    ranked.sort(key=lambda entry: entry[0])
    for _, (text, topics) in ranked[: EACH[kind]]:
        yield Query(edition, text, topics, kind)


def _titles(pages: dict[str, Half]) -> Iterator[Found]:
    for half in pages.values():
        same = tuple(
            topic for topic, other in pages.items() if other.title == half.title
        )
        if len(same) < 3 and len(half.title) > 1:
            yield half.title, same


def _headings(pages: dict[str, Half], shortest: int) -> Iterator[Found]:
    found: dict[str, set[str]] = {}
    for topic, half in pages.items():
        for heading in half.headings:
            found.setdefault(heading.text, set()).add(topic)
    for text, topics in found.items():
        if len(topics) == 1 and shortest <= len(text) < 40:
            yield text, tuple(topics)


def _whole(half: Half) -> str:
    headings = (heading.text for heading in half.headings)
    return "\n".join([half.title, half.description, *headings, half.text])


def _lone_words(
    pages: dict[str, Half], shape: str, cut: Callable[[list[str]], list[list[str]]]
) -> Iterator[Found]:
    """Yield words of one page only, not even within another word elsewhere."""
    texts = {topic: _whole(half) for topic, half in pages.items()}
    prose = [" ".join(half.prose) for half in pages.values()]
    joined = {topic: text.lower() for topic, text in texts.items()}
    seen = Counter(word for words in cut(prose) for word in set(words))
    lone = sorted(
        word for word, n in seen.items() if n == 1 and re.fullmatch(shape, word)
    )
    random.Random(SEED).shuffle(lone)
    for word in lone[:ENOUGH]:
        topics = tuple(t for t, text in joined.items() if word in text)
        if len(topics) == 1:
            yield word, topics


def _words(texts: list[str]) -> list[list[str]]:
    return [re.findall("[A-Za-z]+", text) for text in texts]


def _cut(texts: list[str], python: Path) -> list[list[str]]:
    done = subprocess.run(
        [python, "-W", "ignore", "-c", CUT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    cut: list[list[str]] = json.loads(done.stdout)
    return cut


def _mixed(pages: dict[str, Half]) -> Iterator[Found]:
    """Yield a Latin word and the Chinese beside it, as one page alone has them."""
    word = f"(?:(?!{SMALL}){HAN}){{2}}"
    pattern = re.compile(rf"[A-Za-z]{{3,12}} ?{word}|{word} ?[A-Za-z]{{3,12}}")
    texts = {topic: _whole(half) for topic, half in pages.items()}
    found: dict[str, set[str]] = {}
    for topic, text in texts.items():
        for match in pattern.findall(text):
            found.setdefault(match, set()).add(topic)
    for text, topics in found.items():
        if len(topics) == 1:
            yield text, tuple(topics)


def _sentences(
    pages: dict[str, Half], ends: str, least: int, most: int
) -> Iterator[Found]:
    """Yield the first whole sentence of a page that no other page has."""
    texts = {topic: _whole(half) for topic, half in pages.items()}
    for topic, half in pages.items():
        for line in half.prose:
            first = re.split(ends, line)[0].strip()
            good = least <= len(first) <= most and "http" not in first
            if good and sum(first in text for text in texts.values()) == 1:
                yield first, (topic,)
                break


def _typos(words: list[Found], pages: dict[str, Half]) -> Iterator[Found]:
    """Yield words with one letter left out, doubled, changed, or swapped."""
    everything = "\n".join(map(_whole, pages.values())).lower()
    for word, topics in words:
        chance = random.Random(f"{SEED}{word}")
        at = chance.randrange(1, len(word) - 1)
        typo = chance.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice("aeinorst") + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
        if typo != word and typo not in everything:
            yield typo, topics
