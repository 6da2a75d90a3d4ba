"""The calendar on the site: its pages, its files to subscribe to, its sheets."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import icalendar
import pypdfium2
import pytest

from pairpress.content.calendar import Calendar, month_topic
from pairpress.content.calendar_months import Teller
from pairpress.content.data import Data, read_data
from pairpress.content.site import Site, read_site
from site_files import BuiltSite

LETTER_LANDSCAPE = (792, 612)


def read(site: BuiltSite) -> tuple[Site, Data]:
    return read_site(site.project), read_data(site.project)


def editions(site: BuiltSite) -> Iterator[tuple[str, list[Teller]]]:
    """Yield each edition of print with its tellers."""
    settings, data = read(site)
    for pair in settings.edition_sets():
        name = "+".join(edition.lang for edition in pair)
        yield name, [Teller(edition, data) for edition in pair]


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u2060", "").replace("\ufffe", "")


@pytest.fixture(scope="module", autouse=True)
def has_calendar(real_site: BuiltSite) -> None:
    """Not every organization has a calendar, nor a young site."""
    if not read(real_site)[1].calendars:
        pytest.skip("the site has no calendar")


@pytest.fixture(scope="module")
def sheets(real_site: BuiltSite) -> dict[str, tuple[Calendar, list[str]]]:
    """The text of every page of every calendar, by the name of its file."""
    found = {}
    _, data = read(real_site)
    for entry in real_site.catalogue:
        if entry.kind == "calendar":
            pdf = pypdfium2.PdfDocument(real_site.folder / "print" / entry.file)
            assert {page.get_size() for page in pdf} == {LETTER_LANDSCAPE}, entry.file
            texts = [squeezed(p.get_textpage().get_text_range()) for p in pdf]
            year = int(entry.publication.rpartition("-")[2])
            found[entry.edition] = (data.calendars[year], texts)
    return found


def test_every_edition_has_a_cover_and_twelve_months(
    real_site: BuiltSite, sheets: dict[str, tuple[Calendar, list[str]]]
) -> None:
    assert set(sheets) == {name for name, _ in editions(real_site)}
    for name, tellers in editions(real_site):
        calendar, pages = sheets[name]
        assert len(pages) == 13, name
        for number, text in enumerate(pages[1:], 1):
            first = date(calendar.year, number, 1)
            for teller in tellers:
                assert squeezed(teller.month(first)) in text, (name, number)
                tip = squeezed(teller.say(calendar.months[number - 1].tip, first))
                assert tip[:12] in text and tip[-12:] in text, (name, number)
            # The last thing on a sheet, so that nothing of it stands on the next one.
            last = tellers[0].data.contacts[calendar.help[-1]].phones[0].number
            assert last in text, (name, number)


def test_every_day_stands_on_the_sheet_of_its_month(
    real_site: BuiltSite, sheets: dict[str, tuple[Calendar, list[str]]]
) -> None:
    for name, tellers in editions(real_site):
        calendar, pages = sheets[name]
        for day, entries in calendar.by_day.items():
            for entry in entries:
                for teller in tellers:
                    told = squeezed(teller.say(entry.name, day))
                    assert told in pages[day.month], (name, entry.id)


def test_every_month_has_its_page_with_every_day(real_site: BuiltSite) -> None:
    settings, data = read(real_site)
    for edition in settings.editions:
        teller = Teller(edition, data)
        for year, calendar in data.calendars.items():
            for number in range(1, 13):
                page = real_site.page(edition.lang, month_topic(year, number))
                text = squeezed(page.find(".//main").text_content())
                cells = page.xpath("//table[@class='month']//td/b/text()")
                days = calendar.by_day.items()
                assert len(cells) >= 28
                for day, entries in days:
                    if day.month == number:
                        for entry in entries:
                            told = squeezed(teller.say(entry.name, day))
                            assert told in text, (edition.lang, entry.id)


def test_the_files_to_subscribe_to_hold_the_same_days(real_site: BuiltSite) -> None:
    _, data = read(real_site)
    expected = {
        (entry.day, entry.id)
        for calendar in data.calendars.values()
        for entries in calendar.by_day.values()
        for entry in entries
    }
    for name, tellers in editions(real_site):
        path = real_site.folder / f"calendar/{name}.ics"
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = list(calendar.walk("VEVENT"))
        told = {
            (event.decoded("dtstart"), str(event["uid"]).partition("@")[0][5:])
            for event in events
        }
        assert told == expected, name
        assert len({str(event["uid"]) for event in events}) == len(events)
        summaries = {str(event["summary"]) for event in events}
        days = next(iter(data.calendars.values())).by_day
        first = next(iter(days.values()))[0]
        for teller in tellers:
            name_of_day = teller.say(first.name, first.day)
            assert any(name_of_day in summary for summary in summaries)


def test_nothing_that_waits_for_a_check_is_told(
    real_site: BuiltSite, sheets: dict[str, tuple[Calendar, list[str]]]
) -> None:
    settings, data = read(real_site)
    files = [
        path.read_text(encoding="utf-8")
        for path in Path(real_site.folder / "calendar").rglob("*")
        if path.is_file()
    ]
    for calendar in data.calendars.values():
        for entry in calendar.days:
            if entry.is_shown:
                continue
            for edition in settings.editions:
                told = Teller(edition, data).say(entry.name, entry.day)
                assert not [text for text in files if told in text], entry.id
                for _, pages in sheets.values():
                    assert squeezed(told) not in "".join(pages), entry.id


def test_search_finds_the_months(real_site: BuiltSite) -> None:
    settings, data = read(real_site)
    calendar = next(iter(data.calendars.values()))
    holiday = next(e for e in calendar.days if e.kind == "holiday" and e.is_shown)
    for edition in settings.editions:
        word = Teller(edition, data).say(holiday.name, holiday.day)
        folder = real_site.folder / "search" / edition.lang
        pages = [p.read_text("utf-8") for p in folder.glob("page-*.js")]
        found = [text for text in pages if word in text and '"calendar/' in text]
        assert found, edition.lang
