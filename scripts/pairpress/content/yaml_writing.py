"""Writes data as YAML that people read and edit."""

from typing import Any

import yaml


class _Plain(yaml.SafeDumper):
    """Writes a thing that stands twice twice: our files know no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(data: Any) -> str:
    """Return data as YAML: every script as it is, in its order, lines unbroken."""
    text: str = yaml.dump(
        data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000
    )
    return text
