"""Writes a review sheet: a Word file with a table, one row for each section."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from ..content.languages import language
from ..content.papers import Paper
from ..content.site import EditionSettings, Site
from .sheet_content import Cell, Row
from .sheet_text import Paragraph, Run

MARGIN = 15
REMARKS = 48
"""Width of the last column in millimetres."""
FONTS = {
    "ascii": "Calibri",
    "hAnsi": "Calibri",
    "eastAsia": "Microsoft YaHei",
    "cs": "Arial",
}
"""Fonts that come with Word; another program takes its own for them."""
GREY = RGBColor(0x6B, 0x6B, 0x6B)
SIZE = Pt(11)
SMALL = Pt(8)
STEP = Mm(5)
"""By which a level of a list is set in."""
EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore")
OLD_TAGS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""Tags that Word knows, for those that it does not."""
AFTER_TURN = ("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc",
              "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout",
              "w:tblCellMar", "w:tblLook")  # fmt: skip
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
              "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:rPr")  # fmt: skip
AFTER_SIZE = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:vertAlign",
              "w:rtl", "w:cs", "w:em", "w:lang")  # fmt: skip
"""What the format wants behind an element: Word refuses another order."""


@dataclass(frozen=True)
class Topic:
    """A topic of a sheet: its title per language, and its rows."""

    titles: dict[str, str]
    rows: list[Row]


def sheet_bytes(site: Site, topics: list[Topic], day: date) -> bytes:
    """Return the Word file for topics; the same bytes on the same day."""
    document = Document()
    _settle(document, day, site.paper)
    editions = [site.written(code) for code in site.locales]
    _header(document, site, topics, editions, day)
    for edition in editions:
        _how_to(document, edition)
    for number, topic in enumerate(topics):
        title = document.add_paragraph()
        title.paragraph_format.page_break_before = bool(number)
        title.paragraph_format.keep_with_next = True
        words = " / ".join(
            topic.titles[e.locale] for e in editions if e.locale in topic.titles
        )
        _run(title, Run(words, bold=True), editions[0], Pt(16))
        _table(document, topic, editions)
    told = io.BytesIO()
    document.save(told)
    return _same_bytes(told.getvalue())


def _settle(document: WordDocument, day: date, paper: Paper) -> None:
    """Set paper, fonts, and what the file says of itself."""
    tall, wide = paper.sheet  # it lies on its side
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(wide), Pt(tall)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN + 3)
    section.header_distance = section.footer_distance = Mm(MARGIN / 2)
    style = document.styles["Normal"]
    style.font.size = SIZE
    style.font.name = FONTS["ascii"]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name, font in FONTS.items():
        fonts.set(qn(f"w:{name}"), font)
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime(day.year, day.month, day.day)
    about.revision = 1


def _header(
    document: WordDocument,
    site: Site,
    topics: list[Topic],
    editions: list[EditionSettings],
    day: date,
) -> None:
    """Write the site’s name, topic and day above each page, and its number below."""
    section = document.sections[0]
    main = editions[0].locale
    titles = " / ".join(topics[0].titles.values()) if len(topics) == 1 else ""
    names = " / ".join(dict.fromkeys(site.names[e.locale] for e in editions))
    told = [names, titles, day.isoformat()]
    document.core_properties.title = (
        language(main).words["review_title"].format(title=titles or names)
    )
    head = section.header.paragraphs[0]
    _run(head, Run(" · ".join(filter(None, told))), editions[0], Pt(9), GREY)
    foot = section.footer.paragraphs[0]
    for field in ("PAGE", "NUMPAGES"):
        if field == "NUMPAGES":
            _run(foot, Run(" / "), editions[0], Pt(9), GREY)
        _field(foot, field)
    document.styles["Footer"].font.size = Pt(9)


def _field(paragraph: WordParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _how_to(document: WordDocument, edition: EditionSettings) -> None:
    words = language(edition.locale).words
    for number in range(1, 5):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2 if number < 4 else 8)
        _run(
            paragraph,
            Run(f"{number}. {words[f'review_how_{number}']}"),
            edition,
            Pt(10),
        )
        _turn(paragraph, edition)


def _table(
    document: WordDocument, topic: Topic, editions: list[EditionSettings]
) -> None:
    table = document.add_table(rows=1, cols=len(editions) + 1)
    table.style = "Table Grid"
    table.autofit = False
    _repeat(table)
    widths = _widths(document, len(editions))
    if editions[0].direction == "rtl":
        turned = OxmlElement("w:bidiVisual")
        table._tbl.tblPr.insert_element_before(turned, *AFTER_TURN)
    heads = [edition.name for edition in editions]
    remarks = " / ".join(
        dict.fromkeys(language(e.locale).words["review_remarks"] for e in editions)
    )
    for cell, text in zip(table.rows[0].cells, [*heads, remarks], strict=True):
        _run(cell.paragraphs[0], Run(text, bold=True), editions[0], SIZE)
        _shade(cell)
    for row in topic.rows:
        cells = table.add_row().cells
        for edition, cell in zip(editions, cells, strict=False):
            if edition.locale in row.cells:
                _fill(cell, row.cells[edition.locale], edition)
        _run(cells[-1].paragraphs[0], Run(row.reference), editions[0], SMALL, GREY)
        cells[-1].add_paragraph()
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row_cells in table.rows:
        for cell, width in zip(row_cells.cells, widths, strict=True):
            cell.width = width


def _widths(document: WordDocument, languages: int) -> list[Emu]:
    section = document.sections[0]
    whole = (section.page_width or 0) - 2 * Mm(MARGIN)
    each = (whole - Mm(REMARKS)) // languages
    return [*(Emu(each) for _ in range(languages)), Emu(whole - each * languages)]


def _repeat(table: Table) -> None:
    """Repeat the head of a table on each page; let no reader lose the columns."""
    settings = table.rows[0]._tr.get_or_add_trPr()
    settings.append(OxmlElement("w:tblHeader"))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _fill(cell: _Cell, told: Cell, edition: EditionSettings) -> None:
    """Write a section into a cell."""
    blank = cell.paragraphs[0]
    for number, paragraph in enumerate(told.paragraphs):
        word = blank if number == 0 else cell.add_paragraph()
        _look(word, paragraph)
        if paragraph.mark:
            _run(word, Run(f"{paragraph.mark}\t"), edition, SIZE)
        for run in paragraph.runs:
            is_bold = run.bold or paragraph.look in ("heading", "box")
            _run(word, Run(run.text, is_bold, run.italic, run.code), edition, SIZE)
        _turn(word, edition)


def _look(word: WordParagraph, paragraph: Paragraph) -> None:
    form = word.paragraph_format
    form.space_before = Pt(0)
    form.space_after = Pt(4)
    indent = STEP * (paragraph.depth + (1 if paragraph.look == "box" else 0))
    form.left_indent = indent
    if paragraph.mark:
        form.first_line_indent = -STEP
        form.tab_stops.add_tab_stop(indent)


def _run(
    word: WordParagraph,
    run: Run,
    edition: EditionSettings,
    size: Pt,
    color: RGBColor | None = None,
) -> WordRun:
    """Add words to a paragraph, with the fonts and the language of an edition."""
    added = word.add_run(run.text)
    added.bold, added.italic = run.bold or None, run.italic or None
    added.font.size = size
    if color is not None:
        added.font.color.rgb = color
    settings = added._r.get_or_add_rPr()
    fonts = settings.get_or_add_rFonts()
    for name, font in FONTS.items():
        fonts.set(
            qn(f"w:{name}"), "Consolas" if run.code and name != "eastAsia" else font
        )
    kind = "eastAsia" if edition.script in EAST_ASIAN else "val"
    if edition.direction == "rtl":
        kind = "bidi"
        # Word takes weight and size of such text from settings of their own.
        added.font.rtl, added.font.cs_bold = True, added.bold
        large = OxmlElement("w:szCs")
        large.set(qn("w:val"), str(int(size.pt * 2)))
        settings.insert_element_before(large, *AFTER_SIZE)
    tongue = OxmlElement("w:lang")
    tongue.set(qn(f"w:{kind}"), OLD_TAGS.get(edition.lang, edition.lang))
    settings.append(tongue)
    return added


def _turn(word: WordParagraph, edition: EditionSettings) -> None:
    """Let a paragraph begin on the right where its language does."""
    if edition.direction == "rtl":
        turned = OxmlElement("w:bidi")
        word._p.get_or_add_pPr().insert_element_before(turned, *AFTER_BIDI)


def _same_bytes(raw: bytes) -> bytes:
    """Return the file with no time of its making in it."""
    told = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(told, "w") as new:
        for entry in old.infolist():
            plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.external_attr = 0o600 << 16
            new.writestr(plain, old.read(entry))
    return told.getvalue()
