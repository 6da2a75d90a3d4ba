"""The report of an import: what a person must look at, file by file."""

from itertools import groupby

from ..content.problems import Problem
from .intake import Proposal

HEAD = """\
# 带进来的网页：要人看的 · Pages brought in: for a person

改好一条就删一条。数字是原来文件的行（Word 文件是段落），或者新网页的行。
Strike out what is done. The numbers are lines of the file that was brought (in Word: paragraphs), or of the new page.
"""


def report_text(proposal: Proposal, problems: list[Problem]) -> str:
    """Return the report as Markdown: how pages were paired, then what is left."""
    rows = [
        f"| {match.topic} | {'；'.join(f'{c}: {x.source.name}' for c, x in match.halves.items())} "
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
        parts += [f"- [ ] {path}:{p.line}: {p.zh} / {p.en} ({p.rule})" for p in found]
        parts.append("")
    if not problems:
        parts += ["没有。 Nothing.", ""]
    return "\n".join([HEAD, *table, *parts])
