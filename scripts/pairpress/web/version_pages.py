"""Version pages: where the QR code of a print leads, in all editions at once."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..content.addresses import path_of, version_path
from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.publications import Publication, Version, versions
from ..content.site import EditionSettings
from ..content.words import words_in
from .html_files import Element, markup, read_html

UP = "../../../"
"""From p/<publication>/<version>/ to the site's root."""


@dataclass(frozen=True)
class Part:
    """What the page says in one edition."""

    edition: EditionSettings
    words: dict[str, str]
    draft: str
    heading: str
    is_current: bool
    status: str
    changes: list[str]
    path: str
    chapters: list[tuple[str, str]]
    """Of a book: (title, path below the site's root)."""
    content: Markup
    """Of a handout: what its page says now."""


def write_version_pages(folder: Path, library: Library) -> None:
    """Write p/<publication>/<version>/ for every version there ever was."""
    environment = Environment(
        loader=FileSystemLoader(library.site.root / "overrides"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    template = environment.get_template("version-page.html")
    emergency = library.data.contacts[library.site.settings.emergency[0]].phones[0]
    for publication in library.publications:
        history = versions(publication, library.pages)
        for version in history:
            parts = [
                _part(folder, library, edition, publication, version, history)
                for edition in library.site.editions
            ]
            page = template.render(
                parts=parts,
                titles=list(publication.title.values()),
                up=UP,
                emergency=emergency,
            )
            path = version_path(publication.id, version.number)
            target = folder / path / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page + "\n", encoding="utf-8")


def _part(
    folder: Path,
    library: Library,
    edition: EditionSettings,
    publication: Publication,
    version: Version,
    history: tuple[Version, ...],
) -> Part:
    words = words_in(edition, library.data)
    convert = converter(edition, library.data)
    tongue = language(edition.locale)
    is_current = version == history[-1]
    organization = convert(library.site.settings.organization[edition.locale])
    return Part(
        edition=edition,
        words=words,
        draft=words["draft"].format(organization=organization)
        if library.site.is_draft
        else "",
        heading=words["version_title"].format(
            title=convert(publication.title[edition.locale]), version=version.number
        ),
        is_current=is_current,
        status=words["version_current" if is_current else "version_old"].format(
            date=tongue.date(version.day),
            version=version.number,
            current=history[-1].number,
        ),
        changes=[
            tongue.joiner.join(
                [tongue.date(later.day), convert(note.title), convert(note.text)]
            )
            for later in history[version.number :]
            for note in later.notes[edition.locale]
        ],
        path=path_of(edition, publication.page),
        chapters=_chapters(folder, edition, publication),
        content=Markup(
            "" if publication.book else _content(folder, edition, publication)
        ),
    )


def _chapters(
    folder: Path, edition: EditionSettings, publication: Publication
) -> list[tuple[str, str]]:
    if not publication.book:
        return []
    paths = [path_of(edition, topic) for topic in publication.topics]
    pages = [read_html(folder / path / "index.html") for path in paths]
    titles = [str(page.find(".//h1").text_content()) for page in pages]
    return list(zip(titles, paths, strict=True))


def _content(folder: Path, edition: EditionSettings, publication: Publication) -> str:
    """Return a page's article for another folder: own ids, links that lead home.

    Ids carry the edition's tag, for all editions stand on one page.
    """
    path = path_of(edition, publication.page)
    article = deepcopy(read_html(folder / path / "index.html").find(".//article"))
    for heading in article.xpath(".//h1"):
        heading.getparent().remove(heading)
    for element in article.iter():
        if isinstance(element.tag, str):
            _relink(element, edition.lang, UP + path)
    return markup(article)


def _relink(element: Element, lang: str, here: str) -> None:
    if name := element.attrib.pop("id", None):
        element.set("id", f"{lang}-{name}")
    for attribute in ("href", "src"):
        link: Any = element.get(attribute, "")
        if link.startswith("#"):
            element.set(attribute, f"#{lang}-{link[1:]}")
        elif link and ":" not in link.split("/")[0] and not link.startswith("/"):
            element.set(attribute, here + link)
