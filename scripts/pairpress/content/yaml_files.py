"""Reads YAML safely, checks it against a schema, and knows the line of every key."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from .problems import ContentError, Problem

T = TypeVar("T")

REASONS = (
    ("date", "要写日期，例如 2026-09-30。"),
    ("string_pattern", "写法不对，请对照别的文件。"),
    ("string", "要写文字；数字、日期请加引号。"),
    ("bool", "只能写 true 或 false。"),
    ("decimal", "要写数字。"),
    ("int", "要写数字。"),
    ("too_short", "至少要有一项。"),
    ("list", "要写成一列，每行开头是 - 。"),
    ("dict", "要写成“名称: 内容”。"),
    ("model", "要写成“名称: 内容”。"),
    ("literal", "只能是："),
)
"""What pydantic's kinds of misfit mean to a writer, by how their names begin."""
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Yaml:
    """A YAML document's value, and the line on which each of its parts stands."""

    path: str
    value: Any
    lines: dict[Place, int]

    def line_of(self, place: Place) -> int:
        """Return the line of the nearest part that exists in the file."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Loader(yaml.SafeLoader):
    """Safe YAML without anchors: an alias can blow a small file up to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, "aliases (*name) are not used here", event.start_mark
            )
        return super().compose_node(parent, index)


# As in YAML 1.2: only true and false are truth values. In PyYAML's 1.1 the key “on”
# is True and the word “no” False (https://github.com/yaml/pyyaml/issues/613).
_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    _BOOL, re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


class _NoSuchDay(yaml.constructor.ConstructorError):
    """A date that no calendar has, such as 2026-02-30."""


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise _NoSuchDay(None, None, str(node.value), node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


class _LenientLoader(_Loader):
    """Reads mkdocs.yml, whose tags (!ENV, !!python/name) are MkDocs' own affair."""


_LenientLoader.add_multi_constructor("", lambda loader, suffix, node: None)
_LenientLoader.add_multi_constructor(
    "tag:yaml.org,2002:python/", lambda loader, suffix, node: None
)


def parse_yaml(
    text: str, path: str, first_line: int = 1, *, lenient: bool = False
) -> Yaml:
    """Parse a document; raise ContentError with the line and the likely cause."""
    loader = (_LenientLoader if lenient else _Loader)(text)
    try:
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ContentError([syntax_problem(error, text, path, first_line)]) from error
    finally:
        loader.dispose()
    lines: dict[Place, int] = {}
    problems = list(_collect(node, (), lines, path, first_line)) if node else []
    if problems:
        raise ContentError(problems)
    return Yaml(path, value, lines)


def _collect(
    node: yaml.Node, place: Place, lines: dict[Place, int], path: str, first_line: int
) -> Iterator[Problem]:
    """Note the line of every part; a key that is written twice is a problem."""
    lines.setdefault(place, node.start_mark.line + first_line)
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            line = key.start_mark.line + first_line
            here = (*place, key.value)
            if here in lines:
                yield Problem(
                    path,
                    line,
                    "written-twice",
                    f"“{key.value}” is written twice; keep one",
                    f"“{key.value}”写了两次。请只留一个。",
                )
            lines[here] = line
            yield from _collect(child, here, lines, path, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from _collect(child, (*place, index), lines, path, first_line)


def syntax_problem(error: Exception, text: str, path: str, first_line: int) -> Problem:
    """Return what a writer should mend in YAML that cannot be read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else 0
    rows = text.split("\n")
    near = range(max(0, line - 1), min(len(rows), line + 1))
    if row := next((n for n in near if "：" in rows[n] and ": " not in rows[n]), None):
        line = row
    if isinstance(error, _NoSuchDay):
        rule = "no-such-day"
        zh = f"没有 {error.problem} 这一天。日期写成 2026-09-30 这样。"
        en = f"{error.problem} is no day; write dates as 2026-09-30"
    elif any("：" in rows[n] and ": " not in rows[n] for n in near):
        rule = "full-width-colon"
        zh = "冒号是中文的“：”。这里要用英文冒号加一个空格，例如 title: 欠工资"
        en = "full-width colon; type an English colon and a space, as in  title: Wages"
    elif any("\t" in rows[n] for n in near):
        rule = "tab"
        zh = "这里有 Tab。请改用空格。"
        en = "there is a tab; use spaces"
    else:
        rule = "unreadable"
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        zh = f"这一行的写法读不懂。请对照别的文件检查冒号、引号和缩进。（{reason}）"
        en = f"this cannot be read: check colons, quotes and indentation ({reason})"
    return Problem(path, line + first_line, rule, en, zh)


def validate(document: Yaml, schema: type[T]) -> T:
    """Return the document as the schema's type, or raise every misfit with its line."""
    adapter: TypeAdapter[T] = TypeAdapter(schema)
    try:
        return adapter.validate_python(document.value)
    except ValidationError as error:
        raise ContentError(
            _misfit(document, detail, schema) for detail in error.errors()
        ) from error


def _misfit(document: Yaml, detail: ErrorDetails, schema: Any) -> Problem:
    place = tuple(part for part in detail["loc"] if part in _keys(document, detail))
    name = ".".join(str(part) for part in detail["loc"]) or "?"
    line = document.line_of(place)
    kind = detail["type"]
    if kind == "missing":
        rule = "missing-setting"
        zh, en = f"缺少“{name}”。请加上。", f"“{name}” is missing; add it"
    elif kind == "extra_forbidden":
        rule = "unknown-setting"
        hint = _nearest(str(detail["loc"][-1]), schema)
        zh = f"没有“{name}”这个设置。" + (f"是不是“{hint}”？" if hint else "请删掉。")
        en = f"there is no setting “{name}”; " + (
            f"did you mean “{hint}”?" if hint else "delete it"
        )
    else:
        rule = "wrong-value"
        reason_zh, reason_en = _reason(detail)
        zh = f"“{name}”的内容不对：{reason_zh}"
        en = f"“{name}” does not fit: {reason_en}"
    return Problem(document.path, line, rule, en, zh)


def _reason(detail: ErrorDetails) -> tuple[str, str]:
    """Tell why a value does not fit; ours say both, as in "中文 | English"."""
    if detail["type"] == "value_error":
        zh, _, en = str(detail.get("ctx", {}).get("error")).partition(" | ")
        return zh, en or zh
    zh = next((zh for kind, zh in REASONS if detail["type"].startswith(kind)), "")
    if detail["type"] == "literal_error":
        zh += str(detail.get("ctx", {}).get("expected", "")).replace(" or ", "、")
    return zh or "请对照别的文件。", detail["msg"]


def _keys(document: Yaml, detail: ErrorDetails) -> set[str | int]:
    """Return the parts of an error's place that are keys, not pydantic's own labels."""
    known = {part for place in document.lines for part in place}
    return {part for part in detail["loc"] if part in known}


def _nearest(word: str, schema: Any) -> str | None:
    fields = list(_field_names(schema))
    return next(iter(difflib.get_close_matches(word, fields, 1)), None)


def _field_names(schema: Any) -> Iterator[str]:
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        for name, field in schema.model_fields.items():
            yield field.alias or name
    for part in getattr(schema, "__args__", ()):
        yield from _field_names(part)
