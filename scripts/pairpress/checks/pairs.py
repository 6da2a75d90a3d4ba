"""Checks of pairs: both halves exist and have the same shape."""

from collections.abc import Iterator

from ..content.built_anchors import OF_EVERY_PAGE
from ..content.library import Library
from ..content.pages import Heading, Page
from ..content.pairs import pairs, shared_sections
from ..content.problems import Problem, relative_path
from ..content.references import REFERENCE, parse_reference
from ..content.sections import Section

NEEDED = ("index", "help/index", "about/privacy", "a-z")
"""Topics that the templates in overrides/ name."""


def both_halves(library: Library) -> Iterator[Problem]:
    """A topic has a page in every language, at the same path; or says only: true."""
    topics = _topics(library) - _only(library)
    for locale in library.pages:
        for topic in sorted(topics - library.topics(locale)):
            yield Problem(
                f"docs/{locale}/{topic}.md",
                1,
                "missing-half",
                "this half of the pair is missing; write it at this path (or, if the "
                "other half is for its own readers alone, only: true at its top)",
                "缺少这一页。请在这个位置写好对应的一页"
                "（如果另一半本来就只给那种语言的人看，在它最上面写 only: true）。",
            )


def only_in_one(library: Library) -> Iterator[Problem]:
    """A page with only: true has no other half, and is none that every page needs."""
    for page in library.all_pages():
        if not page.front.only:
            continue
        halves = [x for x in library.pages if page.topic in library.topics(x)]
        if len(halves) > 1:
            yield Problem(
                page.path,
                1,
                "only-with-half",
                "only: true, but the other half is there; delete the line only: true",
                "写了 only: true，可是另一种语言也有这一页。请删掉 only: true 这一行。",
            )
        elif page.topic in NEEDED:
            yield Problem(
                page.path,
                1,
                "only-needed",
                "every page links to this page, so it stands in every language; "
                "delete the line only: true and write the other half",
                "每一页都有到这一页的链接，所以每种语言都要有。"
                "请删掉 only: true 这一行，写好另一半。",
            )


def _only(library: Library) -> set[str]:
    """Return the topics that stand in one language on purpose."""
    return {page.topic for page in library.all_pages() if page.front.only}


def in_a_language(library: Library) -> Iterator[Problem]:
    """A page stands in the folder of its language."""
    docs, locales = library.site.docs, library.site.locales
    folders = [f"docs/{locale}/" for locale in locales]
    for path in sorted(docs.rglob("*.md")):
        name = relative_path(path, library.site.root)
        if not name.startswith(tuple(folders)):
            yield Problem(
                name,
                1,
                "no-language",
                f"the page has no language; move it into {' or '.join(folders)}",
                f"这一页不属于哪种语言。请放进 {' 或 '.join(folders)}",
            )


def in_the_menu(library: Library) -> Iterator[Problem]:
    """Every topic stands in the menu (nav in mkdocs.yml), and every entry exists."""
    topics = _topics(library)
    for topic in sorted(topics - set(library.site.nav)):
        yield Problem(
            "mkdocs.yml",
            1,
            "not-in-menu",
            f"nav: {topic}.md is missing; add a line for it",
            f"nav：缺少 {topic}.md，请加一行。",
        )
    for topic in library.site.nav:
        if topic not in topics:
            yield Problem(
                "mkdocs.yml",
                1,
                "menu-without-page",
                f"nav: there is no page {topic}.md",
                f"nav：没有 {topic}.md 这一页。",
            )


def what_every_page_links(library: Library) -> Iterator[Problem]:
    """The topics that stand in every page's head and foot exist."""
    for topic in NEEDED:
        if topic not in _topics(library):
            yield Problem(
                f"docs/{library.site.locales[0]}/{topic}.md",
                1,
                "needed-page",
                "every page links to this page; write it",
                "每一页都有到这一页的链接，请写好这一页。",
            )


def headings_have_ids(library: Library) -> Iterator[Problem]:
    """A page has one title; every other heading has an id, and skips no level."""
    for pages in library.pages.values():
        for page in pages.values():
            yield from _headings(page)


def _headings(page: Page) -> Iterator[Problem]:
    level = 0
    seen: set[str] = set()
    for heading in page.headings():
        if (heading.level == 1) != (level == 0):
            yield Problem(
                page.path,
                heading.line,
                "one-title",
                "a page begins with one # title; other headings begin with ##",
                "每页开头一个 # 标题，其他标题用 ##。",
            )
        elif heading.level > level + 1:
            yield Problem(
                page.path,
                heading.line,
                "skipped-level",
                f"heading level {heading.level} after {level}; skip none",
                f"标题从 {level} 级跳到 {heading.level} 级，中间不要跳。",
            )
        # workaround: python-markdown/chinese-ids
        if heading.level > 1 and not heading.id:
            yield Problem(
                page.path,
                heading.line,
                "no-id",
                "the heading has no id; add one, as in  ## Steps {#steps}",
                "标题没有编号。请加上，例如  ## 步骤 {#steps}",
            )
        if heading.id in OF_EVERY_PAGE:
            yield Problem(
                page.path,
                heading.line,
                "id-taken",
                f"the id {heading.id} is the page's own; choose another",
                f"编号 {heading.id} 网页自己要用，请换一个。",
            )
        if heading.id and heading.id in seen:
            yield Problem(
                page.path,
                heading.line,
                "id-twice",
                f"the id {heading.id} stands twice on this page",
                f"编号 {heading.id} 在这一页用了两次。",
            )
        seen.add(heading.id or "")
        level = heading.level
    if level == 0:
        yield Problem(
            page.path,
            page.body_line,
            "no-title",
            "the page has no # title",
            "这一页没有 # 标题。",
        )


def same_headings(library: Library) -> Iterator[Problem]:
    """Both halves have the same sections, in the same order."""
    for first, second in pairs(library):
        ours = [(h.level, h.id) for h in first.headings() if h.id]
        for heading, (level, name) in zip(_identified(second), ours, strict=False):
            if (heading.level, heading.id) != (level, name):
                yield Problem(
                    second.path,
                    heading.line,
                    "other-sections",
                    f"section “{heading.id}” (level {heading.level}); "
                    f"{first.path} has “{name}” (level {level}) here",
                    f"这里是“{heading.id}”（{heading.level} 级），"
                    f"{first.path} 同一位置是“{name}”（{level} 级）。",
                )
                break
        else:
            theirs = [(h.level, h.id) for h in _identified(second)]
            if len(theirs) != len(ours):
                yield Problem(
                    second.path,
                    1,
                    "other-sections",
                    f"{len(theirs)} sections; {first.path} has {len(ours)}",
                    f"有 {len(theirs)} 节，{first.path} 有 {len(ours)} 节。",
                )


def _identified(page: Page) -> list[Heading]:
    return [heading for heading in page.headings() if heading.id]


def same_references(library: Library) -> Iterator[Problem]:
    """Both halves name the same facts and contacts in each section."""
    for first, second in pairs(library):
        for ours, theirs in shared_sections(first, second):
            missing = sorted(_named(ours) ^ _named(theirs))
            if missing:
                yield Problem(
                    second.path,
                    theirs.line,
                    "other-references",
                    f"section “{ours.id}”: only one half names {', '.join(missing)}",
                    f"“{ours.id}”这一节，只有一种语言写了：{'、'.join(missing)}",
                )


def _named(section: Section) -> set[str]:
    return {
        name
        for match in REFERENCE.finditer(section.text)
        for name in parse_reference(match[1]).names
    }


def same_settings(library: Library) -> Iterator[Problem]:
    """Both halves ask for the same handout, and tell changes of the same days."""
    for first, second in pairs(library):
        for name in ("handout", "template", "icon", "exit", "moved_from"):
            ours, theirs = getattr(first.front, name), getattr(second.front, name)
            if ours != theirs:
                yield Problem(
                    second.path,
                    1,
                    "other-settings",
                    f"{name} is {theirs!r}; {first.path} has {ours!r}",
                    f"{name} 是 {theirs!r}，{first.path} 是 {ours!r}，要一样。",
                )
        if [c.date for c in first.front.changed] != [
            c.date for c in second.front.changed
        ]:
            yield Problem(
                second.path,
                1,
                "other-settings",
                f"changed: other days than in {first.path}",
                f"changed：日期和 {first.path} 不一样。",
            )


def _topics(library: Library) -> set[str]:
    """Return every topic of which some language has a file."""
    return {topic for locale in library.pages for topic in library.topics(locale)}


PAIR_CHECKS = (
    both_halves,
    only_in_one,
    in_a_language,
    in_the_menu,
    what_every_page_links,
    headings_have_ids,
    same_headings,
    same_references,
    same_settings,
)
