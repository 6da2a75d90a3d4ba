"""`check`: tells the problems of a project at the keyboard, on GitHub, in a file."""

import os
from collections.abc import Iterable
from pathlib import Path

from .checks import check_project
from .content.problems import Problem
from .content.speech import Speech


def check_all(root: Path, *, external: bool = False) -> list[Problem]:
    """Return every problem of a project, or of its links to other sites."""
    library, problems = check_project(root)
    if external:
        from .checks.external import links_elsewhere_answer  # asks other sites

        return sorted(set(links_elsewhere_answer(library)))
    return problems


def tell(problems: list[Problem], say: Speech, summary: Path | None = None) -> int:
    """Print the problems; return the exit code, 1 if any is an error.

    Within a GitHub workflow each is an annotation on its line too. `summary` is a file
    that gets them as Markdown, for a comment or an issue.
    """
    for problem in problems:
        print(problem.told(say))
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(annotation(problem, say))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    zh = f"{errors} 个错误，{warnings} 个提醒。"
    print(say(zh, f"{errors} errors, {warnings} warnings."))
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(markdown(problems, say))
    return 1 if errors else 0


def annotation(problem: Problem, say: Speech) -> str:
    """Return a workflow command that marks the line of a problem.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    text = _escape(say(problem.zh, problem.en, "\n"))
    path = _escape(problem.path).replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={problem.line},title={problem.rule}"
    return f"::{problem.severity} {where}::{text}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def markdown(problems: list[Problem], say: Speech) -> str:
    """Return the problems as Markdown: errors open, warnings folded."""
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    if not problems:
        return f"✓ {say('没有要改的。', 'Nothing to mend.')}\n"
    text = ""
    if errors:
        title = say("要改", "To mend")
        text += f"### {title} ({len(errors)})\n\n{_rows(errors, say)}\n"
    if warnings:
        title = f"{say('提醒', 'Warnings')} ({len(warnings)})"
        rows = _rows(warnings, say)
        text += f"<details><summary>{title}</summary>\n\n{rows}\n</details>\n"
    return text


def _rows(problems: Iterable[Problem], say: Speech) -> str:
    return "".join(
        f"- `{_quoted(p.path)}:{p.line}` "
        f"{say(_plain(p.zh), _plain(p.en), '<br>')} (`{p.rule}`)\n"
        for p in problems
    )


def _quoted(path: str) -> str:
    """Return a path that ends no quotation between two `."""
    return path.replace("`", "’")


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is: it may quote what a page says."""
    for sign in "\\`*_{}[]<>#|@":
        text = text.replace(sign, "\\" + sign)
    return text
