"""Prints by WeasyPrint alone: without our pass, our styles and our refusals."""

import io
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import weasyprint

from pairpress.paper.fonts import Fonts


def bare_print(fonts: Fonts, folder: Path, body: str, style: str = "") -> Path:
    """Print a body in the print font; return the file."""
    html = (
        f'<html lang="zh-Hans"><title>测试</title><style>{fonts.css}'
        f"body{{font-family:'Pairpress SC';font-size:14pt}}{style}</style>{body}"
    )
    path = folder / "bare.pdf"
    weasyprint.HTML(string=html).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def rules_broken(path: Path) -> str:
    """Return the names of the rules of PDF/UA-1 that a file breaks."""
    result = validator.validate_pdf(str(path), profile="ua1")
    return " ".join(failure.rule_id.upper() for failure in result.failures)


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file, as a viewer reads them."""
    pages = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in pages]
    return [line.strip() for text in texts for line in text.splitlines()]


def drawn_in(path: Path) -> bytes:
    """Return what draws the pages of a file."""
    with pikepdf.open(path) as pdf:
        return b"\n".join(page.Contents.read_bytes() for page in pdf.pages)


def elements_in(path: Path) -> list[tuple[str, str]]:
    """Return the structure of a file: each element, and its own language."""
    found: list[tuple[str, str]] = []

    def walk(item: Any) -> None:
        if isinstance(item, pikepdf.Array):
            for child in item:
                walk(child)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            found.append((str(item.S), str(item.get("/Lang", ""))))
            walk(item.get("/K", pikepdf.Array()))

    with pikepdf.open(path) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return found


def heights_in(path: Path) -> dict[str, float]:
    """Return how high each character of the first page stands, in points."""
    text = pypdfium2.PdfDocument(path)[0].get_textpage()
    places = range(text.count_chars())
    return {text.get_text_range(n, 1): text.get_charbox(n)[1] for n in places}


def in_memory(pdf: pikepdf.Pdf) -> bytes:
    """Return a file's bytes, with a name that only depends on what is in it."""
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()
