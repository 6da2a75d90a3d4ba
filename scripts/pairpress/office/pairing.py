"""Proposes which files are halves of a page: by their paths, else by what they say."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from .brought import Brought
from .places import topic_of
from .traits import Likeness, Rarity, Traits, likeness, traits_of

ENOUGH = 0.5
"""The likeness from which two files are taken for halves of one page."""
AHEAD = 0.08
"""By how much the best match must be better than the next."""
DOUBTFUL = 0.4
"""The likeness of two files with one path below which a person should look."""
FEW_WORDS = 20
"""Letters from which a text can be compared at all."""


@dataclass(frozen=True)
class Match:
    """The halves of a page by their languages, and why they belong together."""

    topic: str
    halves: dict[str, Brought]
    score: float
    zh: str
    en: str
    is_doubtful: bool = False


def pair(brought: list[Brought], locales: tuple[str, ...]) -> list[Match]:
    """Return pages in the order of their paths; what has no other half stands alone."""
    by_path, loose = _by_path(brought)
    traits = {id(x): traits_of(x) for x in brought}
    rarity = Rarity(traits.values())
    found: list[tuple[dict[str, Brought], Likeness | None, bool]] = []
    for halves in by_path:
        ours = list(halves.values())
        compared = (
            likeness(traits[id(ours[0])], traits[id(x)], rarity) for x in ours[1:]
        )
        least = min(compared, key=lambda alike: alike.score, default=None)
        found.append((halves, least, True))
    found += [
        (halves, alike, False)
        for halves, alike in _by_content(loose, locales, traits, rarity)
    ]
    topics: Counter[str] = Counter()
    matches = []
    for halves, alike, is_path in sorted(found, key=lambda f: _first(f[0])):
        ordered = {code: halves[code] for code in locales if code in halves}
        topic = _topic(ordered, locales)
        topics[topic] += 1
        if topics[topic] > 1:
            topic = f"{topic}-{topics[topic]}"
        matches.append(_match(topic, ordered, alike, is_path))
    return matches


def _by_path(brought: list[Brought]) -> tuple[list[dict[str, Brought]], list[Brought]]:
    """Return those that their paths pair, and all others."""
    groups: dict[str, dict[str, Brought]] = defaultdict(dict)
    loose = []
    for one in brought:
        group = groups[one.key]
        if one.locale in group:
            loose.append(one)
        else:
            group[one.locale] = one
    paired = []
    for group in groups.values():
        # One path alone proves nothing; nor do two of which neither names a language.
        if len(group) > 1 and any(one.is_named for one in group.values()):
            paired.append(group)
        else:
            loose += group.values()
    return paired, loose


def _by_content(
    loose: list[Brought],
    locales: tuple[str, ...],
    traits: dict[int, Traits],
    rarity: Rarity,
) -> list[tuple[dict[str, Brought], Likeness | None]]:
    """Pair what is most alike first, where nothing else is nearly as alike."""
    scores: list[tuple[Likeness, Brought, Brought]] = []
    for place, one in enumerate(loose):
        for other in loose[place + 1 :]:
            if one.locale != other.locale:
                ours, theirs = traits[id(one)], traits[id(other)]
                if min(ours.length, theirs.length) >= FEW_WORDS:
                    scores.append((likeness(ours, theirs, rarity), one, other))
    scores.sort(key=lambda s: (-s[0].score, s[1].source.name, s[2].source.name))
    group_of: dict[int, dict[str, Brought]] = {id(x): {x.locale: x} for x in loose}
    reasons: dict[int, Likeness] = {}
    for alike, one, other in scores:
        first, second = group_of[id(one)], group_of[id(other)]
        if alike.score < ENOUGH or first.keys() & second.keys():
            continue
        if _has_rival(alike, one, other, scores, group_of):
            continue
        merged = first | second
        for member in merged.values():
            group_of[id(member)] = merged
            reasons.setdefault(id(member), alike)
    result = []
    seen: set[int] = set()
    for one in loose:
        group = group_of[id(one)]
        if id(group) not in seen:
            seen.add(id(group))
            result.append((group, reasons.get(id(one))))
    return result


def _has_rival(
    alike: Likeness,
    one: Brought,
    other: Brought,
    scores: list[tuple[Likeness, Brought, Brought]],
    group_of: dict[int, dict[str, Brought]],
) -> bool:
    """Say whether a file that is still alone is nearly as like one of the two."""
    for rival, first, second in scores:
        if rival.score < alike.score - AHEAD:
            return False
        if {id(first), id(second)} == {id(one), id(other)}:
            continue
        shared = {id(first), id(second)} & {id(one), id(other)}
        free = [x for x in (first, second) if id(x) not in shared]
        same_language = shared and free[0].locale in (one.locale, other.locale)
        if same_language and len(group_of[id(free[0])]) == 1:
            return True
    return False


def _first(halves: dict[str, Brought]) -> tuple[str, bool, str]:
    """Order pages by folder, the index of each first."""
    key = min(one.key for one in halves.values())
    folder, _, stem = key.rpartition("/")
    return folder, stem != "index", stem


def _topic(halves: dict[str, Brought], locales: tuple[str, ...]) -> str:
    """Return the topic; a path in Latin letters names it before one that is not."""
    ours = list(halves.values())
    keys = sorted(
        (one.key for one in ours), key=lambda key: (not key.isascii(), locales)
    )
    return topic_of(keys[0], tuple(one.text.title.text for one in ours))


def _match(
    topic: str, halves: dict[str, Brought], alike: Likeness | None, is_path: bool
) -> Match:
    if len(halves) == 1 or alike is None:
        return Match(topic, halves, 0.0, "没有另一半", "no other half")
    zh, en = alike.why
    if is_path:
        is_doubtful = alike.score < DOUBTFUL
        return Match(topic, halves, 1.0, f"路径；{zh}", f"path; {en}", is_doubtful)
    return Match(topic, halves, alike.score, zh, en, alike.score < ENOUGH + 0.1)
