"""Reads a text file in whatever signs it was saved: UTF-8, UTF-16, GBK, Windows."""

import re

from .notes import Notes

HAN = re.compile("[\u4e00-\u9fff]")
LOST = "\ufffd"


def decoded(raw: bytes, notes: Notes) -> str | None:
    """Return the text with plain line ends; None, with the reason, if it is none."""
    text = _utf(raw)
    if text is None and b"\0" in raw:
        notes.refused(1, "这不是文字文件。", "this is no text file")
        return None
    if text is None:
        text, name = _older(raw)
        notes.language(
            f"文件不是 UTF-8，当成 {name} 读了。请看看字对不对。",
            f"the file is not UTF-8 and was read as {name}; see whether it is right",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        notes.refused(1, "文件是空的。", "the file is empty")
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if LOST in line:
            notes.words(
                number,
                f"有字变成了 {LOST}，原来的字已经丢了，这里写成 ?。请补上。",
                f"a character was lost and became {LOST}; it is a ? now: put it right",
            )
    return text.replace(LOST, "?")


def _utf(raw: bytes) -> str | None:
    code = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(code)
    except UnicodeDecodeError:
        return None


def _older(raw: bytes) -> tuple[str, str]:
    """Return a text in the signs that Windows had before, and their name."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    # A letter with an accent and its neighbour read as one rare Chinese character.
    if len(HAN.findall(text)) * 10 > len(text):
        return text, "GBK"
    return raw.decode("cp1252", errors="replace"), "Windows-1252"
