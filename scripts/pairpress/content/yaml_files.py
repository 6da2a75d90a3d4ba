"""Reads YAML safely, checks it against a schema, and knows the line of every key."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from .problems import ContentError, Problem
from .text_files import CONTROL, control_problem

T = TypeVar("T")

REASONS = (
    ("date", "要写日期，例如 2026-09-30。", "write a date, such as 2026-09-30"),
    ("string_pattern", "写法不对，请对照别的文件。", ""),
    (
        "string",
        "要写文字；数字、日期请加引号。",
        "write text; put quotes around a number or a date",
    ),
    ("bool", "只能写 true 或 false。", "write true or false"),
    ("decimal", "要写数字。", "write a number"),
    ("int", "要写数字。", "write a number"),
    ("list", "要写成一列，每行开头是 - 。", "write a list, each line with - "),
    ("dict", "要写成“名称: 内容”。", "write it as “name: content”"),
    ("model", "要写成“名称: 内容”。", "write it as “name: content”"),
    ("literal", "只能是：", ""),
)
"""What pydantic's kinds of misfit mean to a writer, by how their names begin."""
BY_NAME = ("missing", "extra_forbidden")
"""Kinds of misfit that speak of a name, not of what stands behind it."""
# workaround: pyyaml/errors-of-others
MISFITS = (ValueError, LookupError, ArithmeticError, AttributeError, TypeError)
"""How PyYAML 6 fails where a value does not fit the kind before it: !!bool x"""
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


class _Loader(
    yaml.composer.Composer,
    CParser,
    yaml.constructor.SafeConstructor,
    yaml.resolver.Resolver,
):
    """Safe YAML without anchors: an alias can blow a small file up to gigabytes.

    libyaml reads the text, four times as fast as Python; what is read is ours.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        yaml.composer.Composer.__init__(self)
        yaml.constructor.SafeConstructor.__init__(self)
        yaml.resolver.Resolver.__init__(self)

    def compose_node(self, parent: Any, index: Any) -> Any:
        # workaround: pyyaml/aliases
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()
            raise yaml.composer.ComposerError(
                None, None, "aliases (*name) are not used here", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except MISFITS as error:
            raise yaml.constructor.ConstructorError(
                None, None, str(error), node.start_mark
            ) from error


# As in YAML 1.2: only true and false are truth values. In PyYAML's 1.1 the key “on”
# is True and the word “no” False (https://github.com/yaml/pyyaml/issues/613).
# workaround: pyyaml/truth-of-words
_BOOL = "tag:yaml.org,2002:bool"
_INT = "tag:yaml.org,2002:int"
_FLOAT = "tag:yaml.org,2002:float"
_NARROWER = (_BOOL, _INT, _FLOAT)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _NARROWER]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    _BOOL, re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
# Nor is 017 fifteen here, or 12:30 seven hundred and fifty.
# workaround: pyyaml/odd-numbers
_Loader.add_implicit_resolver(
    _INT, re.compile("^[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789")
)
_Loader.add_implicit_resolver(
    _FLOAT,
    re.compile(
        r"^([-+]?(0|[1-9][0-9]*)?\.[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$"
    ),
    list("-+0123456789."),
)


class _NoSuchDay(yaml.constructor.ConstructorError):
    """A date that no calendar has, such as 2026-02-30."""


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise _NoSuchDay(None, None, str(node.value), node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)  # type: ignore[type-var]


class _LenientLoader(_Loader):
    """Reads mkdocs.yml, whose tags (!ENV, !!python/name) are MkDocs' own affair."""


def _names_code(loader: _Loader, suffix: str, node: yaml.Node) -> None:
    # MkDocs reads its settings with a loader that runs what they name.
    if not suffix.startswith("name:"):
        raise yaml.constructor.ConstructorError(
            None, None, f"!!python/{suffix} would run something", node.start_mark
        )


# The first that fits counts.
_LenientLoader.add_multi_constructor("tag:yaml.org,2002:python/", _names_code)
_LenientLoader.add_multi_constructor("", lambda loader, suffix, node: None)


def parse_yaml(
    text: str, path: str, first_line: int = 1, *, lenient: bool = False
) -> Yaml:
    """Parse a document; raise ContentError with the line and the likely cause."""
    loader = (_LenientLoader if lenient else _Loader)(text)
    try:
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    except (yaml.YAMLError, RecursionError, *MISFITS) as error:
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
    # PyYAML lets the last one win. workaround: pyyaml/names-twice
    lines.setdefault(place, node.start_mark.line + first_line)
    if isinstance(node, yaml.ScalarNode):
        # Written as an escape, "\\u202e", which the file itself does not show.
        if not node.value.isprintable() and (found := CONTROL.search(node.value)):
            yield control_problem(path, lines[place], found[0])
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            line = key.start_mark.line + first_line
            if not isinstance(key, yaml.ScalarNode):
                yield _no_name(path, line)
                continue
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


def _no_name(path: str, line: int) -> Problem:
    return Problem(
        path,
        line,
        "unreadable",
        "a name is one word, not a list: write it as “name: content”",
        "冒号前面要写一个名称，不能是一列。要写成“名称: 内容”。",
    )


def syntax_problem(error: Exception, text: str, path: str, first_line: int) -> Problem:
    """Return what a writer should mend in YAML that cannot be read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else 0
    rows = text.split("\n")
    # Behind the last line, where something was to be closed.
    line = min(line, text.rstrip("\n").count("\n"))
    near = range(max(0, line - 1), min(len(rows), line + 1))
    if row := next((n for n in near if "：" in rows[n] and ": " not in rows[n]), None):
        line = row
    if isinstance(error, _NoSuchDay):
        rule = "no-such-day"
        zh = f"没有 {error.problem} 这一天。日期写成 2026-09-30 这样。"
        en = f"{error.problem} is no day; write dates as 2026-09-30"
    elif any(rows[n].startswith(("<<<<<<<", ">>>>>>>")) for n in near):
        line = next(n for n in near if rows[n].startswith(("<<<<<<<", ">>>>>>>")))
        rule = "merge-marks"
        zh = (
            "这里有两个人的改动没有合好。留下对的内容，"
            "删掉 <<<<<<<、=======、>>>>>>> 这几行。"
        )
        en = (
            "two people’s changes were not joined here: keep what is right and "
            "delete the lines with <<<<<<<, ======= and >>>>>>>"
        )
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
        misfits: dict[tuple[Place, str], list[ErrorDetails]] = {}
        for detail in error.errors():
            kind = detail["type"] if detail["type"] in BY_NAME else ""
            misfits.setdefault((_place(document, detail), kind), []).append(detail)
        raise ContentError(
            _misfit(document, place, details, schema)
            for (place, kind), details in misfits.items()
            if kind or not any(_is_within(other, place) for other, _ in misfits)
        ) from error


def _is_within(inner: Place, outer: Place) -> bool:
    """Say whether a place is part of another: what is said there says more."""
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _misfit(
    document: Yaml, place: Place, details: list[ErrorDetails], schema: Any
) -> Problem:
    """Return one problem for a place, which may fit none of several types."""
    detail = details[0]
    name = called(place)
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
        reasons = list(dict.fromkeys(map(_reason, details)))
        zh = (
            f"“{name}”的内容不对："
            + "或者".join(zh.rstrip("。") for zh, _ in reasons)
            + ("。" if reasons[0][0].endswith("。") else "")
        )
        en = f"“{name}” does not fit: " + "; or: ".join(en for _, en in reasons)
    return Problem(document.path, line, rule, en, zh)


def called(place: Place) -> str:
    """Return a place as a writer counts, the first item is 1: "lines.1"."""
    parts = (str(part + 1) if isinstance(part, int) else part for part in place)
    return ".".join(parts) or "?"


def _reason(detail: ErrorDetails) -> tuple[str, str]:
    """Tell why a value does not fit; ours say both, as in "中文 | English"."""
    if detail["type"] == "value_error":
        zh, _, en = str(detail.get("ctx", {}).get("error")).partition(" | ")
        return zh, en or zh
    if detail["type"].endswith("too_short"):
        return _too_few(detail)
    zh, en = next(
        ((zh, en) for kind, zh, en in REASONS if detail["type"].startswith(kind)),
        ("", ""),
    )
    if detail["type"] == "literal_error":
        zh += str(detail.get("ctx", {}).get("expected", "")).replace(" or ", "、")
    return zh or "请对照别的文件。", en or detail["msg"]


def _too_few(detail: ErrorDetails) -> tuple[str, str]:
    items = detail["input"] if isinstance(detail["input"], list) else []
    if any(mark in str(item) for item in items for mark in "，、；"):
        return (
            "每一项之间要用英文逗号加一个空格，不是中文的“，”。",
            "part the items with an English comma and a space",
        )
    least = detail.get("ctx", {}).get("min_length", 1)
    some = "一" if least == 1 else f" {least} "
    return f"至少要有{some}项。", f"write {least} or more"


def _place(document: Yaml, detail: ErrorDetails) -> Place:
    """Return where in the document a misfit is, without pydantic's own labels."""
    place: Place = ()
    for part in detail["loc"]:
        if (*place, part) in document.lines:
            place = (*place, part)
    if detail["type"] in BY_NAME and place[-1:] != detail["loc"][-1:]:
        place = (*place, detail["loc"][-1])
    return place


def _nearest(word: str, schema: Any) -> str | None:
    fields = list(_field_names(schema))
    return next(iter(difflib.get_close_matches(word, fields, 1)), None)


def _field_names(schema: Any) -> Iterator[str]:
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        for name, field in schema.model_fields.items():
            yield field.alias or name
    for part in getattr(schema, "__args__", ()):
        yield from _field_names(part)
