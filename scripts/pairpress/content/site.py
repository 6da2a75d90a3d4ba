"""The site's settings, read from mkdocs.yml: address, languages, editions, status."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .problems import ContentError, Problem
from .text_files import read_text
from .yaml_files import Yaml, parse_yaml, validate

Localized = dict[str, str]
"""A text per language: {"zh": …, "en": …}."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionSettings(_Strict):
    """One edition of the site, in the order of the language switch."""

    lang: str
    """BCP 47 tag, as in <html lang>."""
    name: str
    """In its own script, as shown in the switch."""
    locale: str
    """The language folder in docs/ that it is made from."""
    path: str
    """Below the site's root: "" or "en/"."""
    convert: str | None = None
    """An OpenCC configuration, such as s2hk: the edition is converted, not written."""
    sort: Literal["pinyin", "stroke", "alphabet"] = "alphabet"
    """How lists are ordered."""

    @field_validator("path")
    @classmethod
    def _folder(cls, path: str) -> str:
        if path and not path.endswith("/"):
            raise ValueError("path 最后是 / | a path ends with /")
        return path


class Company(_Strict):
    """A company, by the hosts of its pages (and all hosts below them)."""

    name: Localized
    hosts: list[str] = Field(min_length=1)


class _Extra(BaseModel):
    """The `extra:` part of mkdocs.yml that is ours."""

    model_config = ConfigDict(extra="ignore")
    status: Literal["draft", "published"]
    time_zone: str
    organization: Localized
    emergency: list[str] = Field(min_length=1)
    free_help: list[str]
    spoken: list[str] = []
    """The tongues of the readers (tongue_… in content/languages/*.yml): the directory
    finds who speaks them."""
    feedback: str | None = None
    exit: str | None = Field(None, pattern=r"^https://\S+$")
    """Where a page leads that readers may have to leave quickly: a harmless site."""
    editions: list[EditionSettings]
    companies: list[Company] = []
    """Companies that learn who follows a link to them: a link says whose page opens."""


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
    def is_draft(self) -> bool:
        """Whether address and content wait for the organization's word."""
        return self.settings.status == "draft"

    def edition_sets(self) -> Iterator[tuple[EditionSettings, ...]]:
        """Yield the editions of print: each alone, then main beside other languages."""
        main = self.locales[0]
        yield from ((edition,) for edition in self.editions)
        for first in self.editions:
            for second in self.editions:
                if first.locale == main != second.locale:
                    yield (first, second)

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
    config = document.value if isinstance(document.value, dict) else {}
    extra = validate(_part(document, "extra"), _Extra)
    _check_editions(document, extra)
    address = url or config.get("site_url") or ""
    if not address.startswith(("https://", "http://")) or not address.endswith("/"):
        raise ContentError(
            [
                Problem(
                    "mkdocs.yml",
                    document.line_of(("site_url",)),
                    "site-address",
                    "site_url must be the full address and end with /",
                    "site_url 要写完整网址，最后是 /",
                )
            ]
        )
    return Site(
        root,
        address,
        _names(config, extra),
        extra,
        _nav(config),
        _extensions(config),
        _boxes(config),
    )


def _part(document: Yaml, key: str) -> Yaml:
    """Return the part of a document below a key, with its lines."""
    value = (document.value or {}).get(key) or {}
    lines = {p[1:]: line for p, line in document.lines.items() if p[:1] == (key,)}
    return Yaml(document.path, value, lines or {(): 1})


def _check_editions(document: Yaml, extra: _Extra) -> None:
    plugins = (document.value or {}).get("plugins") or []
    i18n: dict[str, Any] = next(
        (p["i18n"] for p in plugins if isinstance(p, dict) and "i18n" in p), {}
    )
    built = {language["locale"] for language in i18n.get("languages", [])}
    written = {e.locale for e in extra.editions if not e.convert}
    if built != written:
        raise ContentError(
            [
                Problem(
                    "mkdocs.yml",
                    document.line_of(("extra", "editions")),
                    "site-editions",
                    f"editions name {sorted(written)}, the i18n plugin {sorted(built)}",
                    f"editions 写的是 {sorted(written)}，"
                    f"i18n 插件写的是 {sorted(built)}，要一样。",
                )
            ]
        )


def _names(config: dict[str, Any], extra: _Extra) -> Localized:
    """Return the site's name per language: the i18n plugin's, else site_name."""
    names = {e.locale: str(config.get("site_name", "")) for e in extra.editions}
    for plugin in config.get("plugins") or []:
        if isinstance(plugin, dict) and "i18n" in plugin:
            for language in plugin["i18n"].get("languages", []):
                if language.get("site_name"):
                    names[language["locale"]] = language["site_name"]
    return names


def _nav(config: dict[str, Any]) -> tuple[str, ...]:
    """Return the topics of the menu, in order; nav is a flat list of files."""
    items = config.get("nav") or []
    return tuple(str(item).removesuffix(".md") for item in items)


def _extensions(config: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the extensions; one with options is a mapping."""
    entries = config.get("markdown_extensions") or []
    return tuple(
        str(next(iter(e), "")) if isinstance(e, dict) else str(e) for e in entries
    )


def _boxes(config: dict[str, Any]) -> tuple[str, ...]:
    """Return the kinds of boxes that the i18n plugin has titles for."""
    plugins = [
        p["i18n"]
        for p in config.get("plugins") or []
        if isinstance(p, dict) and "i18n" in p
    ]
    languages = [
        entry for plugin in plugins for entry in (plugin or {}).get("languages", [])
    ]
    kinds = [
        kind
        for entry in languages
        for kind in entry.get("admonition_translations") or {}
    ]
    return tuple(dict.fromkeys(kinds))
