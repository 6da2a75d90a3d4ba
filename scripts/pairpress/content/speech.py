"""What staff are told things in: English, and Chinese where some pages are Chinese."""

from dataclasses import dataclass
from pathlib import Path

from .writing import chinese_script_of


@dataclass(frozen=True)
class Speech:
    """The languages of messages; it says a thing that is told in both."""

    chinese: bool = True

    def __call__(self, zh: str, en: str, between: str = " ") -> str:
        return f"{zh}{between}{en}" if self.chinese else en


BOTH = Speech()


def speech_of(root: Path) -> Speech:
    """Return how the staff of a project are spoken to.

    Its folders tell, so that a fault in mkdocs.yml is told in the right language too.
    """
    folders = [path.name for path in (root / "docs").glob("*/") if path.is_dir()]
    return Speech(not folders or any(map(chinese_script_of, folders)))


class Refused(Exception):
    """What cannot be done, told without a traceback."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(self.told(BOTH))

    def told(self, say: Speech) -> str:
        """Return why, in the languages of the staff."""
        return say(self.zh, self.en, "\n")
