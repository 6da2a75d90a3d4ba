"""What an organization answers to take the project over, and whether it fits."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from ..content.cldr import is_known
from ..content.colours import AS_WRITTEN, ColourName
from ..content.contacts import Phone
from ..content.site import ADDRESS, Locale, Words, known_zone
from ..content.text_files import CONTROL

Conversion = Literal["s2hk", "s2tw", "s2twp", "s2t", "none"]
"""How the Traditional edition is made: the wording of Hong Kong, of Taiwan (also with
its phrases), of neither; or there is none."""
CONVERSIONS: tuple[Conversion, ...] = get_args(Conversion)
PAPERS = ("letter", "a4")
CHINESE = "zh"
PER_LANGUAGE = ("name", "site", "place")
"""Answers that are given once in each language."""
OPTIONAL = ("site", "traditional", "email")


def _known_language(told: str) -> str:
    if not is_known(told):
        raise ValueError(
            f"没有“{told}”这种语言，例如 zh、en、vi、ko、fa | "
            f"there is no language “{told}”; write codes such as zh, en, vi, ko, fa"
        )
    return told


def _whole_address(told: str) -> str:
    told = told if told.endswith("/") else f"{told}/"
    if not ADDRESS.fullmatch(told):
        raise ValueError(
            "要写完整网址，例如 https://help.example.org/ | "
            "write the full address, such as https://help.example.org/"
        )
    return told


def _known_number(told: str) -> str:
    try:
        Phone.model_validate({"number": told})
    except ValidationError as error:
        raise ValueError(
            "电话写成 604-555-0123、+84-24-3825-0000 或 911 | "
            "write a phone as 604-555-0123, +84-24-3825-0000 or 911"
        ) from error
    return told


def _two_languages(told: list[str]) -> list[str]:
    if len(set(told)) < len(told) or len(told) < 2:
        raise ValueError(
            "要写至少两种不同的语言，例如 vi, en | "
            "name at least two different languages, such as vi, en"
        )
    return told


Language = Annotated[Locale, AfterValidator(_known_language)]
Languages = Annotated[list[Language], AfterValidator(_two_languages)]
Number = Annotated[str, AfterValidator(_known_number)]
Name = Annotated[Words, Field(max_length=80, pattern=r"^[^{}<>‹›$|]*$")]
"""Without the signs by which pages and answers are taken apart."""
InEach = dict[str, Name]


class Answers(BaseModel):
    """All that is particular to an organization when it begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    languages: Languages
    """The languages that staff write (docs/<language>/), the main one first."""
    name: InEach
    """The organization's name, per language."""
    site: InEach = {}
    """The site's title, per language; else the organization's name."""
    address: Annotated[str, AfterValidator(_whole_address)]
    time_zone: Annotated[str, AfterValidator(known_zone)]
    traditional: Conversion = "none"
    paper: Literal["letter", "a4"]
    colours: ColourName = AS_WRITTEN
    emergency: Number
    """The number to call when a life is in danger."""
    place: InEach
    """The first place where readers get help: its name, per language."""
    phone: Number
    """That place's phone."""
    email: Annotated[str, Field(pattern=r"^\S+@\S+\.\S+$")] | None = None
    """Where readers can write to the organization."""

    @model_validator(mode="after")
    def _in_every_language(self) -> "Answers":
        for key in PER_LANGUAGE:
            told: InEach = getattr(self, key)
            wanted = set(self.languages)
            if set(told) != wanted and (told or key not in OPTIONAL):
                languages = ", ".join(self.languages)
                raise ValueError(
                    f"{key} 每种语言写一个：{languages} | "
                    f"write {key} once for each language: {languages}"
                )
        if self.traditional != "none" and CHINESE not in self.languages:
            raise ValueError(
                "没有中文（zh），就没有繁体版 | "
                "without Chinese (zh) there is no Traditional edition"
            )
        return self

    @property
    def main(self) -> str:
        """The language that the site opens with."""
        return self.languages[0]

    def title(self, language: str) -> str:
        """Return the site's title in a language."""
        return self.site.get(language) or self.name[language]


def fitted(key: str, told: Any) -> Any:
    """Return one answer as it is kept; raise ValueError: “中文 | English”."""
    field = Answers.model_fields[key]
    kind = Name if key in PER_LANGUAGE else field.rebuild_annotation()
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    if CONTROL.search(str(told)):
        raise ValueError("有看不见的字符，请重新打 | unseen signs; type it again")
    try:
        return adapter.validate_python(told)
    except ValidationError as error:
        detail = error.errors()[0]
        own = detail.get("ctx", {}).get("error")
        raise ValueError(str(own) if own else _kinds_of(key, detail["msg"])) from error


def _kinds_of(key: str, message: str) -> str:
    """Return what an answer may be, where the schema only says that it is not."""
    choices = get_args(Answers.model_fields[key].annotation)
    if choices and all(isinstance(choice, str) for choice in choices):
        told = ", ".join(choices)
        return f"只能写其中一个：{told} | write one of: {told}"
    if key == "email":
        return "邮箱写成 hello@example.org | write an address such as hello@example.org"
    return (
        "最多80个字，不要 { } < > ‹ › $ | 这些符号 | "
        f"write it in at most 80 letters, without {{ }} < > ‹ › $ ({message})"
    )


def missing(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is not answered yet: the key, and its language or ""."""
    languages = told.get("languages") or ()
    for key, field in Answers.model_fields.items():
        if key in OPTIONAL or not field.is_required():
            continue
        if key not in PER_LANGUAGE:
            if told.get(key) in (None, ""):
                yield key, ""
            continue
        given = told.get(key)
        for language in languages:
            if not (isinstance(given, Mapping) and given.get(language)):
                yield key, language
