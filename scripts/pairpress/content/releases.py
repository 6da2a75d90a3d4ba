"""Releases: writes into the ledger what reaches people, and what is taken back."""

from .clock import today
from .ledger import FOLDER, Ledger, Withdrawal, write_ledger
from .library import Library
from .problems import ContentError, Problem, nearest
from .publications import Publication
from .said import Said, said_by
from .site import Localized
from .versions import differs, next_release


def record_releases(library: Library) -> list[tuple[str, int]]:
    """Note the next version of each publication that says something new.

    Return their ids with the versions' numbers. What only looks other makes none.
    """
    noted = []
    for publication in library.publications:
        said = said_by(publication, library)
        before = library.ledgers.get(publication.id)
        ledger = _with_release(publication, library, said, before)
        if ledger != before:
            write_ledger(library.site.root, publication.id, ledger)
        if before is None or len(ledger.versions) > len(before.versions):
            noted.append((publication.id, ledger.versions[-1].number))
    return noted


def _with_release(
    publication: Publication, library: Library, said: Said, before: Ledger | None
) -> Ledger:
    told = {
        "kind": publication.kind,
        "title": publication.title,
        "page": publication.page,
    }
    if before and not differs(before, said):
        return before.model_copy(update=told)
    release = next_release(publication, library, said, before)
    if before and release.day == before.versions[-1].day:
        # Nothing in it tells when it changed, so the day on which it goes out does.
        day = max(release.day, today(library.site.settings.time_zone))
        release = release.model_copy(update={"day": day})
    return Ledger(
        kind=publication.kind,
        title=publication.title,
        page=publication.page,
        sections=said.sections,
        contacts=said.contacts,
        versions=[*(before.versions if before else []), release],
    )


def withdraw(library: Library, publication: str, number: int, why: Localized) -> str:
    """Note in the ledger why copies of a version must not be used any more.

    Return the file in which it stands. Raise ContentError if there is no such version,
    or if a language has no reason.
    """
    ledger = library.ledgers.get(publication)
    if ledger is None:
        near = nearest(publication, library.ledgers)
        raise _refused(
            "unknown-publication",
            f"no version of {publication} was ever released"
            + (f"; did you mean {near}?" if near else ""),
            f"“{publication}”没有发布过。" + (f"是不是“{near}”？" if near else ""),
        )
    if not 1 <= number <= len(ledger.versions):
        newest = len(ledger.versions)
        raise _refused(
            "unknown-version",
            f"{publication} has the versions 1 to {newest}, not {number}",
            f"“{publication}”有第 1 版到第 {newest} 版，没有第 {number} 版。",
        )
    if missing := [x for x in library.site.locales if not why.get(x, "").strip()]:
        options = " ".join(f"--why {locale}=…" for locale in missing)
        raise _refused(
            "missing-language",
            f"say the reason in every language; add {options}",
            f"每种语言都要写原因。请加 {options}",
        )
    withdrawal = Withdrawal(day=today(library.site.settings.time_zone), reason=why)
    releases = list(ledger.versions)
    releases[number - 1] = releases[number - 1].model_copy(
        update={"withdrawn": withdrawal}
    )
    changed = ledger.model_copy(update={"versions": releases})
    write_ledger(library.site.root, publication, changed)
    return f"{FOLDER}/{publication}.json"


def _refused(rule: str, en: str, zh: str) -> ContentError:
    return ContentError([Problem(FOLDER, 1, rule, en, zh)])
