"""Share files: the names of pictures beside the PDFs; paper writes them, web shows."""

from .catalogue import Entry


def has_share_image(entry: Entry) -> bool:
    """Say whether a PDF has a picture of its first page: each standard handout."""
    return entry.kind == "handout" and not entry.format


def share_file(entry: Entry) -> str:
    """Return the name of the picture of a PDF's first page."""
    return entry.file.removesuffix(".pdf") + ".png"


def code_file(publication: str) -> str:
    """Return the name of the picture of a publication's code."""
    return f"{publication}.qr.png"
