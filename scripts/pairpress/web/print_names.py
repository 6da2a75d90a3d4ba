"""What a PDF is called in a list: its languages, and its format."""

from ..content.catalogue import Entry
from ..content.site import Site


def edition_name(entry: Entry, site: Site, words: dict[str, str]) -> str:
    """Return the names of a PDF's editions in their own scripts, and its format's."""
    names = [site.edition(lang).name for lang in entry.edition.split("+")]
    name = words["both"].format(a=names[0], b=names[1]) if names[1:] else names[0]
    if not entry.format:
        return name
    return f"{name} · {words.get(f'format_{entry.format}', entry.format)}"
