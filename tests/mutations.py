"""Spoils a file as slips, other programs and ill will do: one change at a time."""

import re
from collections.abc import Callable, Iterator
from random import Random

import yaml

Mutation = Callable[[Random, bytes], bytes]

SIGNS = (
    "\x00", "\x07", "\x1b[31m", "\r", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe",
    "\u202e", "\u2066", "\u200b", "\u200d", "\u200f", "\u00ad", "\u2060", "\u3164",
    "\U000e0041", "\ufe0f", "\ue000", "\u0301" * 50, "\U0001f46e", "\t", "\u3000",
)  # fmt: skip
"""Signs that nobody sees, or that turn a text about."""
FRAGMENTS = (
    "```", "~~~", "```{", "!!! warning", '!!! warning "', "    code", "> > > > x",
    "<div>", "</div>", "<!--", "-->", "<span", '<span lang="', "<?php", "<![CDATA[",
    "<script>alert(1)</script>", "<style>*{display:none}</style>",
    "<iframe src=//evil.example>", '<img src=x onerror="alert(1)">',
    '<meta http-equiv="refresh" content="0;url=//evil.example">', "<svg onload=x>",
    "[x](javascript:alert(1))", "[x](JaVa&#10;Script:alert(1))",
    "[x](<java\tscript:1>)", "[x]: javascript:alert(1)", "[x][x]",
    "![x](//evil.example/a.png)", "![x](../../..)", "![](x.png)",
    "[x](data:text/html,x)", "<javascript:alert(1)>", "{: onclick=x }",
    "{: #id .class style=x onload=y }", "{#rates}", "## H {#rates}", "## H {#}", "# H",
    "####### H", "{{", "}}", "{{ }}", "{{ pay.hourly }}",
    "{{ pay.hourly @ 9999-99-99 }}", "{{ pay.hourly @ 0001-01-01 }}", "{{ cite }}",
    "{{ contacts }}", "{{ phone 911 }}", "{{ cite pay.hourly, pay.hourly }}",
    "{{{{ x }}}}", "| a | b |", "|---|", "|---|---|---|", "||||||||", "*", "**", "***",
    "_", "__", "`", "``", "\\", "[", "]", "](", "![", "<", "&", "&#x202e;", "&#0;",
    "&lt;script&gt;", "&nbsp;", "*[HTML]: x", "[^1]", "[TOC]", "---", "...", "- ",
    "1. ", "99999999999. ", "$", "$99999999999999999999", "１７．９５", "١٧", "𝟏𝟕", "٪",
    "<<<<<<< HEAD", "=======", ">>>>>>> x", "\x02", "\x03",
    "\x02klzzwxh:0\x03", "STX1ETX",  "\u0002amp\u0003",
)  # fmt: skip
"""What begins something, ends something, or does something where it should not."""
VALUES = (
    "", "null", "~", "[]", "{}", "[null]", "[[]]", "{a: b}", "[a, b]", "true", "no",
    "on", "0", "-1", "1", "017", "0o17", "0x1F", "1_000", "12:30:45", "1e999",
    "-1e999", ".nan", ".inf", "1" * 400, "1" * 5000, "-0.0", "1e-400", "1e9",
    "2026-13-40", "2026-02-30", "0001-01-01", "9999-12-31", "2026-11-21T25:00:00Z",
    "2026-11-21 10:00:00", "=", "<<", "!!python/object:os.system x",
    "!!python/name:os.system ''", "!!binary '===='", "!!set {a, b}", "!!omap [a: 1]",
    "!!pairs [a: 1]", "!!int x", "!!float x", "!!bool x", "!!timestamp x", "!!null x",
    "!!str 1", "!!map []", "!!seq {}", "!x y", "&a [*a]", "*a", "&a x", "{<<: {a: b}}",
    "{? [a] : b}", "{? {a: b} : c}", "{1: a}", "{null: a}", "{2026-01-01: a}",
    "{a: 1, a: 2}", "[" * 300 + "]" * 300, "[" * 3000 + "]" * 3000, "|", ">", "'", '"',
    "- - - a", "%", "@", "`", "#", "? a", "---", "...", "!", "&", "*", r'"\ud800"',
    r'"\x00"', r'"\u202e"', r'"\0"', r'"\U00110000"', r'"a\nb"', r'"a\r\nb"',
    r'"\u2028"', '"<script>alert(1)</script>"', '"</script><b>"', "\"'><img src=x>\"",
    '"{{ pay.hourly }}"', '"{{ 7*7 }}"', '"{% raw %}"', '"{} {}"', '"{"', '"{0}"',
    '"{x}"', '"{past.__class__}"', '"{0.__class__}"', '"%s%n"',
    '"../../../etc/passwd"', '"/etc"', '"a/../b"', '"//evil.example/"',
    '"javascript:alert(1)"', '"::error::x"', '"a b"', '"x.y@z"', '"http://["',
    '"https://[::1"', '"https://x:99999999/"', '"１７"', '"١٧"', '"²"', "work/pay",
    "work/none", "[rates, rates]", "[none]", "{zh: x}", "{zh: x, en: y}",
    "{zh: '', en: ''}", "{zh: null, en: 1}", "{zh: x, en: y, fr: z}",
    "{zh: [x], en: {y: z}}",
)  # fmt: skip
"""Values of every kind, at least one of which does not fit anywhere."""
FULL_WIDTH = str.maketrans(
    "0123456789:,.()[]{}-|#!\"' *",
    "０１２３４５６７８９：，。（）【】｛｝－｜＃！”’　＊",
)
NESTED = (
    "> ", "- ", "    ", "[", "![", "(", "*", "**", "_", "<", "<b>", "{", "`", "\\",
    "#", "|", "&", "[[", "](", "*_", "***_", "{{ ", "!!! note\n", "\n", "1. ", "a*",
    "[a](", "$", "* *", "_ _", "-", "=", "`a", "“", "（", "1,", "1-", "1.", "1 ", "十",
    "百万", "a.", "@", "https://", "<a ", '="', "{#", "{: ", "0", "年", "&#", "(a",
    "a_", "__a ", "~", ":", "a ",
)  # fmt: skip


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")


def _place(random: Random, text: str) -> int:
    return random.randint(0, len(text))


def _insert(random: Random, raw: bytes, what: str) -> bytes:
    text = _text(raw)
    at = _place(random, text)
    # A sign that has no bytes of its own, half of a pair, is not ours to write.
    return (text[:at] + what + text[at:]).encode("utf-8", errors="replace")


def flip_bytes(random: Random, raw: bytes) -> bytes:
    """Change a few bytes."""
    spoilt = bytearray(raw)
    for _ in range(random.randint(1, 4) if raw else 0):
        spoilt[random.randrange(len(raw))] = random.randrange(256)
    return bytes(spoilt)


def delete_bytes(random: Random, raw: bytes) -> bytes:
    """Leave a few bytes out."""
    at = random.randint(0, len(raw))
    return raw[:at] + raw[at + random.choice((1, 2, 3, 10, 100)) :]


def insert_bytes(random: Random, raw: bytes) -> bytes:
    """Put a few bytes in."""
    at = random.randint(0, len(raw))
    return raw[:at] + random.randbytes(random.randint(1, 5)) + raw[at:]


def cut_short(random: Random, raw: bytes) -> bytes:
    """Lose the end, as a broken copy does."""
    return raw[: random.randint(0, len(raw))]


def change_lines(random: Random, raw: bytes) -> bytes:
    """Swap, double, drop or indent lines."""
    lines = raw.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            del lines[one]
        case 3:
            lines[one] = b" " * random.choice((1, 2, 3, 4, 8)) + lines[one]
        case _:
            lines[one] = lines[one].lstrip()
    return b"\n".join(lines)


def change_encoding(random: Random, raw: bytes) -> bytes:
    """Save it as another program does."""
    name = random.choice(
        ("gbk", "gb18030", "big5", "utf-16", "utf-16-be", "utf-8-sig", "utf-32")
    )
    return _text(raw).encode(name, errors="replace")


def widen(random: Random, raw: bytes) -> bytes:
    """Type a piece with a Chinese keyboard."""
    text = _text(raw)
    first = _place(random, text)
    last = first + random.choice((1, 3, 20))
    return (
        text[:first] + text[first:last].translate(FULL_WIDTH) + text[last:]
    ).encode()


def insert_sign(random: Random, raw: bytes) -> bytes:
    """Put in a sign that nobody sees."""
    return _insert(random, raw, random.choice(SIGNS))


def insert_fragment(random: Random, raw: bytes) -> bytes:
    """Put in a piece of Markdown or HTML, on a line of its own or within one."""
    what = random.choice(FRAGMENTS)
    lines = _text(raw).split("\n")
    at = random.randrange(len(lines))
    match random.randrange(3):
        case 0:
            lines.insert(at, what)
        case 1:
            lines[at] += what
        case _:
            return _insert(random, raw, what)
    return "\n".join(lines).encode("utf-8", errors="replace")


def nest(random: Random, raw: bytes) -> bytes:
    """Repeat a sign far too often."""
    times = random.choice((10, 100, 1000, 5000))
    return _insert(random, raw, random.choice(NESTED) * times)


def lengthen(random: Random, raw: bytes) -> bytes:
    """Repeat a line, in a row or below."""
    lines = _text(raw).split("\n")
    at = random.randrange(len(lines))
    times = random.choice((10, 100, 500))
    if random.random() < 0.5:
        lines[at] *= times
    else:
        lines[at : at + 1] = lines[at : at + 1] * times
    return "\n".join(lines).encode("utf-8", errors="replace")


def change_a_value(random: Random, raw: bytes) -> bytes:
    """Write another value at some key of YAML or JSON, or of a page's front matter."""
    text = _text(raw)
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    first, source = (found.start(1), found[1]) if found else (0, text)
    try:
        node = yaml.compose(source, yaml.SafeLoader)
        places = list(_places(node)) if node else [(0, 0)]
    except (yaml.YAMLError, ValueError, RecursionError):
        return insert_fragment(random, raw)
    begin, end = random.choice(places)
    # Past the value's line, which a block's end mark is.
    end -= len(source[begin:end]) - len(source[begin:end].rstrip())
    value = random.choice(VALUES)
    return (text[: first + begin] + " " + value + " " + text[first + end :]).encode(
        "utf-8", errors="replace"
    )


def _places(node: yaml.Node) -> Iterator[tuple[int, int]]:
    yield node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(key)
            yield from _places(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _places(item)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes,
    delete_bytes,
    insert_bytes,
    cut_short,
    change_lines,
    change_lines,
    change_encoding,
    widen,
    insert_sign,
    insert_fragment,
    insert_fragment,
    insert_fragment,
    nest,
    lengthen,
)
"""For any text; those that find most stand there more than once."""


def spoil(random: Random, raw: bytes, *, has_values: bool) -> bytes:
    """Return a file spoilt by one change, now and then by a few.

    `has_values`: it is YAML or JSON, or a page, whose values are worth a change.
    """
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        if has_values and random.random() < 0.5:
            raw = change_a_value(random, raw)
        else:
            raw = random.choice(MUTATIONS)(random, raw)
    return raw
