"""Terms: the words to use in each language, kept once in docs/data/terms.yml."""

from pydantic import BaseModel, ConfigDict, Field

from .site import Words


class Term(BaseModel):
    """One notion in English, Simplified and Traditional Chinese."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    en: Words
    zh: Words
    traditional: str | None = Field(None, alias="zh-Hant")
    """The Traditional form, where plain conversion does not give it."""
    note: str = ""
    avoid: dict[str, list[Words]] = {}
    """Per language: words that mean the same and are not used: {"zh": ["…"]}."""


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
