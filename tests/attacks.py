"""Attacks on a build: it is killed, its caches are damaged; what is published then?"""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from site_files import ROOT, tree_of

COMMAND = (sys.executable, "-m", "pairpress", "build")
PAGE = "docs/zh/help/index.md"
WORDS = ("白天晚上都有人接", "晚上白天都有人接")
"""What the page says in turn: with each, the site and its prints are others."""
CACHES = ("pdf", "share")
DAMAGES = ("emptied", "cut short", "changed", "swapped", "a folder instead", "gone")
SHORT = 12
"""How many prints are short."""
PLACES = ("pdf", "share", "link-pictures", "build/print", "build/link-pictures")
"""The folders of .cache/ whose files a later build uses."""


def environment_of_commands(epoch: str) -> dict[str, str]:
    """Return the environment of a command in a process of its own."""
    return os.environ | {
        "PYTHONPATH": str(ROOT / "scripts"),
        "SOURCE_DATE_EPOCH": epoch,
        "NO_MKDOCS_2_WARNING": "1",
    }


@dataclass
class Target:
    """A built project under attack, whose site is one of two known ones."""

    project: Path
    environment: dict[str, str]
    random: random.Random
    sites: list[dict[str, str]] = field(default_factory=list)
    """The digest of every file, when the page says each of the words."""
    duration: float = 0.0
    """Seconds that a build takes of which some prints are new."""

    def prepare(self) -> None:
        """Build both sites, and keep aside what the caches hold of each."""
        for words in (WORDS, WORDS[::-1]):
            assert self.build().returncode == 0
            self.sites.append(tree_of(self.project / "site"))
            for name in CACHES:
                kept = self._store / name
                shutil.copytree(self._cache / name, kept, dirs_exist_ok=True)
            self.say(words[1])
        assert self.sites[0] != self.sites[1]
        self.refill()
        begun = time.monotonic()
        assert self.build().returncode == 0
        self.duration = time.monotonic() - begun

    def build(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Build to the end, in a process of its own."""
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=self.project,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def published(self) -> int | None:
        """Return which of the two sites is published; None: it is neither."""
        now = tree_of(self.project / "site")
        return self.sites.index(now) if now in self.sites else None

    def say(self, words: str) -> None:
        """Write one of the two words on the page."""
        page = self.project / PAGE
        text = page.read_text(encoding="utf-8")
        for old in WORDS:
            text = text.replace(old, words)
        page.write_text(text, encoding="utf-8")

    def refill(self) -> None:
        """Fill the caches for both sites, but for one print or two, and a picture."""
        for name in CACHES:
            folder = self._cache / name
            if not folder.is_dir():
                folder.unlink(missing_ok=True)
            shutil.copytree(self._store / name, folder, dirs_exist_ok=True)
        # Short ones, which are soon made: a build dies as often elsewhere.
        prints = sorted((self._cache / "pdf").glob("*.pdf"), key=_size)[:SHORT]
        pictures = sorted((self._cache / "share").glob("*.picture"))
        lost = self.random.sample(prints, self.random.choice((1, 2)))
        for path in (*lost, self.random.choice(pictures)):
            path.unlink()

    def kill_a_build(self, moment: float) -> int | None:
        """Kill a build of the other site, seconds after it began; return as published.

        All its processes must end with it, or TimeoutExpired is raised.
        """
        before = self.published()
        assert before is not None
        self.say(WORDS[1 - before])
        self.refill()
        process = subprocess.Popen(
            COMMAND,
            cwd=self.project,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)  # as long as any of them holds the pipe
        return self.published()

    def damage(self, how: str, place: str, number: int) -> None:
        """Damage some files of a folder in .cache/, in one of the DAMAGES."""
        files = sorted(path for path in self._files(place) if path.stat().st_size)
        chosen = self.random.sample(files, min(number + 1, len(files)))
        for path, other in itertools.pairwise(chosen):
            content = path.read_bytes()
            at = self.random.randrange(len(content))
            if how == "emptied":
                path.write_bytes(b"")
            elif how == "cut short":
                path.write_bytes(content[:at])
            elif how == "changed":
                flipped = bytes([content[at] ^ (1 << self.random.randrange(8))])
                path.write_bytes(content[:at] + flipped + content[at + 1 :])
            elif how == "swapped":
                path.write_bytes(other.read_bytes())
                other.write_bytes(content)
            else:
                path.unlink()
                if how == "a folder instead":
                    path.mkdir()

    def age(self) -> None:
        """Let what lies in .cache/ be a day old."""
        then = time.time() - 86400
        for path in self._cache.rglob("*"):
            os.utime(path, (then, then), follow_symlinks=False)

    def _files(self, place: str) -> list[Path]:
        return [p for p in (self._cache / place).rglob("*") if p.is_file()]

    @property
    def _cache(self) -> Path:
        return self.project / ".cache"

    @property
    def _store(self) -> Path:
        return self.project.with_name(f"{self.project.name}-store")


def _size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, path.name
