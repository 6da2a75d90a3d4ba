"""What was ever printed: publications, and those that are printed no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from .ledger import Ledger
from .library import Library
from .publications import Publication, Version
from .site import Localized
from .versions import released_versions


@dataclass(frozen=True)
class Printed:
    """A publication whose addresses are on paper, and what stands in its place now."""

    id: str
    title: Localized
    """As its copies say."""
    history: tuple[Version, ...]
    now: Localized
    """The title of what is printed instead, mostly the same."""
    current: Version | None
    """What is printed now; None: it is printed no more."""
    page: str | None
    """The topic that says the same now; None: there is none."""
    chapters: tuple[str, ...] = ()
    is_gone: bool = False
    """Whether nothing with its id is printed any more."""


def printed_ever(library: Library) -> Iterator[Printed]:
    """Yield every publication, then those of which only the ledger knows."""
    for publication in library.publications:
        history = library.history[publication.id]
        yield Printed(
            publication.id,
            publication.title,
            history,
            publication.title,
            history[-1],
            publication.page,
            _chapters(publication),
        )
    for name in sorted(library.ledgers.keys() - library.history.keys()):
        yield _gone(library, name, library.ledgers[name])


def _gone(library: Library, name: str, ledger: Ledger) -> Printed:
    """Return a publication that is printed no more, or under another name."""
    page = topic_now(library, ledger.page)
    heir = next(
        (p for p in library.publications if (p.kind, p.page) == (ledger.kind, page)),
        None,
    )
    title = dict.fromkeys(library.site.locales, name) | ledger.title
    return Printed(
        name,
        title,
        released_versions(ledger),
        heir.title if heir else title,
        library.history[heir.id][-1] if heir else None,
        page,
        _chapters(heir) if heir else (),
        is_gone=True,
    )


def topic_now(library: Library, topic: str) -> str | None:
    """Return where a topic stands now: at its place, or where a page names it."""
    pages = list(library.all_pages())
    if any(page.topic == topic for page in pages):
        return topic
    return next((p.topic for p in pages if topic in p.front.moved_from), None)


def _chapters(publication: Publication) -> tuple[str, ...]:
    return publication.topics if publication.book else ()
