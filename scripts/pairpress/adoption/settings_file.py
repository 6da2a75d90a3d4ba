"""mkdocs.yml for the new site: what is the generator's stays, all else is answered."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..content.site import Company
from .answers import CHINESE, Answers
from .sample_site import OURS, PLACE, TOPICS
from .sample_texts import OTHERS, TEXTS, filled, sample_texts

KEPT = (
    "docs_dir",
    "site_dir",
    "exclude_docs",
    "theme",
    "hooks",
    "markdown_extensions",
    "validation",
)
"""Parts of mkdocs.yml that belong to the generator, not to an organization."""
PART = re.compile(r"([a-z_]+):")


def settings_text(
    answers: Answers, old: str, companies: Iterable[Company], day: date
) -> str:
    """Return the new mkdocs.yml; `old` is the one that it takes the place of."""
    parts = dict(_parts(old))
    kept = "\n".join(parts[name] for name in KEPT if name in parts)
    # Where nobody reads what is sent, there is no contact to name either.
    feedback = f"  feedback: {OURS}" if answers.email else "  # feedback: a contact"
    rows = (_row(_company(answers, company)) for company in companies)
    values = {
        "title": _text(answers.title(answers.main)),
        "address": answers.address,
        "kept": f"\n{kept}",
        "languages": "\n".join(_languages(answers)),
        "nav": "\n".join(f"  - {topic}.md" for topic in TOPICS),
        "day": day.isoformat(),
        "time_zone": answers.time_zone,
        "organization": _row(answers.name),
        "paper": answers.paper,
        "colours": answers.colours,
        "editions": "\n".join(f"    - {_row(e)}" for e in editions(answers)),
        "emergency": _text(answers.emergency),
        "place": PLACE,
        "feedback": feedback,
        "companies": "\n".join(f"    - {row}" for row in rows) or "    []",
    }
    return filled((TEXTS / "settings.txt").read_text("utf-8"), values)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield each part of mkdocs.yml: its name, and its lines without other comments."""
    name, lines = "", list[str]()
    for line in [*text.split("\n"), "end:"]:
        if found := PART.match(line):
            if name:
                yield name, "\n".join(lines).rstrip() + "\n"
            name, lines = found[1], [line]
        elif line.startswith((" ", "-")):
            lines.append(line)


def _languages(answers: Answers) -> Iterator[str]:
    for language in answers.languages:
        texts = sample_texts(language)
        yield f"        - locale: {_text(language)}"
        yield f"          name: {_text(texts.language)}"
        if language == answers.main:
            yield "          default: true"
        yield f"          site_name: {_text(answers.title(language))}"
        yield f"          admonition_translations: {_row(texts.boxes)}"


def editions(answers: Answers) -> Iterator[dict[str, str]]:
    """Yield the editions; Chinese is written in Simplified, and converted if asked."""
    for language in answers.languages:
        is_main, is_chinese = language == answers.main, language == CHINESE
        yield {
            "lang": "zh-Hans" if is_chinese else language,
            "name": "简体" if is_chinese else sample_texts(language).language,
            "locale": language,
            "path": "" if is_main else f"{language.replace('_', '-')}/",
            "sort": "pinyin" if is_chinese else "alphabet",
        }
        if is_chinese and answers.traditional != "none":
            yield {
                "lang": "zh-Hant",
                "name": "繁體",
                "locale": language,
                "path": "zh-Hant/",
                "sort": "stroke",
                "convert": answers.traditional,
            }


def _company(answers: Answers, company: Company) -> dict[str, Any]:
    """Return a company with its name in each language, else in English."""
    other = company.name.get(OTHERS) or next(iter(company.name.values()))
    names = {x: company.name.get(x, other) for x in answers.languages}
    return {"name": names, "hosts": company.hosts}


def _text(text: str) -> str:
    """Return a text as YAML; as it is if nobody can misread it."""
    if re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", text) and text.lower() not in (
        "yes", "no", "on", "off", "true", "false", "null", "y", "n",
    ):  # fmt: skip
        return text
    return json.dumps(text, ensure_ascii=False)


def _row(data: Any) -> str:
    """Return data as YAML on one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{_text(k)}: {_row(v)}" for k, v in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_row, data)) + "]"
    return _text(str(data))
