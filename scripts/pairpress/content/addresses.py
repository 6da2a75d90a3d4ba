"""Addresses: where topics and versions of publications stand on the site."""

from .site import EditionSettings, Site

HOME = "index"
"""The topic of an edition's first page."""


def folder_of(topic: str) -> str:
    """Return a topic's folder below an edition: "" for the home page, "work/"."""
    if topic == HOME:
        return ""
    return topic.removesuffix("/index") + "/"


def path_of(edition: EditionSettings, topic: str) -> str:
    """Return a topic's path below the site's root, such as "en/work/claim/"."""
    return edition.path + folder_of(topic)


def address(site: Site, edition: EditionSettings, topic: str) -> str:
    """Return a topic's full address in an edition."""
    return site.url + path_of(edition, topic)


def version_path(publication: str, version: int) -> str:
    """Return the path of the page behind a print's QR code: "p/work-claim/3/"."""
    return f"p/{publication}/{version}/"
