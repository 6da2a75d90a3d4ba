"""Opens a Word file as the zip that it is, and refuses what is no honest one."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from .notes import Notes

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins a .doc file, and a .docx file with a password."""
MOST_PARTS = 5_000
LARGEST_PART = 60_000_000
LARGEST_WHOLE = 300_000_000
"""Bytes, unpacked."""
MAIN = "word/document.xml"
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0[DE]\0|\0<\0!\0[DE]", re.IGNORECASE)
UNREADABLE_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError,
                  NotImplementedError, RuntimeError, KeyError)  # fmt: skip
"""What zipfile raises for damaged files; RuntimeError for one with a password."""


@dataclass(frozen=True)
class WordArchive:
    """A Word file: its bytes, and the parts that are XML."""

    raw: bytes
    parts: dict[str, bytes]


def open_word(raw: bytes, notes: Notes) -> WordArchive | None:
    """Return a Word file's parts; None, with the reason, if it cannot be read."""
    if raw.startswith(OLD):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            notes.refused(
                1,
                "文件有密码。请在 Word 里去掉密码再存。",
                "the file has a password; take it off in Word",
            )
        else:
            notes.refused(
                1,
                "这是旧的 .doc 格式。请在 Word 里另存为 .docx。",
                "this is an old .doc; save it as .docx in Word",
            )
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            whole = sum(entry.file_size for entry in entries)
            largest = max((entry.file_size for entry in entries), default=0)
            if (
                len(entries) > MOST_PARTS
                or whole > LARGEST_WHOLE
                or largest > LARGEST_PART
            ):
                notes.refused(
                    1, "文件打开以后太大。请在 Word 里打开，重新保存一份小的。",
                    "it is far too large once unpacked; save a smaller one in Word",
                )  # fmt: skip
                return None
            parts = {
                entry.filename: _read(archive, entry)
                for entry in entries
                if entry.filename.endswith((".xml", ".rels"))
            }
    except UNREADABLE_ZIP:
        _damaged(notes)
        return None
    if MAIN not in parts or any(DOCTYPE.search(part) for part in parts.values()):
        _damaged(notes)
        return None
    return WordArchive(raw, parts)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack a part; never more than it says it is."""
    with archive.open(entry) as file:
        part = file.read(LARGEST_PART + 1)
    if len(part) > LARGEST_PART:
        raise ValueError(entry.filename)
    return part


def _damaged(notes: Notes) -> None:
    notes.refused(
        1,
        "这不是 Word 的 .docx 文件，或者文件坏了。请在 Word 里重新保存。",
        "this is no .docx of Word, or it is damaged; save it again in Word",
    )
