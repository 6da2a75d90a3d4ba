"""Builds everything: checks, pages, prints, finish; then publishes in one move."""

from pathlib import Path

from .checks import check_project
from .content.catalogue import read_catalogue
from .content.library import Library
from .content.problems import ContentError, Problem
from .content.speech import speech_of
from .kept_folders import copy_kept, keep, make_way, mend_cache, recover
from .progress import count, stage
from .publishing import one_at_a_time, publish, refuse_taken
from .web.build import build_web
from .web.calendar_files import write_calendar_files
from .web.finish import finish
from .web.moved_pages import write_moved_pages
from .web.no_network_pages import write_no_network_pages
from .web.offline_lists import write_offline_lists
from .web.offline_package import write_package
from .web.search_index import write_index
from .web.version_pages import write_version_pages


def build(root: Path, out: Path, only: str | None, jobs: int, url: str | None) -> None:
    """Build the whole site into `out`; raise before anything there has changed.

    `only` is "web" (prints and link pictures of the last build stay) or "print" (PDFs
    into .cache/build/print, the site is not touched).
    """
    refuse_taken(out)
    with one_at_a_time(root / ".cache"):
        mend_cache(root / ".cache")
        _build(root, out, only, jobs, url)


def _build(root: Path, out: Path, only: str | None, jobs: int, url: str | None) -> None:
    work, say = root / ".cache/build", speech_of(root)
    library = checked_library(root, url)
    site, views, prints = work / "site", work / "views", work / "print"
    pictures = work / "link-pictures"
    for folder in (site, views):
        make_way(folder)
    for folder in (prints, pictures):
        recover(folder)
    work.mkdir(parents=True, exist_ok=True)
    with stage(say("网页", "pages")):
        build_web(library, site, views if only != "web" else None)
    if only != "web":
        with stage(say("印刷品", "prints")):
            print_into(library, views, prints, jobs)
            draw_into(library, pictures)
    if only == "print":
        return
    with stage(say("搜索", "search")):
        write_index(site, library)
    with stage(say("收尾", "finish")):
        if prints.exists():
            copy_kept(prints, site / "print")
        if pictures.exists():
            copy_kept(pictures, site)
        write_version_pages(site, library)
        write_moved_pages(site, library)
        write_calendar_files(site, library)
        write_no_network_pages(site, library)
        finish(site, library, read_catalogue(prints / "catalogue.json"))
    with stage(say("离线", "offline")):
        write_package(site, library)
        write_offline_lists(site, library)
    publish(site, out, root / ".cache/releases")


def checked_library(root: Path, url: str | None) -> Library:
    """Read the project; raise ContentError if a check finds an error."""
    library, problems = check_project(root, url, advice=False)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    return library


def print_into(library: Library, views: Path, prints: Path, jobs: int) -> None:
    """Print every publication into `prints`, whole or not at all; tell what failed."""
    # Pango and the fonts are needed from here on, and by no writer before.
    from .paper.printing import print_all

    fresh = prints.with_name("print.new")
    make_way(fresh)
    cache = library.site.root / ".cache"
    printed = print_all(library, views, fresh, cache, jobs, progress=count)
    keep(fresh, prints)
    say = speech_of(library.site.root)
    print(f"  {len(printed.entries)} PDF, {printed.rendered} {say('新排', 'new')}")
    for withheld in printed.withheld:
        print(f"  {withheld.name}: {withheld.failure.told(say)}")


def draw_into(library: Library, pictures: Path) -> None:
    """Draw the link pictures of every page into `pictures`, all of them or none."""
    from .paper.link_pictures import draw_link_pictures  # as in print_into

    fresh = pictures.with_name("link-pictures.new")
    make_way(fresh)
    draw_link_pictures(library, fresh, library.site.root / ".cache")
    keep(fresh, pictures)


def proof(root: Path, publication: str, out: Path, jobs: int) -> int:
    """Print one publication into `out`; return 1 if any does not fit."""
    with one_at_a_time(root / ".cache"):
        library = checked_library(root, None)
        _refuse_unknown(library, publication)
        from .paper.printing import print_all  # as in print_into

        work, cache = root / ".cache/proof", root / ".cache"
        make_way(work)
        views = work / "views"
        build_web(library, work / "site", views)
        printed = print_all(library, views, out, cache, jobs, publication, count)
    say = speech_of(root)
    for withheld in printed.withheld:
        print(f"{withheld.name}: {withheld.failure.told(say)}")
    return 1 if printed.withheld else 0


def _refuse_unknown(library: Library, publication: str) -> None:
    known = [known.id for known in library.publications]
    if publication not in known:
        zh = f"没有“{publication}”这种印刷品。有：{'、'.join(known)}"
        en = f"there is no {publication}, only {', '.join(known)}"
        raise ContentError([Problem("print", 1, "unknown-publication", en, zh)])
