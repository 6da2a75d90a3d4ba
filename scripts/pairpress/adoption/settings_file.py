"""mkdocs.yml for the new site: what is the generator's stays, all else is answered."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..content.site import Company
from .answers import CHINESE, Answers
from .sample_site import OURS, PLACE, TOPICS
from .sample_texts import OTHERS, sample_texts

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
HEAD = """\
# The site's configuration: name, address, languages, menu. Languages are named here and nowhere else.
# 网站的设置：名称、网址、语言、菜单。语言只在这里写。
"""
PLUGINS = """\
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false # a missing half is an error, not a page in the wrong language
      reconfigure_material: false # the language switch is ours (overrides/partials/header.html)
      reconfigure_search: false
      languages:
"""
NAV = """\
# One line per topic, in the order of the menu: each language's folder has the same path.
nav:
"""
EDITIONS = """\
  # The editions in the order of the language switch. “convert” makes an edition from the pages of its locale.
  editions:
"""


def settings_text(
    answers: Answers, old: str, companies: Iterable[Company], day: date
) -> str:
    """Return the new mkdocs.yml; `old` is the one that it takes the place of."""
    parts = dict(_parts(old))
    kept = [parts[name] for name in KEPT if name in parts]
    nav = NAV + "".join(f"  - {topic}.md\n" for topic in TOPICS)
    names = (
        f"{HEAD}\nsite_name: {_text(answers.title(answers.main))}\n"
        f"site_url: {answers.address}\n"
    )
    extra = "".join(_extra(answers, companies, day))
    return "\n".join([names, *kept, PLUGINS + _languages(answers), nav, extra])


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


def _languages(answers: Answers) -> str:
    told = ""
    for language in answers.languages:
        texts = sample_texts(language)
        told += f"        - locale: {language}\n"
        told += f"          name: {_text(texts.language)}\n"
        if language == answers.main:
            told += "          default: true\n"
        told += f"          site_name: {_text(answers.title(language))}\n"
        told += f"          admonition_translations: {_row(texts.boxes)}\n"
    return told


def _extra(answers: Answers, companies: Iterable[Company], day: date) -> Iterator[str]:
    yield "extra:\n"
    yield "  status: draft # until address and content are confirmed: then “published”\n"
    yield f"  taken_over: {day} # scripts/run adopt has written the site on this day\n"
    yield f"  time_zone: {answers.time_zone}\n"
    yield f"  organization: {_row(answers.name)}\n"
    yield f"  paper: {answers.paper}\n"
    yield f"  colours: {answers.colours}\n"
    yield EDITIONS
    for edition in editions(answers):
        yield f"    - {_row(edition)}\n"
    yield "  # Contacts (docs/data/contacts.yml) that stand on every page.\n"
    yield f"  emergency: [{_text(answers.emergency)}]\n"
    yield f"  free_help: [{PLACE}]\n"
    if answers.email:
        yield f"  feedback: {OURS}\n"
    yield "  # exit: https://… where “leave quickly” leads: a page that tells nobody anything\n"
    told = [_row(_company(answers, company)) for company in companies]
    if told:
        yield "  # A link to one of these says whose page opens: they learn who follows it.\n"
        yield "  companies:\n"
        yield from (f"    - {row}\n" for row in told)


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
    """Return a company with its name in each language, in English where none is known."""
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
        return "{" + ", ".join(f"{k}: {_row(v)}" for k, v in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_row, data)) + "]"
    return _text(str(data))
