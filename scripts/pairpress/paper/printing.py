"""Prints everything: composed documents become PDFs and a catalogue."""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from ..content.addresses import address
from ..content.catalogue import Entry, write_catalogue
from ..content.library import Library
from ..content.speech import Refused
from .composed import Composed
from .composition import compose_all
from .fonts import Fonts, bake
from .imposition import imposed
from .jobs import Failure, RenderedPdf
from .rendering import forget_unused, render_all
from .share_images import write_share_images
from .typefaces import typefaces_of

HIDDEN = re.compile("&#(?!3[49];)")
"""A character written as a number, other than the quotation marks of templates."""
WITHDRAWN = Failure(
    "这一版收回了，改好内容才会再印",
    "this version was withdrawn; it is printed again when what it says has changed",
)


@dataclass(frozen=True)
class Withheld:
    """A print that is not published, and why."""

    name: str
    failure: Failure


class CannotPrint(Refused):
    """Documents that could not be rendered at all; nothing is published."""

    def __init__(self, failures: list[Withheld]) -> None:
        super().__init__(
            "\n".join(f"{f.name}: {f.failure.zh}" for f in failures),
            "\n".join(f"{f.name}: {f.failure.en}" for f in failures),
        )


@dataclass(frozen=True)
class Printed:
    """The outcome: what is in the catalogue, and what was withheld."""

    entries: list[Entry]
    withheld: list[Withheld]
    rendered: int
    """How many documents were not in the cache."""


def print_all(
    library: Library,
    views: Path,
    out: Path,
    cache: Path,
    jobs: int = 0,
    only: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Printed:
    """Print into `out` (PDFs and catalogue.json); `only` names one publication.

    What does not fit its paper is withheld. Raises CannotPrint, with every failure, if
    a document cannot be rendered or holds a character that the fonts lack.
    """
    documents = list(compose_all(library, views, only))
    newest = {name: history[-1] for name, history in library.history.items()}
    withdrawn = [d for d in documents if newest[d.publication.id].withdrawn]
    documents = [d for d in documents if not newest[d.publication.id].withdrawn]
    fonts = bake(cache / "fonts", typefaces_of(library.site))
    if uncovered := list(filter(None, (_uncovered(d, fonts) for d in documents))):
        raise CannotPrint(uncovered)
    # A booklet shares its job with the file that it is imposed from.
    asked = list(dict.fromkeys(document.job for document in documents))
    done = iter(range(1, len(asked) + 1))

    def report(pdf: RenderedPdf) -> None:
        if progress:
            progress(next(done), len(asked), pdf.name)

    rendered = render_all(asked, fonts, cache / "pdf", jobs, report)
    by_job = dict(zip(asked, rendered, strict=True))
    results = [
        imposed(by_job[document.job], cache / "pdf", document.job)
        if document.imposed
        else by_job[document.job]
        for document in documents
    ]
    finished = list(zip(documents, results, strict=True))
    # Only what was laid out, and is too long, has pages to tell of.
    if broken := [_withheld(d, r) for d, r in finished if not r.ok and not r.pages]:
        raise CannotPrint(broken)
    entries = list(_publish(library, finished, out))
    write_catalogue(out / "catalogue.json", entries)
    withheld = [_withheld(d, pdf) for d, pdf in finished if not pdf.ok]
    if only is None:
        feet = write_share_images(library, entries, fonts, out, cache / "share", jobs)
        if broken := [Withheld(f.name, _why(f)) for f in feet if not f.pages]:
            raise CannotPrint(broken)
        withheld += [Withheld(foot.name, _why(foot)) for foot in feet]
        forget_unused(cache / "pdf", [*rendered, *results])
    withheld += [Withheld(d.file.removesuffix(".pdf"), WITHDRAWN) for d in withdrawn]
    return Printed(entries, withheld, sum(not pdf.cached for pdf in rendered))


def _withheld(document: Composed, pdf: RenderedPdf) -> Withheld:
    return Withheld(document.file.removesuffix(".pdf"), _why(pdf))


def _why(pdf: RenderedPdf) -> Failure:
    assert pdf.failure
    return pdf.failure


def _publish(
    library: Library, results: Iterable[tuple[Composed, RenderedPdf]], out: Path
) -> Iterable[Entry]:
    out.mkdir(parents=True, exist_ok=True)
    for document, pdf in results:
        if pdf.path is None or not pdf.ok:
            continue
        shutil.copyfile(pdf.path, out / document.file)
        edition = library.site.edition(document.edition.split("+")[0])
        yield Entry(
            publication=document.publication.id,
            kind=document.publication.kind,
            edition=document.edition,
            format=document.format,
            title=document.title,
            file=document.file,
            pages=pdf.pages,
            bytes=pdf.bytes,
            sha256=pdf.sha256,
            version=document.version,
            page=address(library.site, edition, document.publication.page),
        )


def _uncovered(document: Composed, fonts: Fonts) -> Withheld | None:
    """Say which characters of a document the fonts lack, if any."""
    source = document.job.html
    if not fonts.missing(source) and not HIDDEN.search(source):
        return None  # as nearly always; to read the document takes longer
    text = html.document_fromstring(source).text_content()
    missing = "".join(sorted(fonts.missing(text)))
    if not missing:
        return None
    page = f"docs/*/{document.publication.page}.md"
    return Withheld(
        document.job.name,
        Failure(
            f"{page}：字体里没有这些字：{missing}。请换一个字。",
            f"{page}: the fonts have no glyph for {missing}; use another character",
        ),
    )
