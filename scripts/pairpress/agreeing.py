"""Writes down that a person has read both halves of a topic, and they say the same."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .agreement_boxes import list_states, offer, said_now, ticked, topic_of_file
from .checks import check_project
from .content.agreements import AgreedSection, Agreement, file_of, write_agreement
from .content.clock import today
from .content.freshness import TopicState, topic_states
from .content.library import Library, survey_library
from .content.problems import ContentError, Problem, nearest
from .content.sameness import same
from .content.speech import Speech, speech_of
from .content.substance import Lines


@dataclass(frozen=True)
class Outcome:
    """What `agree` did: topics written, those that were agreed on already, the rest."""

    written: list[str]
    unchanged: list[str]
    problems: list[Problem]


def agree(root: Path, asked: Iterable[str], by: str, *, every: bool = False) -> Outcome:
    """Record that both halves of topics say the same, in the eyes of a role.

    A topic that has an error is not recorded; its problems are returned.
    """
    library, problems = check_project(root)
    locales = library.site.locales
    known = {topic for locale in locales for topic in library.topics(locale)}
    topics = sorted(known) if every else _topics(library, known, asked)
    states = {
        state.topic: state
        for state in topic_states(library.site, library.pages, library.agreements)
    }
    outcome = Outcome([], [], [])
    for topic in topics:
        halves = {f"docs/{locale}/{topic}.md" for locale in locales}
        errors = [p for p in problems if p.path in halves and p.severity == "error"]
        if errors or topic not in states:
            outcome.problems.extend(errors)
        elif _write(library, states[topic], by):
            outcome.written.append(topic)
        else:
            outcome.unchanged.append(topic)
    return outcome


def _write(library: Library, state: TopicState, by: str) -> bool:
    """Write a topic's record under its own name; return whether anything changed."""
    root, topic, name = library.site.root, state.topic, state.recorded_as
    day = today(library.site.settings.time_zone)
    said = said_now(library, topic)
    kept = {section.id: section for section in state.sections}
    parts: dict[str, AgreedSection] = {}
    for part in dict.fromkeys(name for half in said.values() for name in half):
        now = {locale: half.get(part, ()) for locale, half in said.items()}
        old = kept[part].agreed if part in kept else None
        if old and _says(old, now):
            parts[part] = old  # its day and text stay, so that only changes are seen
        elif any(now.values()):
            parts[part] = AgreedSection(on=day, by=by, said=now)
    new = Agreement(sections=parts)
    if name == topic and new == library.agreements.get(topic):
        return False
    write_agreement(root, topic, new)
    if name and name != topic:
        file_of(root, name).unlink()
    return True


def _says(section: AgreedSection, now: dict[str, Lines]) -> bool:
    return section.said.keys() == now.keys() and all(
        same(section.said[locale], lines) for locale, lines in now.items()
    )


def _topics(library: Library, known: set[str], asked: Iterable[str]) -> list[str]:
    """Return topics, which may be named as files too: docs/zh/work/tips.md."""
    topics, problems = [], []
    for name in asked:
        topic = topic_of_file(library, name) or name.strip("/")
        if topic not in known and f"{topic}/index" in known:
            topic = f"{topic}/index"
        if topic in known:
            topics.append(topic)
            continue
        near = nearest(topic, known)
        problems.append(
            Problem(
                "docs",
                1,
                "unknown-topic",
                f"there is no page {name}"
                + (f"; did you mean {near}?" if near else ""),
                f"没有“{name}”这一页。" + (f"是不是“{near}”？" if near else ""),
            )
        )
    if problems:
        raise ContentError(problems)
    return list(dict.fromkeys(topics))


def read_markdown(name: str) -> str:
    """Return a file's text, or what stands on standard input for "-"."""
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        reason = error.strerror or "?"
        problem = Problem(
            name, 1, "no-file", f"cannot be read: {reason}", f"读不了这个文件：{reason}"
        )
        raise ContentError([problem]) from error


def run(root: Path, options: argparse.Namespace) -> int:
    """Do what the options of `scripts/run agree` ask; return the exit code."""
    say = speech_of(root)
    if options.list or options.offer:
        library, _ = survey_library(root)
        told = (
            list_states(library) if options.list else [offer(library, options.changed)]
        )
        print("\n".join(filter(None, told)))
        return 0
    topics = list(options.topics)
    outdated: list[str] = []
    if options.ticked:
        library, _ = survey_library(root)
        found, outdated = ticked(library, read_markdown(options.ticked))
        topics += found
    elif not topics and not options.all:
        print(
            say("要写是哪一页，或 --all。", "Name a topic, or --all."), file=sys.stderr
        )
        return 2
    return _tell(agree(root, topics, options.by, every=options.all), outdated, say)


def _tell(outcome: Outcome, outdated: list[str], say: Speech) -> int:
    for topic in outcome.written:
        noted = say("已记下两边一致", "noted that both halves say the same")
        print(f"{topic}: {noted}")
    for topic in outcome.unchanged:
        same = say("没有变化，不用再记", "nothing has changed since it was noted")
        print(f"{topic}: {same}")
    for topic in outdated:
        again = say(
            "打勾以后又改过，请再看一遍", "changed after the tick, read it again"
        )
        print(f"{topic}: {again}")
    for problem in sorted(set(outcome.problems)):
        print(problem.told(say), file=sys.stderr)
    if outcome.problems:
        zh = "有错误的页没有记下，请先改好。"
        en = "Pages with errors are not noted; mend them first."
        print(say(zh, en), file=sys.stderr)
    return 1 if outcome.problems or outdated else 0
