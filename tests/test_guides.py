"""The guides for staff: complete, true, and the same in both languages."""

import ast
import contextlib
import re
import shlex
import shutil
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from pairpress import cli
from pairpress.checks.mending import PAGE_MENDS
from pairpress.checks.mending_settings import DATA_MENDS, WORD_MENDS
from pairpress.content.data import read_data
from pairpress.content.facts import Fact
from pairpress.content.pages import FrontMatter
from pairpress.content.references import REFERENCE, is_usable, parse_reference
from rules_of_code import PACKAGE, rules_of_code

ROOT = Path(__file__).resolve().parents[1]
NAMES = (
    "CONTRIBUTING",
    ".github/MESSAGES",
    ".github/RUNBOOK",
    ".github/EXTENDING",
    "README",
)
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
BILINGUAL = re.compile(
    r"[✓\u3000-\u9fff， ]*[\u4e00-\u9fff？。] (· )?[A-Z]?[a-z][^{}<>=:]*"
)
PLACE = re.compile(
    r"(?:docs|print|overrides|scripts|tests|\.github)/[\w./*-]*|mkdocs\.yml"
)
MADE = (
    *("print/", "docs/zh/work/pay-stub.md", "docs/en/work/pay-stub.md"),
    *("print/templates/table-tent.html", "print/styles/table-tent.css"),
    *("print/publications/table-talk.yml", "scripts/own_checks.py"),
    *("docs/assets/styles/own.css", "overrides/campaign.html"),
    "overrides/icons/flag.svg",
)
"""A folder of the finished site; examples of files that the reader writes."""
QUOTED = ("In the comment", "留言里写的", "State", "状态")
QUOTED_PARTS = ("Part of the status page", "状态表的一部分")
PLACEHOLDERS = {"name", "a.fact", "a.rule"}
MENDED_OTHERWISE = {"no-id", "windows-file"}
"""What --fix mends without a Mend: it looks at both halves, or at bytes."""
KINDS = {"error": "错误", "warning": "提醒", " or ": "或", ", --fix": "，能自动改"}


@dataclass(frozen=True)
class Guide:
    """A document of the project, as its readers see it on GitHub."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The whole document."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """The document without its blocks of code."""
        return FENCE.sub("", self.text)

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """Each block of code: its language, and what stands in it."""
        return FENCE.findall(self.text)

    @property
    def spans(self) -> list[str]:
        """What stands between backticks, without the escapes of a table."""
        return [span.replace("\\|", "|") for span in CODE.findall(self.prose)]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Each heading's level and words."""
        found = re.findall(r"^(#{1,6}) (.+)$", self.prose, re.MULTILINE)
        return [(len(marks), words) for marks, words in found]

    @property
    def anchors(self) -> set[str]:
        """The ids that GitHub gives to headings."""
        plain = (re.sub(r"[^\w\- ]", "", text.lower()) for _, text in self.headings)
        return {text.replace(" ", "-") for text in plain}

    @property
    def tables(self) -> list[list[list[str]]]:
        """Each table's rows of cells, its head first."""
        found = re.findall(r"(?:^ *\|.*\|$\n?)+", self.prose, re.MULTILINE)
        return [[*self._rows(table)] for table in found]

    def _rows(self, table: str) -> Iterator[list[str]]:
        for number, row in enumerate(table.strip().split("\n")):
            if number != 1:
                cells = re.split(r"(?<!\\)\|", row.strip())[1:-1]
                yield [cell.strip() for cell in cells]

    def table(self, *heads: str) -> list[list[str]]:
        """Return the rows of the table whose head begins with one of these."""
        return next(rows[1:] for rows in self.tables if rows[0][0] in heads)


def guide(name: str, language: str) -> Guide:
    """Return a document in a language."""
    return Guide(ROOT / f"{name}{'.zh' if language == 'zh' else ''}.md")


GUIDES = [guide(name, language) for name in NAMES for language in ("en", "zh")]
each_guide = pytest.mark.parametrize("document", GUIDES, ids=lambda g: g.path.name)
each_language = pytest.mark.parametrize("language", ["en", "zh"])


def messages(language: str) -> dict[str, str]:
    """Return the kind of each rule in the list of messages."""
    tables = guide(".github/MESSAGES", language).tables
    rows = [row for table in tables for row in table[1:]]
    names = [row[0].strip("`") for row in rows]
    assert len(names) == len(set(names))
    return {name: row[1] for name, row in zip(names, rows, strict=True)}


@each_language
def test_every_rule_of_the_code_is_explained_as_bad_as_it_is(language: str) -> None:
    rules = {name: set(found) for name, found in rules_of_code().items()}
    for mend in (*PAGE_MENDS, *WORD_MENDS):
        rules.setdefault(mend.rule, set()).add("warning")
    mended = {m.rule for m in (*PAGE_MENDS, *WORD_MENDS, *DATA_MENDS)}
    wanted = {
        name: " or ".join(sorted(found))
        + (", --fix" if name in mended | MENDED_OTHERWISE else "")
        for name, found in rules.items()
    }
    if language == "zh":
        for english, chinese in KINDS.items():
            wanted = {n: k.replace(english, chinese) for n, k in wanted.items()}
    assert messages(language) == wanted


def test_both_lists_of_messages_have_the_same_order() -> None:
    assert list(messages("en")) == list(messages("zh"))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_parts(name: str) -> None:
    english, chinese = guide(name, "en"), guide(name, "zh")
    for part in (
        lambda g: [level for level, _ in g.headings],
        lambda g: [[len(row) for row in table] for table in g.tables],
        lambda g: [(kind, block.count("\n")) for kind, block in g.blocks],
        lambda g: len(re.findall(r"^ *(?:-|\d+\.) ", g.prose, re.MULTILINE)),
        lambda g: [k.split()[:2] for k in g.spans if k.startswith("scripts")],
    ):
        assert part(chinese) == part(english)


@each_language
def test_every_setting_of_a_page_is_named(language: str) -> None:
    rows = guide("CONTRIBUTING", language).table("Name", "名称")
    assert {row[0].strip("`") for row in rows} == set(FrontMatter.model_fields)


@each_language
def test_only_settings_that_facts_have_are_named(language: str) -> None:
    tables = guide("CONTRIBUTING", language).tables
    rows = next(table for table in tables if table[1][0] == "`kind`")[1:]
    assert {row[0].strip("`") for row in rows} <= set(Fact.model_fields)


def _verbs(parser: ArgumentParser, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield each verb with its options."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, inner in action.choices.items():
                yield from _verbs(inner, f"{before} {name}")
            return
    options = {x for a in parser._actions for x in a.option_strings if x[:2] == "--"}
    yield before.strip(), options - {"--help"}


@each_language
def test_every_verb_and_option_is_named(language: str) -> None:
    spans = guide("CONTRIBUTING", language).spans
    said = {word for span in spans for word in span.split()}
    for verb, options in _verbs(cli._parser()):
        shown = f"scripts/{verb}", f"scripts/run {verb}"
        assert any(span.startswith(shown) for span in spans), verb
        assert options <= said, verb


@each_guide
def test_commands_are_understood(document: Guide) -> None:
    verbs = [verb for verb, _ in _verbs(cli._parser())]
    lines = [
        line
        for kind, text in document.blocks
        if kind == "sh"
        for line in text.split("\n")
    ]
    for command in (*document.spans, *lines):
        if not re.match(r"scripts/(build|check|serve|run)\b", command):
            continue
        words = shlex.split(command.removeprefix("scripts/"), comments=True)
        words = words[1:] if words[0] == "run" else words
        if " ".join(words) in verbs:
            continue  # named, not shown
        with contextlib.suppress(SystemExit):
            cli._parser().parse_args(words)
            continue
        pytest.fail(command)


@each_guide
def test_links_lead_somewhere(document: Guide) -> None:
    for link in LINK.findall(CODE.sub("", document.prose)):
        path, _, anchor = unquote(link).partition("#")
        target = (document.path.parent / path).resolve() if path else document.path
        assert target.exists(), link
        assert not anchor or anchor in Guide(target).anchors, link


@cache
def sources() -> str:
    """Return the text of all that speaks to staff and readers."""
    kinds = (".py", ".yml", ".html", ".sh")
    paths = [
        path
        for folder in (PACKAGE, ROOT / ".github", ROOT / "overrides")
        for path in folder.rglob("*")
        if path.suffix in kinds
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@each_guide
def test_files_that_are_named_exist(document: Guide) -> None:
    for span in document.spans:
        if not PLACE.fullmatch(span) or span in MADE:
            continue
        is_there = any(ROOT.glob(span.rstrip("/")))
        # What a workflow writes is not there before the first time.
        assert is_there or span.rstrip("/") in sources(), span


@each_guide
def test_forms_that_are_named_exist(document: Guide) -> None:
    files = [*(ROOT / ".github").glob("workflows/*.yml")]
    files += (ROOT / ".github").glob("ISSUE_TEMPLATE/*.yml")
    contents = [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in files]
    forms = {c["name"] for c in contents if "·" in c.get("name", "")}
    bold = re.findall(r"\*\*([^*\n]+ · [^*\n]+)\*\*", document.prose)
    named = {span for span in (*document.spans, *bold) if " · " in span}
    assert named <= forms
    assert document.path.stem.partition(".")[0] != "CONTRIBUTING" or named == forms


@each_language
def test_checks_that_are_named_exist(language: str) -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    jobs = {job["name"] for job in yaml.safe_load(text)["jobs"].values()}
    rows = guide("CONTRIBUTING", language).table("Check", "检查的名字")
    assert {row[0] for row in rows} <= jobs


@cache
def patterns() -> list[re.Pattern[str]]:
    """Return every text that the product can say, with its variable parts open."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {_pattern(n) for n in ast.walk(tree) if isinstance(n, ast.expr)}
    for path in PACKAGE.glob("content/languages/*.yml"):
        words = yaml.safe_load(path.read_text(encoding="utf-8"))["words"]
        for text in words.values():
            parts = re.split(r"\{\w*\}", text.strip())
            found.add(".+".join(map(re.escape, parts)))
    return [re.compile(text) for text in found if len(text.replace(".+", "")) > 5]


def _pattern(node: ast.expr) -> str:
    """Return an expression of text as a pattern; what is no text matches anything."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part) for part in node.values)
    # Chinese and English that stand side by side are said one after the other.
    told = [*node.args] if isinstance(node, ast.Call) else []
    told += node.elts if isinstance(node, ast.Tuple) else []
    if len(told) > 1:
        return " ".join(map(_pattern, told[:2]))
    return ".+"


def is_said(text: str) -> bool:
    """Say whether the product says a text, in one piece or language by language."""
    parts = re.split(r"(?<=[\u4e00-\u9fff？。]) (?=[A-Za-z])", text.removeprefix("✓ "))
    return text in sources() or all(
        f'"{part}"' in sources() or f"'{part}'" in sources() for part in parts
    )


@each_language
def test_what_is_quoted_is_said(language: str) -> None:
    document = guide("CONTRIBUTING", language)
    for kind, block in document.blocks:
        for line in block.strip().split("\n") if kind == "text" else ():
            bare = re.sub(
                r"^docs/\S+:\d+: |^[\w-]+\.[\w-]+: | \([a-z-]+\)$", "", line.strip()
            )
            for part in bare.split(" / "):
                assert any(p.fullmatch(part) for p in patterns()), part
    rows = [*document.table(*QUOTED[:2]), *document.table(*QUOTED[2:])]
    parts = document.table(*QUOTED_PARTS)
    named = [span for row in parts for cell in row for span in CODE.findall(cell)]
    quoted = [row[0].strip("`") for row in rows] + named
    quoted += [span for span in document.spans if BILINGUAL.fullmatch(span)]
    for text in quoted:
        assert is_said(text), text


@each_guide
def test_facts_and_contacts_of_examples_exist(document: Guide) -> None:
    data = read_data(ROOT)
    # Braces in a template (html) are Jinja's.
    shown = (block for kind, block in document.blocks if kind != "html")
    for match in REFERENCE.finditer("\n".join([document.prose, *shown])):
        reference = parse_reference(match[1])
        if all(re.fullmatch(r"[a-z0-9._-]{3,}", name) for name in reference.names):
            is_example = set(reference.names) <= PLACEHOLDERS
            assert is_example or is_usable(reference, data), match[0]


def test_the_page_of_the_guide_can_be_published(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("docs", "print", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    row = next(s for s in guide("CONTRIBUTING", "en").spans if s.startswith("  - "))
    menu = menu.replace("\n  - work/claim.md\n", f"\n{row}\n  - work/claim.md\n")
    (tmp_path / "mkdocs.yml").write_text(menu, encoding="utf-8")
    for language in ("zh", "en"):
        blocks = guide("CONTRIBUTING", language).blocks
        page = next(text for _, text in blocks if text.startswith("---\n"))
        path = tmp_path / f"docs/{language}/work/pay-stub.md"
        path.write_text(page, encoding="utf-8")
    assert run(tmp_path, "check") == 0
    told = capsys.readouterr().out.splitlines()
    about = [line for line in told if "work/pay-stub" in line and ".md:" in line]
    assert len(about) == 1 and "还没有人核对过" in about[0]
