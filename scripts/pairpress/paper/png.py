"""A picture in shades of grey as PNG: small, and the same bytes on every machine.

https://www.w3.org/TR/png-3/
"""

import struct
import zlib


def grey_png(pixels: bytes, width: int, bits: int) -> bytes:
    """Return a PNG of pixels (a byte each, row by row) with 1, 2 or 4 bits for each.

    The width is a multiple of 8, so that every row ends with a byte.
    """
    height = len(pixels) // width
    packed, row = _packed(pixels, bits), width * bits // 8
    # Each row begins with the number of its filter: none, which is best for type.
    lines = b"".join(
        b"\0" + packed[start : start + row] for start in range(0, len(packed), row)
    )
    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(lines, 9 if bits == 1 else 6)),
            _chunk(b"IEND", b""),
        )
    )


def _packed(pixels: bytes, bits: int) -> bytes:
    """Return pixels with only some bits for each, several in a byte."""
    count, most = 8 // bits, 2**bits - 1
    levels = [round(grey * most / 255) for grey in range(256)]
    together = 0
    for place in range(count):
        shift = 8 - bits * (place + 1)
        part = pixels[place::count].translate(bytes(n << shift for n in levels))
        together |= int.from_bytes(part, "big")
    return together.to_bytes(len(pixels) // count, "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
