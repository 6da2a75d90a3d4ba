"""Facts: what a page says of a value depends on its language and on the day."""

from collections.abc import Callable

import pytest

from site_files import BuiltSite

BEFORE, NOW, AFTER = "2026-09-15", "2026-11-21", "2027-11-01"
SiteOn = Callable[[str], BuiltSite]


def rows(site: BuiltSite, lang: str) -> dict[str, str]:
    """Return the first told value of each fact on the page about pay."""
    told: dict[str, str] = {}
    for element in site.page(lang, "work/pay").xpath("//*[@data-fact]"):
        # Without what only screen readers are told: that a link leaves the site.
        told.setdefault(element.get("data-fact"), element.text)
    return told


def source(site: BuiltSite, lang: str, title: str) -> str:
    """Return what the list of sources says of one."""
    items = site.page(lang, "work/pay").xpath("//ol[@class='sources']/li")
    return next(str(i.text_content()) for i in items if i.findtext("a") == title)


VALUES = {
    "zh-Hans": "$17.95 4% 14岁 2年 12,345人 $1,250 2026年10月1日",
    "zh-Hant": "$17.95 4% 14歲 2年 12,345人 $1,250 2026年10月1日",
    "en": "$17.95 4% 14 2 years 12,345 people $1,250 October 1, 2026",
}


@pytest.mark.parametrize("lang", VALUES)
def test_each_kind_of_value_is_told_as_its_language_tells_it(
    fixture_site: BuiltSite, lang: str
) -> None:
    told = rows(fixture_site, lang)
    del told["pay.bonus"]
    assert " ".join(told.values()) == VALUES[lang]


def test_the_value_in_force_on_the_day_is_told(fixture_site_on: SiteOn) -> None:
    assert rows(fixture_site_on(BEFORE), "en")["pay.hourly"] == "$17.60"
    assert rows(fixture_site_on(NOW), "en")["pay.hourly"] == "$17.95"


COMING = {
    "zh-Hans": "（到2026年9月30日为止；从2026年10月1日起$17.95）",
    "zh-Hant": "（到2026年9月30日為止；從2026年10月1日起$17.95）",
    "en": " (until September 30, 2026; from October 1, 2026: $17.95)",
}


@pytest.mark.parametrize("lang", COMING)
def test_a_page_says_until_when_and_from_when_if_both_are_known(
    fixture_site_on: SiteOn, lang: str
) -> None:
    page = fixture_site_on(BEFORE).page(lang, "work/pay")
    told = [e.text_content() for e in page.xpath("//*[@class='fact-coming']")]
    assert told and set(told) == {COMING[lang]}
    assert (
        not fixture_site_on(NOW)
        .page(lang, "work/pay")
        .xpath("//*[@class='fact-coming']")
    )


def test_a_page_can_name_the_value_of_another_day(fixture_site: BuiltSite) -> None:
    lead = fixture_site.page("en", "work/pay").xpath("string(//article/p[1])")
    assert "Two months ago it was $17.60" in lead


@pytest.mark.parametrize("lang", VALUES)
def test_a_likely_value_says_so_beside_a_link_to_its_source(
    fixture_site: BuiltSite, lang: str
) -> None:
    words = fixture_site.words(lang)["unconfirmed"]
    page = fixture_site.page(lang, "work/pay")
    (mark,) = page.xpath(
        "//*[@data-fact='pay.largest_claim']/following-sibling::sup[1]/a"
    )
    assert words in mark.text_content()
    assert words in mark.get("aria-label")
    listed = page.get_element_by_id(mark.get("href").removeprefix("#"))
    assert listed.find("a").get("href") == "https://claims.example.org/limits"


def test_a_verified_value_is_not_called_unconfirmed(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("en", "work/pay")
    (mark, *_) = page.xpath("//*[@data-fact='pay.hourly']/following-sibling::sup[1]/a")
    assert mark.text_content() == "1"


@pytest.mark.parametrize("lang", VALUES)
def test_an_expired_value_is_withheld_with_a_link(
    fixture_site: BuiltSite, lang: str
) -> None:
    (link,) = fixture_site.page(lang, "work/pay").xpath("//*[@data-fact='pay.bonus']")
    assert link.text == fixture_site.words(lang)["withheld"]
    assert link.get("href") == "https://bonus.example.org/"
    assert "300" not in fixture_site.page(lang, "work/pay").text_content()


def test_a_value_expires_on_its_own_day(fixture_site_on: SiteOn) -> None:
    later = fixture_site_on(AFTER)
    assert rows(later, "en")["pay.hourly"] == later.words("en")["withheld"]
    # What a page asks for by its day has not expired.
    assert "$17.60" in later.page("en", "work/pay").xpath("string(//article/p[1])")


@pytest.mark.parametrize(
    ("lang", "date"), [("zh-Hans", "2026年9月1日"), ("en", "September 1, 2026")]
)
def test_a_value_past_its_review_date_is_shown_with_that_date(
    fixture_site: BuiltSite, fixture_site_on: SiteOn, lang: str, date: str
) -> None:
    words = fixture_site.words(lang)["due"].format(date=date)
    assert date in words
    mark = "string(//*[@data-fact='pay.members']/following-sibling::sup[1])"
    assert words in fixture_site.page(lang, "work/pay").xpath(mark)
    early = fixture_site_on("2026-09-01").page(lang, "work/pay")
    assert words not in early.xpath(mark)


def test_the_dates_shown_are_when_a_person_read_the_page(
    fixture_site: BuiltSite,
) -> None:
    # Two facts share this source; the older reading speaks for both.
    assert "October 5, 2026" in source(fixture_site, "en", "Pay rates")
    assert "2026年10月5日" in source(fixture_site, "zh-Hans", "Pay rates")


def test_else_they_are_when_the_evidence_was_true(fixture_site: BuiltSite) -> None:
    words, told = fixture_site.words("en"), source(fixture_site, "en", "Ages")
    assert words["as_of"].format(date="August 4, 2026") in told
    assert words["not_checked"] in told
    assert words["as_of_unknown"] in source(fixture_site, "en", "Holidays")
    assert words["not_confirmed"] in source(fixture_site, "en", "Claims")


def test_the_day_of_the_build_is_never_shown(fixture_site: BuiltSite) -> None:
    for name in fixture_site.html_files:
        text = fixture_site.read(name).text_content()
        assert "November 21, 2026" not in text, name
        assert "2026年11月21日" not in text, name


def test_every_source_mark_leads_to_its_source(site: BuiltSite) -> None:
    for lang, topic, page in site.pages():
        marks = page.xpath("//sup[contains(@class, 'source-mark')]/a/@href")
        sources = page.xpath("//ol[@class='sources']/li/@id")
        assert {mark.removeprefix("#") for mark in marks} == set(sources), (lang, topic)


@pytest.mark.parametrize("lang", VALUES)
def test_contacts_that_nobody_has_called_say_so(
    fixture_site: BuiltSite, lang: str
) -> None:
    words = fixture_site.words(lang)["not_called"]
    assert words in fixture_site.page(lang, "help/directory").text_content()
    assert words not in fixture_site.page(lang, "help/index").text_content()


def test_a_phone_number_can_be_dialled(fixture_site: BuiltSite) -> None:
    page = fixture_site.page("en", "help/directory")
    dialled = {a.text: a.get("href") for a in page.xpath("//a[@class='phone']")}
    assert dialled == {
        "911": "tel:911",
        "416-555-0199": "tel:+14165550199",
        "416-555-0123": "tel:+14165550123;ext=4",
        "1-800-555-0145": "tel:+18005550145",
    }
