"""Read by Python at its start: folders list their files in the order from Z to A."""

import os
from typing import Any

_listed, _scanned = os.listdir, os.scandir


class _Backwards:
    """What os.scandir gives, from the last name to the first."""

    def __init__(self, folder: Any) -> None:
        with _scanned(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        self._entries = reversed(found)

    def __iter__(self) -> "_Backwards":
        return self

    def __next__(self) -> "os.DirEntry[Any]":
        return next(self._entries)

    def __enter__(self) -> "_Backwards":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget the rest."""
        self._entries = reversed([])


def _backwards(folder: Any = ".") -> list[Any]:
    return sorted(_listed(folder), reverse=True)


os.scandir = _Backwards  # type: ignore[assignment, misc]
os.listdir = _backwards  # type: ignore[assignment]
