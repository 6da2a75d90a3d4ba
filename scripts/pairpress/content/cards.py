"""Cards to show: a sentence in each language, kept once in docs/data/cards.yml."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .site import Localized

Group = Literal["emergency", "health", "everyday", "work", "housing", "rights"]


class Card(BaseModel):
    """What a person shows or says to somebody who does not speak their language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    group: Group
    say: Localized
    """The sentence; ___ is a blank to fill in."""
    note: Localized = {}
    """When to use it."""
    cite: list[str] = []
    """The facts that a right on the card stands on."""


Cards = list[Card]
