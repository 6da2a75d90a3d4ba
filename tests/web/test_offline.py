"""Without a network: what a phone keeps by itself, what a reader asks it to keep."""

import gzip
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from offline_host import Host
from pairpress.content.conversion import fold_to_simplified
from pairpress.content.spelling import spelling
from pairpress.web.offline_search import write_offline_search
from pairpress.web.search_documents import Document, Section
from pairpress.web.search_index import Reading, write_edition
from pairpress.web.search_words import expander
from site_files import BuiltSite

Open = Callable[..., Page]
Run = Callable[..., int]
DAY = "2026-11-21"
QUIET = "work/quiet"
"""The fixture's page that readers may have to leave quickly."""
NUMBERS = ("help/", "help/directory/")
SMALL = 100_000
"""What a phone may keep by itself, as it is sent."""
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    found[name] = requests.map(({ url }) => new URL(url).pathname);
  }
  return found;
}"""
FULL = """(() => {
  const put = Cache.prototype.put;
  Cache.prototype.put = function (request, response) {
    if (String(request).includes("%s")) {
      return Promise.reject(new DOMException("no room", "QuotaExceededError"));
    }
    return put.call(this, request, response);
  };
})();
"""


@pytest.fixture(scope="module")
def built(fixture_site_on: Callable[[str], BuiltSite]) -> BuiltSite:
    return fixture_site_on(DAY)


@pytest.fixture
def host(built: BuiltSite, tmp_path: Path) -> Iterator[Host]:
    """A host with the site of its own in a folder, which a test may change."""
    folder = tmp_path / "hosted"
    shutil.copytree(built.folder, folder)
    host = Host(folder, built.base)
    yield host
    host.stop()


@pytest.fixture
def open_page(browser: Browser, host: Host) -> Iterator[Open]:
    """Open a phone's browser page, which may fail to load when the network is cut.

    Errors of a script and requests to others fail the test.
    """
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def new(address: str = "about:blank", **options: object) -> Page:
        settings = {"viewport": {"width": 360, "height": 740}} | options
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        opened.append(context)
        mine = (host.address, "file:", "data:")
        context.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(mine) else faults.append(asked.url)
            ),
        )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if address != "about:blank":
            page.goto(address)
        return page

    yield new
    for context in opened:
        context.close()
    assert faults == []


def ready(page: Page, address: str) -> Page:
    """Open an address and wait until the phone has kept what it keeps by itself."""
    page.goto(address)
    page.wait_for_selector("html[data-kept]", state="attached")
    return page


def kept(page: Page, kind: str = "") -> set[str]:
    """Return what caches of a kind hold, below the site's base."""
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return {
        path.removeprefix("/kit/")
        for name, paths in found.items()
        if name.split(" ")[2].startswith(kind)
        for path in paths
    }


def press(page: Page, built: BuiltSite, word: str, lang: str = "en") -> None:
    words = built.words(lang)[word].replace("{name}", "English")
    page.get_by_role("button", name=words, exact=True).click()


def open_panel(page: Page) -> None:
    page.click(".keep a")
    page.wait_for_selector(".keep-panel button")


def keep_edition(page: Page, built: BuiltSite) -> None:
    open_panel(page)
    press(page, built, "keep_edition")
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_done"])


def line_of(built: BuiltSite, lang: str) -> re.Pattern[str]:
    """Return the line that says of when a copy is, on any day."""
    before, after = built.words(lang)["keep_shown"].split("{date}")
    return re.compile(re.escape(before) + r".*\d.*" + re.escape(after))


def test_the_worker_serves_the_whole_site_and_nothing_else(
    open_page: Open, host: Host
) -> None:
    page = ready(open_page(), f"{host.address}en/work/pay/")
    scope = page.evaluate("navigator.serviceWorker.ready.then((ready) => ready.scope)")
    assert scope == host.address
    assert set(page.evaluate(KEPT)) == {
        name for name in page.evaluate(KEPT) if name.startswith("pairpress /kit/ ")
    }


def test_a_phone_keeps_by_itself_the_numbers_of_the_edition_read(
    open_page: Open, host: Host
) -> None:
    page = ready(open_page(), f"{host.address}zh-Hant/work/pay/")
    pages = {path for path in kept(page) if path.endswith("/")}
    assert pages == {f"zh-Hant/{path}" for path in NUMBERS} | {"offline/zh-Hant/"}
    assert not {path for path in kept(page) if path.startswith("search/")}


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_what_is_kept_unasked_is_small(built: BuiltSite, lang: str) -> None:
    head = (built.folder / "worker.js").read_text("utf-8").splitlines()[0]
    told = json.loads(head.removeprefix("const SITE = ").removesuffix(";"))
    files = [name for name, *_ in told[lang]["numbers"]["files"]]
    paths = [f"{name}index.html" if name.endswith("/") else name for name in files]
    sent = sum(len(gzip.compress((built.folder / path).read_bytes())) for path in paths)
    assert 0 < sent < SMALL


def test_numbers_are_there_without_a_network_and_say_of_when(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/work/pay/")
    with host.down():
        page.goto(f"{host.address}en/help/directory/?q=pay#all")
        assert page.locator("a[href='tel:911']:visible").count()
        expect(page.locator(".kept-at")).to_have_text(line_of(built, "en"))
        page.goto(f"{host.address}en/help/index.html")
        expect(page.locator(".kept-at")).to_be_visible()
        style = "getComputedStyle(document.querySelector('.head')).position"
        assert page.evaluate(style) == "sticky"


def test_with_the_network_no_copy_is_shown(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/help/directory/")
    path = host.folder / "en/help/directory/index.html"
    text = path.read_text("utf-8")
    path.write_text(text.replace("<h1", "<h1 class='renewed'", 1), "utf-8")
    page.goto(f"{host.address}en/help/directory/")
    assert page.locator("h1.renewed").count() == 1
    assert page.locator(".kept-at").count() == 0


def test_a_page_that_is_not_kept_becomes_numbers_to_call(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/")
    with host.down():
        page.goto(f"{host.address}en/work/pay/")
        assert page.url == f"{host.address}en/work/pay/"
        assert page.locator("h1").inner_text() == built.words("en")["lost_network"]
        assert page.locator("a[href='tel:911']:visible").count() == 1
        assert page.locator("a[href='tel:+14165550199']:visible").count() == 1
        page.click(".kept-numbers li:last-child a")
        page.wait_for_url(f"{host.address}en/help/directory/")
        page.goto(f"{host.address}en/work/pay/")
    page.get_by_role("link", name=built.words("en")["lost_network_again"]).click()
    expect(page.locator("h1")).to_have_text("How pay is counted")


def test_a_reader_keeps_one_page(open_page: Open, host: Host, built: BuiltSite) -> None:
    page = ready(open_page(), f"{host.address}en/work/pay/")
    open_panel(page)
    press(page, built, "keep_page")
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_done"])
    assert {p for p in kept(page, "pages") if p.endswith("/")} == {"en/work/pay/"}
    with host.down():
        page.goto(f"{host.address}en/work/pay/")
        expect(page.locator(".kept-at")).to_have_text(line_of(built, "en"))
        page.goto(f"{host.address}en/work/")
        page.locator(".kept-list a").click()
        page.wait_for_url(f"{host.address}en/work/pay/")


def test_the_whole_edition_tells_its_size_and_is_all_there(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/work/pay/")
    open_panel(page)
    assert re.search(r"\d\.\d MB", page.locator(".keep-panel").inner_text())
    press(page, built, "keep_edition")
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_done"])
    shown = {built.path("en", topic) for topic in built.topics} - {f"en/{QUIET}/"}
    with host.down():
        for path in shown:
            page.goto(host.address + path)
            expect(page.locator(".kept-at")).to_be_visible()
        page.fill(".find input", "overtime bonus")
        page.locator(".found li > a").first.click()
        page.wait_for_selector("main mark")


def test_pages_to_leave_quickly_are_never_kept(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = open_page(f"{host.address}en/{QUIET}/")
    page.wait_for_load_state("networkidle")
    assert (
        page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((r) => r.length)"
        )
        == 0
    )
    assert page.locator(".keep").count() == 0
    keep_edition(ready(page, f"{host.address}en/"), built)
    page.goto(f"{host.address}en/{QUIET}/")
    assert not [path for path in kept(page) if QUIET in path]
    with host.down():
        page.goto(f"{host.address}en/{QUIET}/")
        assert page.locator("h1").inner_text() == built.words("en")["lost_network"]
        page.goto(f"{host.address}en/")
        for rare in ("nautilus", "鹦鹉螺", "nautilsu"):
            page.fill(".find input", rare)
            none = built.words("en")
            count = page.locator(".find .count")
            expect(count).to_have_text(
                re.compile(
                    "|".join(
                        map(re.escape, (none["search_none"], none["search_offline"]))
                    )
                )
            )


def test_nothing_of_pages_to_leave_quickly_is_in_what_is_kept(built: BuiltSite) -> None:
    for lang in built.editions:
        listed = (built.folder / f"offline/{lang}.json").read_text("utf-8")
        assert QUIET not in listed
        search = (built.folder / f"offline/{lang}.search.json").read_text("utf-8")
        for rare in (QUIET, "nautilus", "鹦鹉", "鸚鵡"):
            assert rare not in search
        full = "".join(
            path.read_text("utf-8")
            for path in (built.folder / "search" / lang).iterdir()
        )
        assert QUIET in full


def test_an_everyday_word_stays_where_a_kept_page_says_what_it_stands_for(
    tmp_path: Path,
) -> None:
    """宝宝, although 宝 is nowhere by itself; not what only a hidden page says."""
    groups = [["宝宝", "baby"], ["鹦鹉螺", "nautilus"]]
    how = spelling("zh", "en")
    reading = Reading(
        fold_to_simplified, how, expander(groups, fold_to_simplified, how)
    )
    texts = {"shown": "宝宝的医保", "hidden": "鹦鹉螺的医保"}
    documents = [
        Document(topic, topic, "", [Section("", "", text)])
        for topic, text in texts.items()
    ]
    write_edition(tmp_path / "search/zh-Hans", documents, reading)
    path = write_offline_search(tmp_path, "zh-Hans", list(texts), {"hidden"}, how)
    kept = (tmp_path / path).read_text("utf-8")
    assert "=baby 宝宝" in kept
    assert "nautilus" not in kept
    assert "鹦鹉" not in kept


def test_the_worker_refuses_a_page_that_is_in_no_list(
    open_page: Open, host: Host
) -> None:
    page = ready(open_page(), f"{host.address}en/")
    answer = page.evaluate(
        """(path) => new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => resolve(data);
          const message = { do: "keep", kind: "pages", lang: "en", path };
          navigator.serviceWorker.controller.postMessage(message, [port2]);
        })""",
        f"en/{QUIET}/",
    )
    assert answer == {"problem": "never"}
    assert not [path for path in kept(page) if QUIET in path]


def test_a_broken_download_goes_on_where_it_stopped(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/")
    open_panel(page)
    host.broken_after = 4
    press(page, built, "keep_edition")
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_network"])
    before = kept(page, "edition")
    assert before
    host.broken_after, host.is_down = None, False
    host.asked.clear()
    press(page, built, "keep_on")
    expect(status).to_have_text(built.words("en")["keep_done"])
    assert not before & set(host.asked)
    assert before < kept(page, "edition")


def test_a_reader_can_stop_and_go_on(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/")
    open_panel(page)
    host.gate.clear()
    press(page, built, "keep_edition")
    press(page, built, "keep_stop")
    host.gate.set()
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_stopped"])
    press(page, built, "keep_on")
    expect(status).to_have_text(built.words("en")["keep_done"])


def test_half_a_file_never_stands_for_a_good_copy(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/")
    host.spoiled.add("en/work/pay/")
    open_panel(page)
    press(page, built, "keep_edition")
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_network"])
    assert "en/work/pay/" not in kept(page)
    host.spoiled.clear()
    press(page, built, "keep_on")
    expect(status).to_have_text(built.words("en")["keep_done"])


@pytest.fixture
def rebuilt(project: Path, run: Run) -> Path:
    """The site after a page has changed."""
    page = project / "docs/en/work/pay.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("When you are ready", "As soon as you can"), "utf-8")
    help_page = project / "docs/en/help/index.md"
    text = help_page.read_text("utf-8")
    help_page.write_text(
        text.replace("{#more}", "{#more}\n\nNewly written.\n"), "utf-8"
    )
    assert run(project, "build", "--only", "web", day=DAY) == 0
    return (project / "site").resolve()


def test_a_newer_site_is_offered_and_replaces_what_was_kept(
    open_page: Open, host: Host, built: BuiltSite, rebuilt: Path
) -> None:
    page = ready(open_page(), f"{host.address}en/work/")
    keep_edition(page, built)
    names = set(page.evaluate(KEPT))
    host.folder = rebuilt
    page.goto(f"{host.address}en/work/")
    offer = page.locator(".newer button")
    expect(offer).to_have_text(built.words("en")["keep_newer"])
    with host.down():
        page.goto(f"{host.address}en/work/pay/")
        expect(page.locator("main")).to_contain_text("When you are ready")
    page.goto(f"{host.address}en/work/")
    host.asked.clear()
    page.locator(".newer button").click()
    expect(page.locator(".newer")).to_have_count(0)
    ready(page, f"{host.address}en/work/")
    assert page.locator(".newer").count() == 0
    assert len([path for path in host.asked if path.endswith("a-z/")]) == 0
    now = set(page.evaluate(KEPT))
    assert len(now) == len(names)
    assert not now & names
    with host.down():
        page.goto(f"{host.address}en/work/pay/")
        expect(page.locator("main")).to_contain_text("As soon as you can")
        page.goto(f"{host.address}en/help/")
        expect(page.locator("main")).to_contain_text("Newly written")


def test_one_tap_erases_everything(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/work/pay/")
    page.evaluate("localStorage.setItem('size', 'large')")
    page.evaluate("caches.open('of another site')")
    keep_edition(page, built)
    ready(page, f"{host.address}en/about/privacy/")
    page.locator(".erase button").click()
    told = page.locator(".erase [role=status]")
    expect(told).to_have_text(built.words("en")["keep_erased"])
    assert set(page.evaluate(KEPT)) == {"of another site"}
    assert page.evaluate("localStorage.length") == 0
    count = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert page.evaluate(count) == 0


def test_the_panel_erases_too(open_page: Open, host: Host, built: BuiltSite) -> None:
    page = ready(open_page(), f"{host.address}en/work/pay/")
    keep_edition(page, built)
    status = page.locator(".keep-panel [role=status]")
    page.locator(".keep-panel").get_by_role("button").click()
    expect(status).to_have_text(built.words("en")["keep_erased"])
    assert page.evaluate(KEPT) == {}


def with_full_phone(host: Host, part: str) -> None:
    worker = host.folder / "worker.js"
    worker.write_text((FULL % part) + worker.read_text("utf-8"), "utf-8")


def test_a_full_phone_is_told_in_words(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    with_full_phone(host, "work/pay/")
    page = ready(open_page(), f"{host.address}en/")
    open_panel(page)
    press(page, built, "keep_edition")
    status = page.locator(".keep-panel [role=status]")
    expect(status).to_have_text(built.words("en")["keep_full"])


def test_a_phone_without_any_room_reads_all_the_same(
    open_page: Open, host: Host
) -> None:
    with_full_phone(host, "/")
    page = ready(open_page(), f"{host.address}en/work/pay/")
    page.fill(".find input", "bonus")
    expect(page.locator(".found li").first).to_be_visible()
    page.click(".languages a[hreflang=zh-Hant]")
    page.wait_for_url(f"{host.address}zh-Hant/work/pay/**")


ABSENT = {
    "no service worker": "delete Navigator.prototype.serviceWorker;",
    "service worker refused": """ServiceWorkerContainer.prototype.register =
      () => Promise.reject(new DOMException("blocked", "SecurityError"));""",
    "no caches": "delete window.caches;",
    "storage blocked": """for (const name of ["localStorage", "caches"]) {
      Object.defineProperty(window, name, {
        get() { throw new DOMException("blocked", "SecurityError"); }
      });
    }""",
}


@pytest.mark.parametrize("absence", ABSENT)
def test_a_browser_that_keeps_nothing_reads_everything(
    open_page: Open, host: Host, absence: str
) -> None:
    page = open_page()
    page.add_init_script(ABSENT[absence])
    page.goto(f"{host.address}en/work/pay/")
    page.wait_for_load_state("networkidle")
    page.fill(".find input", "bonus")
    expect(page.locator(".found li").first).to_be_visible()
    page.goto(f"{host.address}en/about/privacy/")
    page.locator(".erase button").click()
    expect(page.locator(".erase [role=status]")).not_to_be_empty()
    if absence in ("no service worker", "service worker refused"):
        page.goto(f"{host.address}en/work/pay/")
        page.click(".keep a")
        page.wait_for_url(f"{host.address}en/about/offline/")


def test_without_script_the_way_to_read_offline_is_a_page(
    open_page: Open, host: Host
) -> None:
    page = open_page(f"{host.address}en/work/pay/", java_script_enabled=False)
    page.click(".keep a")
    page.wait_for_url(f"{host.address}en/about/offline/")
    assert page.locator(".package a[href$='.zip']").is_visible()
    assert not page.locator(".erase button").is_visible()


def test_a_page_from_the_phone_offers_the_new_one_when_the_network_is_back(
    open_page: Open, host: Host, built: BuiltSite
) -> None:
    page = ready(open_page(), f"{host.address}en/help/")
    context: BrowserContext = page.context
    with host.down():
        context.set_offline(True)
        page.reload()
        page.wait_for_selector(".kept-at")
        page.wait_for_selector("html[data-kept]", state="attached")
        # A page that was loaded meanwhile takes itself to be online (Chromium 150).
        context.set_offline(False)
        context.set_offline(True)
        page.wait_for_function("!navigator.onLine")
    context.set_offline(False)
    offer = page.locator(".newer button")
    expect(offer).to_have_text(built.words("en")["keep_back"], timeout=20_000)
    offer.click()
    expect(page.locator(".kept-at")).to_have_count(0)


# The package


@pytest.fixture(scope="module")
def unpacked(built: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(built.folder / "offline/pages.zip") as packed:
        packed.extractall(folder)
    return folder / "pages"


def test_the_package_has_plain_names_in_one_folder(built: BuiltSite) -> None:
    with zipfile.ZipFile(built.folder / "offline/pages.zip") as packed:
        entries = packed.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(set(names))
    assert all(re.fullmatch(r"pages/[\w./-]+", name) for name in names)
    assert not [name for name in names if ".." in name.split("/")]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert {Path(name).suffix for name in names} == {".html", ".css", ".js", ".svg"}


def test_the_package_has_every_page_and_each_link_opens(
    built: BuiltSite, unpacked: Path
) -> None:
    site = BuiltSite(unpacked, built.project)
    pages = {built.path(lang, topic) for lang, topic, _ in built.pages()}
    assert {f"{path}index.html" for path in pages} == set(site.html_files)
    for name in site.html_files:
        root = site.read(name)
        text = (unpacked / name).read_text("utf-8")
        assert built.url not in text
        assert "data-worker" not in text
        for link in root.xpath("//@href | //@src | //@action"):
            if re.match(r"(https?|tel|mailto|sms):|#|$", link):
                continue
            assert not link.startswith("/")
            file = (unpacked / name).parent / link.partition("#")[0]
            assert file.is_file(), (name, link)


def test_the_package_opens_from_a_folder_with_its_search(
    open_page: Open, unpacked: Path
) -> None:
    page = open_page()
    page.goto((unpacked / "index.html").as_uri())
    page.click(".languages a[hreflang=en]")
    page.wait_for_url("**/pages/en/index.html")
    page.fill(".find input", "bonus")
    page.locator(".found li > a").first.click()
    page.wait_for_selector("main mark")
    page.locator(".calls a[href*=help]").click()
    page.wait_for_url("**/pages/en/help/index.html")


def test_the_package_is_the_same_at_every_build(
    built: BuiltSite, rebuilt: Path
) -> None:
    with (
        zipfile.ZipFile(built.folder / "offline/pages.zip") as first,
        zipfile.ZipFile(rebuilt / "offline/pages.zip") as second,
    ):
        sums = [
            {e.filename: e.CRC for e in packed.infolist() if "zh-Han" in e.filename}
            for packed in (first, second)
        ]
    assert sums[0] == sums[1]


def test_the_page_about_it_offers_the_package_with_its_size(built: BuiltSite) -> None:
    size = (built.folder / "offline/pages.zip").stat().st_size
    for lang in built.editions:
        link = built.page(lang, "about/offline").xpath("//a[contains(@href, '.zip')]")[
            0
        ]
        assert f"{size / 1e6:.1f} MB" in link.text_content()
