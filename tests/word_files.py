"""Word files as people make them, for the tests."""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from PIL import Image

from site_files import Element


def picture(size: tuple[int, int] = (2600, 900), color: str = "red") -> bytes:
    """Return a picture as a camera or a program saves it."""
    told = io.BytesIO()
    image = Image.new("RGB", size, color)
    camera = Image.Exif()
    camera[0x010E] = "taken at home"
    image.save(told, "JPEG", exif=camera)
    return told.getvalue()


def changed(paragraph: Element, kind: str, text: str) -> None:
    """Add a tracked change to a paragraph: kind is ins or del."""
    mark = OxmlElement(f"w:{kind}")
    mark.set(qn("w:id"), "90")
    mark.set(qn("w:author"), "someone")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t" if kind == "ins" else "w:delText")
    words.text = text
    run.append(words)
    mark.append(run)
    paragraph._p.append(mark)


def leaflet(path: Path, told: dict[str, str]) -> Path:
    """Write a leaflet in Word: headings, nested lists, a table, a picture, changes."""
    document = Document()
    document.add_heading(told["title"], 0)
    document.add_paragraph(told["lead"])
    document.add_heading(told["steps"], 1)
    document.add_paragraph(told["one"], "List Number")
    document.add_paragraph(told["two"], "List Number")
    paragraph = document.add_paragraph()
    paragraph.add_run(told["bold"]).bold = True
    paragraph.add_run(" {{ name }}")
    document.add_picture(io.BytesIO(picture()), Inches(3))
    document.add_heading(told["says"], 2)
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, (told["head"], told["row"]), strict=True):
        for cell, text in zip(row.cells, cells.split("|"), strict=True):
            cell.text = text
    table.rows[1].cells[1].add_paragraph("(44)")
    document.add_heading(told["help"], 1)
    last = document.add_paragraph(told["call"])
    changed(last, "ins", told["new"])
    changed(last, "del", told["old"])
    document.add_comment(last.runs[0], text=told["remark"], author="someone")
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


CHINESE = {
    "title": "工资单",
    "lead": "老板要给你工资单，2026年10月1日起每小时$21.30。",
    "steps": "怎么做",
    "one": "留好工资单。",
    "two": "照下来。",
    "bold": "马上去做",
    "says": "写什么",
    "head": "项目|多少",
    "row": "每周|44小时",
    "help": "谁可以帮你",
    "call": "打 416-555-0123。",
    "new": "可以讲中文。",
    "old": "旧的话",
    "remark": "这里要问清楚",
}
ENGLISH = {
    "title": "Pay stub",
    "lead": "Your boss gives you a stub; from October 1, 2026 it is $21.30 an hour.",
    "steps": "What to do",
    "one": "Keep the stubs.",
    "two": "Take a photo.",
    "bold": "Do it now",
    "says": "What it says",
    "head": "Item|How much",
    "row": "Each week|44 hours",
    "help": "Who can help",
    "call": "Call 416-555-0123.",
    "new": "They speak Chinese.",
    "old": "old words",
    "remark": "Ask about this",
}


def zip_of(path: Path, **parts: bytes) -> Path:
    """Write a zip that calls itself a Word file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path
