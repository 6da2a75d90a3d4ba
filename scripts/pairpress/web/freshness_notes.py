"""Tells readers under a section's heading that another language's half is newer."""

from collections.abc import Iterator
from html import escape

from ..content.addresses import path_of
from ..content.agreements import file_of, read_agreement
from ..content.freshness import SectionState, TopicState, topic_state
from ..content.languages import Language
from ..content.pages import HEADING, Page, read_known_page, with_code
from ..content.problems import ContentError
from ..content.site import Site


def with_notes(markdown: str, page: Page, site: Site, tongue: Language) -> str:
    """Return a page's Markdown with a note in each section that has not followed."""
    state = state_of(page, site)
    notes = {
        section.id: _note(section, page, site, tongue)
        for section in (state.open if state else ())
    }
    return "\n".join(_lines(markdown, notes)) if any(notes.values()) else markdown


def _lines(markdown: str, notes: dict[str, str]) -> Iterator[str]:
    for line, is_code in with_code(markdown.split("\n")):
        yield line
        heading = None if is_code else HEADING.match(line)
        if not heading:
            continue
        name = heading[3] if len(heading[1]) > 1 else ""
        if note := notes.pop(name, "") if name is not None else "":
            yield from ("", note, "")


def _note(section: SectionState, page: Page, site: Site, tongue: Language) -> str:
    """Return the note for this page's readers; "" if they read the newest."""
    others = [locale for locale in section.changed if locale != page.locale]
    if not others or not section.agreed:
        return ""
    names = {locale: tongue.name(locale) for locale in others}
    said = "stale" if page.locale in section.behind else "both_changed"
    text = tongue.words[said].format(
        date=tongue.date(section.agreed.on), language=tongue.joiner.join(names.values())
    )
    links = " ".join(
        f'<a href="{_address(site, page, locale)}#{section.id}">'
        f"{escape(tongue.words['read_in'].format(language=name))}</a>"
        for locale, name in names.items()
    )
    return f'<div class="stale" role="note"><p>{escape(text)} {links}</p></div>'


def _address(site: Site, page: Page, locale: str) -> str:
    """Return the relative address of the same page in another language."""
    here = path_of(site.written(page.locale), page.topic)
    return "../" * here.count("/") + path_of(site.written(locale), page.topic)


def state_of(page: Page, site: Site) -> TopicState | None:
    """Compare a page's topic with its record; None where there is none."""
    names = (page.topic, *page.front.moved_from)
    record = next((n for n in names if file_of(site.root, n).exists()), None)
    paths = {x: site.docs / x / f"{page.topic}.md" for x in site.locales}
    if record is None or not all(path.exists() for path in paths.values()):
        return None
    try:
        halves = {
            locale: read_known_page(path, site.root, locale)
            for locale, path in paths.items()
        }
    except ContentError:
        return None  # Told of the half itself; the other one can be shown.
    agreement = read_agreement(file_of(site.root, record), site.root)
    return topic_state(site, halves, record, agreement)
