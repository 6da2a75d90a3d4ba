"""Whether all that would be lost can be had again: it stands in git's history."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from ..content.problems import Problem


def may_be_lost(root: Path) -> Iterator[Problem]:
    """Yield what git has not noted, and so could not bring back."""
    try:
        told = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=normal"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        yield Problem(
            "mkdocs.yml",
            1,
            "adopt-history",
            "this folder is no git repository, so nothing could be brought back; "
            "clone it with git, or add --force",
            "这个文件夹没有用 git 管理，删掉的内容找不回来。"
            "请用 git clone 得到它，或者加上 --force",
        )
        return
    for line in told.splitlines():
        path = line[3:].partition(" -> ")[2] or line[3:]
        yield Problem(
            path.strip('"'),
            1,
            "adopt-history",
            "has changes that git has not noted, which would be lost; commit them, "
            "or add --force",
            "有改动还没有记进 git，会丢失。请先 commit，或者加上 --force",
        )
