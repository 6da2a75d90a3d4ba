"""Areas that contacts serve, kept in docs/data/areas.yml: each lies within another."""

from pydantic import BaseModel, ConfigDict

from .site import Localized


class Area(BaseModel):
    """A place that a contact is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Localized
    within: str | None = None
    """The area around it."""
    ask: bool = False
    """Whether readers may say that they are there."""


Areas = dict[str, Area]


def around(areas: Areas, name: str) -> tuple[str, ...]:
    """Return an area and those around it, the smallest first."""
    found: list[str] = []
    here: str | None = name
    while here and here in areas and here not in found:
        found.append(here)
        here = areas[here].within
    return tuple(found)
