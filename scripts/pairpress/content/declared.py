"""What every file in print/publications/ says, whatever its kind."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from .data import Data
from .site import Localized
from .yaml_files import Place


class Strict(BaseModel):
    """A part of a file in print/publications/."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Declared(Strict):
    """What every file in print/publications/ says, whatever its kind."""

    kind: str
    """What is printed: a handbook, a poster; its template and style are called so."""
    title: Localized
    page: str
    """The topic on whose page the publication is offered."""

    def topics(self) -> tuple[str, ...]:
        """Return the topics whose text it prints; their changes make its versions."""
        return (self.page,)

    def named_topics(self) -> dict[Place, str]:
        """Return every topic that the file names, by its place there."""
        return {("page",): self.page}

    def named_sections(self) -> dict[Place, str]:
        """Return every section of its page that it names; none: it prints them all."""
        return {}

    def sections_of(self, topic: str) -> tuple[str, ...] | None:
        """Return the sections of one of its topics that it prints; None: all."""
        return self.printed_sections()

    def named_contacts(self) -> dict[Place, str]:
        """Return every contact that the file names, by its place there."""
        return {}

    def named_cards(self) -> dict[Place, str]:
        """Return every card to show that the file names, by its place there."""
        return {}

    def texts(self) -> dict[Place, Localized]:
        """Return every text that must be there in each language, by its place."""
        return {("title",): self.title}

    def filled_texts(self) -> dict[Place, Localized]:
        """Return those of its texts in which {{ }} names a fact or a phone."""
        return {}

    def printed_sections(self) -> tuple[str, ...] | None:
        """Return the sections of its topics that it prints; None: all of them."""
        return tuple(dict.fromkeys(self.named_sections().values()))

    def printed_data(self, data: Data) -> Sequence[object]:
        """Return the entries of docs/data/ that it prints beside what pages name."""
        return ()
