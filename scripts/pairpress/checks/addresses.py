"""Checks of addresses: a path once published keeps answering."""

import re
from collections.abc import Iterator

from ..content.addresses import path_of
from ..content.ledger import FOLDER as LEDGERS
from ..content.ledger import file_of
from ..content.library import Library
from ..content.problems import ContentError, Problem, nearest, relative_path
from ..content.published import FILE, Published, read_published
from ..content.site import EditionSettings


def published_paths_answer(library: Library) -> Iterator[Problem]:
    """A topic that was published is there, or another page says moved_from: it."""
    topics = {topic for locale in library.pages for topic in library.topics(locale)}
    moved = {old for old, _, _ in _moved(library)}
    try:
        published = read_published(library.site.root)
    except ContentError as error:
        yield from error.problems
        return
    for topic, line in published.lines.items():
        if topic not in topics | moved:
            near = nearest(topic, topics) or "…"
            yield Problem(
                FILE,
                line,
                "vanished",
                f"{topic} was published and is gone; put it back, or write "
                f"moved_from: [{topic}] on the page that took its place ({near}?)",
                f"{topic} 发布过，现在没有了。请放回来；搬走了，就在新的那一页写 "
                f"moved_from: [{topic}]（是 {near} 吗？）",
            )
    yield from _versions_are_kept(library, published)


def _versions_are_kept(library: Library, published: Published) -> Iterator[Problem]:
    """Yield each print whose ledger has lost versions that are on paper."""
    root = library.site.root
    for name, (newest, line) in published.prints.items():
        path = file_of(root, name)
        ledger = library.ledgers.get(name)
        if ledger is None and path.exists():
            continue  # it cannot be read, and that is told
        kept = len(ledger.versions) if ledger else 0
        if kept < newest:
            place = relative_path(path, root)
            yield Problem(
                FILE,
                line,
                "lost-version",
                f"version {newest} of {name} is on paper, but {place} "
                + (f"ends with version {kept}" if kept else "is gone")
                + "; put its last good state back (GitHub: History)",
                f"{name} 的第 {newest} 版已经印在纸上，可是 {place} "
                + (f"只到第 {kept} 版。" if kept else "没有了。")
                + "请在 GitHub 的 History 里把上一次的内容放回来。",
            )


def published_list_is_there(library: Library) -> Iterator[Problem]:
    """Where versions were released, the list of what was published is there too."""
    if library.ledgers and not (library.site.root / FILE).exists():
        yield Problem(
            FILE,
            1,
            "lost-list",
            f"{LEDGERS}/ holds versions that people have, but this list of what was "
            "published is gone; put its last good state back (GitHub: History)",
            f"{LEDGERS}/ 里有发布过的版本，可是这份发布过的名单没有了。"
            "请在 GitHub 的 History 里把上一次的内容放回来。",
        )


def moved_from_elsewhere(library: Library) -> Iterator[Problem]:
    """What a page moved from is no page any more, and moved to one place."""
    topics = {topic for locale in library.pages for topic in library.topics(locale)}
    owner: dict[str, str] = {}
    for old, topic, path in _moved(library):
        if old in topics:
            yield Problem(
                path,
                1,
                "moved-from-page",
                f"moved_from: {old} is still a page; delete it there, or the line here",
                f"moved_from：{old} 这一页还在。请删那一页，或删这一行。",
            )
        elif owner.setdefault(old, topic) != topic:
            yield Problem(
                path,
                1,
                "moved-twice",
                f"moved_from: {old} stands on {owner[old]} too; keep one",
                f"moved_from：{owner[old]} 也写了 {old}。请只留一处。",
            )


def addresses_are_apart(library: Library) -> Iterator[Problem]:
    """No page stands, or stood, where the site has another page or an edition."""
    owners: dict[str, str] = {}
    for edition, name, topic, path in _asked(library):
        # Not every system tells capitals apart.
        address = path_of(edition, name).casefold()
        if owners.setdefault(address, topic) != topic or VERSION.fullmatch(address):
            yield Problem(
                path,
                1,
                "address-taken",
                f"{name}: the site uses the address /{address} for something else; "
                "choose another path",
                f"{name}：网址 /{address} 网站另有用处。请换一个路径。",
            )


def _asked(library: Library) -> Iterator[tuple[EditionSettings, str, str, str]]:
    """Yield what asks for an address in each edition, and its topic and file.

    Pages come before those that are gone, short paths first: the English home page
    before a Chinese page that is called en/index.
    """
    editions = library.site.editions
    asked = [
        (edition, topic, topic, page.path)
        for edition in editions
        for topic, page in library.pages[edition.locale].items()
    ]
    yield from sorted(asked, key=lambda a: len(a[1]))
    for old, topic, path in _moved(library):
        for edition in editions:
            page = library.pages[edition.locale].get(topic)
            if page and page.path == path:
                yield edition, old, topic, path


def _moved(library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield each old topic with the topic and file that name it."""
    for pages in library.pages.values():
        for topic, page in pages.items():
            for old in page.front.moved_from:
                yield old, topic, page.path


VERSION = re.compile(r"p/.+/[0-9]+/")
"""Where a print’s QR code leads."""

ADDRESS_CHECKS = (
    published_paths_answer,
    published_list_is_there,
    moved_from_elsewhere,
    addresses_are_apart,
)
