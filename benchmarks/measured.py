"""Tells what was measured: a table for people, a file for later."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from search import machine

Row = dict[str, Any]
"""What is told of one run, by its name in the table."""


def told_rows(rows: list[Row]) -> str:
    """Return a Markdown table, a row for each run."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    for row in rows:
        cells = [row.get(name, "") for name in names]
        told = [
            f"{cell:.4g}" if isinstance(cell, float) else f"{cell}" for cell in cells
        ]
        lines.append("| " + " | ".join(told) + " |")
    return "\n".join(lines)


def write_report(file: Path, rows: list[Row], folder: Path | None) -> None:
    """Write the rows of a part, with date and machine."""
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "folder": str(folder or "our own pages"),
        "rows": rows,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")
