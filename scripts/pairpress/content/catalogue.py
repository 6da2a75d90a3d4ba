"""The catalogue: what was printed, one entry per PDF; paper writes it, web reads it."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter


class Entry(BaseModel):
    """One PDF in print/: `file` is its name there, `bytes` its size."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    publication: str
    kind: str
    edition: str
    format: str
    title: str
    file: str
    pages: int
    bytes: int
    sha256: str
    version: int
    page: str
    """The address of the web page that says the same."""


_ENTRIES = TypeAdapter(list[Entry])


def write_catalogue(path: Path, entries: Iterable[Entry]) -> None:
    """Write catalogue.json."""
    data = [entry.model_dump() for entry in entries]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_catalogue(path: Path) -> list[Entry]:
    """Read catalogue.json; where nothing was printed there is none."""
    return _ENTRIES.validate_json(path.read_bytes()) if path.exists() else []
