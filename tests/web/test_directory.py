"""The directory: who is found by need, tongue and hours, with and without script."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from pairpress.content.data import read_data
from pairpress.content.opening_hours import always_open, read_hours
from site_files import BuiltSite

Run = Callable[..., int]
Serve = Callable[[BuiltSite], str]
Open = Callable[..., Page]
TORONTO = ZoneInfo("America/Toronto")
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=TORONTO)
MONDAY_EVENING = datetime(2026, 11, 23, 17, 0, tzinfo=TORONTO)
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=TORONTO)
FRENCH_ONLY = """
phone-book:
  name: {zh: 电话簿, en: Phone Book}
  for: {zh: 找号码。, en: Numbers.}
  group: community
  phones: [{number: "416-555-0177"}]
  hours: {zh: 每天24小时, en: All day}
  open: 24/7
  languages: {zh: 法语, en: French}
  speaks: [french]
  area: village
  confidence: VERIFIED
  source: invented
  called_on: 2026-10-05
"""
AREAS = """
city: {name: {zh: 城里, en: Town}, ask: true}
village: {name: {zh: 乡下, en: Village}, ask: true}
"""


@pytest.fixture
def site(fixture_site_on: Callable[[str], BuiltSite]) -> BuiltSite:
    return fixture_site_on("2026-11-21")


@pytest.fixture
def village(project: Path, run: Run) -> BuiltSite:
    """The fixture with a contact that speaks French only, in a village."""
    contacts = project / "docs/data/contacts.yml"
    contacts.write_text(contacts.read_text("utf-8") + FRENCH_ONLY, "utf-8")
    (project / "docs/data/areas.yml").write_text(AREAS, "utf-8")
    for locale in ("zh", "en"):
        page = project / f"docs/{locale}/help/directory.md"
        text = page.read_text("utf-8").replace(
            "lantern, pay", "lantern, phone-book, pay"
        )
        page.write_text(text, "utf-8")
    assert run(project, "build", "--only", "web") == 0
    return BuiltSite(project / "site", project)


def at(page: Page, moment: datetime, address: str) -> Page:
    """Open the directory at a moment."""
    page.clock.set_fixed_time(moment)
    page.goto(address)
    return page


def found(page: Page) -> list[str]:
    """Return the contacts in sight, in their order."""
    entries = page.locator("li.contact:visible")
    return [
        (entries.nth(n).get_attribute("id") or "").removeprefix("contact-")
        for n in range(entries.count())
    ]


def test_without_script_everybody_is_there_by_need(
    site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    for lang in site.editions:
        address = serve(site) + site.path(lang, "help/directory")
        page = open_page(address, java_script_enabled=False)
        assert not page.locator(".filters").is_visible()
        assert found(page) == ["911", "crisis-line", "clinic", "lantern", "pay-office"]
        page.locator(".needs a").first.click()
        assert page.locator("h2:target").is_visible()


def test_the_order_and_the_words_of_the_page_stay(site: BuiltSite) -> None:
    root = site.page("zh-Hans", "help/directory")
    parts = [e.tag for e in root.xpath("//main//*[self::h1 or self::h2 or self::li]")]
    assert parts.index("h1") < parts.index("h2")
    assert len(root.xpath('//*[@class="contacts-note"]')) == 1


def test_the_filters_move_nothing_when_they_come(
    site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    address = serve(site) + site.path("zh-Hans", "help/directory")
    page = open_page(address)
    assert page.locator(".filters").is_visible()
    assert not page.locator(".needs").is_visible()
    shift = page.evaluate(
        """() => new Promise((done) => {
             new PerformanceObserver((list) => done(
               list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
             )).observe({type: "layout-shift", buffered: true});
             requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
           })"""
    )
    assert shift < 0.01


def test_open_now_goes_by_the_clock_of_the_contacts(
    site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    address = serve(site) + site.path("en", "help/directory")
    for moment, is_open in (
        (MONDAY_MORNING, True),
        (MONDAY_EVENING, False),
        (SUNDAY, False),
    ):
        page = at(open_page(timezone_id="Asia/Shanghai"), moment, address)
        hours = page.locator("#contact-clinic .contact-hours").text_content() or ""
        words = site.words("en")
        assert hours.endswith(words["hours_open" if is_open else "hours_closed"])
        page.get_by_label(words["directory_open"]).check()
        # Whose hours are not known is never hidden.
        rest = ["911", "crisis-line", "lantern", "pay-office"]
        assert [name for name in found(page) if name != "clinic"] == rest
        assert ("clinic" in found(page)) is is_open


@pytest.mark.parametrize("day", ["2026-11-23", "2027-11-23"])
def test_on_a_holiday_one_must_call_to_ask(
    day: str, site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    # The second is another year's: where no calendar is known, its dates are suspected.
    page = open_page()
    address = serve(site) + site.path("en", "help/directory")

    def with_holiday(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        body = answer.text().replace('data-off=""', f'data-off="{day}"')
        route.fulfill(response=answer, body=body)  # type: ignore[attr-defined]

    page.route("**/help/directory/", with_holiday)
    at(page, MONDAY_MORNING, address)
    hours = page.locator("#contact-clinic .contact-hours").text_content() or ""
    assert hours.endswith(site.words("en")["hours_holiday"])
    page.get_by_label(site.words("en")["directory_open"]).check()
    assert "clinic" in found(page)


def test_a_tongue_hides_only_who_is_known_not_to_speak_it(
    village: BuiltSite, serve: Serve, open_page: Open
) -> None:
    address = serve(village) + village.path("zh-Hant", "help/directory")
    page = open_page(address)
    page.locator("[name=speaks]").select_option("cantonese")
    assert found(page) == ["911", "crisis-line", "clinic", "lantern", "pay-office"]
    said = page.locator("#contact-clinic .say b:visible").all_text_contents()
    assert said == ["Cantonese, please."]
    page.locator("[name=speaks]").select_option("cantonese-only")
    assert found(page) == ["clinic"]


def test_an_area_hides_only_who_is_for_another(
    village: BuiltSite, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(village) + village.path("en", "help/directory"))
    page.locator("[name=area]").select_option("city")
    assert "phone-book" not in found(page)
    page.locator("[name=area]").select_option("village")
    assert "phone-book" in found(page)
    page.locator("[name=speaks]").select_option("mandarin-only")
    page.locator("[name=need]").select_option("all")
    page.get_by_role("button", name=village.words("en")["directory_reset"]).click()
    assert len(found(page)) == 6


def test_a_choice_can_be_shared_and_goes_along_to_another_language(
    site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    address = serve(site) + site.path("zh-Hans", "help/directory")
    page = open_page(address)
    page.locator("[name=speaks]").select_option("mandarin-only")
    assert urlsplit(page.url).fragment == "speaks=mandarin-only"
    assert found(open_page(page.url)) == ["clinic"]
    page.locator('.languages a[hreflang="en"]').click()
    page.wait_for_url("**/en/help/directory/#speaks=mandarin-only")
    assert found(page) == ["clinic"]


def test_the_number_of_finds_is_announced(
    village: BuiltSite, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(village) + village.path("zh-Hant", "help/directory"))
    status = page.locator(".result [role=status]")
    words = village.words("zh-Hant")
    assert status.text_content() == words["directory_found"].format(n=6)
    page.locator("[name=speaks]").select_option("mandarin")
    told = words["directory_found"].format(n=5) + " "
    assert status.text_content() == told + words["directory_ask"].format(n=4)
    page.locator("[name=speaks]").select_option("mandarin-only")
    page.locator("[name=area]").select_option("city")
    assert not page.locator(".none").is_visible()


def test_the_directory_works_from_a_stick(site: BuiltSite, open_page: Open) -> None:
    file = site.folder.resolve() / site.path("zh-Hans", "help/directory") / "index.html"
    page = open_page(file.as_uri())
    page.locator("[name=speaks]").select_option("cantonese-only")
    assert found(page) == ["clinic"]


def test_what_is_said_takes_nothing_for_granted(village: BuiltSite) -> None:
    said = {
        item.get("id"): item.xpath('.//*[@class="say-line"]/b/text()')
        for item in village.page("en", "help/directory").xpath("//li[@id]")
    }
    assert said["contact-clinic"] == ["Mandarin, please.", "Cantonese, please."]
    asks = "Do you have a Mandarin interpreter?"
    assert said["contact-911"][0] == said["contact-phone-book"][0] == asks


def test_a_sentence_stands_with_its_meaning(site: BuiltSite) -> None:
    for lang, meant in (
        ("zh-Hans", "请讲国语。"),
        ("zh-Hant", "請講國語。"),
        ("en", "请讲国语。"),
    ):
        line = site.page(lang, "help/directory").xpath(
            '//*[@id="contact-clinic"]//*[@class="say-line"]'
        )[0]
        assert line[0].get("lang") in ("en", lang)
        assert line[1].text_content() == meant


def test_hours_run_round_the_week() -> None:
    assert [span.day for span in read_hours({"fri-mon": "9:00-10:00"})] == [0, 1, 5, 6]
    assert always_open(read_hours("24/7"))
    assert not always_open(read_hours({"mon-sat": "0:00-24:00"}))


def test_the_projects_own_hours_say_what_its_words_say() -> None:
    contacts = read_data(Path(__file__).resolve().parents[2]).contacts
    for name, contact in contacts.items():
        if contact.open and contact.hours:
            all_day = always_open(contact.open)
            assert (
                all_day == ("24" in contact.hours["zh"].split("；")[0]) or not all_day
            )
            for _, start, end in contact.open if not all_day else ():
                for minute in (start, end):
                    told = f"{minute // 60}:{minute % 60:02d}"
                    assert told in contact.hours["zh"], name
