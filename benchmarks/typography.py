"""Sets the same Chinese with ours, Chromium and Typst, and counts the faults.

    .venv/bin/python benchmarks/typography.py            our own pages
    .venv/bin/python benchmarks/typography.py FOLDER     any folder of Chinese Markdown

How, against whom, and what to mind: benchmarks/README.md.
"""

import argparse
import html
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from search_browser import chromium
from search_peers import install
from typography_lines import FAULTS, Measured
from typography_text import Paragraph, read_paragraphs

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

if TYPE_CHECKING:
    from pairpress.paper.fonts import Fonts

WORK = ROOT / ".cache/benchmarks/type"
SIZE = 14
MEASURES = (36, 24, 16)
"""Characters on a line: a handout's, large print's, one of two columns'."""
MARGIN = 54
WIDTH = 612
OURS = "p{margin:0 0 7pt}"
# What Chromium can do at its best; the same fonts as ours.
CHROMIUM = (
    "body{margin:0;font:14pt/1.6 'Pairpress SC';color:#000;text-autospace:normal;"
    "text-spacing-trim:trim-start;text-wrap:pretty;line-break:strict}"
    "p{margin:0 0 7pt}b{font-weight:700}"
)
TYPST = """#set page(paper: "us-letter", margin: (rest: 54pt, right: {right}pt))
#set text(font: "Pairpress SC", size: 14pt, lang: "zh")
"""


def main() -> None:
    """Set, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs/zh")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    from pairpress.content.site import read_site
    from pairpress.paper.fonts import bake
    from pairpress.paper.typefaces import typefaces_of

    fonts = bake(ROOT / ".cache/fonts", typefaces_of(read_site(ROOT)))
    paragraphs = [
        paragraph
        for paragraph in read_paragraphs(options.folder)
        if not fonts.missing(paragraph.text)
    ]
    found = {name: Measured() for name in SETTERS}
    for ems in MEASURES:
        for name, set_by in SETTERS.items():
            path = set_by(paragraphs, fonts, ems)
            found[name].add(path, paragraphs, MARGIN, SIZE, ems)
    tell(found)
    report = {name: measured.figures() for name, measured in found.items()}
    (ROOT / ".cache/benchmarks/typography.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1), "utf-8"
    )


def as_html(paragraphs: list[Paragraph]) -> str:
    """Return the paragraphs as HTML, with bold where they have it."""
    return "".join(
        "<p>"
        + "".join(
            f"<b>{html.escape(text)}</b>" if is_bold else html.escape(text)
            for text, is_bold in paragraph.runs
        )
        + "</p>"
        for paragraph in paragraphs
    )


def page_rule(ems: int) -> str:
    """Return the style of a page whose lines hold so many characters."""
    right = WIDTH - MARGIN - SIZE * ems
    margin = f"{MARGIN}pt {right}pt {MARGIN}pt {MARGIN}pt"
    return f"@page{{size:letter;margin:{margin};@bottom-right{{content:none}}}}"


def set_raw(paragraphs: list[Paragraph], fonts: "Fonts", ems: int) -> Path:
    """Print with WeasyPrint as it comes."""
    return set_ours(paragraphs, fonts, ems, plain=True)


def set_ours(
    paragraphs: list[Paragraph], fonts: "Fonts", ems: int, plain: bool = False
) -> Path:
    """Print with our pass and style; `plain` is without either."""
    from pairpress.paper.fonts import isolate_system_fonts
    from pairpress.paper.typography import typeset

    isolate_system_fonts(ROOT / ".cache/fonts")
    import weasyprint

    body = as_html(paragraphs)
    style = f"{fonts.css}{page_rule(ems)}{OURS}"
    if plain:
        style += "body{font:14pt/1.6 'Pairpress SC';margin:0}"
    head = f"<title>t</title><style>{style}</style>"
    text = f'<html lang="zh-Hans">{head}<body>{body}</body>'
    base = ROOT / "print/styles/base.css"
    path = WORK / ("weasyprint.pdf" if plain else "ours.pdf")
    weasyprint.HTML(string=text if plain else typeset(text)).write_pdf(
        path, stylesheets=[] if plain else [base]
    )
    return path


def set_by_chromium(paragraphs: list[Paragraph], fonts: "Fonts", ems: int) -> Path:
    """Print with Chromium and its own typography for Chinese."""
    page, path = WORK / "chromium.html", WORK / "chromium.pdf"
    style = f"{fonts.css}{page_rule(ems)}{CHROMIUM}"
    page.write_text(
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8">'
        f"<style>{style}</style><body>{as_html(paragraphs)}</body>",
        "utf-8",
    )
    os.environ.pop("FONTCONFIG_FILE", None)  # ours; without any font it prints nothing
    with chromium(ROOT) as browser:
        opened = browser.new_page()
        opened.goto(page.as_uri())
        opened.evaluate("document.fonts.ready")
        opened.pdf(path=path, prefer_css_page_size=True)
    return path


def set_by_typst(paragraphs: list[Paragraph], fonts: "Fonts", ems: int) -> Path:
    """Print with Typst as it comes."""
    python = install(
        ROOT / ".cache/benchmarks/typography",
        Path(__file__).with_name("typography-requirements.txt"),
    )
    source, path = WORK / "typst.typ", WORK / "typst.pdf"
    source.write_text(
        TYPST.format(right=WIDTH - MARGIN - SIZE * ems)
        + "\n\n".join(_typst_lines(paragraphs)),
        "utf-8",
    )
    folder = str(fonts.folder)
    command = (
        "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2],"
        " font_paths=[sys.argv[3]], ignore_system_fonts=True)"
    )
    subprocess.run([python, "-c", command, source, path, folder], check=True)
    return path


SETTERS = {
    "ours": set_ours,
    "WeasyPrint 70 alone": set_raw,
    "Chromium": set_by_chromium,
    "Typst": set_by_typst,
}


def _typst_lines(paragraphs: list[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield "".join(
            f"#strong({json.dumps(text, ensure_ascii=False)})"
            if is_bold
            else f"#text({json.dumps(text, ensure_ascii=False)})"
            for text, is_bold in paragraph.runs
        )


def tell(found: dict[str, Measured]) -> None:
    """Print a table: a fault in each row."""
    print("| | " + " | ".join(found) + " |")
    print("|---|" + "---:|" * len(found))
    for fault, words in FAULTS.items():
        row = [measured.figures()[fault] for measured in found.values()]
        print(f"| {words} | " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main()
