"""In a phone's browser: the switch, what is remembered, lost readers, legible pages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from site_files import BuiltSite

Open = Callable[..., Page]
Serve = Callable[[BuiltSite], str]

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); }
});"""


@pytest.fixture
def address(serve: Serve, fixture_site: BuiltSite) -> str:
    return serve(fixture_site)


def switch_to(page: Page, lang: str) -> None:
    page.click(f".languages a[hreflang='{lang}']")
    page.wait_for_load_state()


def test_the_switch_keeps_page_and_section(open_page: Open, address: str) -> None:
    page = open_page(f"{address}work/pay/")
    page.evaluate("document.getElementById('steps').scrollIntoView()")
    page.evaluate("document.querySelector('.languages [hreflang=en]').click()")
    page.wait_for_url(f"{address}en/work/pay/#steps")
    top = page.evaluate("document.getElementById('steps').getBoundingClientRect().top")
    assert 0 <= top < 200


def test_the_switch_is_in_sight_wherever_the_reader_is(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    page.evaluate("document.getElementById('help').scrollIntoView()")
    for link in page.locator(".languages a").all():
        box = link.bounding_box()
        assert box and 0 <= box["y"] <= 740 - 48


def test_at_the_top_of_a_page_the_switch_names_no_section(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}en/work/pay/")
    switch_to(page, "zh-Hant")
    assert page.url == f"{address}zh-Hant/work/pay/"
    assert page.locator("html").get_attribute("lang") == "zh-Hant"


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_the_switch_keeps_the_page_without_script(
    open_page: Open, fixture_site: BuiltSite, address: str, lang: str
) -> None:
    page = open_page(f"{address}zh-Hant/help/directory/", java_script_enabled=False)
    switch_to(page, lang)
    assert page.url == address + fixture_site.path(lang, "help/directory")


def test_the_choice_is_remembered_and_offered_but_never_forced(
    open_page: Open, fixture_site: BuiltSite, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    assert not page.locator(".resume").is_visible()
    switch_to(page, "en")
    page.goto(f"{address}help/")
    assert page.url == f"{address}help/"
    offer = page.locator(".resume a")
    words = fixture_site.words("zh-Hans")["resume"].replace("{name}", "English")
    assert offer.inner_text() == words
    offer.click()
    page.wait_for_url(f"{address}en/help/")
    assert not page.locator(".resume").is_visible()


def test_who_declines_the_offer_is_not_asked_again(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    switch_to(page, "en")
    page.goto(f"{address}help/")
    page.click(".resume button")
    assert not page.locator(".resume").is_visible()
    page.goto(f"{address}a-z/")
    assert not page.locator(".resume").is_visible()


def test_blocked_storage_breaks_nothing(open_page: Open, address: str) -> None:
    page = open_page()
    page.add_init_script(BLOCKED)
    page.goto(f"{address}work/pay/")
    switch_to(page, "en")
    assert page.url == f"{address}en/work/pay/"
    assert not page.locator(".resume").is_visible()


def test_nothing_is_stored_before_a_reader_chooses(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize(
    ("asked", "likely"),
    [
        ("work/pai/", "work/pay/"),
        ("en/work/wages-pay", "en/work/pay/"),
        ("zh-Hant/help/directry/", "zh-Hant/help/directory/"),
        ("en/helpp.html", "en/help/"),
        ("abuot/privacy.html", "about/privacy/"),
        ("indx.html", ""),
    ],
)
def test_a_lost_reader_is_offered_the_likely_page(
    open_page: Open, fixture_site: BuiltSite, address: str, asked: str, likely: str
) -> None:
    page = open_page(address + asked)
    edition = re.match("(en/|zh-Hant/)?", likely)
    part = page.locator(f"section[data-edition='{edition[0] if edition else ''}']")
    link = part.locator(".likely a")
    assert link.is_visible()
    assert link.evaluate("link => link.href") == address + likely
    link.click()
    page.wait_for_url(address + likely)


@pytest.mark.parametrize("asked", ["zzzzqqqq", "%E0%A4%A", "en/%%/"])
def test_a_reader_lost_beyond_guessing_still_finds_the_way_home(
    open_page: Open, address: str, asked: str
) -> None:
    page = open_page(address + asked)
    assert page.locator(".likely:visible").count() == 0
    page.click("section[lang=en] a.button")
    page.wait_for_url(f"{address}en/")


def test_the_lost_page_speaks_every_language(
    open_page: Open, fixture_site: BuiltSite, address: str
) -> None:
    page = open_page(f"{address}a/b/c/d/nothing", java_script_enabled=False)
    for lang in fixture_site.editions:
        title = page.locator(f"section[lang='{lang}'] h1").inner_text()
        assert title == fixture_site.words(lang)["lost_title"]
    assert page.locator(".likely:visible").count() == 0
    assert page.locator("a[href='tel:911']").is_visible()


@pytest.fixture(scope="module")
def scaled(browser: Browser) -> Callable[..., list[str]]:
    """Return a function that tells which of many pages scroll sideways."""

    def sideways(addresses: list[str], width: int, scale: int) -> list[str]:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, reduced_motion="reduce"
        )
        page = context.new_page()
        # What a larger size in the browser's settings does to the page.
        resize = f"document.documentElement.style.fontSize = '{1.125 * scale}%'"
        found = []
        for address in addresses:
            page.goto(address)
            page.evaluate(resize)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                found.append(f"{address} by {wide} px")
        context.close()
        return found

    return sideways


@pytest.mark.parametrize(("width", "scale"), [(360, 100), (320, 100), (320, 200)])
def test_no_page_scrolls_sideways(
    site: BuiltSite,
    serve: Serve,
    scaled: Callable[..., list[str]],
    width: int,
    scale: int,
) -> None:
    address = serve(site)
    names = [name for name in site.html_files if name != "404.html"]
    pages = [address + name.removesuffix("index.html") for name in names]
    assert scaled([*pages, f"{address}lost"], width, scale) == []


TARGETS = {
    "header": ".head a",
    "bar of calls": ".calls a",
    "cards": ".card",
    "phones of contacts": ".contact-phone .phone",
    "phones at the foot": ".foot .phone",
    "prints": ".print-list a",
    "menu": ".menu a:visible",
    "buttons": ".button",
}


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_tapped_is_at_least_48_pixels(
    open_page: Open, address: str, name: str
) -> None:
    page = open_page()
    seen = 0
    for path in ("", "en/work/", "zh-Hant/work/pay/", "p/work-pay/1/", "lost"):
        page.goto(address + path)
        for target in page.locator(TARGETS[name]).all():
            if box := target.bounding_box():
                seen += 1
                assert box["height"] >= 48, (path, target.inner_text())
                if name != "phones at the foot":  # in a line of text, 911 is short
                    assert box["width"] >= 44, (path, target.inner_text())
    assert seen


@pytest.mark.parametrize("script", [True, False])
def test_an_emergency_call_is_in_sight_on_every_page(
    fixture_site: BuiltSite, browser: Browser, address: str, script: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=script
    )
    page = context.new_page()
    for lang, topic, _ in fixture_site.pages():
        page.goto(address + fixture_site.path(lang, topic))
        box = page.locator(".calls a[href='tel:911']").bounding_box()
        assert box and 0 <= box["y"] <= 740 - 48, (lang, topic)
    for name in fixture_site.html_files:
        page.goto(address + name)
        assert page.locator("a[href='tel:911']:visible").count(), name
    context.close()


def test_the_menu_opens_and_closes_without_script(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}en/work/pay/", java_script_enabled=False)
    page.click(".calls a[href='#menu']")
    close = page.locator(".menu-close")
    assert close.is_visible()
    close.click()
    assert not close.is_visible()


def test_a_page_can_be_used_without_a_mouse(open_page: Open, address: str) -> None:
    page = open_page(f"{address}en/work/pay/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert (skip.bounding_box() or {"x": -1})["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


CONTRASTS = """() => {
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => {
      c /= 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = rgb(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const ink = rgb(getComputedStyle(element).color);
    const [a, b] = [light(ink), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found.push([Math.round(ratio * 100) / 100, walker.currentNode.data.trim()]);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_a_contrast_of_seven_to_one(
    open_page: Open, address: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    grounds = set()
    for path in ("", "en/work/", "work/pay/", "print/", "p/work-pay/1/", "lost"):
        page.goto(address + path)
        grounds.add(
            page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        )
        contrasts = page.evaluate(CONTRASTS)
        assert len(contrasts) > 10
        assert [(ratio, text) for ratio, text in contrasts if ratio < 7] == [], path
    assert len(grounds) == 1


def test_text_is_18_pixels_where_the_reader_has_set_nothing(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    size = "getComputedStyle(document.querySelector('article li')).fontSize"
    assert page.evaluate(size) == "18px"


def test_no_page_asks_another_host_for_anything(
    site: BuiltSite, serve: Serve, open_page: Open
) -> None:
    page = open_page()  # which fails the test on such a request, and on any error
    for lang, topic, _ in site.pages():
        page.goto(serve(site) + site.path(lang, topic))
