"""The system's libraries that set the text: their versions decide a PDF's bytes."""

import ctypes
import functools
import zlib

LIBRARIES = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
}
"""The function that tells a library's version, and the library's names."""


@functools.cache
def library_versions() -> tuple[str, ...]:
    """Return the versions of Pango, HarfBuzz and zlib; "" if one is not found.

    They come without WeasyPrint, whose import takes half a second: a build that finds
    all its PDFs in the cache does without.
    """
    told = (_version(function, *names) for function, names in LIBRARIES.items())
    return (*told, zlib.ZLIB_RUNTIME_VERSION)


def _version(function: str, *names: str) -> str:
    for name in names:
        try:
            tell = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return ""
