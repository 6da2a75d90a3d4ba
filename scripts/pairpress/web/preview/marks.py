"""Marks, for the preview, where a page names what docs/data/ does not hold."""

import re
from html import escape

from ...content.data import Data
from ...content.pages import with_code
from ...content.references import REFERENCE, is_usable, parse_reference


def with_marks(markdown: str, data: Data) -> str:
    """Return a page's Markdown with a mark in place of each unusable reference."""

    def shown(match: re.Match[str]) -> str:
        if is_usable(parse_reference(match[1]), data):
            return match[0]
        # Braces would be read as a reference again.
        name = escape(match[0]).replace("{", "&#123;").replace("}", "&#125;")
        return f'<mark class="preview-unknown" translate="no">{name}</mark>'

    return "\n".join(
        line if is_code else REFERENCE.sub(shown, line)
        for line, is_code in with_code(markdown.split("\n"))
    )
