"""Checks of freshness: sections that changed since both halves were agreed on."""

from collections.abc import Iterator

from ..content.agreements import FOLDER, file_of
from ..content.freshness import SectionState, TopicState, records_of, topic_states
from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem
from ..content.sections import sections
from ..content.substance import FRONT

NAMES = {
    FRONT: ("标题和简介", "title and description"),
    "": ("开头", "the first lines"),
}


def halves_are_agreed_on(library: Library) -> Iterator[Problem]:
    """A person has said that the halves of a topic say the same, and they still do."""
    for state in topic_states(library.site, library.pages, library.agreements):
        if state.unagreed:
            yield from _never_agreed(library, state)
        for section in state.open:
            if all(section.now[locale] for locale in _having(library, section)):
                yield from _section(library, state, section)


def records_have_a_page(library: Library) -> Iterator[Problem]:
    """A record of what was agreed on belongs to a page."""
    used = {*records_of(library.pages, library.agreements).values()}
    topics = {topic for locale in library.pages for topic in library.topics(locale)}
    for topic in sorted(library.agreements.keys() - used - topics):
        yield Problem(
            f"{FOLDER}/{topic}.json",
            1,
            "record-without-page",
            f"there is no page {topic} any more; delete this record, or, if the page "
            f"moved, write moved_from: [{topic}] on it",
            f"已经没有“{topic}”这一页。请删掉这份记录；"
            f"如果是搬了家，请在新的那一页写 moved_from: [{topic}]",
            "warning",
        )


def _having(library: Library, section: SectionState) -> list[str]:
    """Return the languages that must have a section; else same_headings tells it."""
    return [] if section.id in ("", FRONT) else list(library.pages)


def _never_agreed(library: Library, state: TopicState) -> Iterator[Problem]:
    if not state.recorded_as and file_of(library.site.root, state.topic).exists():
        return  # A record that cannot be read is told where it was read.
    halves = [library.pages[locale][state.topic].path for locale in library.pages]
    page = library.pages[state.unagreed[0]][state.topic]
    yield Problem(
        page.path,
        1,
        "never-agreed",
        f"nobody has said yet that {' and '.join(halves)} say the same; "
        f"read them together, then {_agree(state)}",
        f"还没有人核对过 {'、'.join(halves)} 意思是不是一样。"
        f"请一起看一遍，再{_agree(state, zh=True)}",
        "warning",
    )


def _section(
    library: Library, state: TopicState, section: SectionState
) -> Iterator[Problem]:
    if section.state == "stale":
        for locale in section.behind:
            yield _stale(library, state, section, locale)
    elif section.state == "both changed":
        first, *others = [library.pages[x][state.topic] for x in section.changed]
        also = ", ".join(_place(page, section.id) for page in others)
        yield _problem(
            first,
            section,
            "both-changed",
            f"each half has changed since {_day(section)}, and nobody has compared "
            f"them; read this beside {also}, then {_agree(state)}",
            f"{_day(section)} 核对以后，两边都改过，还没有再核对。"
            f"请和 {also} 对照着看，再{_agree(state, zh=True)}",
        )
    else:
        page = next(iter(library.pages.values()))[state.topic]
        yield _problem(
            page,
            section,
            "section-not-agreed",
            "a new section that nobody has compared yet; read both halves, "
            f"then {_agree(state)}",
            f"这是新的一节，还没有人核对两边。请都看一遍，再{_agree(state, zh=True)}",
        )


def _stale(
    library: Library, state: TopicState, section: SectionState, locale: str
) -> Problem:
    fresher = ", ".join(
        _place(library.pages[x][state.topic], section.id) for x in section.changed
    )
    return _problem(
        library.pages[locale][state.topic],
        section,
        "stale",
        f"{fresher} has changed since {_day(section)}, when both were agreed on; "
        f"read it, mend this half too, then {_agree(state)}",
        f"{_day(section)} 核对以后，{fresher} 改过，这边没有跟着改。"
        f"请对照着改好，再{_agree(state, zh=True)}",
    )


def _problem(page: Page, section: SectionState, rule: str, en: str, zh: str) -> Problem:
    zh_name, en_name = NAMES.get(section.id, (section.id, section.id))
    return Problem(
        page.path,
        _line(page, section.id),
        rule,
        f"section “{en_name}”: {en}",
        f"“{zh_name}”这一节：{zh}",
        "warning",
    )


def _agree(state: TopicState, *, zh: bool = False) -> str:
    """Tell the two ways to agree; the second needs no terminal."""
    command = f"scripts/run agree {state.topic}"
    if zh:
        return f"运行 {command} ，或在 pull request 里打勾"
    return f"run {command}, or tick the box in the pull request"


def _day(section: SectionState) -> str:
    return section.agreed.on.isoformat() if section.agreed else ""


def _place(page: Page, name: str) -> str:
    return f"{page.path}:{_line(page, name)}"


def _line(page: Page, name: str) -> int:
    if name == FRONT:
        return 1
    found = (section.line for section in sections(page) if section.id == name)
    return next(found, page.body_line)


FRESHNESS_CHECKS = (halves_are_agreed_on, records_have_a_page)
