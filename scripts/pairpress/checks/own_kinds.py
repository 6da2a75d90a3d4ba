"""Checks of publications of the organization's own kinds, and of their templates."""

from collections.abc import Iterator

from ..content.library import Library
from ..content.own_kinds import OwnKind, template_of
from ..content.problems import ContentError, Problem, nearest
from ..content.publications import Publication, line_of
from ..content.references import REFERENCE, Reference, misuses, parse_reference
from ..content.templates import UNREADABLE, Asked, asked_fields, template_problem
from ..content.text_files import read_text

HERE = ("fact", "phone")
"""What a text of a print's own may name: what is told in a few words."""


def own_templates_can_be_read(library: Library) -> Iterator[Problem]:
    """A template in print/templates/ is one that Jinja can read."""
    for kind in dict.fromkeys(p.kind for p, _ in _own(library)):
        try:
            _asked(library, kind)
        except ContentError as error:
            yield from error.problems


def own_texts_are_those_of_the_template(library: Library) -> Iterator[Problem]:
    """A publication has the texts that its template asks for, and no others."""
    for publication, own in _own(library):
        try:
            asked = _asked(library, publication.kind)
        except ContentError:
            continue
        template = template_of(publication.kind)
        for one in asked:
            if one.name not in own.fields and not one.is_optional:
                line = line_of(library.site.root, publication, ("fields",))
                yield Problem(
                    publication.file,
                    line,
                    "print-field",
                    f"fields: “{one.name}” is missing, which {template}:{one.line} "
                    "prints; write it",
                    f"fields：缺少“{one.name}”，{template}:{one.line} 要印它。请补上。",
                )
        known = {one.name for one in asked}
        for name in own.fields.keys() - known:
            near = nearest(name, known)
            yield Problem(
                publication.file,
                line_of(library.site.root, publication, ("fields", name)),
                "print-field",
                f"fields: nothing in {template} prints “{name}”"
                + (f"; did you mean “{near}”?" if near else "; delete it"),
                f"fields：{template} 里没有印“{name}”。"
                + (f"是不是“{near}”？" if near else "请删掉。"),
                "warning",
            )


def own_texts_name_what_is_there(library: Library) -> Iterator[Problem]:
    """A text of a publication's own names facts and phones that docs/data/ holds."""
    for publication, own in _own(library):
        for place, text in own.filled_texts().items():
            for told in text.values():
                for match in REFERENCE.finditer(told):
                    reference = parse_reference(match[1])
                    line = line_of(library.site.root, publication, place)
                    yield from _misused(library, publication.file, line, reference)


def _misused(
    library: Library, path: str, line: int, reference: Reference
) -> Iterator[Problem]:
    if reference.verb not in HERE:
        yield Problem(
            path,
            line,
            "print-reference",
            f"{reference.verb} has no place here: write {{{{ a.fact }}}} or "
            "{{ phone name }}, or name it under contacts:",
            f"这里不能写 {reference.verb}。只能写 {{{{ 数据 }}}} 或 "
            "{{ phone 名称 }}，或者写在 contacts: 里。",
        )
    else:
        yield from misuses(path, line, reference, library.data)


def own_editions_are_there(library: Library) -> Iterator[Problem]:
    """A publication names only editions in which something can be printed."""
    sets = library.site.edition_sets()
    known = ["+".join(edition.lang for edition in editions) for editions in sets]
    for publication, own in _own(library):
        for number, name in enumerate(own.editions):
            if name not in known:
                place = ("editions", number)
                yield Problem(
                    publication.file,
                    line_of(library.site.root, publication, place),
                    "print-edition",
                    f"there is no edition “{name}”; there are {', '.join(known)}",
                    f"没有“{name}”这种版本。有：{'、'.join(known)}",
                )


def own_parts_are_there(library: Library) -> Iterator[Problem]:
    """A publication prints sections that stand on their page, in every language."""
    for publication, own in _own(library):
        for place, part in own.chosen().items():
            if not part.section:
                continue
            known = set.intersection(
                *(
                    {h.id or "" for h in topics[part.topic].headings() if h.level == 2}
                    for topics in library.pages.values()
                    if part.topic in topics
                )
            )
            if part.section not in known:
                near = nearest(part.section, known)
                yield Problem(
                    publication.file,
                    line_of(library.site.root, publication, place),
                    "print-name",
                    f"“{part.section}”: no such section on {part.topic}"
                    + (f"; did you mean “{near}”?" if near else ""),
                    f"“{part.section}”：{part.topic} 那一页没有这一节。"
                    + (f"是不是“{near}”？" if near else ""),
                )


def _own(library: Library) -> Iterator[tuple[Publication, OwnKind]]:
    for publication in library.publications:
        if isinstance(publication.declared, OwnKind):
            yield publication, publication.declared


def _asked(library: Library, kind: str) -> list[Asked]:
    """Return what a template asks for; raise ContentError if it cannot be read."""
    root = library.site.root
    source = read_text(root / template_of(kind), root)
    try:
        return asked_fields(source)
    except UNREADABLE as error:
        raise ContentError([template_problem(error, kind, root)]) from error


OWN_KIND_CHECKS = (
    own_templates_can_be_read,
    own_texts_are_those_of_the_template,
    own_texts_name_what_is_there,
    own_editions_are_there,
    own_parts_are_there,
)
