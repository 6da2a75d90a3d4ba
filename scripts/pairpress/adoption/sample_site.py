"""The sample site: its pages, contacts and handbook, as texts of files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..content.yaml_writing import dumped
from .answers import Answers
from .sample_texts import filled, sample_texts

PLACE, OURS = "first-help", "us"
"""The ids of the contacts."""
SAMPLE = "topics/sample"


@dataclass(frozen=True)
class Topic:
    """What both halves of a page have at their top, whatever their language."""

    icon: str
    template: str = ""
    handout: tuple[str, ...] = ()


TOPICS = {
    "index": Topic("home", "home.html"),
    "topics/index": Topic("info"),
    SAMPLE: Topic("info", handout=("now", "know", "help")),
    "help/index": Topic("help", "help.html"),
    "help/directory": Topic("phone", "directory.html"),
    "print/index": Topic("print", "downloads.html"),
    "about/index": Topic("people"),
    "about/privacy": Topic("shield", "privacy.html"),
    "about/offline": Topic("phone", "offline.html"),
    "a-z": Topic("book", "a-z.html"),
}
"""In the order of the menu."""
CONTACTS_HEAD = """\
# Whom people can call. Nobody has called these numbers yet;
# when somebody has, write the day under called_on.
# 求助电话。这些号码还没有人打过；打过以后，在 called_on 写上日期。
"""
HANDBOOK_HEAD = """\
# The handbook: each chapter is an ordinary page. 手册：每一章就是一个普通网页。
"""


def sample_files(answers: Answers, day: date) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of docs/ and print/publications/."""
    for language in answers.languages:
        for topic in TOPICS:
            name = f"docs/{language}/{topic}.md"
            yield name, _page(answers, language, topic, day)
    yield "docs/data/contacts.yml", CONTACTS_HEAD + dumped(_contacts(answers))
    handbook = {
        "kind": "handbook",
        "title": {x: sample_texts(x).handbook["title"] for x in answers.languages},
        "subtitle": {
            x: sample_texts(x).handbook["subtitle"] for x in answers.languages
        },
        "page": "topics/index",
        "chapters": [SAMPLE, "help/directory"],
    }
    yield "print/publications/handbook.yml", HANDBOOK_HEAD + dumped(handbook)


def _page(answers: Answers, language: str, topic: str, day: date) -> str:
    texts, shared = sample_texts(language), TOPICS[topic]
    told = dict(texts.pages[topic])
    values = {
        "emergency": answers.emergency,
        "organization": answers.name[language],
        "contacts": ", ".join(_contacts(answers)),
    }
    body = filled(told.pop("text"), values)
    front = told | {"icon": shared.icon}
    if shared.template:
        front["template"] = shared.template
    if shared.handout:
        front["handout"] = list(shared.handout)
    front["changed"] = [{"date": day, "note": texts.first}]
    return f"---\n{dumped(front)}---\n\n{body}"


def _contacts(answers: Answers) -> dict[str, dict[str, Any]]:
    """Return the emergency number, the place where readers get help, and our own."""
    texts = {language: sample_texts(language) for language in answers.languages}
    number = {"emergency": answers.emergency}
    known = {
        "confidence": "LIKELY",
        "source": "scripts/run adopt",
        "called_on": None,
    }
    contacts: dict[str, dict[str, Any]] = {
        answers.emergency: {
            "name": {x: filled(t.emergency["name"], number) for x, t in texts.items()},
            "for": {x: t.emergency["for"] for x, t in texts.items()},
            "group": "emergency",
            "phones": [{"number": answers.emergency}],
            **known,
        },
        PLACE: {
            "name": dict(answers.place),
            "for": {x: t.place["for"] for x, t in texts.items()},
            "group": "community",
            "phones": [{"number": answers.phone}],
            **known,
        },
    }
    if answers.email:
        contacts[OURS] = {
            "name": dict(answers.name),
            "for": {x: t.ours["for"] for x, t in texts.items()},
            "group": "community",
            "email": answers.email,
            **known,
        }
    return contacts
