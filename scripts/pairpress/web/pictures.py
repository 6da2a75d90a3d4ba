"""Puts pictures where a page names them: ![what it shows](../../assets/pay.svg)."""

import posixpath
import re
from html import escape

from ..content.pages import with_code

PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


def with_pictures(markdown: str, locale: str, topic: str, path: str) -> str:
    """Return a page's Markdown with its pictures as HTML.

    `path` is where the page stands below the site's root. MkDocs would look for the
    file among those of one language only: static-i18n 1.3 gives what is shared to the
    main language’s build.
    """
    # workaround: static-i18n/shared-files
    folder = posixpath.dirname(f"{locale}/{topic}")
    up = "../" * path.count("/")

    def picture(match: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(folder, match[2]))
        return f'<img src="{escape(up + file)}" alt="{escape(match[1])}">'

    return "\n".join(
        line if is_code else PICTURE.sub(picture, line)
        for line, is_code in with_code(markdown.split("\n"))
    )
