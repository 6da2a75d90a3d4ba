"""Asks each engine in Chromium: what is found, how many bytes and how long it takes."""

import statistics
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from search_peers import Built
from search_queries import Query
from search_server import Host, serve

SLOWER = 4
"""How many times slower than this machine's a phone's processor is taken to be."""
SEARCH_FILES = ("search", "pagefind")
"""What the paths of files that only search needs contain."""

# What each engine is asked by, and what it must give: addresses, best first.
DRIVERS = {
    "pairpress": """async (query) => {
        if (!window.pairpressSearch) await new Promise((resolve) => {
            const input = document.querySelector('[role=search] input');
            input.focus();
            const timer = setInterval(() => {
                if (window.pairpressSearch) { clearInterval(timer); resolve(); }
            }, 5);
        });
        const lang = document.documentElement.lang;
        const { results } = await pairpressSearch.search(lang, query);
        const home = lang === 'en' ? '/en/' : '/';
        const path = ({ shown }) => shown.topic.replace(/(^|\\/)index$/, '$1');
        return results.map((result) => home + path(result));
    }""",
    "material": """async (query) => {
        const input = document.querySelector('.md-search__input');
        const meta = document.querySelector('.md-search-result__meta');
        const config = document.querySelector('#__config').textContent;
        const { translations } = JSON.parse(config);
        const told = () => meta.textContent.trim();
        const empty = translations['search.result.placeholder'];
        const first = window.pairpressFirst = window.pairpressFirst || told();
        const type = async (text, good) => {
            input.value = text;
            for (let i = 0; i < 4000 && !good(); i++) {
                if (i % 20 === 0) input.dispatchEvent(new KeyboardEvent('keyup'));
                await new Promise((resolve) => setTimeout(resolve, 5));
            }
        };
        input.focus();
        if (told() !== first) await type('', () => told() === empty);
        await type(query, () => told() !== empty && told() !== first);
        await new Promise((resolve) => setTimeout(resolve, 30));
        const items = document.querySelectorAll('.md-search-result__item');
        return Array.from(items, (item) => item.querySelector('a').pathname);
    }""",
    "pagefind": """async (query) => {
        if (!window.pagefind) {
            window.pagefind = await import('/pagefind/pagefind.js');
            await pagefind.init();
        }
        const { results } = await pagefind.search(query);
        const first = results.slice(0, 5).map((result) => result.data());
        const shown = await Promise.all(first);
        return shown.map(({ url }) => url);
    }""",
}


@dataclass(frozen=True)
class Asked:
    """What an engine answered: topics, best first; None for another language."""

    query: Query
    topics: list[str | None]

    @property
    def rank(self) -> int:
        """The place of the first right page, from 1; 0 if it is not found."""
        right = (
            n for n, topic in enumerate(self.topics, 1) if topic in self.query.expect
        )
        return next(right, 0)

    @property
    def foreign(self) -> bool:
        """Whether a page of another language is among the first five."""
        return None in self.topics[:5]


@dataclass(frozen=True)
class Cost:
    """Medians over some queries, each in a fresh browser: to the first result."""

    before: float
    """Gzip bytes of search files that came with the page, unasked."""
    bytes: float
    """Gzip bytes of search files in all."""
    seconds: float
    """From focus, on the slow line."""
    cpu: float
    """Milliseconds on the main thread of a slow phone, from focus, with a fast line."""
    again: float
    """The same for a second query when all is loaded."""


def chromium(root: Path) -> AbstractContextManager[Browser]:
    """Start the browser that scripts/setup found."""
    return _Chromium(root)


class _Chromium:
    def __init__(self, root: Path) -> None:
        self.path = (root / ".venv/browser").read_text().strip()

    def __enter__(self) -> Browser:
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path=self.path, args=["--no-sandbox"]
        )
        return self.browser

    def __exit__(self, *_: object) -> None:
        self.browser.close()
        self.playwright.stop()


def ask(browser: Browser, built: Built, queries: Iterable[Query]) -> list[Asked]:
    """Ask every query, in the pages of its edition."""
    answers = []
    with serve(built.site) as host:
        for edition in ("zh-Hans", "en"):
            page = browser.new_page()
            page.goto(host.url + _home(edition), wait_until="load")
            for query in queries:
                if query.edition == edition:
                    found = _driven(page, built, query.query)
                    answers.append(Asked(query, [_topic(f, edition) for f in found]))
            page.close()
    return answers


def _home(edition: str) -> str:
    return "en/" if edition == "en" else ""


def _driven(page: Page, built: Built, query: str) -> list[str]:
    found: list[str] = page.evaluate(DRIVERS[built.driver], query)
    return found


def _topic(address: str, edition: str) -> str | None:
    """Return the topic of an address; None if it is of another language."""
    path = unquote(urlsplit(address).path).lstrip("/").removesuffix("index.html")
    if path.startswith("en/") != (edition == "en"):
        return None
    return path.removeprefix("en/").rstrip("/") or "index"


def same_topic(topic: str) -> str:
    """Return a topic as its address tells it: work/index is work."""
    return topic.removesuffix("/index")


def cost(browser: Browser, built: Built, queries: list[Query]) -> Cost:
    """Measure what the first result costs a reader who has just opened a page."""
    rows = []
    with serve(built.site) as host:
        for query in queries:
            before, total, seconds = _slow(browser, built, host, query)
            rows.append((before, total, seconds, *_phone(browser, built, host, query)))
    return Cost(*(statistics.median(column) for column in zip(*rows, strict=True)))


def _slow(
    browser: Browser, built: Built, host: Host, query: Query
) -> tuple[float, float, float]:
    page = browser.new_context().new_page()
    host.fetched.clear()
    host.slow = True
    page.goto(host.url + _home(query.edition), wait_until="domcontentloaded")
    page.wait_for_timeout(1000)  # a reader looks for the box
    before = _search_bytes(host)
    seconds = page.evaluate(
        f"""async (query) => {{
            const start = performance.now();
            await ({DRIVERS[built.driver]})(query);
            return (performance.now() - start) / 1000;
        }}""",
        query.query,
    )
    host.slow = False
    page.context.close()
    return before, _search_bytes(host), seconds


def _search_bytes(host: Host) -> float:
    return sum(
        size
        for path, size in host.fetched
        if any(part in path for part in SEARCH_FILES)
    )


def _phone(
    browser: Browser, built: Built, host: Host, query: Query
) -> tuple[float, float]:
    page = browser.new_context().new_page()
    page.goto(host.url + _home(query.edition), wait_until="load")
    page.wait_for_timeout(300)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    spent = []
    for text in (query.query, query.query + " "):
        start = _busy(session)
        _driven(page, built, text)
        spent.append(_busy(session) - start)
    page.context.close()
    return spent[0], spent[1]


def _busy(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * sum(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")
