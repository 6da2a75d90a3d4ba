"""Finished PDFs, each named by the hash of all that decides its bytes."""

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

from lxml import html as lxml_html

from .fonts import Fonts
from .jobs import Failure, PrintJob, RenderedPdf
from .sealed_files import forget_others, seal, unseal, write_whole
from .system_libraries import library_versions

TOOLS = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pillow", "lxml")
RECIPE = (
    *("typography.py", "line_breaks.py", "text_runs.py", "accessible_markup.py"),
    "customs.py",
    *(
        "actual_text.py",
        "letters.py",
        "language_tags.py",
        "slimming.py",
        "press.py",
        "finishing.py",
        "fitting.py",
    ),
)
NOTE = ".note"
"""What ends the name of the sealed file that tells of a PDF."""
SOURCES = {"img": "src", "source": "src", "image": "href", "link": "href"}
NAMES_FILES = re.compile(r"<(?:img|source|image|link)\b|url\(|@import", re.IGNORECASE)
CSS_URL = re.compile(r"""(?:url\(|@import)\s*["']?([^"')]+)["')]""")


def key_of(job: PrintJob, fonts: Fonts) -> str:
    """Hash the document, the files that it uses, the fonts and the tools."""
    digest = hashlib.sha256(fonts.fingerprint.encode())
    options = f"{job.tagged} {job.body_starts_at} {job.for_press}"
    for part in (job.html, options):
        digest.update(hashlib.sha256(part.encode()).digest())
    digest.update(_tools())
    for file in _used_files(job):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@functools.cache
def _tools() -> bytes:
    """Hash what every PDF is made with: ours, the packages, the system's libraries."""
    versions = [f"{tool} {metadata.version(tool)}" for tool in TOOLS]
    digest = hashlib.sha256("\n".join([*versions, *library_versions()]).encode())
    for name in RECIPE:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.digest()


def look_up(cache: Path, key: str, job: PrintJob) -> RenderedPdf | None:
    """Return a cached PDF if it is whole: its sum is compared with the noted one.

    What was too long is remembered, too, for the limit at which it was.
    """
    path = cache / f"{key}.pdf"
    try:
        note = json.loads(unseal(cache / f"{key}{NOTE}") or b"{}")
        pages = int(note["pages"])
        if "failure" in note and note["limit"] == job.max_pages:
            failure = Failure(**note["failure"])
            return RenderedPdf(
                job.name, pages=pages, cached=True, failure=failure, key=key
            )
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest != note["sha256"] or pages > (job.max_pages or pages):
            return None
    except (OSError, KeyError):
        return None
    return RenderedPdf(
        job.name, path, pages, len(content), digest, cached=True, key=key
    )


def store(cache: Path, key: str, name: str, content: bytes, pages: int) -> RenderedPdf:
    """Write the PDF and then its note; without the note the file does not count."""
    path = cache / f"{key}.pdf"
    digest = hashlib.sha256(content).hexdigest()
    note = json.dumps({"pages": pages, "sha256": digest, "name": name})
    write_whole(path, content)
    seal(cache / f"{key}{NOTE}", note.encode())
    return RenderedPdf(name, path, pages, len(content), digest, key=key)


def store_failure(
    cache: Path, key: str, job: PrintJob, failure: Failure, pages: int
) -> RenderedPdf:
    """Note that a document does not fit, so that it is not laid out again."""
    note = {
        "pages": pages,
        "limit": job.max_pages,
        "failure": {"zh": failure.zh, "en": failure.en},
        "name": job.name,
    }
    text = json.dumps(note, ensure_ascii=False)
    seal(cache / f"{key}{NOTE}", text.encode())
    return RenderedPdf(job.name, pages=pages, failure=failure, key=key)


def forget_unused(
    cache: Path, used: Iterable[RenderedPdf], others: Iterable[Path] = ()
) -> None:
    """Delete what is in the cache and this build did not use."""
    kept = [cache / f"{pdf.key}{end}" for pdf in used for end in (".pdf", NOTE)]
    forget_others(cache, [*kept, *others])


def local_path(url: str) -> Path:
    """Turn a file: URL into the real path, with links and dots resolved."""
    return Path(url2pathname(unquote(urlsplit(url).path))).resolve()


def _used_files(job: PrintJob) -> Iterator[Path]:
    """Yield the stylesheets and every local file that they and the document name."""
    for url in _document_urls(job.html):
        yield from _existing(urljoin(job.base_url, url), job)
    for stylesheet in job.stylesheets:
        yield from _stylesheet_files(stylesheet.resolve(), job, frozenset())


def _document_urls(html: str) -> Iterator[str]:
    if not NAMES_FILES.search(html):
        return  # most documents; to read them again would take as long as all else
    root: Any = lxml_html.document_fromstring(html)
    for element in root.iter(*SOURCES):
        yield element.get(SOURCES[element.tag]) or ""
    yield from CSS_URL.findall(" ".join(root.xpath("//style/text() | //@style")))


def _stylesheet_files(
    file: Path, job: PrintJob, seen: frozenset[Path]
) -> Iterator[Path]:
    yield file
    if file.suffix != ".css" or file in seen:
        return
    for url in CSS_URL.findall(file.read_text("utf-8")):
        for used in _existing(urljoin(file.as_uri(), url), job):
            yield from _stylesheet_files(used, job, seen | {file})


def _existing(url: str, job: PrintJob) -> Iterator[Path]:
    """Leave out what does not exist or may not be read: rendering reports it."""
    if url.startswith("file:"):
        path = local_path(url)
        if path.is_file() and any(path.is_relative_to(root) for root in job.readable):
            yield path
