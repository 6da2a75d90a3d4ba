"""QR codes, read back from a rendered page."""

from pathlib import Path

import pypdfium2
import zxingcpp
from lxml import etree

from pairpress.paper.qr import qr_svg

URL = "https://example.org/p/work-wage-theft/2026-11-21/?lang=zh-Hans&from=print"


def test_title_is_escaped_and_the_drawing_scales() -> None:
    drawing = etree.fromstring(qr_svg(URL, 'Scan for "pay" & <more>'))
    title = drawing.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == 'Scan for "pay" & <more>'
    assert "viewBox" in drawing.attrib
    assert "width" not in drawing.attrib


def test_printed_code_is_read_at_200_dpi(print_page) -> None:  # type: ignore[no-untyped-def]
    sizes = ("15mm", "20mm", "25mm")
    codes = "".join(
        qr_svg(f"{URL}&size={size}", "code").replace(
            "<svg ", f'<svg style="width:{size};height:{size};margin:5mm" ', 1
        )
        for size in sizes
    )
    pdf = print_page(f"<p>{codes}</p>")
    assert pdf.ok, pdf.failure
    assert set(read_codes(pdf.path)) == {f"{URL}&size={size}" for size in sizes}


def test_size_comes_from_the_style_sheet(print_page) -> None:  # type: ignore[no-untyped-def]
    pdf = print_page(f"<p>{qr_svg(URL, '扫码看这一页')}</p>")
    assert read_codes(pdf.path) == [URL]


def read_codes(path: Path) -> list[str]:
    page = pypdfium2.PdfDocument(path)[0]
    image = page.render(scale=200 / 72, grayscale=True).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image)]
