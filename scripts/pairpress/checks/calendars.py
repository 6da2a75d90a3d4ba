"""Checks of the calendars: every day in every language, and on the right day."""

from collections.abc import Collection, Iterator

from ..content.calendar import Calendar, month_of
from ..content.library import Library
from ..content.lunar import lunar_day, solar_term
from ..content.problems import Problem, nearest
from ..content.references import REFERENCE, parse_reference
from ..content.site import Localized
from ..content.yaml_files import Place

Told = tuple[Place, tuple[Localized, ...], list[str]]
"""Where something is told in the file, its texts, the facts that it cites."""


def calendars_speak_every_language(library: Library) -> Iterator[Problem]:
    """Everything in a calendar is told in every language."""
    for calendar in library.data.calendars.values():
        for place, texts, _ in _told(calendar):
            for locale in library.site.locales:
                if any(text and not text.get(locale) for text in texts):
                    yield _problem(
                        library,
                        calendar,
                        place,
                        "missing-language",
                        f"a text is missing in {locale}; write it",
                        f"缺少 {locale} 的文字，请补上。",
                    )


def calendars_name_what_is_there(library: Library) -> Iterator[Problem]:
    """A calendar names only facts, contacts with a phone, and pages that are there."""
    data = library.data
    phones = [name for name, contact in data.contacts.items() if contact.phones]
    topics = library.topics(library.site.locales[0])
    for calendar in data.calendars.values():
        named: list[tuple[Place, str, Collection[str]]] = []
        for place, texts, cited in _told(calendar):
            named += [(place, name, data.facts) for name in cited]
            for found in (f for text in texts for f in _references(text)):
                reference = parse_reference(found)
                of: Collection[str] = (
                    phones if reference.verb == "phone" else data.facts
                )
                named += [(place, name, of) for name in reference.names]
        named += [(("help", n), c, phones) for n, c in enumerate(calendar.help)]
        for number, month in enumerate(calendar.months):
            if month.page:
                named.append((("months", number, "page"), month.page, topics))
        for place, name, known in named:
            if name not in known:
                yield _unknown(library, calendar, place, name, known)


def festivals_fall_on_their_day(library: Library) -> Iterator[Problem]:
    """A day of the Chinese calendar is the one that is computed."""
    for calendar in library.data.calendars.values():
        for number, entry in enumerate(calendar.days):
            for field, said, computed in (
                ("lunar", entry.lunar, str(lunar_day(entry.day))),
                ("term", entry.term, solar_term(entry.day) if entry.term else ""),
            ):
                if said and said != computed:
                    is_none = computed or "–"
                    yield _problem(
                        library,
                        calendar,
                        ("days", number, field),
                        "calendar-day",
                        f"{entry.id}: {entry.day} is not {said} but {is_none}; "
                        "mend the day",
                        f"{entry.id}：{entry.day} 不是 {said}，算出来是 {is_none}。"
                        "请改日子。",
                    )


def months_have_a_calendar(library: Library) -> Iterator[Problem]:
    """The page of a month has a calendar to show."""
    for page in library.all_pages():
        asked = month_of(page.topic)
        if asked and asked[0] not in library.data.calendars:
            name = f"docs/data/calendar-{asked[0]}.yml"
            yield Problem(
                page.path,
                1,
                "calendar-missing",
                f"this month has no data: write {name}, or delete the page",
                f"这个月没有资料：请写 {name}，或者删掉这一页。",
            )


def _told(calendar: Calendar) -> Iterator[Told]:
    """Yield everything that a calendar tells, with what it cites."""
    yield ("lunar_year",), (calendar.lunar_year,), []
    for number, reminder in enumerate(calendar.every_month):
        yield ("every_month", number), (reminder.text,), reminder.cite
    for number, month in enumerate(calendar.months):
        yield ("months", number), (month.tip, month.also), month.cite
    for number, entry in enumerate(calendar.days):
        yield ("days", number), (entry.name, entry.note), entry.cite


def _references(text: Localized) -> Iterator[str]:
    for told in text.values():
        yield from REFERENCE.findall(told)


def _unknown(
    library: Library,
    calendar: Calendar,
    place: Place,
    name: str,
    known: Collection[str],
) -> Problem:
    near = nearest(name, known)
    return _problem(
        library,
        calendar,
        place,
        "unknown-name",
        f"there is no “{name}”" + (f"; did you mean “{near}”?" if near else ""),
        f"没有“{name}”。" + (f"是不是“{near}”？" if near else ""),
    )


def _problem(
    library: Library, calendar: Calendar, place: Place, rule: str, en: str, zh: str
) -> Problem:
    lines = library.data.calendar_lines.get(calendar.year, {})
    while place and place not in lines:
        place = place[:-1]
    path = f"docs/data/calendar-{calendar.year}.yml"
    return Problem(path, lines.get(place, 1), rule, en, zh)


CALENDAR_CHECKS = (
    calendars_speak_every_language,
    calendars_name_what_is_there,
    festivals_fall_on_their_day,
    months_have_a_calendar,
)
