"""`new`: a page pair to fill in, from a template, with its line in the menu."""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from string import Template

from .content.clock import today
from .content.languages import WHOLE
from .content.pages import page_files
from .content.problems import ContentError, Problem
from .content.site import Site, read_site
from .content.speech import speech_of
from .content.text_files import read_text, write_text

TEMPLATES = Path(__file__).parent / "content/languages/new"
TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
LONGEST = 100
"""Characters of a path, which is a part of an address on paper."""


@dataclass(frozen=True)
class NewPair:
    """A pair that was asked for: its path, its title per language, its template."""

    topic: str
    titles: dict[str, str]
    kind: str


def kinds() -> list[str]:
    """Return the names of the templates."""
    return sorted({path.name.split(".")[0] for path in TEMPLATES.glob("*.md")})


def ask(root: Path, topic: str, titles: list[str], kind: str | None) -> NewPair:
    """Complete what was asked for; ask at the keyboard for what is missing.

    `titles` are written as language=title. Raise ContentError if nobody can be asked.
    """
    site, say = read_site(root), speech_of(root)
    told = dict(title.split("=", 1) for title in titles if "=" in title)
    for locale in site.locales:
        if not told.get(locale):
            told[locale] = _ask(
                f"{say('标题', 'Title')} ({locale}): ", f"--title {locale}=…"
            )
    if kind is None and sys.stdin.isatty():
        kind = _ask(f"{say('哪一种', 'Kind')} ({', '.join(kinds())}): ", "--kind page")
    return NewPair(topic.removesuffix(".md").strip("/"), told, kind or "page")


def _ask(question: str, option: str) -> str:
    if sys.stdin.isatty() and (answer := input(question).strip()):
        return answer
    raise _refusal(f"请写 {option}", f"say it with {option}")


def new_pair(root: Path, new: NewPair) -> list[str]:
    """Write both halves and the menu's line; return the paths of what was written.

    Raise ContentError, and write nothing, if the path is taken or not well formed.
    """
    site = read_site(root)
    _refuse(site, new)
    values = {
        "today": today(site.settings.time_zone).isoformat(),
        "contact": (*site.settings.free_help, *site.settings.emergency)[0],
    }
    written = []
    for locale in site.locales:
        text = _template(new.kind, locale).substitute(values, title="$title")
        name = f"docs/{locale}/{new.topic}.md"
        write_text(root / name, _with_title(text, new.titles[locale]))
        written.append(name)
    menu = root / "mkdocs.yml"
    write_text(menu, with_menu_line(read_text(menu, root), new.topic))
    return [*written, "mkdocs.yml"]


def refuse_topic(topic: str) -> None:
    """Raise ContentError for a path that cannot stand in an address on paper."""
    if not TOPIC.fullmatch(topic) or len(topic) > LONGEST:
        raise _refusal(
            f"路径“{topic}”只能用英文小写字母、数字、- 和 / ，例如 work/tips",
            f"“{topic}”: use small letters, digits, - and / only, as in work/tips",
        )


def first_note(locale: str) -> str:
    """Return what `changed:` says of a new page in a language."""
    note = re.search(
        r"^ +note: (.+)$", _template("page", locale).template, re.MULTILINE
    )
    return note[1] if note else ""


def _refuse(site: Site, new: NewPair) -> None:
    refuse_topic(new.topic)
    if new.kind not in kinds():
        raise _refusal(
            f"没有“{new.kind}”这一种。有：{'、'.join(kinds())}",
            f"there is no kind “{new.kind}”, only {', '.join(kinds())}",
        )
    for locale in site.locales:
        if new.topic in page_files(site.docs, locale):
            path = f"docs/{locale}/{new.topic}.md"
            raise _refusal(f"已经有 {path} 了。", f"{path} is there already")


def _refusal(zh: str, en: str) -> ContentError:
    return ContentError([Problem("docs", 1, "new-page", en, zh)])


def _template(kind: str, locale: str) -> Template:
    own = TEMPLATES / f"{kind}.{locale}.md"
    path = own if own.is_file() else TEMPLATES / f"{kind}.{WHOLE}.md"
    return Template(path.read_text(encoding="utf-8"))


def _with_title(text: str, title: str) -> str:
    """Put the title in; in front matter in quotes, which any character fits."""
    front = json.dumps(title, ensure_ascii=False)
    return text.replace("title: $title", f"title: {front}").replace("$title", title)


def with_menu_line(text: str, topic: str) -> str:
    """Return mkdocs.yml with the topic below the last one of its folder in nav."""
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("nav:"))
    entries = []
    for number in range(start + 1, len(lines)):
        if re.match(r"\s*-\s", lines[number]):
            entries.append(number)
        elif re.match(r"\S", lines[number]) and not lines[number].startswith("#"):
            break
    folder = topic.rpartition("/")[0]
    same = [n for n in entries if folder and f"- {folder}/" in lines[n]]
    after = (same or entries or [start])[-1]
    indent = re.match(r"\s*", lines[after])[0] if entries else "  "  # type: ignore[index]
    return "\n".join(
        [*lines[: after + 1], f"{indent}- {topic}.md", *lines[after + 1 :]]
    )
