"""Checks of what pages name: facts, contacts, handout sections, icons."""

import re
from collections.abc import Iterator

from ..content.contacts import INTERPRETER, MANY, TONGUE
from ..content.library import Library
from ..content.numerals import plain
from ..content.page_templates import unknown_template
from ..content.pages import Page
from ..content.problems import Problem, nearest
from ..content.references import unknown_references
from ..content.sections import sections

PHONE = re.compile(
    r"(?<![\d-])(?:1[- .])?(?:\d{3}[- .]|\(\d{3}\) ?)\d{3}[- .]\d{4}(?!\d)"
)


def known_references(library: Library) -> Iterator[Problem]:
    """A page names only facts and contacts that docs/data/ holds."""
    for page in _pages(library):
        yield from unknown_references(page, library.data)


def known_sections(library: Library) -> Iterator[Problem]:
    """A handout names only sections that its page has, by their large headings."""
    for page in _pages(library):
        asked = page.front.handout if isinstance(page.front.handout, list) else []
        parts = sections(page)
        large = {part.top for part in parts if part.top}
        small = {part.id for part in parts if part.id} - large
        for name in asked:
            if name in small:
                en = f"“{name}” is a smaller heading, printed with the one above it"
                zh = f"“{name}”是三级以下的小标题，跟着它上面的大标题印。"
                yield _handout_problem(
                    page, f"{en}; name that one’s id", f"{zh}请写那个大标题的 id。"
                )
            elif name not in large:
                yield _handout_problem(
                    page,
                    f"there is no section “{name}” on this page",
                    f"这一页没有“{name}”这一节。",
                )


def _handout_problem(page: Page, en: str, zh: str) -> Problem:
    rule = "handout-section"
    return Problem(page.path, 1, rule, f"handout: {en}", f"handout：{zh}")


def known_icons(library: Library) -> Iterator[Problem]:
    """A page's icon is a file in overrides/icons/."""
    known = {path.stem for path in (library.site.root / "overrides/icons").glob("*")}
    for page in _pages(library):
        icon = page.front.icon
        if icon and icon not in known:
            yield Problem(
                page.path,
                1,
                "unknown-icon",
                f"there is no icon “{icon}”: {', '.join(sorted(known))}",
                f"没有图标“{icon}”。有：{'、'.join(sorted(known))}",
            )


def known_templates(library: Library) -> Iterator[Problem]:
    """A page's template is a file in overrides/ that extends another one."""
    for page in _pages(library):
        yield from unknown_template(page, library.site.root)


def phones_from_contacts(library: Library) -> Iterator[Problem]:
    """A phone number that is a contact's is named, never typed."""
    owners = {
        phone.number.replace("-", "")[-10:]: name
        for name, contact in library.data.contacts.items()
        for phone in contact.phones
    }
    for page in _pages(library):
        for line, text in page.lines():
            # As a Chinese keyboard types them too: ４１６－…
            for match in PHONE.finditer(plain(text)):
                owner = owners.get(re.sub(r"\D", "", match[0])[-10:])
                name = owner or "…"
                yield Problem(
                    page.path,
                    line,
                    "typed-phone",
                    f"phone number {match[0]} typed by hand; "
                    f"write {{{{ phone {name} }}}}",
                    f"电话 {match[0]} 是手打的。请写 {{{{ phone {name} }}}}",
                )


def contacts_in_every_language(library: Library) -> Iterator[Problem]:
    """What is said of a contact is said in every language."""
    for name, contact in library.data.contacts.items():
        texts = [
            ("name", contact.name),
            ("for", contact.purpose),
            ("hours", contact.hours),
            ("languages", contact.languages),
            ("note", contact.note),
            *(("phones.note", phone.note) for phone in contact.phones),
        ]
        for field, text in texts:
            for locale in library.site.locales:
                if text is not None and locale not in text:
                    yield Problem(
                        "docs/data/contacts.yml",
                        1,
                        "missing-language",
                        f"{name}: {field} is missing in {locale}",
                        f"{name}：缺少 {locale} 的 {field}。",
                    )


def settings_name_contacts(library: Library) -> Iterator[Problem]:
    """The contacts that stand on every page exist, and those to call have a phone."""
    settings, contacts = library.site.settings, library.data.contacts
    callable_ids = {*settings.emergency, *settings.free_help}
    named = callable_ids | ({settings.feedback} if settings.feedback else set())
    for name in sorted(named):
        if name not in contacts:
            yield Problem(
                "mkdocs.yml",
                1,
                "contact-of-every-page",
                f"extra: there is no contact “{name}”",
                f"extra：没有联系人“{name}”。",
            )
        elif name in callable_ids and not contacts[name].phones:
            yield Problem(
                "mkdocs.yml",
                1,
                "contact-of-every-page",
                f"extra: the contact “{name}” has no phone",
                f"extra：联系人“{name}”没有电话。",
            )
    feedback = contacts.get(settings.feedback or "")
    if feedback and not feedback.email:
        yield Problem(
            "mkdocs.yml",
            1,
            "contact-of-every-page",
            f"extra: the contact “{settings.feedback}” has no email for feedback",
            f"extra：联系人“{settings.feedback}”没有 email，收不到意见。",
        )


def contacts_name_known_things(library: Library) -> Iterator[Problem]:
    """A contact speaks tongues that have a name, and serves an area that is listed."""
    data = library.data
    for field, known, name in _named_things(library):
        for contact_id, contact in data.contacts.items():
            told = contact.speaks if field == "speaks" else [contact.area]
            for word in told:
                if word and word not in known:
                    near = nearest(word, known)
                    nowhere = ("docs/data/contacts.yml", 1)
                    path, line = data.contact_places.get(contact_id, nowhere)
                    yield Problem(
                        path,
                        line,
                        "unknown-name",
                        f"{contact_id}: {field}: “{word}” is not in {name}"
                        + (f"; did you mean “{near}”?" if near else ""),
                        f"{contact_id}：{field}：{name} 里没有“{word}”。"
                        + (f"是不是“{near}”？" if near else ""),
                    )


def areas_in_every_language(library: Library) -> Iterator[Problem]:
    """An area has a name in every language."""
    for name, area in library.data.areas.items():
        for locale in library.site.locales:
            if not area.name.get(locale, "").strip():
                yield Problem(
                    "docs/data/areas.yml",
                    1,
                    "missing-language",
                    f"{name}: name is missing in {locale}",
                    f"{name}：缺少 {locale} 的 name。",
                )


def _named_things(library: Library) -> Iterator[tuple[str, set[str], str]]:
    """Yield what a contact names: its field, the names that exist, and where."""
    for locale in library.site.locales:
        tongues = {
            word.removeprefix(TONGUE)
            for word in library.data.language(locale).words
            if word.startswith(TONGUE)
        }
        known = tongues | {INTERPRETER, MANY}
        yield "speaks", known, f"content/languages/{locale}.yml"
    yield "area", set(library.data.areas), "docs/data/areas.yml"


def cards_are_whole(library: Library) -> Iterator[Problem]:
    """A card to show speaks every language, and cites only facts that are there."""
    path = "docs/data/cards.yml"
    for card in library.data.cards:
        for locale in library.site.locales:
            if locale not in card.say:
                yield Problem(
                    path,
                    1,
                    "missing-language",
                    f"{card.id}: say is missing in {locale}",
                    f"{card.id}：缺少 {locale} 的 say。",
                )
        for key in card.cite:
            if key not in library.data.facts:
                near = nearest(key, library.data.facts)
                yield Problem(
                    path,
                    1,
                    "unknown-name",
                    f"{card.id}: there is no fact “{key}”"
                    + (f"; did you mean “{near}”?" if near else ""),
                    f"{card.id}：没有数据“{key}”。"
                    + (f"是不是“{near}”？" if near else ""),
                )


def _pages(library: Library) -> Iterator[Page]:
    for topics in library.pages.values():
        yield from topics.values()


REFERENCE_CHECKS = (
    known_references,
    known_sections,
    known_icons,
    known_templates,
    phones_from_contacts,
    contacts_in_every_language,
    areas_in_every_language,
    settings_name_contacts,
    contacts_name_known_things,
    cards_are_whole,
)
