"""Contacts: whom people can call, kept once in docs/data/contacts.yml."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .days import Day
from .opening_hours import Hours
from .site import Address, Localized


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


INTERPRETER = "interpreter"
MANY = "many"
"""Languages that a contact speaks without naming them."""
TONGUE = "tongue_"
"""How the words begin by which the interface names a tongue."""


class Phone(_Strict):
    """A number to dial, as people read it: "416-971-9674", "+84-24-3825-0000"."""

    number: str = Field(
        pattern=r"^(\d{3}|\d{3}-\d{4}|(1-)?\d{3}-\d{3}-\d{4}|\+\d{1,3}(-\d{1,5}){2,5})$"
    )
    extension: str | None = Field(None, pattern=r"^\d+$")
    note: Localized | None = None
    sms: bool = False

    @property
    def href(self) -> str:
        """The tel: link (RFC 3966): full numbers in global form, 911 as it is."""
        digits = self.number.replace("-", "")
        country = {10: "+1", 11: "+"}.get(len(digits), "") if digits.isdigit() else ""
        extension = f";ext={self.extension}" if self.extension else ""
        return f"tel:{country}{digits}{extension}"


class Contact(_Strict):
    """An organization, what it is for, and how to reach it."""

    name: Localized
    purpose: Localized = Field(alias="for")
    group: Literal[
        "emergency",
        "crisis",
        "legal",
        "work",
        "immigration",
        "health",
        "housing",
        "seniors",
        "money",
        "community",
    ]
    phones: list[Phone] = []
    hours: Localized | None = None
    open: Hours | None = None
    """The same as `hours`, to be reckoned with; absent: to be asked."""
    languages: Localized | None = None
    speaks: list[Annotated[str, Field(pattern=r"^[a-z]+$")]] = []
    """The same as `languages`: tongues by their names in content/languages/*.yml
    (tongue_mandarin: mandarin), or how they come about: INTERPRETER, MANY."""
    area: str | None = None
    """The only area that it serves, by its name in docs/data/areas.yml."""
    url: Address | None = None
    email: str | None = Field(None, pattern=r"^\S+@\S+$")
    wechat: str | None = None
    instagram: str | None = None
    confidential: bool = False
    authority: bool = False
    note: Localized | None = None
    confidence: Literal["VERIFIED", "LIKELY"]
    source: str
    called_on: Day | None
    """The day a person called the number; null: nobody has yet."""

    @model_validator(mode="after")
    def _told_in_words(self) -> "Contact":
        for name, data, words in (
            ("open", self.open, "hours"),
            ("speaks", self.speaks, "languages"),
        ):
            if data and not getattr(self, words):
                raise ValueError(
                    f"有 {name} 就要有 {words}：读者看的是文字 | "
                    f"{name} needs {words} too: readers read the words"
                )
        return self


Contacts = dict[str, Contact]
