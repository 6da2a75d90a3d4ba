"""Small pictures among the letters: no print font holds them, so none is brought."""

import re

from .notes import Notes

TICKS = re.compile("[\u2705\u2714]\ufe0f?")
PICTOGRAPH = re.compile(
    "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u2604\u2607-\u260d\u2614-\u27bf"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55](?<![✓✗])"
    "[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*[ ]?"
    "|[\ufe0e\ufe0f]|\u20e3"
)
"""Emoji and dingbats, with what follows of one; ☆ ★ ☎ ☐ ☑ and ✓ are signs of print."""


def without_pictographs(text: str, notes: Notes) -> str:
    """Return a text with ticks as ✓ and without emoji; each line of them is told."""
    lines = TICKS.sub("✓", text).split("\n")
    for place, line in enumerate(lines):
        if found := [match.strip() for match in PICTOGRAPH.findall(line)]:
            lines[place] = PICTOGRAPH.sub("", line).rstrip()
            notes.left_out(
                place + 1, " ".join(found),
                "表情图案印不出来，没有带过来。", "emoji cannot be printed; left out",
            )  # fmt: skip
    return "\n".join(lines)
