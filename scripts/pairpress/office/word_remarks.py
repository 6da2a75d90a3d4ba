"""What stands in a Word file beside its text: remarks, tracked changes, drawings."""

from collections.abc import Iterator

from lxml import etree

from .notes import Notes
from .word_archive import MAIN, WordArchive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTED = 120
"""Characters of a change that a note quotes."""
FORMATS = "http://schemas.openxmlformats.org"
UNSEEN = (
    (
        f"{{{FORMATS}/officeDocument/2006/math}}oMath",
        "公式",
        "没有带过来。",
        "a formula was left out",
    ),
    (
        f"{{{FORMATS}/drawingml/2006/chart}}chart",
        "图表",
        "没有带过来，请存成图片。",
        "a chart was left out; save it as a picture",
    ),
    (
        f"{{{FORMATS}/drawingml/2006/diagram}}relIds",
        "SmartArt",
        "没有带过来，请存成图片。",
        "it was left out; save it as a picture",
    ),
    (f"{W}object", "OLE", "没有带过来。", "an object was left out"),
)
"""Parts of a document that are no text and no picture."""


def read_xml(part: bytes) -> etree._Element | None:
    """Return a part of a Word file as a tree; None if it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return None


def text_of(element: etree._Element, *tags: str) -> str:
    """Return the words in an element."""
    wanted = [f"{W}{tag}" for tag in tags or ("t",)]
    return "".join(part.text or "" for part in element.iter(*wanted))


def tell_remarks(archive: WordArchive, notes: Notes) -> None:
    """Note what a person must decide on; the line is the number of the paragraph."""
    root = read_xml(archive.parts[MAIN])
    if root is None:
        return
    comments = _comments(archive)
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        for change in paragraph.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"):
            _tell_change(change, number, notes)
        for mark in paragraph.iter(f"{W}commentReference"):
            said = comments.get(mark.get(f"{W}id") or "", "")
            notes.open_remark(number, f"批注：“{said}”", f"a remark: “{said}”")
        for struck in _struck(paragraph):
            notes.left_out(
                number,
                struck[:QUOTED],
                "划掉的字没有带过来。",
                "crossed-out text was left out",
            )
        for tag, name, zh, en in UNSEEN:
            if next(paragraph.iter(tag), None) is not None:
                notes.left_out(number, name, zh, en)


def _comments(archive: WordArchive) -> dict[str, str]:
    part = archive.parts.get("word/comments.xml")
    root = read_xml(part) if part else None
    if root is None:
        return {}
    return {
        comment.get(f"{W}id") or "": text_of(comment)[:QUOTED]
        for comment in root.iter(f"{W}comment")
    }


def _tell_change(change: etree._Element, number: int, notes: Notes) -> None:
    is_new = change.tag == f"{W}ins"
    text = text_of(change, "t", "delText")[:QUOTED]
    if not text:
        return
    if is_new:
        notes.open_remark(
            number,
            f"修订：加了“{text}”，已带过来。",
            f"a tracked change adds “{text}”; it was taken",
        )
    else:
        notes.open_remark(
            number,
            f"修订：删了“{text}”，没有带过来。",
            f"a tracked change deletes “{text}”; it was left out",
        )


def _struck(paragraph: etree._Element) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        settings = run.find(f"{W}rPr")
        if settings is None:
            continue
        for name in ("strike", "dstrike"):
            mark = settings.find(f"{W}{name}")
            is_on = mark is not None and mark.get(f"{W}val") not in (
                "0",
                "false",
                "off",
            )
            if is_on and (text := text_of(run)):
                yield text
