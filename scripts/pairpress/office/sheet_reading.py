"""Reads a review sheet back: the remarks in it, and the cells that were changed."""

import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.oxml.ns import qn
from docx.table import _Cell

from ..content.problems import ContentError, Problem
from .notes import Notes
from .sheet_content import Row
from .word_archive import UNREADABLE_ZIP, open_word

REFERENCE = re.compile(
    r"^(?P<topic>[a-z0-9/._-]+)#(?P<section>\S*) · (?P<mark>[0-9a-f]{6})$"
)
WORD = re.compile(r"[A-Za-zÀ-ɏ0-9$%.,'’-]+|\s+|.", re.DOTALL)
GONE = ("w:del", "w:moveFrom")
NEW = ("w:ins", "w:moveTo")
QUOTED = 60


@dataclass(frozen=True)
class Read:
    """A row as it came back: where it belongs, what it says, what is remarked."""

    topic: str
    section: str
    mark: str
    texts: list[str]
    """Per language, with what was changed in Word taken on."""
    olds: list[str]
    """Per language, without it."""
    remarks: str
    """What stands in the last column, and Word’s own remarks."""


def read_sheet(raw: bytes, name: str) -> list[Read]:
    """Return the rows of a sheet; raise ContentError if it is none."""
    notes = Notes(name)
    if open_word(raw, notes) is None:
        raise ContentError(notes.found)
    try:
        document = Document(io.BytesIO(raw))
        said = _word_remarks(document)
        rows = [
            found
            for table in document.tables
            for row in table.rows[1:]
            if (found := _row(list(row.cells), said))
        ]
    except (*UNREADABLE_ZIP, AttributeError, IndexError, TypeError) as error:
        notes.refused(1, "这个 Word 文件读不了。", "this Word file cannot be read")
        raise ContentError(notes.found) from error
    if not rows:
        notes.refused(
            1,
            "这不是审阅表：没有找到灰色小字（work/pay#rates · 3f9a12）。",
            "this is no review sheet: no grey line (work/pay#rates · 3f9a12) is there",
        )
        raise ContentError(notes.found)
    return rows


def _row(cells: list[_Cell], said: dict[str, str]) -> Read | None:
    last = cells[-1]
    lines = [text for text in _text(last, is_new=True).split("\n") if text]
    match = next((m for text in lines if (m := REFERENCE.match(text))), None)
    if not match:
        return None
    remarks = [text for text in lines if not REFERENCE.match(text)]
    marks = (
        m.get(qn("w:id")) or ""
        for cell in cells
        for m in cell._tc.iter(qn("w:commentReference"))
    )
    remarks += [said[name] for name in dict.fromkeys(marks) if name in said]
    texts = [_text(cell, is_new=True) for cell in cells[:-1]]
    olds = [_text(cell, is_new=False) for cell in cells[:-1]]
    return Read(
        match["topic"],
        match["section"],
        match["mark"],
        texts,
        olds,
        " / ".join(remarks),
    )


def _text(cell: _Cell, *, is_new: bool) -> str:
    """Return a cell’s words, one line to a paragraph, with or without changes."""
    hidden = {qn(tag) for tag in (GONE if is_new else NEW)}
    lines = []
    for paragraph in cell._tc.iter(qn("w:p")):
        parts = []
        for part in paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:tab"), qn("w:br")):
            around = {parent.tag for parent in part.iterancestors()}
            is_mark = part.tag == qn("w:tab") and part.getparent().tag == qn("w:tabs")
            if not (around & hidden) and not is_mark:
                is_text = part.tag in (qn("w:t"), qn("w:delText"))
                parts.append((part.text or "") if is_text else " ")
        if line := " ".join("".join(parts).split()):
            lines.append(line)
    return "\n".join(lines)


def _word_remarks(document: Document) -> dict[str, str]:  # type: ignore[valid-type]
    """Return Word’s own remarks by their ids."""
    found: dict[str, str] = {}
    for comment in document.comments:  # type: ignore[attr-defined]
        found[str(comment.comment_id)] = " ".join(comment.text.split())
    return found


def tell_row(read: Read, row: Row | None, name: str, number: int) -> Iterator[Problem]:
    """Yield what staff should look at, each with the line of the page it is about."""
    if row is None:
        yield Problem(
            name,
            number,
            "review-lost",
            f"{read.topic}#{read.section} is no section any more; what was written: "
            f"{_quoted(' / '.join([*read.texts, read.remarks]))}",
            f"没有 {read.topic}#{read.section} 这一节了。写的是："
            f"{_quoted(' / '.join([*read.texts, read.remarks]))}",
            "warning",
        )
        return
    cells = list(row.cells.values())
    if row.reference.rpartition(" ")[2] != read.mark:
        yield Problem(
            cells[0].path,
            cells[0].line,
            "review-old",
            "the page has changed since the sheet was made; compare with care",
            "表做好以后，这一节改过了。请小心对照。",
            "warning",
        )
    for cell, new, old in zip(cells, read.texts, read.olds, strict=False):
        before = old if old != new else cell.text
        if _plain(before) != _plain(new):
            for removed, added in _changes(before, new):
                yield Problem(
                    cell.path,
                    cell.line,
                    "review-change",
                    f"“{removed}” → “{added}”",
                    f"“{removed}” 改成 “{added}”",
                    "warning",
                )
    if read.remarks:
        yield Problem(
            cells[0].path,
            cells[0].line,
            "review-remark",
            f"a remark: {read.remarks}",
            f"意见：{read.remarks}",
            "warning",
        )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield what was taken away and what was put there, with a few words around."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(4):
        first, last = group[0], group[-1]
        yield (
            _quoted("".join(old[first[1] : last[2]])),
            _quoted("".join(new[first[3] : last[4]])),
        )


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 4 * QUOTED else f"{text[: 4 * QUOTED]}…"
