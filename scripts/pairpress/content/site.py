"""The site's settings, read from mkdocs.yml: address, languages, editions, status."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from .colours import AS_WRITTEN, ColourName
from .days import Day
from .languages import direction_of, script_of
from .papers import PAPERS, Paper, PaperName
from .problems import ContentError, Problem
from .text_files import is_file, read_text
from .yaml_files import Place, Yaml, called, parse_yaml, validate

Words = Annotated[str, Field(pattern=r"\S")]
"""A text that is not empty."""


def is_address(text: str) -> bool:
    """Say whether a link can be taken apart: http://[ cannot.

    Nor can one pretend to lead elsewhere: before an @, or in letters that only look
    like others. A browser shows and copies such a host as xn--….
    """
    try:
        parts = urlsplit(text)
        return parts.port != 0 and "@" not in parts.netloc and parts.netloc.isascii()
    except ValueError:
        return False


def _address(told: str) -> str:
    if not is_address(told):
        raise ValueError("不是网址 | this is no address")
    return told


Address = Annotated[
    str, Field(pattern=r"^https?://[^\s/]\S*$"), AfterValidator(_address)
]
Localized = dict[str, str]
"""A text per language: {"zh": …, "en": …}."""


Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$")]
"""The name of a language's folder in docs/."""
ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/([A-Za-z0-9._~%-]+/)*")
FOLDER = re.compile(r"([A-Za-z0-9]+(-[A-Za-z0-9]+)*/)+")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionSettings(_Strict):
    """One edition of the site, in the order of the language switch."""

    lang: str = Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    """BCP 47 tag, as in <html lang>."""
    name: str
    """In its own script, as shown in the switch."""
    locale: Locale
    """The language folder in docs/ that it is made from."""
    path: str
    """Below the site's root: "" or "en/"."""
    convert: str | None = Field(None, pattern=r"^[a-z]+2[a-z]+$")
    """An OpenCC configuration, such as s2hk: the edition is converted, not written."""
    sort: Literal["pinyin", "stroke", "alphabet"] = "alphabet"
    """How lists are ordered."""

    @property
    def script(self) -> str:
        """The script that it is written in (ISO 15924), such as Hans or Arab."""
        return script_of(self.lang)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction that it is written in, as in <html dir>."""
        return direction_of(self.lang)

    @field_validator("path")
    @classmethod
    def _folder(cls, path: str) -> str:
        if path and not path.endswith("/"):
            raise ValueError("path 最后是 / | a path ends with /")
        if path and not FOLDER.fullmatch(path):
            raise ValueError(
                "path 只用字母、数字和 - ，例如 en/ | "
                "a path has only letters, digits and -, such as en/"
            )
        return path


EditionSet: TypeAlias = tuple[EditionSettings, ...]
"""One edition, or two that stand side by side."""


class Company(_Strict):
    """A company, by the hosts of its pages (and all hosts below them)."""

    name: Localized
    hosts: list[str] = Field(min_length=1)


def known_zone(told: str) -> str:
    """Return the name of a time zone; raise ValueError if there is none like it."""
    try:
        ZoneInfo(told)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError(
            "没有这个时区，例如 America/Toronto | "
            "there is no such time zone; write one such as America/Toronto"
        ) from error
    return told


class _Extra(BaseModel):
    """The `extra:` part of mkdocs.yml that is ours."""

    model_config = ConfigDict(extra="ignore")
    status: Literal["draft", "published"]
    time_zone: Annotated[str, AfterValidator(known_zone)]
    organization: Localized
    paper: PaperName = "letter"
    """What everything is printed on; books on its half, large posters on its double."""
    emergency: list[str] = Field(min_length=1)
    free_help: list[str]
    spoken: list[str] = []
    """The tongues of the readers (tongue_… in content/languages/*.yml): the directory
    finds who speaks them."""
    feedback: str | None = None
    exit: Annotated[Address, Field(pattern=r"^https://")] | None = None
    """Where a page leads that readers may have to leave quickly: a harmless site."""
    editions: list[EditionSettings] = Field(min_length=1)
    colours: ColourName = AS_WRITTEN
    """The palette of pages and their icon."""
    taken_over: Day | None = None
    """The day on which an organization made the project its own (scripts/run adopt)."""
    companies: list[Company] = []
    """Companies that learn who follows a link to them: a link says whose page opens."""


class _Language(BaseModel):
    """One language of the i18n plugin."""

    model_config = ConfigDict(extra="ignore")
    locale: Locale
    site_name: Words | None = None
    admonition_translations: dict[str, str] = {}


class _I18n(BaseModel):
    model_config = ConfigDict(extra="ignore")
    languages: list[_Language]


class _Plugin(BaseModel):
    """A plugin with options; of others than i18n they are MkDocs' own affair."""

    model_config = ConfigDict(extra="ignore")
    i18n: _I18n | None = None


class _Settings(BaseModel):
    """What is read here of mkdocs.yml; all else is MkDocs' own affair."""

    model_config = ConfigDict(extra="ignore")
    site_name: Words
    site_url: str = ""
    docs_dir: Literal["docs"] = "docs"
    nav: list[Annotated[str, Field(pattern=r"^\S+\.md$")]]
    """Files, in the order of the menu."""
    plugins: list[str | _Plugin]
    markdown_extensions: list[str | dict[str, Any]] = []
    extra: _Extra

    def languages(self) -> list[_Language]:
        """Return the languages of the i18n plugin."""
        with_options = (p.i18n for p in self.plugins if isinstance(p, _Plugin))
        return [
            language for i18n in with_options if i18n for language in i18n.languages
        ]


@dataclass(frozen=True)
class Site:
    """Everything in mkdocs.yml that a stage after MkDocs needs to know."""

    root: Path
    url: str
    names: Localized
    settings: _Extra
    nav: tuple[str, ...]
    """Topics in the order of the menu, such as "work/wage-theft"."""
    extensions: tuple[str, ...] = ()
    """The extensions of Markdown that pages may use."""
    boxes: tuple[str, ...] = ()
    """The kinds of boxes (!!! warning) that have a title in some language."""

    @property
    def docs(self) -> Path:
        """The folder of everything that staff write."""
        return self.root / "docs"

    @property
    def editions(self) -> tuple[EditionSettings, ...]:
        """The editions in the order of the language switch."""
        return tuple(self.settings.editions)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that staff write, the main one first."""
        return tuple(dict.fromkeys(edition.locale for edition in self.editions))

    @property
    def base_path(self) -> str:
        """The path of the site on its host: "/" or "/preview/7/"."""
        return urlsplit(self.url).path or "/"

    @property
    def paper(self) -> Paper:
        """What everything is printed on."""
        return PAPERS[self.settings.paper]

    @property
    def is_draft(self) -> bool:
        """Whether address and content wait for the organization's word."""
        return self.settings.status == "draft"

    def edition_sets(self, topic: str | None = None) -> Iterator[EditionSet]:
        """Yield the editions of print: each alone, then main beside other languages.

        Of a topic, those that have it.
        """
        main = self.locales[0]
        editions = self.editions_of(topic) if topic else self.editions
        yield from ((edition,) for edition in editions)
        for first in editions:
            for second in editions:
                if first.locale == main != second.locale:
                    yield (first, second)

    def has(self, edition: EditionSettings, topic: str) -> bool:
        """Say whether an edition has a page of a topic; one may stand in one only."""
        return is_file(self.docs / edition.locale / f"{topic}.md")

    def editions_of(self, topic: str) -> tuple[EditionSettings, ...]:
        """Return the editions that have a topic, in the order of the switch."""
        return tuple(edition for edition in self.editions if self.has(edition, topic))

    def edition(self, lang: str) -> EditionSettings:
        """Return the edition with this tag."""
        return next(edition for edition in self.editions if edition.lang == lang)

    def written(self, locale: str) -> EditionSettings:
        """Return the edition that is published as staff wrote it in a language."""
        return next(e for e in self.editions if e.locale == locale and not e.convert)


def read_site(root: Path, url: str | None = None) -> Site:
    """Read mkdocs.yml below the root; `url` stands in for site_url in a preview."""
    path = root / "mkdocs.yml"
    document = parse_yaml(read_text(path, root), "mkdocs.yml", lenient=True)
    if document.value is None:
        document = Yaml(document.path, {}, {(): 1})
    settings = validate(document, _Settings)
    problems = [
        *_edition_problems(document, settings),
        *_language_problems(document, settings),
    ]
    address = url or settings.site_url
    if not ADDRESS.fullmatch(address):
        problems.append(
            Problem(
                "mkdocs.yml",
                document.line_of(("site_url",)),
                "site-address",
                "site_url must be the full address and end with /",
                "site_url 要写完整网址，最后是 /",
            )
        )
    if problems:
        raise ContentError(problems)
    extra, languages = settings.extra, settings.languages()
    names = {e.locale: settings.site_name for e in extra.editions}
    names |= {x.locale: x.site_name for x in languages if x.site_name}
    extensions = settings.markdown_extensions
    boxes = (kind for x in languages for kind in x.admonition_translations)
    return Site(
        root,
        address,
        names,
        extra,
        tuple(name.removesuffix(".md") for name in settings.nav),
        # One with options is a mapping.
        tuple(next(iter(e), "") if isinstance(e, dict) else e for e in extensions),
        tuple(dict.fromkeys(boxes)),
    )


def _edition_problems(document: Yaml, settings: _Settings) -> Iterator[Problem]:
    """Yield what is wrong with the editions taken together."""
    editions = settings.extra.editions
    line = document.line_of(("extra", "editions"))
    built = {language.locale for language in settings.languages()}
    written = {e.locale for e in editions if not e.convert}
    if built != written or written < {e.locale for e in editions}:
        yield Problem(
            "mkdocs.yml",
            line,
            "site-editions",
            f"editions name {sorted(written)}, the i18n plugin {sorted(built)}",
            f"editions 写的是 {sorted(written)}，"
            f"i18n 插件写的是 {sorted(built)}，要一样。",
        )
    for name in ("lang", "path"):
        values = [getattr(edition, name).casefold() for edition in editions]
        if len(set(values)) < len(values):
            yield Problem(
                "mkdocs.yml",
                line,
                "site-editions",
                f"two editions have the same {name}; give each its own",
                f"有两个版本的 {name} 一样。每个版本要有自己的。",
            )


def _language_problems(document: Yaml, settings: _Settings) -> Iterator[Problem]:
    """Yield each name that is not told in every language."""
    extra = settings.extra
    names: dict[Place, Localized] = {("extra", "organization"): extra.organization}
    for index, company in enumerate(extra.companies):
        names["extra", "companies", index, "name"] = company.name
    locales = dict.fromkeys(edition.locale for edition in extra.editions)
    for place, name in names.items():
        for locale in locales:
            if not name.get(locale, "").strip():
                told = called(place[1:])
                yield Problem(
                    "mkdocs.yml",
                    document.line_of(place),
                    "missing-language",
                    f"{told} is missing in {locale}",
                    f"{told} 缺少 {locale}。",
                )
