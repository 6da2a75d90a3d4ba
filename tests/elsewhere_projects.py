"""The small site of tests/elsewhere in any two languages, as a project of its own."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from site_files import ROOT, Element, copy_shared, settings_of

__all__ = ["LANGUAGES", "Element", "project_of"]

TEXTS = ROOT / "tests/elsewhere"
LANGUAGES = tuple(sorted(path.stem for path in TEXTS.glob("*.yml")))
"""Every language that has the small site."""
NAMES = {
    "zh": ("zh-Hans", "简体中文"),
    "en": ("en", "English"),
    "vi": ("vi", "Tiếng Việt"),
    "ko": ("ko", "한국어"),
    "fa": ("fa", "فارسی"),
    "fr": ("fr", "Français"),
}
HANDOUT = "work/pay"


class _Plain(yaml.SafeDumper):
    """Writes a thing that stands twice twice: our files know no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def project_of(folder: Path, *locales: str, **extra: Any) -> Path:
    """Write the site in these languages, the main one first; return its folder.

    `extra` goes into mkdocs.yml below `extra:`, as it stands.
    """
    texts = {x: _read(TEXTS / f"{x}.yml") for x in locales}
    for locale, told in texts.items():
        for topic, page in told["pages"].items():
            _write_page(folder / f"docs/{locale}/{topic}.md", page, told, topic)
    _write(folder / "docs/data/facts.yml", _facts(texts))
    _write(folder / "docs/data/contacts.yml", _contacts(texts))
    guide = {
        "kind": "handbook",
        "title": {x: t["guide"] for x, t in texts.items()},
        "subtitle": {x: t["organization"] for x, t in texts.items()},
        "page": "work/index",
        "chapters": [HANDOUT, "help/directory"],
    }
    _write(folder / "print/publications/guide.yml", guide)
    _write(folder / "mkdocs.yml", _settings(texts, extra))
    return copy_shared(folder)


def _read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def _write_page(path: Path, page: dict[str, Any], told: Any, topic: str) -> None:
    front = {name: page[name] for name in page if name != "text"}
    front["changed"] = [{"date": date(2026, 10, 1), "note": told["first"]}]
    if topic == HANDOUT:
        front["handout"] = True
    top = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{top}---\n\n{page['text']}", encoding="utf-8")


def _facts(texts: dict[str, Any]) -> dict[str, Any]:
    source = {"title": "Pay rates", "url": "https://rates.example.org/pay"}
    known = {
        "source": source,
        "as_of": date(2026, 9, 15),
        "checked_on": date(2026, 10, 5),
        "review_by": date(2027, 4, 1),
        "confidence": "VERIFIED",
    }
    wording = {x: t["wording"] for x, t in texts.items()}
    return {
        "pay.hourly": {"kind": "money", "values": [{"value": 17.95}]} | known,
        "pay.holiday_share": {"kind": "share", "values": [{"value": 4}]} | known,
        "pay.claim_years": {"kind": "count", "wording": wording}
        | {"values": [{"value": 2}]}
        | known,
        "pay.next_rate": {"kind": "date", "values": [{"value": date(2026, 10, 1)}]}
        | known,
    }


def _contacts(texts: dict[str, Any]) -> dict[str, Any]:
    more: dict[str, dict[str, Any]] = {
        "911": {"group": "emergency", "phones": [{"number": "911"}]},
        "clinic": {
            "group": "legal",
            "phones": [{"number": "416-555-0123"}],
            "confidential": True,
        },
    }
    known = {
        "confidence": "VERIFIED",
        "source": "invented",
        "called_on": date(2026, 10, 5),
    }
    names = ("name", "for", "hours", "languages")
    return {
        key: {
            name: {x: t["contacts"][key][name] for x, t in texts.items()}
            for name in names
            if name in texts[next(iter(texts))]["contacts"][key]
        }
        | rest
        | known
        for key, rest in more.items()
    }


def _settings(texts: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    main = next(iter(texts))
    settings = settings_of(ROOT / "tests/fixture")
    settings["site_name"] = texts[main]["name"]
    settings["nav"] = [f"{topic}.md" for topic in texts[main]["pages"]]
    settings["plugins"][0]["i18n"]["languages"] = [
        {
            "locale": locale,
            "name": NAMES[locale][1],
            "default": locale == main,
            "site_name": told["name"],
            "admonition_translations": {"warning": told["box"]},
        }
        for locale, told in texts.items()
    ]
    settings["extra"] = {
        "status": "published",
        "time_zone": "America/Toronto",
        "organization": {x: t["organization"] for x, t in texts.items()},
        "editions": [
            {
                "lang": NAMES[locale][0],
                "name": NAMES[locale][1],
                "locale": locale,
                "path": "" if locale == main else f"{locale}/",
            }
            for locale in texts
        ],
        "emergency": ["911"],
        "free_help": ["clinic"],
    } | extra
    return settings
