"""The commands: build, check, serve, and `run VERB` for everything else."""

import argparse
import os
import re
import sys
from datetime import date
from pathlib import Path

from . import verbs
from .content.problems import ContentError
from .content.speech import Refused, speech_of
from .content.text_files import CONTROL, control_problem

CONTROL_OR_BREAK = re.compile(rf"{CONTROL.pattern}|\n")


def main(arguments: list[str] | None = None) -> int:
    """Run a command in the current folder, the project's root; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        _refuse_unseen(options)
        code = int(options.command(Path.cwd(), options) or 0)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader has gone, as in `scripts/check | head`: there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    except ContentError as error:
        say = speech_of(Path.cwd())
        for problem in error.problems:
            print(problem.told(say), file=sys.stderr)
        count = len(error.problems)
        zh = f"{count} 个问题。已发布的网站没有改动。"
        en = f"{count} problems. The published site is as it was."
        print("\n" + say(zh, en, "\n"), file=sys.stderr)
    except Refused as error:
        print(error.told(speech_of(Path.cwd())), file=sys.stderr)
    return 1


def _refuse_unseen(options: argparse.Namespace) -> None:
    """Raise ContentError for a character that nobody sees in what was asked for.

    What comes from a form is written into files, which could not be read afterwards.
    """
    told = [
        x for v in vars(options).values() for x in (v if isinstance(v, list) else [v])
    ]
    for text in told:
        if isinstance(text, str) and (found := CONTROL_OR_BREAK.search(text)):
            raise ContentError([control_problem("scripts/run", 1, found[0])])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/run", description=__doc__)
    known = parser.add_subparsers(required=True, metavar="VERB")

    build = known.add_parser("build", help="build the site and all prints into site/")
    build.add_argument("--out", type=Path, default=Path("site"), metavar="DIR")
    build.add_argument("--only", choices=("web", "print"))
    build.add_argument("--jobs", type=int, default=0, help="processes; 0: all cores")
    build.add_argument("--site-url", help="build for another address, as a preview")
    build.set_defaults(command=verbs.build)

    check = known.add_parser("check", help="say what a writer should mend")
    check.add_argument(
        "--external",
        action="store_true",
        help="only links to other sites, over the net",
    )
    check.add_argument(
        "--summary", type=Path, metavar="FILE", help="add the problems as Markdown"
    )
    check.add_argument(
        "--fix", action="store_true", help="mend what is mechanical, show what changed"
    )
    check.set_defaults(command=verbs.check)

    serve = known.add_parser("serve", help="live preview while writing")
    serve.add_argument("--port", type=int, default=8000, help="0: any that is free")
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    serve.set_defaults(command=verbs.serve)

    fact = known.add_parser("fact", help="change a fact from a day on")
    _fact_options(fact.add_subparsers(required=True, metavar="set").add_parser("set"))

    new = known.add_parser("new", help="begin a page pair from a template")
    new.add_argument("topic", help="such as work/tips")
    new.add_argument("--title", action="append", default=[], metavar="LANGUAGE=TITLE")
    new.add_argument("--kind", help="page, handout, news …")
    new.set_defaults(command=verbs.new)

    words = known.add_parser(
        "words", help="list the words that a language lacks, to fill in"
    )
    words.add_argument("locale", help="a language of the site, such as tl")
    words.add_argument(
        "--all", action="store_true", help="every word, to say some otherwise"
    )
    words.set_defaults(command=verbs.words)
    bring = known.add_parser("import", help="bring pages from Word files and Markdown")
    _import_options(bring)

    review = known.add_parser("review", help="a Word file to review pages in")
    _review_options(review)

    agree = known.add_parser("agree", help="note that both halves say the same")
    _agree_options(agree)

    report = known.add_parser("report", help="write one page on how everything stands")
    report.add_argument("--out", type=Path, default=Path("report.html"), metavar="FILE")
    report.set_defaults(command=verbs.report)

    record = known.add_parser(
        "record", help="note what is published (the publish workflow does)"
    )
    record.set_defaults(command=verbs.record)

    withdraw = known.add_parser(
        "withdraw", help="say why copies of a version must not be used any more"
    )
    _withdraw_options(withdraw)

    proof = known.add_parser("print", help="print one publication for proofing")
    proof.add_argument("publication", help="such as work-wage-theft")
    proof.add_argument("--out", type=Path, default=Path("proof"), metavar="DIR")
    proof.add_argument("--jobs", type=int, default=0)
    proof.set_defaults(command=verbs.proof)
    pictures = known.add_parser(
        "screenshots", help="renew the pictures of the README, from the built site"
    )
    pictures.add_argument(
        "--out", type=Path, default=Path(".github/pictures"), metavar="DIR"
    )
    pictures.set_defaults(command=verbs.screenshots)
    architecture = known.add_parser(
        "architecture", help="draw .github/ARCHITECTURE.md anew from the code"
    )
    architecture.set_defaults(command=verbs.architecture)
    kit = known.add_parser("kit", help="pack prints for outreach into one zip")
    _kit_options(kit)
    takeover = known.add_parser(
        "adopt", help="make the project your own organization’s: empty but complete"
    )
    _adopt_options(takeover)
    return parser


def _adopt_options(parser: argparse.ArgumentParser) -> None:
    for name, example in (
        ("languages", "the main one first: vi,en"),
        ("address", "https://help.example.org/"),
        ("time-zone", "such as America/Vancouver"),
        ("traditional", "with zh: s2hk, s2tw, s2twp, s2t or none"),
        ("paper", "letter or a4"),
        ("colours", "brick, forest, teal, ocean or plum"),
        ("emergency", "the number when a life is in danger: 911"),
        ("phone", "of the place: 604-555-0123"),
        ("email", "of your organization"),
    ):
        parser.add_argument(f"--{name}", metavar="ANSWER", help=example)
    for name, meaning in (
        ("name", "your organization"),
        ("site", "the site’s title"),
        ("place", "a place where readers get help"),
    ):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="LANGUAGE=TEXT",
            help=f"{meaning}; for each language, or parted by |",
        )  # fmt: skip
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="all answers in one YAML file"
    )
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument(
        "--force", action="store_true", help="though git could not bring all back"
    )
    parser.set_defaults(command=verbs.adopt)


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="FOLDER_OR_FILE",
        help="a folder, or files: .docx, .md",
    )  # fmt: skip
    parser.add_argument(
        "--under", default="", metavar="FOLDER", help="such as work: topics begin so"
    )
    parser.add_argument(
        "--except", dest="left_out", action="append", default=[], metavar="PATTERN",
        help="files of a folder to leave out, such as 'drafts/*'",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only tell the pairs")
    parser.add_argument(
        "--replace", action="store_true", help="take the place of pages that are there"
    )
    parser.set_defaults(command=verbs.bring)


def _review_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="such as work/tips")
    parser.add_argument("--out", type=Path, default=Path("review.docx"), metavar="FILE")
    parser.add_argument(
        "--read", type=Path, metavar="FILE", help="list what came back in a sheet"
    )
    parser.set_defaults(command=verbs.review)


def _kit_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="+", metavar="NAME",
        help="publications, topics, or kinds: work-wage-theft, cards",
    )  # fmt: skip
    parser.add_argument(
        "--for", dest="occasion", required=True, metavar="WHAT",
        help="such as “Outreach 2027-02-06”: the zip is called so",
    )  # fmt: skip
    parser.add_argument(
        "--editions", metavar="LIST",
        help="such as zh-Hans+en,zh-Hant; the first two languages side by side if left "
        "out",
    )  # fmt: skip
    parser.add_argument(
        "--formats", default="standard", metavar="LIST", help="such as standard,large"
    )
    parser.add_argument("--out", type=Path, default=Path("proof"), metavar="DIR")
    parser.add_argument("--jobs", type=int, default=0)
    parser.set_defaults(command=verbs.kit)


def _withdraw_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("publication", help="such as work-wage-theft")
    parser.add_argument("version", type=int, help="such as 3")
    parser.add_argument(
        "--why", action="append", default=[], metavar="LANGUAGE=TEXT",
        help="the reason, once for each language of the site",
    )  # fmt: skip
    parser.set_defaults(command=verbs.withdraw)


def _fact_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", help="such as esa.minimum_wage.general")
    parser.add_argument("value", help="such as 18.40, or 2027-10-01 for a date")
    parser.add_argument(
        "--from", dest="first_day", type=date.fromisoformat, required=True,
        metavar="DAY", help="the first day of the new value",
    )  # fmt: skip
    parser.add_argument("--source", required=True, metavar="URL")
    parser.add_argument("--title", help="the source's title, for a new address")
    parser.add_argument("--review-by", type=date.fromisoformat, metavar="DAY")
    parser.add_argument(
        "--read", action="store_true", help="I have read the official page today"
    )
    parser.set_defaults(command=verbs.set_fact)


def _agree_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="such as work/tips")
    parser.add_argument("--all", action="store_true", help="every topic")
    parser.add_argument(
        "--by", default="staff", metavar="ROLE", help="who has read them, not a name"
    )
    parser.add_argument("--list", action="store_true", help="tell how topics stand")
    parser.add_argument(
        "--offer", action="store_true", help="print boxes for a pull request"
    )
    parser.add_argument(
        "--changed", nargs="*", metavar="FILE", help="offer only topics of these files"
    )
    parser.add_argument(
        "--ticked", metavar="FILE", help="agree what is ticked there; - is the input"
    )
    parser.set_defaults(command=verbs.agree)
