"""What each verb of scripts/run does, and what it prints.

What a verb needs is imported when it is used: most need little, and nobody should wait.
"""

from argparse import Namespace
from pathlib import Path

from .content.speech import speech_of


def agree(root: Path, options: Namespace) -> int:
    """Note that both halves say the same, or tell how that stands."""
    from .agreeing import run

    return run(root, options)


def report(root: Path, options: Namespace) -> None:
    """Write one page on how everything stands."""
    from .report.page import write_report

    write_report(root, options.out)
    print(options.out)


def set_fact(root: Path, options: Namespace) -> None:
    """Change a fact from a day on; tell what names it."""
    from .fact_setting import NewValue
    from .fact_setting import set_fact as put

    touched = put(
        root,
        options.key,
        NewValue(
            options.value,
            options.first_day,
            options.source,
            options.title,
            options.read,
            options.review_by,
        ),
    )
    print(f"{touched.path}: {options.key} = {options.value}, {options.first_day} →")
    say = speech_of(root)
    print(say("用到它的网页", "Pages that name it:"))
    for use in touched.uses:
        print(f"  {use.path}:{use.line}")
    print(say("要重印的", "Prints that say it:"))
    for publication in touched.prints:
        print(f"  {publication.id}: {' / '.join(publication.title.values())}")
    zh = "请在这些网页的 changed: 里加一句。"
    print(say(zh, "Add a note under changed: on these pages."))


def new(root: Path, options: Namespace) -> None:
    """Begin a page pair."""
    from .new_pages import ask, new_pair

    for path in new_pair(root, ask(root, options.topic, options.title, options.kind)):
        print(path)


def words(root: Path, options: Namespace) -> None:
    """List the words that a language lacks."""
    from .word_lists import list_words

    path, missing = list_words(root, options.locale, every=options.all)
    say = speech_of(root)
    print(f"{path}: {missing} {say('个词要填', 'words to fill in')}")


def bring(root: Path, options: Namespace) -> None:
    """Bring pages from Word files and Markdown."""
    from .importing import Order, bring_pages, tell

    under = options.under.strip("/")
    order = Order(
        options.paths, under, options.left_out, options.replace, options.dry_run
    )
    done = bring_pages(root, order)
    print(tell(done))
    for path in done.written[-2:]:
        print(path)


def review(root: Path, options: Namespace) -> None:
    """Write a sheet to review pages in, or read one back."""
    from .reviewing import read_back, write_sheet

    if not options.read:
        print(write_sheet(root, options.topics, options.out))
        return
    found = read_back(root, options.read)
    for problem in found:
        print(problem)
    print(f"\n{len(found)} 条。 {len(found)} to look at.")


def record(root: Path, options: Namespace) -> None:
    """Note what is published, and the versions of prints."""
    from .building import checked_library
    from .content.ledger import survey_ledgers
    from .content.published import record_published
    from .content.releases import record_releases

    library = checked_library(root, None)
    releases = record_releases(library)
    # The list comes last: it never tells of a version that was not kept.
    for topic in record_published(library, survey_ledgers(root)[0]):
        print(topic)
    for publication, number in releases:
        print(f"{publication} {number}")


def kit(root: Path, options: Namespace) -> None:
    """Pack prints for outreach."""
    from .kit import pack

    packed = pack(
        root,
        options.occasion,
        options.names,
        None if options.editions is None else options.editions.split(","),
        options.formats.split(","),
        options.out,
        options.jobs,
    )
    print(packed.path)
    if packed.missing:
        say = speech_of(root)
        print(say("没有的", "Not there: ") + ", ".join(packed.missing))


def withdraw(root: Path, options: Namespace) -> None:
    """Say why copies of a version must not be used."""
    from .content.library import survey_library
    from .content.releases import withdraw as withdraw_version

    reasons = dict(text.partition("=")[::2] for text in options.why)
    library, _ = survey_library(root)
    why = {locale: text for locale, text in reasons.items() if text.strip()}
    print(withdraw_version(library, options.publication, options.version, why))


def adopt(root: Path, options: Namespace) -> int:
    """Make the project another organization’s."""
    from .adopting import NEXT
    from .adopting import adopt as take_over
    from .adoption.answers import Answers

    told = {key: getattr(options, key) for key in Answers.model_fields}
    done = take_over(root, told, options.answers, sure=options.yes, force=options.force)
    print(NEXT if done else "什么也没有改。 Nothing was changed.")
    return 0 if done else 1


def build(root: Path, options: Namespace) -> None:
    """Build the site."""
    from .building import build as build_site

    build_site(root, options.out, options.only, options.jobs, options.site_url)
    if options.only != "print":
        print(f"{options.out}/index.html")


def check(root: Path, options: Namespace) -> int:
    """Say what a writer should mend, after mending what is mechanical."""
    from .checking import check_all, tell

    if options.fix:
        _fix(root)
    problems = check_all(root, external=options.external)
    return tell(problems, speech_of(root), options.summary)


def screenshots(root: Path, options: Namespace) -> None:
    """Renew the pictures of the README."""
    from .screenshots import take

    for path in take(root, Path("site"), options.out):
        print(path)


def architecture(root: Path, options: Namespace) -> None:
    """Draw the architecture page anew."""
    from .architecture import draw

    print(draw(root))


def _fix(root: Path) -> None:
    from .checks.mending import mend_project

    mended = mend_project(root)
    for file in mended:
        print(file.diff)
    count = len(mended)
    zh = f"改好了 {count} 个文件。"
    print(speech_of(root)(zh, f"{count} files mended.") + "\n")


def serve(root: Path, options: Namespace) -> None:
    """Show a live preview."""
    from .previewing import preview

    preview(root, options.port, options.open)


def proof(root: Path, options: Namespace) -> int:
    """Print one publication."""
    from .building import proof as print_proof

    return print_proof(root, options.publication, options.out, options.jobs)
