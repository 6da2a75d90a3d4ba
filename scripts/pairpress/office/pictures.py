"""Pictures that were brought: small enough for a phone, and nothing in them runs."""

import io
import re
import struct
import zlib

from PIL import Image, ImageOps

WIDEST = 1600
"""Pixels on a side; a phone shows no more."""
LARGEST = 300_000
"""Bytes, from which scripts/check warns."""
PIXELS = 40_000_000
KEPT = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
ALIVE = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject|iframe|embed|object|audio|video|set|use"
    rb"|animate\w*|handler)\b"
    rb"|\bon[a-z]+\s*=|<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|@import|url\(\s*[\"']?(?!#)"
    rb"|(?:href|src)\s*=\s*[\"'](?!#)",
    re.IGNORECASE,
)
"""What in a drawing runs, loads something, or copies it without end (use)."""
UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, IndexError,
    KeyError, TypeError, MemoryError, Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises for damaged files; each of its readers fails in its own way."""


class CannotTake(Exception):
    """A picture cannot be taken along: why, in Chinese and English."""


def fit_picture(raw: bytes, is_drawing: bool) -> tuple[bytes, str]:
    """Return a picture as a phone can show it, and the ending of its name.

    What a camera wrote into it (the place, the day) is taken out.
    """
    if is_drawing:
        if b"<svg" not in raw or ALIVE.search(raw) or len(raw) > LARGEST:
            raise CannotTake(
                "图里有会运行的东西，或者太大。请另存为 png。",
                "the drawing runs something, or is too large; save it as png",
            )
        return raw, "svg"
    try:
        with Image.open(io.BytesIO(raw)) as image:
            if image.width * image.height > PIXELS:
                raise CannotTake(
                    "像素太多。请缩小再放。",
                    "it has far too many pixels; make it smaller",
                )
            kind = KEPT.get(image.format or "", "")
            is_still = not getattr(image, "is_animated", False)
            is_small = len(raw) <= LARGEST and max(image.size) <= 2000
            tells = bool(image.getexif()) or bool(
                {"xmp", "exif", "comment"} & image.info.keys()
            )
            image.load()
            if kind and is_still and is_small and not tells:
                return raw, kind
            return _smaller(image)
    except UNREADABLE as error:
        raise CannotTake(
            "读不了这张图。请另存为 png 或 jpg。",
            "it cannot be read; save it as png or jpg",
        ) from error


def _smaller(image: Image.Image) -> tuple[bytes, str]:
    image = ImageOps.exif_transpose(image) or image
    has_holes = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    is_drawn = image.mode in ("1", "P", "L") or has_holes
    plain = image.convert("RGBA" if has_holes else "RGB")
    for side in (WIDEST, 1200, 800):
        smaller = plain.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        told = io.BytesIO()
        if is_drawn:
            smaller.quantize(256).save(told, "PNG", optimize=True)
        else:
            smaller.save(told, "JPEG", quality=82, optimize=True)
        if told.tell() <= LARGEST:
            break
    return told.getvalue(), "png" if is_drawn else "jpg"
