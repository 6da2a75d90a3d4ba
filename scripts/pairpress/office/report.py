"""The report of an import: what a person must look at, file by file."""

from collections.abc import Iterator
from itertools import groupby

from ..content.problems import Problem
from .intake import Proposal
from .pairing import Match

MANY = 3
"""Problems of one kind in a file from which they are told as one."""
HEAD = """\
# 带进来的网页：要人看的 · Pages brought in: for a person

改好一条就打勾。数字是原来文件的行（Word 文件是段落），或者新网页的行。
写得好不好懂，看 scripts/check 。

Tick what is done. The numbers are lines of the file that was brought (in Word:
paragraphs), or of the new page. How plain the language is, scripts/check tells.
"""


def report_text(proposal: Proposal, problems: list[Problem]) -> str:
    """Return the report as Markdown: how pages were paired, then what is left."""
    rows = [
        f"| {match.topic} | {_files(match)} "
        f"| {match.score:.2f} | {match.zh} / {match.en} |"
        for match in proposal.matches
    ]
    table = [
        "## 怎么配对的 · How pages were paired",
        "",
        "| 网页 Page | 文件 Files | 把握 Score | 为什么 Why |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
    ]
    parts = ["## 一条一条 · One by one", ""]
    for path, found in groupby(sorted(problems), key=lambda problem: problem.path):
        parts += [f"### {path}", ""]
        parts += [*_items(path, list(found))]
        parts.append("")
    if not problems:
        parts += ["没有。 Nothing.", ""]
    return "\n".join([HEAD, *table, *parts])


def _files(match: Match) -> str:
    return "；".join(f"{code}: {one.source.name}" for code, one in match.halves.items())


def _items(path: str, found: list[Problem]) -> Iterator[str]:
    """Yield an item for each problem; many that are alike make one."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.rule, _kind(problem)), []).append(problem)
    for problems in alike.values():
        first = problems[0]
        more = [f"{p.line}" for p in problems[1:]] if len(problems) > MANY else []
        for problem in problems[:1] if more else problems:
            said = f"{problem.zh} / {problem.en} ({first.rule})"
            yield f"- [ ] {path}:{problem.line}: {said}"
        if more:
            yield f"    - 还有 {len(more)} 处 {len(more)} more: {', '.join(more)}"


def _kind(problem: Problem) -> str:
    """Return what a problem says, without what it quotes."""
    return problem.zh.rpartition("：")[2]
