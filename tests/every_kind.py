"""One publication of each kind for the small site of tests/elsewhere."""

from pathlib import Path
from typing import Any

import yaml

from elsewhere_projects import TEXTS

YEAR = 2027


def add_every_kind(folder: Path, *locales: str) -> None:
    """Write a poster, a trifold, an hours log, cards and a calendar into a project."""
    texts = {
        x: yaml.safe_load((TEXTS / f"{x}.yml").read_text("utf-8")) for x in locales
    }

    def told(topic: str, name: str = "title") -> dict[str, str]:
        return {x: t["pages"][topic][name] for x, t in texts.items()}

    def publish(name: str, **data: Any) -> None:
        data = {"title": told("work/pay"), "page": "work/pay"} | data
        _write(folder / f"print/publications/{name}.yml", data)

    first = {x: t["first"] for x, t in texts.items()}
    publish(
        "poster",
        kind="poster",
        lines=[told("work/pay", "description"), told("help/index", "description")],
        contacts=["911", "clinic"],
    )
    publish(
        "leaflet",
        kind="trifold",
        flap=["rates"],
        inside=[["steps"], ["help"], []],
        back=[],
    )
    column = {"name": told("work/index"), "width": 10}
    publish(
        "log",
        kind="hours-log",
        rows=14,
        how=[told("work/pay", "description")],
        fields=[told("help/index")],
        columns=[column] * 4,
        total=told("work/pay"),
    )
    publish("cards", kind="cards", groups=["work"])
    publish("calendar", kind="calendar", page="work/index", year=YEAR)
    cards = [
        {"id": f"card-{n}", "group": "work", "say": told("work/pay", "description")}
        | {"note": told("help/index", "description")}
        for n in range(3)
    ]
    _write(folder / "docs/data/cards.yml", cards)
    known = {"mark": "OK", "source": "invented"}
    calendar = {
        "year": YEAR,
        "lunar_year": first,
        "help": ["clinic"],
        "months": [{"tip": told("work/pay", "description")} | known] * 12,
        "days": [
            {"id": f"day-{month}", "day": f"{YEAR}-{month:02d}-05", "kind": "holiday"}
            | {"name": told("work/pay")}
            | known
            for month in range(1, 13)
        ],
    }
    _write(folder / f"docs/data/calendar-{YEAR}.yml", calendar)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
