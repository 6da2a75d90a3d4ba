"""The launchers are short; setup installs once, mends itself and says what is wrong."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# Stands in for Python: makes an environment of itself, writes down what pip is asked.
PYTHON = """#!/bin/sh
case $* in
  -V) echo Python 3.11.2 ;;
  '-c import sys'*) echo "$0" ;;
  '-m venv .venv') mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo venv >>log ;;
  '-m pip install'*) echo "${*##* }" >>log; [ ! -f offline ] ;;
esac
"""


class Machine:
    """A folder with setup and its lock files, on a machine whose Python is ours."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("scripts", "requirements", "bin"):
            (root / folder).mkdir()
        shutil.copy(ROOT / "scripts/setup", root / "scripts")
        for layer in ("base", "print", "office", "test"):
            (root / f"requirements/{layer}.txt").write_text(f"{layer}==1\n")
        self.python(PYTHON)

    def python(self, script: str) -> None:
        for version in ("", ".11", ".12", ".13", ".14"):
            path = self.root / f"bin/python3{version}"
            path.write_text(script)
            path.chmod(0o755)

    def setup(self, layer: str) -> subprocess.CompletedProcess[str]:
        (self.root / "log").write_text("")
        return subprocess.run(
            [self.root / "scripts/setup", layer],
            env={"PATH": f"{self.root / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def log(self) -> list[str]:
        return (self.root / "log").read_text().split()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_each_layer_is_installed_once(machine: Machine) -> None:
    machine.setup("base")
    assert machine.log == ["venv", "requirements/base.txt"]
    machine.setup("print")
    assert machine.log == ["requirements/print.txt"]
    again = machine.setup("print")
    assert (again.returncode, again.stderr, machine.log) == (0, "", [])


def test_what_word_files_need_is_installed_for_them_alone(machine: Machine) -> None:
    machine.setup("office")
    assert machine.log == ["venv", "requirements/base.txt", "requirements/office.txt"]
    machine.setup("print")
    assert machine.log == ["requirements/print.txt"]


def test_the_fonts_of_the_languages_come_with_the_print_layer(machine: Machine) -> None:
    machine.python(PYTHON.replace("  -V)", "  *font_packages) cat fonts ;;\n  -V)"))
    (machine.root / "mkdocs.yml").write_text("lang: fa\n")
    (machine.root / "fonts").write_text("fonts-arabic\n")
    for layer in ("fonts-arabic", "fonts-sea"):
        (machine.root / f"requirements/{layer}.txt").write_text(f"{layer}==1\n")
    machine.setup("base")
    assert machine.log == ["venv", "requirements/base.txt"]
    machine.setup("print")
    assert machine.log == ["requirements/print.txt", "requirements/fonts-arabic.txt"]
    machine.setup("print")
    assert machine.log == []
    (machine.root / "fonts").write_text("fonts-arabic fonts-sea\n")
    machine.setup("print")
    assert machine.log == []  # asked again when mkdocs.yml has changed
    (machine.root / "mkdocs.yml").write_text("lang: th\n")
    machine.setup("print")
    assert machine.log == ["requirements/fonts-sea.txt"]
    (machine.root / "requirements/fonts-africa.txt").write_text("africa==1\n")
    machine.setup("fonts-africa")
    assert machine.log == ["requirements/fonts-africa.txt"]


def test_a_changed_lock_file_makes_the_environment_anew(machine: Machine) -> None:
    machine.setup("base")
    (machine.root / "requirements/base.txt").write_text("base==2\n")
    machine.setup("base")
    assert machine.log == ["venv", "requirements/base.txt"]


def test_an_interrupted_setup_is_mended(machine: Machine) -> None:
    (machine.root / "offline").touch()
    assert machine.setup("base").returncode == 1
    (machine.root / "offline").unlink()
    assert machine.setup("base").returncode == 0
    assert machine.log == ["venv", "requirements/base.txt"]


def test_without_a_network_both_languages_say_so(machine: Machine) -> None:
    (machine.root / "offline").touch()
    message = machine.setup("base").stderr
    assert "请检查网络" in message
    assert "Check the network" in message


def test_an_old_python_is_refused_in_both_languages(machine: Machine) -> None:
    machine.python("#!/bin/sh\nexit 1\n")
    answer = machine.setup("base")
    assert answer.returncode == 1
    assert "需要 Python 3.11" in answer.stderr
    assert "Python 3.11 or newer is needed" in answer.stderr


@pytest.mark.parametrize("name", ["build", "check", "serve", "test", "run"])
def test_launchers_are_short(name: str) -> None:
    launcher = ROOT / "scripts" / name
    assert len(launcher.read_text().splitlines()) <= 12
    assert os.access(launcher, os.X_OK)


def test_layers_lock_the_same_version_of_a_shared_package() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.M):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_name_no_address(lock: Path) -> None:
    assert not re.search(r"://|^-", lock.read_text(), re.M)
