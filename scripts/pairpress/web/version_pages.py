"""Version pages: where the QR code of a print leads, in all editions at once."""

from copy import deepcopy
from html import escape
from pathlib import Path

from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.publications import Publication, Version, versions
from ..content.site import EditionSettings
from ..content.words import words_in
from .addresses import path_of
from .html_files import Element, read_html, serialized


def write_version_pages(folder: Path, library: Library) -> None:
    """Write p/<publication>/<version>/ for every version there ever was."""
    for publication in library.publications:
        history = versions(publication, library.pages)
        for version in history:
            page = version_page(folder, library, publication, version, history)
            target = folder / "p" / publication.id / str(version.number) / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, encoding="utf-8")


def version_page(
    folder: Path,
    library: Library,
    publication: Publication,
    version: Version,
    history: tuple[Version, ...],
) -> str:
    """Return the page about one version: what changed since, then the content now."""
    site = library.site
    titles = " · ".join(publication.title[locale] for locale in site.locales)
    choice = "\n".join(
        f'<a href="#{e.lang}" lang="{e.lang}">{e.name}</a>' for e in site.editions
    )
    parts = "\n".join(
        _edition_part(folder, library, edition, publication, version, history)
        for edition in site.editions
    )
    return f"""<!doctype html>
<html lang="{site.editions[0].lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>{escape(titles)}</title>
<link rel="icon" href="../../../assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../../../assets/styles/site.css">
</head>
<body id="top" class="version-page">
<main id="content">
<nav class="languages" translate="no">
{choice}
</nav>
{parts}
</main>
</body>
</html>
"""


def _edition_part(
    folder: Path,
    library: Library,
    edition: EditionSettings,
    publication: Publication,
    version: Version,
    history: tuple[Version, ...],
) -> str:
    """Return one edition's section of the page."""
    words = words_in(edition, library.data)
    convert = converter(edition, library.data)
    tongue = language(edition.locale)
    current = history[-1]
    title = convert(publication.title[edition.locale])
    heading = words["version_title"].format(title=title, version=version.number)
    is_current = version == current
    status = (
        words["version_current"]
        if is_current
        else words["version_old"].format(
            date=tongue.date(version.day),
            version=version.number,
            current=current.number,
        )
    )
    changes = "" if is_current else _changes(edition, version, history, words, convert)
    draft = (
        f'<p class="draft">{words["draft"]}</p>'.replace(
            "{organization}", convert(library.site.settings.organization[edition.locale])
        )
        if library.site.is_draft
        else ""
    )
    link = f"../../../{path_of(edition, publication.page)}"
    return f"""<section id="{edition.lang}" lang="{edition.lang}" class="text">
{draft}
<h1>{escape(heading)}</h1>
<p class="status{"" if is_current else " status-old"}">{escape(status)}</p>
{changes}
<p><a class="button" href="{link}">{words["version_page"]}</a></p>
<h2>{words["version_content"]}</h2>
{_content(folder, edition, publication, convert)}
<p class="hint">{words["disclaimer"]}</p>
</section>"""


def _changes(edition, version, history, words, convert) -> str:  # type: ignore[no-untyped-def]
    tongue = language(edition.locale)
    items = "\n".join(
        f"<li>{tongue.date(later.day)}{tongue.joiner}"
        f"{escape(convert(note.title))}{tongue.joiner}{escape(convert(note.text))}</li>"
        for later in history[version.number :]
        for note in later.notes[edition.locale]
    )
    return f'<h2>{words["version_changes"]}</h2>\n<ul>\n{items}\n</ul>'


def _content(folder, edition, publication, convert) -> str:  # type: ignore[no-untyped-def]
    """Return the content now: the page itself, or the list of a book's chapters."""
    if publication.book:
        items = []
        for topic in publication.topics:
            page = read_html(folder / path_of(edition, topic) / "index.html")
            title = page.find(".//h1").text_content()
            href = f"../../../{path_of(edition, topic)}"
            items.append(f'<li><a href="{href}">{escape(title)}</a></li>')
        return "<ol>\n" + "\n".join(items) + "\n</ol>"
    page = read_html(folder / path_of(edition, publication.page) / "index.html")
    article = deepcopy(page.find('.//article[@class="text"]'))
    return _embedded(article, edition, publication.page)


def _embedded(article: Element, edition: EditionSettings, topic: str) -> str:
    """Return a page's article for another folder: own ids, links that still lead home.

    Ids carry the edition's tag, for three editions stand on one page.
    """
    here = f"../../../{path_of(edition, topic)}"
    for heading in article.xpath(".//h1"):
        heading.getparent().remove(heading)
    for element in article.iter():
        if not isinstance(element.tag, str):
            continue
        if name := element.attrib.pop("id", None):
            element.set("id", f"{edition.lang}-{name}")
        link = element.get("href", "")
        if link.startswith("#"):
            element.set("href", f"#{edition.lang}-{link[1:]}")
        elif link and ":" not in link.split("/")[0] and not link.startswith("/"):
            element.set("href", here + link)
    body = serialized(article).decode()
    return body.removeprefix("<!doctype html>").strip()
