"""What is asked of the printer, and what comes back."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PrintJob:
    """One document to print; `name` is what messages call it."""

    name: str
    html: str
    stylesheets: tuple[Path, ...]
    base_url: str
    roots: tuple[Path, ...]
    max_pages: int | None = None
    tagged: bool = True
    # The id of the element on page 1: the pages before it are i, ii, iii …
    body_starts_at: str | None = None

    @property
    def readable(self) -> tuple[Path, ...]:
        """The folders whose files the document may use."""
        styles = (stylesheet.parent for stylesheet in self.stylesheets)
        return tuple(folder.resolve() for folder in (*self.roots, *styles))


@dataclass(frozen=True)
class Failure:
    """Why there is no PDF, in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True)
class RenderedPdf:
    """A finished file in the cache, or the reason why there is none."""

    name: str
    path: Path | None = None
    pages: int = 0
    bytes: int = 0
    sha256: str = ""
    cached: bool = False
    failure: Failure | None = None

    @property
    def ok(self) -> bool:
        """Whether there is a file to publish."""
        return self.failure is None


def too_long(pages: int, limit: int) -> Failure:
    """Say that a document is longer than its sheet of paper."""
    return Failure(
        f"放不下：排出来是{pages}页，最多{limit}页。请删短，或少印几节。",
        f"does not fit: {pages} pages, at most {limit} allowed. "
        "Shorten it or print fewer sections.",
    )
