"""What most organizations would answer, told from where their computer stands."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..content.cldr import country_of
from ..content.colours import AS_WRITTEN
from ..content.site import known_zone

LETTER = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Countries that print on Letter (CLDR, paper sizes); all others on A4."""
CALL_911 = frozenset(("CA", "US", "PR"))
"""Countries where a wrong guess of the emergency number can harm nobody."""


def default(key: str, language: str, told: Mapping[str, Any]) -> str:
    """Return the answer that is offered; "" where only the organization can know."""
    country = country_of(str(told.get("time_zone", "")))
    match key:
        case "languages":
            return "zh, en"
        case "site":
            return str(told["name"][language])
        case "time_zone":
            return machine_zone()
        case "traditional":
            return "s2hk"
        case "paper":
            return "letter" if country in LETTER else "a4"
        case "colours":
            return AS_WRITTEN
        case "emergency":
            return "911" if country in CALL_911 else ""
    return ""


def machine_zone() -> str:
    """Return the time zone of this computer; "" if it does not say."""
    link = Path("/etc/localtime")
    linked = str(link.readlink()) if link.is_symlink() else ""
    name = os.environ.get("TZ") or linked.partition("zoneinfo/")[2]
    try:
        return known_zone(name) if name else ""
    except ValueError:
        return ""
