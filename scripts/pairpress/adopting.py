"""`adopt`: makes the project the site of another organization, empty but complete."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .adoption.answers import OPTIONAL, PER_LANGUAGE, Answers, missing
from .adoption.documents import documents
from .adoption.questions import ask, parted
from .adoption.removal import remove, what_goes
from .adoption.repository import may_be_lost
from .adoption.sample_site import sample_files
from .adoption.settings_file import settings_text
from .content.clock import today
from .content.problems import ContentError, Problem, relative_path
from .content.site import Site, read_site
from .content.text_files import read_text, write_text
from .content.yaml_files import Yaml, parse_yaml, validate

YES = ("yes", "y", "是", "好")
ASKED = "scripts/run adopt"
"""Where an answer stands that came from no file."""


NEXT = """
写好了。接下来：
  scripts/check    看看哪里要改
  scripts/build    做出网站和印刷品，在 site/
  git add -A && git commit -m "Our own site"    记下来
不想要了：git add -A && git reset --hard

It is written. Next:
  scripts/check    tells what to mend
  scripts/build    makes the site and its prints, in site/
  git add -A && git commit -m "Our own site"    keeps it
Not what you wanted? git add -A && git reset --hard"""


@dataclass(frozen=True)
class Plan:
    """What taking over would do: the files that go, and the texts that come."""

    answers: Answers
    goes: tuple[Path, ...]
    files: dict[str, str]


def adopt(
    root: Path,
    options: Mapping[str, Any],
    answers: Path | None = None,
    *,
    sure: bool = False,
    force: bool = False,
) -> bool:
    """Take the project over; return whether a person has agreed to it.

    `options` are the answers told on the command line; they go before those of the
    file. Raise ContentError, and change nothing, if an answer is missing or does not
    fit, if something could be lost, or if the project was taken over before.
    """
    site = read_site(root)
    problems = list(_taken_over(site))
    problems += [] if force else may_be_lost(root)
    if problems:
        raise ContentError(problems)
    document = _told(root, options, answers)
    try:
        if sys.stdin.isatty() and not sure:
            document = Yaml(document.path, ask(document.value), document.lines)
        plan = _plan(site, _answers(document))
        print(_summary(root, plan))
        if not sure and not _agreed():
            return False
    except EOFError:  # the person has gone: Ctrl+D, a closed window
        return False
    remove(list(plan.goes))
    for name, text in plan.files.items():
        write_text(root / name, text)
    return True


def _told(root: Path, options: Mapping[str, Any], answers: Path | None) -> Yaml:
    """Return the answers of the file and of the options, where there are any."""
    document = Yaml(ASKED, {}, {(): 1})
    if answers:
        name = relative_path(answers.absolute(), root)
        document = parse_yaml(read_text(answers, answers.parent), name)
    value = document.value if isinstance(document.value, dict) else {}
    told = dict(value)
    for key, option in options.items():
        if key in PER_LANGUAGE and option:
            told[key] = {**(told.get(key) or {}), **_in_each(option)}
        elif key == "languages" and option:
            told[key] = parted(option)
        elif option:
            told[key] = option
    return Yaml(document.path, told, document.lines)


def _in_each(texts: list[str]) -> dict[str, str]:
    """Take apart vi=Hội | en=Lantern: a form has one field for all languages."""
    parts = (part for text in texts for part in text.split("|"))
    pairs = (part.partition("=")[::2] for part in parts if part.strip())
    return {language.strip(): text.strip() for language, text in pairs}


def _answers(document: Yaml) -> Answers:
    """Return the answers; raise ContentError with all that is missing or wrong."""
    lacking = list(missing(document.value))
    if lacking:
        raise ContentError(
            Problem(
                document.path,
                1,
                "adopt-answer",
                f"the answer {_called(key, language)} is missing; write it into the "
                f"file of answers, or as {_option(key, language)}",
                f"缺少 {_called(key, language)}。请写在回答的文件里，"
                f"或者加上 {_option(key, language)}",
            )
            for key, language in lacking
        )
    told = {k: v for k, v in document.value.items() if v is not None}
    return validate(Yaml(document.path, told, document.lines), Answers)


def _called(key: str, language: str) -> str:
    return f"{key}.{language}" if language else key


def _option(key: str, language: str) -> str:
    value = f"{language}=…" if language else "…"
    return f"--{key.replace('_', '-')} {value}"


def _taken_over(site: Site) -> Iterator[Problem]:
    if day := site.settings.taken_over:
        yield Problem(
            "mkdocs.yml",
            1,
            "adopt-twice",
            f"the project was taken over on {day}; its pages would be removed. If that "
            "is meant, delete the line taken_over first",
            f"{day}已经接手过了，再来一次会删掉现在的网页。"
            "真的要这样，就先删掉 taken_over 这一行",
        )


def _plan(site: Site, answers: Answers) -> Plan:
    day = today(answers.time_zone)
    old = read_text(site.root / "mkdocs.yml", site.root)
    files = dict(sample_files(answers, day))
    files["mkdocs.yml"] = settings_text(answers, old, site.settings.companies, day)
    files |= dict(documents(site.root, answers, day))
    return Plan(answers, tuple(what_goes(site.root)), files)


def _summary(root: Path, plan: Plan) -> str:
    """Return all that would happen, for a person to read before it does."""
    lines = ["\n你的回答 Your answers:"]
    for key in Answers.model_fields:
        told = getattr(plan.answers, key)
        if told or key not in OPTIONAL:
            lines.append(f"  {key}: {_shown(told)}")
    lines.append("\n会删掉 What goes:")
    lines += [f"  - {relative_path(path, root)}" for path in plan.goes]
    lines.append("\n会写好 What is written:")
    return "\n".join([*lines, *(f"  + {name}" for name in sorted(plan.files))])


def _shown(told: Any) -> str:
    if isinstance(told, dict):
        return " · ".join(f"{text} ({language})" for language, text in told.items())
    return ", ".join(told) if isinstance(told, list) else str(told)


def _agreed() -> bool:
    """Ask for the last word; without a keyboard there is none, only --yes."""
    if not sys.stdin.isatty():
        raise ContentError(
            [
                Problem(
                    ASKED,
                    1,
                    "adopt-answer",
                    "nobody can be asked; add --yes to write what is shown above",
                    "没有人可以问。要照上面写出来，请加上 --yes",
                )
            ]
        )
    print("\n现在动手吗？写 yes 就开始。 Shall it begin? Write yes.")
    return input("> ").strip().casefold() in YES
