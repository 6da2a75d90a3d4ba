"""Reads a text file, and says what to do if it is not clean UTF-8."""

import re
from pathlib import Path

from .problems import ContentError, Problem, relative_path

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What has no place in a text: NUL; what turns text about, so that 17 is read as 71;
tags that nobody sees. All but a tab and a line's end."""
LOST = "\ufffd"
"""Stands where a program could not read what was there."""
LARGEST = 2_000_000
"""Bytes; a page or a data file beyond this is a mistake, not content."""


def read_text(path: Path, root: Path) -> str:
    """Return the file's text, or raise ContentError naming the line to mend."""
    name = relative_path(path, root)
    if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
        raise _refusal(
            name,
            1,
            "link-file",
            "文件是指向别处的链接。请放一个真正的文件。",
            "the file is a link to another place; put a real file here",
        )
    if not path.is_file():
        raise _refusal(name, 1, "no-file", "没有这个文件。", "there is no such file")
    raw = path.read_bytes()
    if len(raw) > LARGEST:
        raise _refusal(
            name,
            1,
            "file-too-large",
            f"文件太大（超过 {LARGEST // 1_000_000} MB）。请分成几页。",
            f"the file is over {LARGEST // 1_000_000} MB; split it",
        )
    return _decode(raw, name)


def write_text(path: Path, text: str) -> None:
    """Write a file, whole or not at all, with UTF-8 and plain line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)


def _decode(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(
            name,
            1,
            "not-utf8",
            "文件编码是 UTF-16。请另存为 UTF-8。",
            "the file is UTF-16; save it as UTF-8",
        )
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _refusal(
            name,
            line,
            "not-utf8",
            "文件编码不是 UTF-8（可能是 GBK）。请在记事本里“另存为”，编码选 UTF-8。",
            "the file is not UTF-8 (perhaps GBK); in Notepad choose “Save as”, "
            "encoding UTF-8",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ContentError([control_problem(name, line, found[0])])
    if LOST in text:
        raise _refusal(
            name,
            text[: text.index(LOST)].count("\n") + 1,
            "lost-character",
            f"有一个字变成了 {LOST}，原来的字已经丢了。请重新打这个字。",
            f"a character was lost and became {LOST}; type the word again",
        )
    return text


def control_problem(name: str, line: int, found: str) -> Problem:
    """Return what to do about a character that has no place in a text."""
    return Problem(
        name,
        line,
        "control-character",
        f"a control character U+{ord(found):04X}; delete the line and type it again",
        f"有看不见的控制字符 U+{ord(found):04X}。请删掉这一行重新打字。",
    )


def is_file(path: Path) -> bool:
    """Say whether a file is there; a name from a text may be longer than any file's."""
    try:
        return path.is_file()
    except OSError:
        return False


def _refusal(path: str, line: int, rule: str, zh: str, en: str) -> ContentError:
    return ContentError([Problem(path, line, rule, en, zh)])
