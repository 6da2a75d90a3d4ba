"""A QR code as an inline SVG drawing, or as a picture."""

import functools
import io
from html import escape

import segno


def qr_svg(url: str, title: str) -> str:
    """Draw a QR code; its size comes from CSS (`.qr`), at least 15 mm on paper.

    The title is what a screen reader says, and PDF/UA fails without one.
    """
    drawing, inside, rest = _drawing(url).partition(">")
    return f"{drawing}{inside}<title>{escape(title)}</title>{rest}"


def qr_png(url: str, scale: int = 1) -> bytes:
    """Draw a QR code as a picture; each of its squares is `scale` pixels wide."""
    image = io.BytesIO()
    _code(url).save(image, kind="png", border=4, scale=scale)
    return image.getvalue()


@functools.lru_cache(maxsize=256)
def _drawing(url: str) -> str:
    image = io.BytesIO()
    _code(url).save(
        image,
        kind="svg",
        border=4,
        omitsize=True,
        xmldecl=False,
        svgns=True,
        nl=False,
        svgclass="qr",
        lineclass=None,
    )
    return image.getvalue().decode("utf-8")


@functools.lru_cache(maxsize=256)
def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", boost_error=False, micro=False)
