"""Ways to read a page: large, in both languages, aloud; and leaving it quickly."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from site_files import BuiltSite

Open = Callable[..., Page]
Serve = Callable[[BuiltSite], str]
Run = Callable[..., int]

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); }
});"""
THERE = "https://weather.example.org/"
SIZE = "parseFloat(getComputedStyle(document.querySelector('article li')).fontSize)"
WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def reading_site(
    fixture_site_on: Callable[[str], BuiltSite],
    tmp_path_factory: pytest.TempPathFactory,
    run: Run,
) -> BuiltSite:
    """The fixture's pages, and one to leave quickly."""
    plain = fixture_site_on("2026-11-21").project
    folder = tmp_path_factory.mktemp("reading") / "project"
    shutil.copytree(plain, folder, symlinks=True)
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"  exit: {THERE}" in settings
    settings = settings.replace("  - a-z.md\n", "  - help/home.md\n  - a-z.md\n")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for locale in ("zh", "en"):
        page = folder / f"docs/{locale}/help/home.md"
        page.write_text(
            "---\ntitle: A\ndescription: A\nexit: true\ndiscreet: Everyday\n"
            "changed: [{date: 2026-10-01, note: new}]\n---\n\n# A\n\nA.\n",
            encoding="utf-8",
        )
    assert run(folder, "build", "--only", "web") == 0
    return BuiltSite(folder / "site", folder)


@pytest.fixture
def address(serve: Serve, reading_site: BuiltSite) -> str:
    return serve(reading_site)


def tool(page: Page, name: str) -> None:
    """Use a tool of the row."""
    page.locator(f"[data-tool={name}]").click()


# Text size


def test_one_tap_makes_the_text_larger_and_shows_the_sizes(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    assert page.evaluate(SIZE) == 18
    tool(page, "size")
    assert page.evaluate(SIZE) == 24
    page.click("#sizes [data-size=largest]")
    assert page.evaluate(SIZE) == 30
    pressed = page.locator("#sizes [aria-pressed=true]")
    assert pressed.get_attribute("data-size") == "largest"
    page.click("#sizes [data-size='']")
    assert page.evaluate(SIZE) == 18
    assert page.evaluate("localStorage.length") == 0


def test_the_size_is_remembered_before_anything_is_drawn(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    tool(page, "size")
    # The other scripts never arrive.
    page.route("**/site.js", lambda route: route.fulfill(body=""))
    page.goto(f"{address}en/work/pay/")
    assert page.evaluate(SIZE) == 24


def test_the_size_follows_what_the_reader_has_set_in_the_browser(
    reading_site: BuiltSite,
) -> None:
    css = (reading_site.folder / "assets/styles/site.css").read_text("utf-8")
    for rule in re.findall(r"html(?:\[data-size[^\]]*\])? \{[^}]*\}", css):
        for size in re.findall(r"font-size: ([^;]+);", rule):
            assert size.endswith("%")


def test_sizes_work_where_storage_is_blocked(open_page: Open, address: str) -> None:
    page = open_page()
    page.add_init_script(BLOCKED)
    page.goto(f"{address}work/pay/")
    tool(page, "size")
    assert page.evaluate(SIZE) == 24


def test_without_script_there_is_no_row_of_tools(open_page: Open, address: str) -> None:
    page = open_page(f"{address}work/pay/", java_script_enabled=False)
    assert not page.locator(".tools").is_visible()


def test_tools_are_large_enough_to_tap_and_move_nothing_when_they_come(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    for button in page.locator(".tool:visible").all():
        box = button.bounding_box()
        assert box and box["height"] >= 48 and box["width"] >= 48
    shift = """new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
    })"""
    assert page.evaluate(shift) == 0


def test_the_answer_is_in_the_first_screen(open_page: Open, address: str) -> None:
    page = open_page()
    for path in ("help/", "en/help/", "zh-Hant/help/"):
        page.goto(address + path)
        title = page.locator("h1").bounding_box()
        number = page.locator("main a[href^='tel:']").first.bounding_box()
        assert title and title["y"] < 300, path
        assert number and number["y"] + number["height"] < 740 - 64, path


CLIPPED = """() => {
  const reaches = (e, values) => values.test(getComputedStyle(e).overflowX);
  const scrolled = (e) => e && (reaches(e, /auto|scroll/) || scrolled(e.parentElement));
  const shown = (e) =>
    e.getClientRects().length && !e.closest(".hidden, .tool-status, .skip, svg");
  const cut = (e) => {
    const { left, right } = e.getBoundingClientRect();
    const outside = right > innerWidth + 1 || left < -1;
    const hides = reaches(e, /hidden|clip/) && e.scrollWidth > e.clientWidth + 1;
    return hides || (outside && !scrolled(e));
  };
  return Array.from(document.querySelectorAll("body *"))
    .filter((e) => shown(e) && cut(e))
    .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 30)}`);
}"""


@pytest.mark.parametrize("both", [False, True])
def test_nothing_is_cut_at_320_pixels_with_text_twice_and_largest(
    open_page: Open, reading_site: BuiltSite, address: str, both: bool
) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    page.add_init_script("localStorage.setItem('size', 'largest')")
    for lang, topic, _ in reading_site.pages():
        page.goto(address + reading_site.path(lang, topic))
        if both:
            tool(page, "both")
            page.locator(".pair").first.wait_for()
        page.evaluate("document.documentElement.style.fontSize = '375%'")
        assert page.evaluate(WIDE) <= 0, (lang, topic)
        assert page.evaluate(CLIPPED) == [], (lang, topic)


# Both languages


def halves(page: Page) -> list[tuple[Locator, Locator]]:
    """Return the parts that stand together: the reader's own, and the other."""
    return [
        (pair.locator(".half").nth(0), pair.locator(".half").nth(1))
        for pair in page.locator(".pair").all()
    ]


def show_both(page: Page) -> None:
    tool(page, "both")
    page.locator(".pair").first.wait_for()


def test_one_tap_shows_both_languages_section_beside_section(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    before = page.locator("article").inner_html()
    show_both(page)
    for own, other in halves(page)[1:]:
        heading = own.locator("h2, h3").first.get_attribute("id")
        beside = other.locator("h2, h3").first.get_attribute("id")
        assert beside == f"both-{heading}"
        assert other.get_attribute("lang") == "en"
    assert page.locator(".pair").count() == 5  # the lead, three sections, the sources
    status = page.locator(".tool-status")
    assert "English" in status.inner_text()
    tool(page, "both")
    assert page.locator("article").inner_html() == before
    assert page.locator(".tool-status").inner_text()


def test_both_are_side_by_side_where_there_is_room(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/", viewport={"width": 1280, "height": 800})
    show_both(page)
    for own, other in halves(page):
        here, there = own.bounding_box(), other.bounding_box()
        assert here and there
        assert here["y"] == there["y"] and here["x"] + here["width"] <= there["x"]
    page.set_viewport_size({"width": 360, "height": 740})
    for own, other in halves(page):
        here, there = own.bounding_box(), other.bounding_box()
        assert here and there
        assert here["x"] == there["x"] and here["y"] + here["height"] <= there["y"]


def test_every_id_is_there_once_and_every_link_and_picture_leads_somewhere(
    open_page: Open, reading_site: BuiltSite, address: str
) -> None:
    page = open_page()
    for lang, topic, _ in reading_site.pages():
        page.goto(address + reading_site.path(lang, topic))
        show_both(page)
        ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), e => e.id)")
        assert len(ids) == len(set(ids)), (lang, topic)
        anchors = page.evaluate(
            "Array.from(document.querySelectorAll('main a[href^=\"#\"]'), a => a.hash)"
        )
        assert {a[1:] for a in anchors} <= {*ids, ""}, (lang, topic)
        other = "en" if lang != "en" else "zh-Hans"
        links = page.evaluate(
            "Array.from(document.querySelectorAll('.other a'), a => a.href)"
        )
        for link in links:
            path, _, anchor = link.removeprefix(address).partition("#")
            if link.startswith(address) and not anchor.startswith("both-"):
                home = reading_site.editions[other]
                shared = path.startswith(("print/", "p/", "assets/"))
                assert path.startswith(home) or shared, link
                assert (reading_site.folder / path).exists(), link


def test_phones_can_be_called_from_the_other_language(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}en/work/pay/")
    show_both(page)
    numbers = (
        "Array.from(document.querySelectorAll('%s a[href^=\"tel:\"]'), a => a.href)"
    )
    own = page.evaluate(numbers % ".half:not(.other)")
    assert own and page.evaluate(numbers % ".other") == own


def test_from_english_the_reader_chooses_the_edition_and_it_is_remembered(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}en/work/pay/")
    show_both(page)
    assert page.locator(".other").first.get_attribute("lang") == "zh-Hans"
    page.click(".tool-panel [lang=zh-Hant]")
    page.locator(".other[lang=zh-Hant]").first.wait_for()
    assert page.locator(".other[lang=zh-Hans]").count() == 0
    assert page.url == f"{address}en/work/pay/?both=zh-Hant"
    page.goto(f"{address}en/help/")
    show_both(page)
    assert page.locator(".other").first.get_attribute("lang") == "zh-Hant"


def test_the_address_of_both_can_be_shared(open_page: Open, address: str) -> None:
    page = open_page(f"{address}work/pay/")
    show_both(page)
    assert page.url == f"{address}work/pay/?both=en"
    page.goto(f"{address}work/pay/?both=en#steps")
    page.locator(".pair").first.wait_for()
    tool(page, "both")
    assert page.url == f"{address}work/pay/#steps"


def test_the_section_read_stays_where_it_is(open_page: Open, address: str) -> None:
    page = open_page(f"{address}work/pay/")
    page.evaluate("document.getElementById('steps').scrollIntoView()")
    top = "document.getElementById('steps').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.evaluate("document.querySelector('[data-tool=both]').click()")
    page.locator(".pair").first.wait_for()
    assert abs(page.evaluate(top) - before) < 2
    page.evaluate("document.querySelector('[data-tool=both]').click()")
    assert abs(page.evaluate(top) - before) < 2


def test_a_page_that_cannot_be_fetched_is_told_in_words(
    open_page: Open, reading_site: BuiltSite, address: str
) -> None:
    page = open_page(f"{address}work/pay/")
    page.route("**/en/work/pay/", lambda route: route.fulfill(status=404, body=""))
    tool(page, "both")
    status = page.locator(".tool-status.failed")
    status.wait_for()
    words = reading_site.words("zh-Hans")
    assert status.inner_text() == words["both_missing"]
    assert page.locator(".pair").count() == 0
    page.unroute("**/en/work/pay/")
    show_both(page)
    assert not page.locator(".tool-status.failed").count()


def test_from_a_folder_only_what_works_there_is_offered(
    open_page: Open, reading_site: BuiltSite
) -> None:
    page = open_page((reading_site.folder / "work/pay/index.html").as_uri())
    assert not page.locator("[data-tool=both]").is_visible()


# Aloud

VOICES = """(() => {
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const heard = [];
  const speech = {
    voices: %s,
    getVoices() {
      return this.voices.map(([lang, localService]) => ({ lang, localService }));
    },
    addEventListener(name, then) { heard.push(then); },
    come(voices) { this.voices = voices; heard.forEach((then) => then()); },
    cancel() { this.now = null; },
    speak(utterance) { this.now = utterance; window.spoken.push(utterance.text); },
    end() { this.now.onend(); },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
})();"""
CHINESE = '[["zh-CN", true], ["zh_HK", true], ["en-US", true]]'


def listening(open_page: Open, address: str, voices: str = CHINESE) -> Page:
    """Open a page in a browser with voices."""
    page = open_page()
    page.add_init_script(VOICES % voices)
    page.goto(address)
    return page


@pytest.mark.parametrize(
    "voices",
    ["[]", '[["zh-CN", false]]', '[["en-US", true]]', '[["fr-CA", true]]'],
)
def test_listening_is_offered_only_with_a_voice_on_the_device(
    open_page: Open, address: str, voices: str
) -> None:
    page = listening(open_page, f"{address}work/pay/", voices)
    button = page.locator("[data-tool=listen]")
    assert not button.is_visible()
    page.evaluate("speechSynthesis.come([['zh-TW', true]])")
    assert button.is_visible()


def test_a_browser_without_voices_offers_no_listening(
    open_page: Open, address: str
) -> None:
    page = open_page()
    page.add_init_script("delete window.speechSynthesis")
    page.goto(f"{address}work/pay/")
    assert not page.locator("[data-tool=listen]").is_visible()


def test_the_page_is_read_sentence_by_sentence_and_shown(
    open_page: Open, address: str
) -> None:
    page = listening(open_page, f"{address}work/pay/")
    tool(page, "listen")
    player = page.locator(".player")
    player.wait_for()
    assert page.evaluate("spoken") == ["工钱怎么算"]
    assert page.locator(".speaking").inner_text() == "工钱怎么算"
    page.evaluate("speechSynthesis.end()")
    assert page.evaluate("spoken.length") == 2
    while page.evaluate("speechSynthesis.now && (speechSynthesis.end(), true)"):
        pass
    told = page.evaluate("spoken")
    assert all(len(text) < 200 for text in told)
    assert any(re.search(r"\d( \d){2}, \d( \d){2}, \d( \d){3}", text) for text in told)
    assert not player.is_visible()
    assert page.locator(".speaking").count() == 0


def test_the_reader_pauses_slows_down_changes_the_voice_and_stops(
    open_page: Open, reading_site: BuiltSite, address: str
) -> None:
    page = listening(open_page, f"{address}work/pay/")
    tool(page, "listen")
    page.locator(".player").wait_for()
    now = "speechSynthesis.now"
    assert page.evaluate(f"[{now}.lang, {now}.rate]") == ["zh-CN", 1]
    page.click(".player [data-voice~=zh-HK]")
    assert page.evaluate(f"[{now}.lang, {now}.rate]") == ["zh_HK", 1]
    page.click(".player [data-do=slower]")
    assert page.evaluate(f"{now}.rate") < 1
    page.click(".player [data-do=pause]")
    assert page.evaluate(now) is None
    words = reading_site.words("zh-Hans")
    assert page.locator("[data-do=pause]").inner_text() == words["listen_on"]
    page.click(".player [data-do=pause]")
    assert page.evaluate(f"{now}.text") == "工钱怎么算"
    page.click(".player [data-do=stop]")
    assert page.evaluate(now) is None
    assert not page.locator(".player").is_visible()
    focused = "document.activeElement.dataset.tool"
    assert page.evaluate(focused) == "listen"


def test_one_voice_needs_no_choice_and_leaving_ends_it(
    open_page: Open, address: str
) -> None:
    page = listening(open_page, f"{address}en/work/pay/")
    tool(page, "listen")
    page.locator(".player").wait_for()
    assert page.locator(".player [data-voice]:visible").count() == 0
    assert page.evaluate("speechSynthesis.now.lang") == "en-US"
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("speechSynthesis.now") is None


# Leaving quickly


@pytest.fixture
def leaving(browser: Browser, address: str) -> Iterator[Page]:
    """A page to leave quickly, with another behind it."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.route(
        f"{THERE}**",
        lambda route: route.fulfill(content_type="text/html", body="<h1>Rain</h1>"),
    )
    page.goto(f"{address}en/help/")
    page.goto(f"{address}en/help/home/")
    yield page
    context.close()


def test_leaving_opens_the_other_page_in_place_of_this_one(
    leaving: Page, address: str
) -> None:
    assert leaving.title() == "Everyday"
    leaving.click(".exit")
    leaving.wait_for_url(THERE)
    leaving.go_back()
    leaving.wait_for_url(f"{address}en/help/")


def test_the_screen_is_blank_at_once(leaving: Page) -> None:
    leaving.route(f"{THERE}**", lambda route: route.fulfill(status=204))
    leaving.evaluate("document.querySelector('.exit').click()")
    assert not leaving.locator("main").is_visible()
    cover = leaving.locator(".exit-cover").bounding_box()
    assert cover and (cover["width"], cover["height"]) == (360, 740)
    assert leaving.title() == "weather.example.org"


def test_shift_three_times_leaves_and_says_so(
    leaving: Page, reading_site: BuiltSite
) -> None:
    words = reading_site.words("en")
    status = leaving.locator("#exit-status")
    lights = leaving.locator(".exit-lights")
    leaving.keyboard.press("Shift")
    assert status.inner_text() == words["exit_two"]
    assert lights.get_attribute("data-pressed") == "1"
    assert lights.is_visible()
    leaving.keyboard.press("Shift+A")  # writing is not leaving
    assert lights.get_attribute("data-pressed") == "0"
    leaving.keyboard.press("Shift")
    leaving.keyboard.press("Shift")
    assert status.inner_text() == words["exit_one"]
    leaving.keyboard.press("Shift")
    leaving.wait_for_url(THERE)


def test_who_leaves_can_do_so_with_a_thumb_and_reads_everything(
    leaving: Page,
) -> None:
    link = leaving.locator(".exit").bounding_box()
    calls = leaving.locator(".call-911").bounding_box()
    assert link and calls and link["height"] >= 48
    assert link["y"] > 370 and link["y"] + link["height"] <= calls["y"] + 1
    leaving.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    foot = leaving.locator(".foot").bounding_box()
    assert foot and foot["y"] + foot["height"] <= link["y"] + 1


def test_without_script_the_link_leads_away(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(f"{THERE}**", lambda route: route.fulfill(body="Rain"))
    page.goto(f"{address}help/home/")
    page.click(".exit")
    page.wait_for_url(THERE)
    context.close()


def test_only_pages_that_ask_for_it_fetch_what_leaving_needs(
    reading_site: BuiltSite,
) -> None:
    for lang, topic, root in reading_site.pages():
        scripts = [str(src) for src in root.xpath("//script/@src")]
        wanted = bool(root.find_class("exit"))
        assert any("exit.js" in src for src in scripts) == wanted, (lang, topic)
