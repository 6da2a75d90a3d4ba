"""Terms: the words to use in each language, kept once in docs/data/terms.yml."""

from pydantic import BaseModel, ConfigDict, Field

from .site import Words

TRADITIONAL = "zh-Hant"


class Term(BaseModel):
    """One notion in every language of the site: {en: wage theft, fr: vol de salaire}.

    A key is a language, or the tag of an edition that is converted, where plain
    conversion does not give its word.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Words] = Field(init=False)
    traditional: str | None = Field(None, alias="zh-Hant")
    """Named apart only because ledgers of prints hold fingerprints of it so."""
    note: str = ""
    avoid: dict[str, list[Words]] = {}
    """Per language: words that mean the same and are not used: {"en": ["…"]}."""

    def word(self, tag: str) -> str | None:
        """Return the word in a language or a converted edition, if it is told."""
        if tag == TRADITIONAL:
            return self.traditional
        return self.__pydantic_extra__.get(tag)

    @property
    def tags(self) -> set[str]:
        """The languages and editions that it is told in."""
        own = {TRADITIONAL} if self.traditional else set()
        return {*self.__pydantic_extra__, *own}


Terms = list[Term]


class Replacement(BaseModel):
    """A phrase that the Traditional edition says otherwise than OpenCC would.

    `example` is a sentence that proves it: Simplified first, then Traditional.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    zh: Words
    traditional: Words = Field(alias="zh-Hant")
    example: tuple[str, str]
    note: str = ""


Replacements = list[Replacement]
