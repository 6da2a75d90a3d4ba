"""Checks of what files in print/publications/ name: sections, contacts, cards."""

import re
from collections.abc import Iterator

from ..content.ledger import FOLDER as LEDGERS
from ..content.library import Library
from ..content.problems import Problem, nearest, relative_path
from ..content.publications import Publication, line_of
from ..content.sections import sections
from ..content.sheets import Poster
from ..content.text_width import width
from ..content.yaml_files import Place

ITEM = re.compile(r"(?:\d+\.|[-*+]) ")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SAY, NOTE = 150, 190
"""What a wallet card holds in Latin letters; a Han character is as wide as two."""


def prints_name_what_is_there(library: Library) -> Iterator[Problem]:
    """A file in print/publications/ names sections, contacts and cards that exist."""
    cards = {card.id for card in library.data.cards}
    callable_ids = {name for name, c in library.data.contacts.items() if c.phones}
    for publication in library.publications:
        declared = publication.declared
        if declared is None:
            continue
        there = _sections_of(library, publication)
        for named, known, zh, en in (
            (declared.named_sections(), there, "那一页没有这一节", "no such section"),
            (declared.named_contacts(), callable_ids, "没有这个电话", "no such phone"),
            (declared.named_cards(), cards, "没有这张卡片", "no such card"),
        ):
            for place, name in named.items():
                if name not in known:
                    near = nearest(name, known)
                    yield _problem(
                        library,
                        publication,
                        place,
                        f"“{name}”：{zh}。" + (f"是不是“{near}”？" if near else ""),
                        f"“{name}”: {en}"
                        + (f"; did you mean “{near}”?" if near else ""),
                    )


def posters_print_items_that_are_there(library: Library) -> Iterator[Problem]:
    """A poster's items are items of its section's list, in every language."""
    for publication in library.publications:
        poster = publication.declared
        if not isinstance(poster, Poster) or not poster.items:
            continue
        counts = [
            sum(bool(ITEM.match(text)) for _, text in section.lines)
            for topics in library.pages.values()
            if publication.page in topics
            for section in sections(topics[publication.page])
            if section.id == poster.section
        ]
        most = min(counts, default=0)
        if max(poster.items) > most:
            yield _problem(
                library,
                publication,
                ("items",),
                f"items：那一节的清单只有{most}条。",
                f"items: the list of that section has only {most} items",
            )


def cards_fit_a_wallet(library: Library) -> Iterator[Problem]:
    """A card's words fit on a wallet card."""
    for card in library.data.cards:
        for field, texts, most in (("say", card.say, SAY), ("note", card.note, NOTE)):
            for locale, text in texts.items():
                # The back is for its owner: the note in the language of others is
                # printed on the list of the cards only.
                is_listed = field == "note" and locale == library.site.locales[-1]
                if not is_listed and width(text) > most:
                    yield Problem(
                        "docs/data/cards.yml",
                        1,
                        "card-long",
                        f"{card.id}: {field} ({locale}) is too long for a wallet card;"
                        " say it shorter",
                        f"{card.id}：{field}（{locale}）太长，钱包卡片印不下。请写短。",
                        "warning",
                    )


def prints_have_names_of_their_own(library: Library) -> Iterator[Problem]:
    """A publication is called by small letters, digits and hyphens, like no other."""
    root = library.site.root
    folders = (root / "print/publications", root / LEDGERS)
    for path in sorted(path for folder in folders for path in folder.glob("*")):
        if path.suffix in (".yml", ".json") and not NAME.fullmatch(path.stem):
            yield Problem(
                relative_path(path, root),
                1,
                "file-name",
                "the name of a publication has only a–z, 0–9 and hyphens, such as "
                "hours-log.yml",
                "印刷品的文件名只用英文小写、数字和 - ，例如 hours-log.yml",
            )
    owners: dict[str, Publication] = {}
    for publication in library.publications:
        owner = owners.setdefault(publication.id, publication)
        if owner is not publication:
            place = f"print/publications/{publication.id}.yml"
            if publication.declared is None:
                place = library.pages[library.site.locales[0]][publication.page].path
            yield Problem(
                place,
                1,
                "print-twice",
                f"the handout of {owner.page} is called {publication.id} too; "
                "choose another name",
                f"{owner.page} 的印刷版也叫 {publication.id}。请换一个名字。",
            )


def _sections_of(library: Library, publication: Publication) -> set[str]:
    """Return the ids of a publication's page that stand in every language."""
    found = [
        {section.top for section in sections(topics[publication.page])}
        for topics in library.pages.values()
        if publication.page in topics
    ]
    return set.intersection(*found) - {""} if found else set()


def _problem(
    library: Library, publication: Publication, place: Place, zh: str, en: str
) -> Problem:
    """Return a problem of a file in print/publications/; only then its lines count."""
    line = line_of(library.site.root, publication, place)
    return Problem(publication.file, line, "print-name", en, zh)


PRINT_CHECKS = (
    prints_have_names_of_their_own,
    prints_name_what_is_there,
    posters_print_items_that_are_there,
    cards_fit_a_wallet,
)
