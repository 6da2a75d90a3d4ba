"""HTML as Markdown, in the form that our pages have: flat tables, plain lists."""

import re

from lxml import html
from markdownify import MarkdownConverter

CELL_BREAK = "<br>"
BULLET = "• "


class _Converter(MarkdownConverter):
    """Markdownify, for tags that our pages may hold as they are."""

    def convert_sup(self, el: object, text: str, parent_tags: object) -> str:
        """Keep what stands above the line: 2²."""
        return f"<sup>{text}</sup>" if text.strip() else ""

    def convert_sub(self, el: object, text: str, parent_tags: object) -> str:
        """Keep what stands below the line."""
        return f"<sub>{text}</sub>" if text.strip() else ""

    def convert_br(self, el: object, text: str, parent_tags: object) -> str:
        """Keep a line's break where it was made."""
        return CELL_BREAK

    def convert_u(self, el: object, text: str, parent_tags: object) -> str:
        """Underlined text is no link: its words alone."""
        return text

    def convert_del(self, el: object, text: str, parent_tags: object) -> str:
        """Text that was crossed out is not said."""
        return ""

    convert_s = convert_del


def markdown_of(text: str) -> str:
    """Return HTML as Markdown: headings with #, lists with hyphens, tables with |."""
    root = html.fragment_fromstring(text, create_parent="div")
    # Inner tables first: what is left of them is text within a cell.
    for table in reversed(list(root.iter("table"))):
        _flatten(table)
    converter = _Converter(
        heading_style="ATX",
        bullets="-",
        strong_em_symbol="*",
        escape_misc=False,
        newline_style="backslash",
        table_infer_header=True,
    )
    told: str = converter.convert(html.tostring(root, encoding="unicode"))
    return re.sub(r"\n{3,}", "\n\n", told).strip()


def _flatten(table: html.HtmlElement) -> None:
    """Make a table even: one line to a cell, no cell over two, none in a table."""
    rows = list(table.iter("tr"))
    is_inner = any(parent.tag in ("td", "th") for parent in table.iterancestors())
    if is_inner or (len(rows) == 1 and len(rows[0]) == 1):
        # A table of one cell is a frame around text.
        for part in table.iter("table", "tbody", "thead", "tr", "td", "th"):
            part.tag = "div"
        return
    owed: dict[int, int] = {}
    for row in rows:
        place = 0
        for cell in list(row):
            while owed.get(place, 0):
                owed[place] -= 1
                cell.addprevious(html.Element("td"))
                place += 1
            _one_line(cell)
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            for step in range(wide):
                owed[place + step] = tall - 1
                if step:
                    cell.addnext(html.Element("td"))
            place += wide
        while owed.get(place, 0):
            owed[place] -= 1
            row.append(html.Element("td"))
            place += 1


def _span(cell: html.HtmlElement, name: str) -> int:
    told = cell.attrib.pop(name, "1")
    return min(int(told), 50) if told.isdigit() and told != "0" else 1


def _one_line(cell: html.HtmlElement) -> None:
    """Write the paragraphs and lists of a cell as one line with breaks."""
    blocks = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6")
    for part in list(cell.iter(*blocks)):
        if part is cell:
            continue
        is_first = (
            part.getprevious() is None and not (part.getparent().text or "").strip()
        )
        begins = "" if is_first and part.getparent() is cell else "\n"
        mark = BULLET if part.tag == "li" else ""
        part.text = f"{begins}{mark}{(part.text or '').lstrip()}"
        part.drop_tag()
    for part in list(cell.iter("ul", "ol")):
        part.drop_tag()
    for part in [cell, *cell.iter()]:
        for name in ("text", "tail") if part is not cell else ("text",):
            told = getattr(part, name)
            if told and "\n" in told:
                _break(part, name, [x.strip() for x in told.split("\n")])


def _break(part: html.HtmlElement, name: str, lines: list[str]) -> None:
    """Put a break between the lines of a text."""
    lines = [x for n, x in enumerate(lines) if x or n == 0]
    setattr(part, name, lines[0])
    after = part
    for number, line in enumerate(lines[1:]):
        new = html.Element("br")
        new.tail = line
        if name == "text" and not number:
            part.insert(0, new)
        else:
            tail, after.tail = after.tail, None
            after.addnext(new)
            after.tail = tail
        after = new
