"""Print views: a page's rendered content in a theme-free document, for paper."""

import json
import posixpath
import re
from html import escape

from ..content.addresses import address, path_of
from ..content.pages import FrontMatter
from ..content.site import EditionSettings, Site

PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")((?:\.{1,2}/)[^"]*)')


def print_view(
    site: Site,
    edition: EditionSettings,
    topic: str,
    front: FrontMatter,
    content: str,
) -> str:
    """Return the document that publications are made from; `content` is HTML.

    Its head carries what the page's front matter says: topic, description, notes of
    changes (JSON), and in "handout" the ids of the sections to print ("*": all).
    Pictures are named from the site's root: "assets/diagrams/claim.svg".
    """
    here = path_of(edition, topic)
    content = PICTURE.sub(
        lambda match: match[1] + posixpath.normpath(posixpath.join(here, match[2])),
        content,
    )
    sections = front.handout if isinstance(front.handout, list) else []
    handout = " ".join(sections) if sections else "*" if front.handout else ""
    changes = [
        {"date": change.date.isoformat(), "note": change.note}
        for change in front.changed
    ]
    metadata = {
        "topic": topic,
        "description": front.description,
        "changed": json.dumps(changes, ensure_ascii=False),
        "handout": handout,
        "reviewed": " ".join(front.reviewed),
        "discreet": front.discreet or "",
    }
    tags = "\n".join(
        f'<meta name="{name}" content="{escape(value)}">'
        for name, value in metadata.items()
    )
    return f"""<!doctype html>
<html lang="{edition.lang}">
<head>
<meta charset="utf-8">
<title>{escape(front.title)}</title>
{tags}
<link rel="canonical" href="{escape(address(site, edition, topic))}">
</head>
<body>
<main>
{content}
</main>
</body>
</html>
"""
