"""The pictures of the README: that they are made, light, and described."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURE = re.compile(r"!\[([^\]]*)\]\((\.github/pictures/[^)]+)\)")


def test_the_command_makes_every_picture(
    printed_project: Path, tmp_path: Path, command_environment: dict[str, str]
) -> None:
    (printed_project / ".venv").mkdir(exist_ok=True)
    browser = (ROOT / ".venv/browser").read_text(encoding="utf-8")
    (printed_project / ".venv/browser").write_text(browser, encoding="utf-8")
    # In a process of its own, for the tests' browser is at work in this one.
    command = (sys.executable, "-m", "pairpress", "screenshots", "--out", tmp_path)
    subprocess.run(command, cwd=printed_project, env=command_environment, check=True)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"phones.png", "handout.png", "handbook.png"}
    for path in tmp_path.iterdir():
        assert path.stat().st_size <= 100_000
        with Image.open(path) as picture:
            assert picture.width >= 480


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_shows_light_pictures_and_says_what_is_on_them(name: str) -> None:
    shown = PICTURE.findall((ROOT / name).read_text(encoding="utf-8"))
    assert {Path(file).name for _, file in shown} == {
        *("phones.png", "handout.png", "handbook.png")
    }
    for said, file in shown:
        assert len(said) > 10
        assert (ROOT / file).stat().st_size <= 100_000


def test_without_a_built_site_the_command_says_what_to_do(
    project: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "screenshots") == 1
    assert "scripts/build" in capsys.readouterr().err
