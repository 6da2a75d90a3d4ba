"""Word files as Markdown, with their pictures."""

import io
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import mammoth
from lxml import etree, html

from .html_text import markdown_of
from .notes import Notes
from .word_archive import UNREADABLE_ZIP, open_word
from .word_remarks import tell_remarks

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
p[style-name='TOC Heading'] => !
p[style-name='Contents 1'] => !
p[style-name='Contents 2'] => !
p[style-name='Contents 3'] => !
p[style-name='Contents Heading'] => !
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
strike => del
"""
"""What mammoth does not know by itself; ! leaves out."""
UNREADABLE_WORD = (
    *UNREADABLE_ZIP,
    ExpatError,
    SAXException,
    etree.LxmlError,
    AttributeError,
    IndexError,
    TypeError,
    RecursionError,
)
"""What mammoth raises for damaged files; it fails where it happens to be."""
LONGEST_HEADING = 60
"""Characters of a bold line that stands for a heading."""
SENTENCE_ENDS = "。.!！?？；;，,：:"


@dataclass
class WordText:
    """The text of a Word file as Markdown, and its pictures by the names in it."""

    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_word(raw: bytes, notes: Notes) -> WordText | None:
    """Return what a Word file says; None, with the reason, if it cannot be read."""
    archive = open_word(raw, notes)
    if archive is None:
        return None
    pictures: dict[str, bytes] = {}

    def keep(image: mammoth.documents.Image) -> dict[str, str]:
        name = (
            f"word-picture-{len(pictures) + 1}.{image.content_type.rpartition('/')[2]}"
        )
        with image.open() as file:
            pictures[name] = file.read()
        return {"src": name}

    try:
        told = mammoth.convert_to_html(
            io.BytesIO(archive.raw),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(keep),
        )
        root = html.fragment_fromstring(told.value, create_parent="div")
        tell_remarks(archive, notes)
        _footnotes(root)
        _bold_headings(root, notes)
        text = markdown_of(html.tostring(root, encoding="unicode"))
    except UNREADABLE_WORD:
        notes.refused(
            1,
            "这个 Word 文件读不了，可能坏了。请在 Word 里重新保存。",
            "this Word file cannot be read; it may be damaged: save it again in Word",
        )
        return None
    if not text.strip():
        notes.refused(1, "文件里没有文字。", "the file has no text")
        return None
    return WordText(text, pictures)


def _footnotes(root: html.HtmlElement) -> None:
    """Write notes as raised numbers, and their texts as paragraphs at the end."""
    marks = root.xpath(
        ".//sup/a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]"
    )
    for place, mark in enumerate(marks, 1):
        name = mark.get("href")[1:]
        mark.getparent().text = str(place)
        mark.drop_tree()
        for item in root.xpath(".//li[@id=$name]", name=name):
            for back in item.xpath(
                ".//a[starts-with(@href, '#footnote-ref')"
                " or starts-with(@href, '#endnote-ref')]"
            ):
                back.drop_tree()
            first = next(item.iter("p"), item)
            sup = html.Element("sup")
            sup.text, sup.tail = str(place), f" {(first.text or '').lstrip()}"
            first.text = None
            first.insert(0, sup)
    for item in root.xpath(
        ".//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"
    ):
        around = item.getparent()
        item.drop_tag()
        if not list(around.iter("li")):
            around.drop_tag()


def _bold_headings(root: html.HtmlElement, notes: Notes) -> None:
    """Make headings of short bold paragraphs, where a file has no headings at all."""
    if root.xpath(".//h1|.//h2|.//h3"):
        return
    found = [
        p
        for p in root.iterchildren("p")
        if len(p) == 1
        and p[0].tag == "strong"
        and not (p.text or "").strip()
        and not (p[0].tail or "").strip()
        and 0 < len(text := p.text_content().strip()) <= LONGEST_HEADING
        and text[-1] not in SENTENCE_ENDS
    ]
    for place, paragraph in enumerate(found):
        is_title = place == 0 and paragraph.getprevious() is None
        paragraph.tag = "h1" if is_title else "h2"
        paragraph[0].drop_tag()
    if found:
        notes.sections(
            1,
            f"文件没有用标题样式，{len(found)} 行粗体短句当成了标题。请看看对不对。",
            f"the file has no heading styles; {len(found)} short bold lines became "
            "headings: see whether they are",
        )
