"""Refuses a text in which thousands of signs open and nothing closes them.

Each would be tried against all that follows: hours, for a page of two megabytes.
"""

import re
from collections import Counter

from .notes import Notes

PAIRS = (("[", "]"), ("(", ")"), ("{", "}"), ("<", ">"), ("{%", "%}"), ("<!--", "-->"))
TAG = re.compile(
    r"<(/?)(a|b|strong|i|em|cite|mark|code|tt|samp|var|del|s|strike|table|summary"
    r"|h[1-6]|script|style|iframe|video|audio|object|svg|form|noscript)\b",
    re.IGNORECASE,
)
"""Tags that are read together with the one that closes them."""
MOST_OPEN = 500


def is_tangled(text: str, notes: Notes) -> bool:
    """Say whether a text has far too many signs that nothing closes, and note it."""
    for opening, closing in PAIRS:
        if text.count(opening) - text.count(closing) > MOST_OPEN:
            _tell(opening, notes)
            return True
    tags: Counter[str] = Counter()
    for match in TAG.finditer(text):
        tags[match[2].lower()] += -1 if match[1] else 1
    for name, count in tags.most_common(1):
        if count > MOST_OPEN:
            _tell(f"<{name}>", notes)
            return True
    return False


def _tell(sign: str, notes: Notes) -> None:
    notes.refused(
        1,
        f"有几百个 {sign} 没有结尾。请看看文件是不是坏了。",
        f"hundreds of {sign} are never closed; see whether the file is damaged",
    )
