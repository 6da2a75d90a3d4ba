"""Moved pages: an address once published says where its topic stands now."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..content.addresses import address, path_of
from ..content.conversion import converter
from ..content.library import Library
from ..content.words import words_in


def write_moved_pages(folder: Path, library: Library) -> None:
    """Write a page at every address that `moved_from:` names, in each edition.

    It holds a plain link: browsers inside apps refuse pages that send readers on.
    """
    environment = Environment(
        loader=FileSystemLoader(library.site.root / "overrides"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    template = environment.get_template("moved-page.html")
    for edition in library.site.editions:
        convert = converter(edition, library.data)
        words = words_in(edition, library.data)
        for topic, page in library.pages[edition.locale].items():
            for old in page.front.moved_from:
                target = folder / path_of(edition, old) / "index.html"
                depth = len(target.parent.relative_to(folder).parts)
                html = template.render(
                    edition=edition,
                    words=words,
                    title=convert(page.front.title),
                    address=address(library.site, edition, topic),
                    path=path_of(edition, topic),
                    up="../" * depth,
                )
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(html + "\n", encoding="utf-8")
