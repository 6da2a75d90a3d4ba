"""Links to other sites, each asked once; only a scheduled run does, never a build."""

import re
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from ..content.library import Library
from ..content.problems import Problem

LINK = re.compile(
    r"\]\(\s*<?(https?://[^)\s>]+)|^\s*\[[^\]]+\]:\s*<?(https?://[^\s>]+)"
)
TIMEOUT = 20
"""Seconds for an answer."""
TRIES = 2
AT_ONCE = 8
"""Addresses asked at the same time."""
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
HEADERS = {"User-Agent": "Mozilla/5.0 (link check)", "Accept": "*/*"}

Place = tuple[str, int]


def links_elsewhere_answer(library: Library) -> Iterator[Problem]:
    """A link to another site leads somewhere.

    Only "not found", "gone" and a host that is not there are errors: many offices turn
    programs away (403, 429) or answer late, and a person must look there.
    """
    places = external_links(library)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for (url, where), failure in zip(
            places.items(), pool.map(_ask, places), strict=True
        ):
            if failure is None:
                continue
            reason, is_dead = failure
            for path, line in sorted(set(where)):
                yield Problem(
                    path,
                    line,
                    "dead-site" if is_dead else "silent-site",
                    f"{url}: {reason}. Open it in a browser; if it is gone, find the "
                    "new address",
                    f"{url}：{reason}。请用浏览器打开看看；没有了，就找新的网址。",
                    "error" if is_dead else "warning",
                )


def external_links(library: Library) -> dict[str, list[Place]]:
    """Return every address on another site, with the places that name it."""
    found: dict[str, list[Place]] = defaultdict(list)
    data = library.data
    for key, fact in data.facts.items():
        found[fact.source.url].append(data.fact_places[key])
    for name, contact in data.contacts.items():
        if contact.url:
            found[contact.url].append(data.contact_places[name])
    for pages in library.pages.values():
        for page in pages.values():
            for line, text in page.lines():
                for match in LINK.finditer(text):
                    found[match[1] or match[2]].append((page.path, line))
    return dict(found)


def _ask(url: str) -> tuple[str, bool] | None:
    """Return why an address does not answer and whether it is dead; None: it does."""
    failure: tuple[str, bool] | None = None
    for _ in range(TRIES):
        try:
            with urlopen(Request(url, headers=HEADERS), timeout=TIMEOUT):
                return None
        except HTTPError as error:
            failure = f"HTTP {error.code}", error.code in GONE
        except (URLError, OSError, ValueError) as error:
            reason = str(getattr(error, "reason", error))
            failure = reason, "Name or service not known" in reason
    return failure
