"""The commands: build, check, serve, and `run VERB` for everything else."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from .content.problems import ContentError


def main(arguments: list[str] | None = None) -> int:
    """Run a command in the current folder, the project's root; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        return int(options.command(Path.cwd(), options) or 0)
    except ContentError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(
            f"\n{len(error.problems)} 个问题。已发布的网站没有改动。\n"
            f"{len(error.problems)} problems. The published site is as it was.",
            file=sys.stderr,
        )
    except _expected() as error:
        print(error, file=sys.stderr)
    return 1


def _expected() -> tuple[type[Exception], ...]:
    """Return the failures that are told without a traceback.

    A class whose module was never imported was never raised; no command imports all.
    """
    names = (
        ("pairpress.publishing", "CannotPublish"),
        ("pairpress.web.mkdocs_build", "BuildFailed"),
        ("pairpress.paper.printing", "CannotPrint"),
    )
    return tuple(
        getattr(sys.modules[module], name)
        for module, name in names
        if module in sys.modules
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/run", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    build = verbs.add_parser("build", help="build the site and all prints into site/")
    build.add_argument("--out", type=Path, default=Path("site"), metavar="DIR")
    build.add_argument("--only", choices=("web", "print"))
    build.add_argument("--jobs", type=int, default=0, help="processes; 0: all cores")
    build.add_argument("--site-url", help="build for another address, as a preview")
    build.set_defaults(command=_build)

    check = verbs.add_parser("check", help="say what a writer should mend")
    check.set_defaults(command=_check)

    serve = verbs.add_parser("serve", help="live preview while writing")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(command=_serve)

    proof = verbs.add_parser("print", help="print one publication for proofing")
    proof.add_argument("publication", help="such as work-wage-theft")
    proof.add_argument("--out", type=Path, default=Path("proof"), metavar="DIR")
    proof.add_argument("--jobs", type=int, default=0)
    proof.set_defaults(command=_print)
    return parser


def _build(root: Path, options: argparse.Namespace) -> None:
    from .building import build

    build(root, options.out, options.only, options.jobs, options.site_url)
    if options.only != "print":
        print(f"{options.out}/index.html")


def _check(root: Path, options: argparse.Namespace) -> int:
    from .checks import check_project

    _, problems = check_project(root)
    for problem in problems:
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    print(f"{errors} 个错误，{warnings} 个提醒。 {errors} errors, {warnings} warnings.")
    return 1 if errors else 0


def _serve(root: Path, options: argparse.Namespace) -> int:
    address = f"127.0.0.1:{options.port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    return subprocess.call(command, cwd=root)


def _print(root: Path, options: argparse.Namespace) -> int:
    from .building import proof

    return proof(root, options.publication, options.out, options.jobs)
