"""Files in print/publications/ of what is one sheet: cards, poster, log, leaflet."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .cards import Group
from .data import Data
from .declared import Declared, Strict
from .site import Localized
from .yaml_files import Place


class CardSheet(Declared):
    """Wallet cards: those of whole groups, then those that are named."""

    kind: Literal["cards"]
    groups: list[Group] = Field([])
    cards: list[str] = Field([])
    """Ids in docs/data/cards.yml."""

    def named_cards(self) -> dict[Place, str]:
        """Return the cards that are named one by one."""
        return {("cards", n): name for n, name in enumerate(self.cards)}

    def printed_data(self, data: Data) -> Sequence[object]:
        """Return the cards of its groups, and those that are named."""
        chosen = (c for c in data.cards if c.group in self.groups or c.id in self.cards)
        return list(chosen)


class Poster(Declared):
    """A poster: one strong message, a few lines, whom to call."""

    kind: Literal["poster"]
    message: Literal["heading", "lead"] | Localized = "heading"
    """The page's heading, its first sentence, or words of its own."""
    section: str | None = None
    """A section whose list the lines are taken from …"""
    items: list[Annotated[int, Field(ge=1)]] = Field([], max_length=4)
    """… and which of its items, the first one is 1."""
    lines: list[Localized] = Field([], max_length=4)
    """Lines of its own, after those of the section."""
    contacts: list[str] = Field(min_length=1, max_length=3)

    def named_sections(self) -> dict[Place, str]:
        """Return the section of the lines."""
        return {("section",): self.section} if self.section else {}

    def printed_sections(self) -> tuple[str, ...]:
        """Return the lead, where its message may stand, and that of the lines."""
        return ("", *self.named_sections().values())

    def named_contacts(self) -> dict[Place, str]:
        """Return whom to call."""
        return {("contacts", n): name for n, name in enumerate(self.contacts)}

    def texts(self) -> dict[Place, Localized]:
        """Return title, message and lines."""
        own: dict[Place, Localized] = {}
        own |= {("lines", n): line for n, line in enumerate(self.lines)}
        if isinstance(self.message, dict):
            own |= {("message",): self.message}
        return super().texts() | own


class LogColumn(Strict):
    """A column of the hours log, as wide as its share of all widths."""

    name: Localized
    width: int = Field(10, ge=1)


class HoursLog(Declared):
    """A blank sheet on which a worker writes down their hours."""

    kind: Literal["hours-log"]
    rows: int = Field(ge=1, le=31)
    how: list[Localized] = Field(min_length=1, max_length=3)
    """What to know before writing on it."""
    fields: list[Localized]
    """What is filled in once, above the table."""
    columns: list[LogColumn] = Field(min_length=2)
    total: Localized
    """The heading of the last row."""

    def texts(self) -> dict[Place, Localized]:
        """Return everything that is printed on it."""
        found: dict[Place, Localized] = {("total",): self.total}
        found |= {("how", n): text for n, text in enumerate(self.how)}
        found |= {("fields", n): text for n, text in enumerate(self.fields)}
        for number, column in enumerate(self.columns):
            found |= {("columns", number, "name"): column.name}
        return super().texts() | found


class Trifold(Declared):
    """A leaflet from some sections of its page, folded twice into three panels."""

    kind: Literal["trifold"]
    inside: list[list[str]] = Field(min_length=3, max_length=3)
    """The sections on the three panels inside, in the order of reading."""
    flap: list[str] = Field(min_length=1)
    """Those on the panel that is folded in: read first when it is opened."""
    back: list[str] = Field([])
    """Those on the back, above the imprint."""

    @model_validator(mode="after")
    def _each_once(self) -> "Trifold":
        names = [*self.flap, *self.back, *(n for panel in self.inside for n in panel)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            listed = ", ".join(twice)
            raise ValueError(f"{listed} 写了两次 | {listed} stands on two panels")
        return self

    def named_sections(self) -> dict[Place, str]:
        """Return the sections of all panels."""
        found: dict[Place, str] = {("flap", n): s for n, s in enumerate(self.flap)}
        for number, panel in enumerate(self.inside):
            found |= {("inside", number, n): name for n, name in enumerate(panel)}
        return found | {("back", n): name for n, name in enumerate(self.back)}

    def printed_sections(self) -> tuple[str, ...]:
        """Return the lead, which stands on the cover, and those of the panels."""
        return ("", *dict.fromkeys(self.named_sections().values()))
