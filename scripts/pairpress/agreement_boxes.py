"""Boxes for a pull request: tick one to say that both halves of a topic say the same.

A box carries a fingerprint of what both halves said when it was offered: a tick holds
for that text only, not for what is pushed afterwards.
"""

import hashlib
import json
import re
from collections.abc import Iterator

from .content.freshness import Said, SectionState, TopicState, topic_states
from .content.library import Library
from .content.speech import Speech, speech_of
from .content.substance import FRONT, substance

SAID = ("我看过两边，意思一样", "I have read both halves; they say the same")
"""What a person says by a tick; either language may stand in a box."""
BOX = re.compile(r"\s*[-*+] \[([ xX])\] (.*)")
TOPIC = re.compile(r"`([^`]+)`(?:\s*<!--\s*(\w+)\s*-->)?")
STATES = {
    "stale": ("没跟上", "stale"),
    "both changed": ("都改过", "both changed"),
    "new": ("新的一节", "new"),
}
NAMES = {
    FRONT: ("标题和简介", "title and description"),
    "": ("开头", "first lines"),
}


def offer(library: Library, changed: list[str] | None) -> str:
    """Return Markdown that asks a pull request's people to compare halves; may be "".

    `changed` are the files of the pull request; None: every topic not agreed on.
    """
    states = topic_states(library.site, library.pages, library.agreements)
    named = changed and {topic_of_file(library, name) for name in changed}
    asked = [
        state
        for state in states
        if not state.is_fresh and (changed is None or (named and state.topic in named))
    ]
    if not asked:
        return ""
    say = speech_of(library.site.root)
    title = say("两种语言，意思一样吗？", "Do both languages say the same?")
    how = say(
        "两边都看过、意思一样，就打勾。没看过不要勾，以后再勾也可以。",
        "Tick when you have read both halves and they say the same. If you have not "
        "read them, leave the box empty; it can be ticked later.",
        "  \n",
    )
    boxes = "".join(_box(library, state, say) for state in asked)
    return f"### {title}\n\n{how}\n\n{boxes}"


def _box(library: Library, state: TopicState, say: Speech) -> str:
    mark = fingerprint(library, state.topic)
    parts = "".join(f"\n    - {_part(section, say)}" for section in state.open)
    if not state.recorded_as:
        zh = "还没有核对过，请从头到尾看"
        parts = f"\n    - {say(zh, 'never compared yet: read all of it')}"
    return f"- [ ] {say(*SAID)}: `{state.topic}` <!-- {mark} -->{parts}\n"


def _part(section: SectionState, say: Speech) -> str:
    named = NAMES.get(section.id)
    name = say(*named) if named else f"`#{section.id}`"
    return f"{name}: {say(*STATES[section.state])}" + (
        f" ({', '.join(section.changed)} →)" if section.changed else ""
    )


def fingerprint(library: Library, topic: str) -> str:
    """Return a short mark of what all halves of a topic say now."""
    text = json.dumps(said_now(library, topic), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def ticked(library: Library, markdown: str) -> tuple[list[str], list[str]]:
    """Return the topics whose box is ticked, and those ticked for an older text."""
    topics: list[str] = []
    outdated: list[str] = []
    for topic, mark in _ticks(markdown):
        is_now = mark is None or mark == fingerprint(library, topic)
        (topics if is_now else outdated).append(topic)
    return topics, outdated


def _ticks(markdown: str) -> Iterator[tuple[str, str | None]]:
    for line in markdown.splitlines():
        box = BOX.match(line)
        if not box or box[1] == " " or not box[2].startswith(SAID):
            continue
        if topic := TOPIC.search(box[2]):
            yield topic[1], topic[2]


def list_states(library: Library) -> Iterator[str]:
    """Yield a line for each topic, and one for each section that waits."""
    say = speech_of(library.site.root)
    for state in topic_states(library.site, library.pages, library.agreements):
        record = library.agreements.get(state.recorded_as or "")
        if record is None:
            told = say("还没有核对", "never agreed")
        elif state.is_fresh:
            told = f"{say('一致', 'fresh')} ({record.day})"
        else:
            to_read = say("节要看", "sections to read")
            told = f"{len(state.open)} {to_read} ({record.day})"
        yield f"{state.topic}: {told}"
        for section in state.open:
            yield f"    {_part(section, say)}"


def topic_of_file(library: Library, name: str) -> str | None:
    """Return the topic of a file such as docs/zh/work/tips.md; None: it is no page."""
    for locale in library.pages:
        folder = f"docs/{locale}/"
        if name.startswith(folder) and name.endswith(".md"):
            return name.removeprefix(folder).removesuffix(".md")
    return None


def said_now(library: Library, topic: str) -> Said:
    """Return what each half of a topic says now."""
    return {
        locale: substance(pages[topic], library.site)
        for locale, pages in library.pages.items()
        if topic in pages
    }
