"""What every print says of itself: version, address, code, and whom to ask."""

from markupsafe import Markup

from ..content.addresses import version_path
from ..content.conversion import converter
from ..content.languages import language
from ..content.library import Library
from ..content.publications import Publication, Version
from ..content.site import EditionSettings
from .qr import qr_svg


def imprint_of(
    library: Library,
    publication: Publication,
    version: Version,
    editions: tuple[EditionSettings, ...],
    words_of: list[dict[str, str]],
) -> dict[str, object]:
    """Return what every print says of itself: version, address, whom to ask."""
    site = library.site
    url = site.url + version_path(publication.id, version.number)
    parts = []
    for edition, words in zip(editions, words_of, strict=True):
        convert = converter(edition, library.data)
        tongue = language(edition.locale)
        free_help = [library.data.contacts[name] for name in site.settings.free_help]
        parts.append(
            {
                "lang": edition.lang,
                "organization": convert(site.settings.organization[edition.locale]),
                "version": words["version_long"].format(
                    version=version.number, date=tongue.date(version.day)
                ),
                "scan": words["scan"],
                "disclaimer": words["disclaimer"],
                "free_help": words["free_help"],
                "between": words["between"],
                "contacts": [
                    (convert(c.name[edition.locale]), c.phones[0].number)
                    for c in free_help
                ],
                "proof": words["proof"] if site.is_draft else "",
                "draft": words["draft"].format(
                    organization=convert(site.settings.organization[edition.locale])
                ),
            }
        )
    return {
        "url": url,
        "organizations": _organizations(library, editions),
        "address": url.removeprefix("https://").removeprefix("http://"),
        "qr": Markup(qr_svg(url, words_of[0]["scan"])),
        "parts": parts,
    }


def _organizations(library: Library, editions: tuple[EditionSettings, ...]) -> str:
    """Return the organization's name in every language, the reader's own first."""
    names = library.site.settings.organization
    convert = converter(editions[0], library.data)
    own = convert(names[editions[0].locale])
    others = [n for locale, n in names.items() if locale != editions[0].locale]
    return " · ".join(dict.fromkeys([own, *others]))
