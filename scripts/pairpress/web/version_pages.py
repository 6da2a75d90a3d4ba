"""Version pages: where the QR code of a print leads, in all editions at once."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..content.addresses import path_of, version_path
from ..content.conversion import Converter, converter
from ..content.languages import Language
from ..content.library import Library
from ..content.printed import Printed, printed_ever
from ..content.publications import Version
from ..content.site import EditionSettings
from ..content.versions import changed_facts
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
    withdrawn: tuple[str, ...]
    """That copies must not be used any more, and why."""
    heading: str
    is_current: bool
    status: str
    facts: list[str]
    """Values that are other than on the copy."""
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
    for printed in printed_ever(library):
        editions = library.site.editions
        if printed.page:
            editions = library.site.editions_of(printed.page)
        current = [_current(folder, edition, printed) for edition in editions]
        for version in printed.history:
            parts = [
                _part(library, edition, printed, version, said)
                for edition, said in zip(editions, current, strict=True)
            ]
            page = template.render(
                parts=parts,
                titles=list(dict.fromkeys(printed.title.values())),
                up=UP,
                emergency=emergency,
            )
            path = version_path(printed.id, version.number)
            target = folder / path / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page + "\n", encoding="utf-8")


def _part(
    library: Library,
    edition: EditionSettings,
    printed: Printed,
    version: Version,
    current: tuple[list[tuple[str, str]], Markup],
) -> Part:
    words = words_in(edition, library.data)
    convert = converter(edition, library.data)
    tongue = library.data.language(edition.locale)
    organization = convert(library.site.settings.organization[edition.locale])
    title = convert(printed.title[edition.locale])
    is_current = version == printed.current
    facts = list(_facts(edition.locale, tongue, convert, printed, version))
    changes = list(_changes(edition.locale, tongue, convert, printed, version))
    is_same = not (is_current or facts or changes or printed.is_gone)
    return Part(
        edition=edition,
        words=words,
        draft=words["draft"].format(organization=organization)
        if library.site.is_draft
        else "",
        withdrawn=tuple(
            map(convert, _withdrawn(edition.locale, tongue, printed, version))
        ),
        heading=words["version_title"].format(title=title, version=version.number),
        is_current=is_current and not version.withdrawn,
        status=words[_status(printed, version)].format(
            date=tongue.date(version.day),
            version=version.number,
            title=convert(printed.now[edition.locale]),
            current=printed.current.number if printed.current else "",
        ),
        facts=facts,
        changes=[words["version_same"]] if is_same else changes,
        path=path_of(edition, printed.page or "index"),
        chapters=current[0],
        content=current[1],
    )


def _withdrawn(
    locale: str, tongue: Language, printed: Printed, version: Version
) -> Iterator[str]:
    """Yield that copies of a version must not be used any more, and why."""
    if version.withdrawn:
        reasons = version.withdrawn.reason
        yield tongue.words["version_withdrawn"].format(
            title=printed.title[locale],
            version=version.number,
            date=tongue.date(version.withdrawn.day),
        )
        reason = reasons.get(locale) or next(iter(reasons.values()))
        yield tongue.words["version_why"].format(reason=reason)


def _status(printed: Printed, version: Version) -> str:
    """Return the name of the sentence that tells how a copy stands."""
    if printed.current is None:
        return "version_gone"
    if printed.current.withdrawn:
        return "version_none"
    if version == printed.current:
        return "version_current"
    return "version_moved" if printed.is_gone else "version_old"


def _facts(
    locale: str,
    tongue: Language,
    convert: Converter,
    printed: Printed,
    version: Version,
) -> Iterator[str]:
    """Yield each fact of which the copy says something else than is said now."""
    later = [*printed.history[version.number :], *filter(None, [printed.current])]
    places = {note.fact: note.title for v in later for note in v.notes.get(locale, ())}
    now = printed.current.facts if printed.current else {}
    for key, text in changed_facts(version.facts, now, locale):
        place = places.get(key)
        label = tongue.words["labelled"]
        yield convert(label.format(place, text) if place else text)


def _changes(
    locale: str,
    tongue: Language,
    convert: Converter,
    printed: Printed,
    version: Version,
) -> Iterator[str]:
    """Yield what later versions changed beside the values of facts."""
    for later in printed.history[version.number :]:
        told = dict.fromkeys(n for n in later.notes.get(locale, ()) if not n.fact)
        for note in told:
            parts = filter(None, [tongue.date(later.day), note.title, note.text])
            yield convert(tongue.joiner.join(parts))


def _current(
    folder: Path, edition: EditionSettings, printed: Printed
) -> tuple[list[tuple[str, str]], Markup]:
    """Return what the publication says now: a book's chapters, or a page's article."""
    if printed.chapters:
        return _chapters(folder, edition, printed), Markup("")
    text = _content(folder, edition, printed.page) if printed.page else ""
    return [], Markup(text)


def _chapters(
    folder: Path, edition: EditionSettings, printed: Printed
) -> list[tuple[str, str]]:
    paths = [path_of(edition, topic) for topic in printed.chapters]
    pages = [read_html(folder / path / "index.html") for path in paths]
    titles = [str(page.find(".//h1").text_content()) for page in pages]
    return list(zip(titles, paths, strict=True))


def _content(folder: Path, edition: EditionSettings, topic: str) -> str:
    """Return a page's article for another folder: own ids, links that lead home.

    Ids carry the edition's tag, for all editions stand on one page.
    """
    path = path_of(edition, topic)
    article = deepcopy(read_html(folder / path / "index.html").find(".//article"))
    if article is None:
        return ""
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
