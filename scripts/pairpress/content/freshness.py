"""Freshness: which sections have changed since both halves were agreed on.

Compares what stands in the files with the record, never days or commits: so it holds
in a zip, a shallow clone and an uncommitted tree, and any language may lead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .agreements import AgreedSection, Agreement, Agreements
from .pages import Page, Pages
from .sameness import changed_alike, flat, same
from .site import Site
from .substance import FRONT, Lines, substance

Said = dict[str, dict[str, Lines]]
"""What each language says now, by section."""


@dataclass(frozen=True)
class SectionState:
    """How a section stands in each language, beside what was agreed on."""

    id: str
    agreed: AgreedSection | None
    """None: nobody has said of this section that the halves say the same."""
    now: Mapping[str, Lines]
    """What each language says; a language without the section says nothing."""
    changed: tuple[str, ...] = ()
    """Languages that say something else than what was agreed on."""
    behind: tuple[str, ...] = ()
    """Languages that still say it, while another has changed."""

    @property
    def state(self) -> Literal["fresh", "stale", "both changed", "new"]:
        """Stale: a half has not followed. Both changed: nobody has compared them."""
        if self.behind:
            return "stale"
        if self.changed:
            return "both changed"
        return "fresh" if self.agreed else "new"


@dataclass(frozen=True)
class TopicState:
    """How the sections of a topic stand, in the order of the main half."""

    topic: str
    recorded_as: str | None
    """The topic whose record this is: its own, an earlier path, or None: no record."""
    sections: tuple[SectionState, ...]
    unagreed: tuple[str, ...]
    """Languages in which nothing was ever agreed on."""

    @property
    def is_fresh(self) -> bool:
        """Whether all that stands there now was agreed on, in every language."""
        return not self.unagreed and all(s.state == "fresh" for s in self.sections)

    @property
    def open(self) -> list[SectionState]:
        """Sections that wait for a person, where the topic was agreed on before."""
        return [s for s in self.sections if self.recorded_as and s.state != "fresh"]


def topic_states(
    site: Site, pages: Pages, agreements: Agreements
) -> Iterator[TopicState]:
    """Yield the state of every topic that has all its halves."""
    records = records_of(pages, agreements)
    main, *others = pages.values()
    for topic in main:
        if all(topic in half for half in others):
            halves = {locale: half[topic] for locale, half in pages.items()}
            name = records.get(topic)
            yield topic_state(site, halves, name, agreements.get(name or ""))


def records_of(pages: Pages, agreements: Agreements) -> dict[str, str]:
    """Return under which name each topic's record is kept.

    A page that moved keeps its record: under a path of its `moved_from`, or, if that
    is not written, where a record without a page has the same title and description.
    """
    main = next(iter(pages.values()))
    found = {topic: topic for topic in main if topic in agreements}
    left = {name: record for name, record in agreements.items() if name not in main}
    titles: dict[str, str] = {}
    for name, record in left.items():
        front = record.sections.get(FRONT)
        for locale, lines in front.said.items() if front else ():
            titles[f"{locale} {flat(lines)}"] = name
    for topic in sorted(main.keys() - found.keys()) if left else ():
        halves = [half[topic] for half in pages.values() if topic in half]
        earlier = [name for page in halves for name in page.front.moved_from]
        alike = [titles.get(_title(page), "") for page in halves]
        if names := [name for name in (*earlier, *alike) if name in left]:
            found[topic] = names[0]
            del left[names[0]]
    return found


def _title(page: Page) -> str:
    lines = (page.front.title, page.front.description)
    return f"{page.locale} {flat(lines)}"


def topic_state(
    site: Site,
    halves: Mapping[str, Page],
    recorded_as: str | None,
    agreement: Agreement | None,
) -> TopicState:
    """Compare the halves of a topic with their record."""
    main = next(iter(halves.values())).topic
    if not agreement:
        return TopicState(main, None, (), tuple(halves))
    said = {locale: substance(page, site) for locale, page in halves.items()}
    ids = list(dict.fromkeys(name for parts in said.values() for name in parts))
    agreed = {**agreement.sections, **_renamed(ids, agreement, said)}
    states = [section_state(name, agreed.get(name), said) for name in ids]
    known = {locale for part in agreement.sections.values() for locale in part.said}
    unagreed = tuple(locale for locale in halves if locale not in known)
    return TopicState(
        main, recorded_as, tuple(filter(_says_anything, states)), unagreed
    )


def _says_anything(state: SectionState) -> bool:
    return any(state.now.values()) or state.state != "new"


def section_state(name: str, agreed: AgreedSection | None, said: Said) -> SectionState:
    """Compare what each language says in a section with what was agreed on."""
    now = {locale: parts.get(name, ()) for locale, parts in said.items()}
    if agreed is None:
        lacking = tuple(x for x in now if name not in said[x])
        having = tuple(x for x in now if name in said[x])
        return SectionState(name, None, now, having if lacking else (), lacking)
    compared = [locale for locale in now if locale in agreed.said]
    changed = [x for x in compared if not same(agreed.said[x], now[x])]
    behind = [x for x in compared if x not in changed] if changed else []
    if changed and not behind:
        before = [agreed.said[x] for x in changed]
        if changed_alike(before, [now[x] for x in changed]):
            changed = []
    return SectionState(name, agreed, now, tuple(changed), tuple(behind))


def _renamed(
    ids: Sequence[str], agreement: Agreement, said: Said
) -> dict[str, AgreedSection]:
    """Return the records of sections that have a new id and say the same, by that id.

    Two halves of the record must be found again before one is enough.
    """
    new = [name for name in ids if name not in agreement.sections]
    current = set(ids)
    left = {k: v for k, v in agreement.sections.items() if k not in current}
    found: dict[str, AgreedSection] = {}
    for enough in (all, any) if left else ():
        for name in new:
            for old, record in left.items() if name not in found else ():
                if enough(
                    lines and same(lines, said.get(locale, {}).get(name, ()))
                    for locale, lines in record.said.items()
                ):
                    found[name] = left.pop(old)
                    break
    return found
