"""What the workflows run: their scripts, with a remote and a gh that only notes."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from pairpress.agreement_boxes import SAID
from pairpress.content.site import read_site
from pairpress.content.speech import BOTH
from site_files import tree_of

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
GH = """#!/bin/sh
echo "gh $*" >>"$NOTES"
case "$1 $2" in "issue list") echo "$OPEN_ISSUE" ;; esac
for word in "$@"; do [ ! -f "$word" ] || cat "$word" >>"$NOTES"; done
"""
Script = Callable[..., str]


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as a person with a name; return what it says."""
    named = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    return subprocess.run(
        ["git", *named, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def clone(project: Path, tmp_path: Path) -> Path:
    """The fixture's project under git, with a remote beside it."""
    (project / ".gitignore").write_text("/site\n/.cache\n/.venv\n")
    (project / "scripts").unlink()
    (project / "scripts").mkdir()
    run = f'#!/bin/sh\nexec "{ROOT}/.venv/bin/python" -m pairpress "$@"\n'
    (project / "scripts/run").write_text(run)
    (project / "scripts/run").chmod(0o755)
    shutil.copy(ROOT / "scripts/hooks.py", project / "scripts")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first")
    git(project, "clone", "-q", "--bare", ".", str(tmp_path / "remote.git"))
    return project


@pytest.fixture
def script(clone: Path, tmp_path: Path, command_environment: dict[str, str]) -> Script:
    """Run a script of .github/ in the clone; return what it asked gh for."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    notes = tmp_path / "notes"
    notes.touch()

    def run(name: str, *arguments: str, **variables: str) -> str:
        environment = command_environment | {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "NOTES": str(notes),
            "PUSH_URL": str(tmp_path / "remote.git"),
            "GH_TOKEN": "",
            "OPEN_ISSUE": "",
            "GITHUB_REPOSITORY": "a/b",
            **variables,
        }
        subprocess.run(
            [ROOT / ".github" / name, *arguments],
            cwd=clone,
            env=environment,
            check=True,
        )
        return notes.read_text(encoding="utf-8")

    return run


def test_what_a_form_has_changed_becomes_a_pull_request(
    clone: Path, script: Script, tmp_path: Path
) -> None:
    page = clone / "docs/en/help/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    (clone / "body.md").write_text("why")
    asked = script("open-pull-request.sh", "form-1", "A title; $(rm x)", "body.md")
    assert "gh pr create --head form-1 --title A title; $(rm x)" in asked
    assert "gh workflow run check.yml --ref form-1" in asked
    remote = tmp_path / "remote.git"
    assert git(remote, "show", "form-1:docs/en/help/index.md").endswith("More.\n")
    assert "body.md" not in git(remote, "ls-tree", "--name-only", "form-1")


def test_a_form_can_send_documents_along(
    clone: Path, script: Script, tmp_path: Path
) -> None:
    for name in ("README.md", "notes.md", "body.md"):
        (clone / name).write_text("ours")
    (clone / "mkdocs.yml").open("a").write("\n")
    script("open-pull-request.sh", "form-3", "t", "body.md", "README.md")
    sent = git(tmp_path / "remote.git", "ls-tree", "--name-only", "form-3").split()
    assert "README.md" in sent
    assert not {"notes.md", "body.md"} & set(sent)


def test_a_form_that_changes_nothing_opens_nothing(
    clone: Path, script: Script, tmp_path: Path
) -> None:
    assert script("open-pull-request.sh", "form-2", "t", "body.md") == ""
    assert "form-2" not in git(tmp_path / "remote.git", "branch")


def test_the_weekly_issue_is_renewed_not_doubled(clone: Path, script: Script) -> None:
    (clone / "issue.md").write_text("工" * 30_000, encoding="utf-8")
    assert "gh issue create" in script("renew-issue.sh", "t", "weekly", "issue.md")
    asked = script("renew-issue.sh", "t", "weekly", "issue.md", OPEN_ISSUE="7")
    assert "gh issue edit 7" in asked
    cut = (clone / "issue.md.cut").read_text(encoding="utf-8")
    assert cut == "工" * len(cut) and len(cut.encode()) < 65_536


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_grants_nothing_by_default_and_pins_what_it_uses(
    path: Path,
) -> None:
    text = path.read_text(encoding="utf-8")
    workflow: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if "uses" in step:
                assert len(step["uses"].split("@")[1]) == 40
            # What people type reaches a shell only as a variable.
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    workflow = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            for word in step.get("run", "").split():
                if word.startswith((".github/", "scripts/")):
                    assert os.access(ROOT / word, os.X_OK), word


@pytest.mark.parametrize("path", [p for p in WORKFLOWS if "inputs:" in p.read_text()])
def test_a_form_speaks_both_languages(path: Path) -> None:
    workflow = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    fields = workflow["on"]["workflow_dispatch"]["inputs"].values()
    for text in (workflow["name"], *(field["description"] for field in fields)):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text)
        assert any(sign.isascii() and sign.isalpha() for sign in text)


def test_staff_are_told_to_name_nobody_in_public() -> None:
    for path in FORMS:
        if path.stem != "config":
            assert "Write nobody’s name" in path.read_text(encoding="utf-8")


def test_a_ticked_box_becomes_a_record_on_the_requests_branch(
    clone: Path, script: Script, tmp_path: Path
) -> None:
    remote = tmp_path / "remote.git"
    git(clone, "switch", "-qc", "edit")
    for locale in ("zh", "en"):
        page = clone / f"docs/{locale}/help/index.md"
        page.write_text(page.read_text(encoding="utf-8") + "\n911\n", encoding="utf-8")
    git(clone, "commit", "-qam", "edit")
    git(clone, "push", "-q", str(remote), "edit")
    changed = ["docs/zh/help/index.md", "docs/en/help/index.md"]
    offer = subprocess.run(
        ["scripts/run", "agree", "--offer", "--changed", *changed],
        cwd=clone,
        env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "- [ ]" in offer
    git(clone, "switch", "-q", "main")
    ticked = offer.replace("- [ ]", "- [x]")
    script("agree-ticked.sh", "edit", BODY=ticked, ACTOR="someone")
    record = git(remote, "show", "edit:docs/data/agreed/help/index.json")
    assert "911" in record and "GitHub @someone" in record
    files = git(remote, "diff", "--name-only", "main", "edit").split()
    assert files == ["docs/data/agreed/help/index.json", *sorted(changed)]


def test_who_ticked_is_told_what_could_not_be_noted(
    clone: Path, script: Script, tmp_path: Path
) -> None:
    remote = tmp_path / "remote.git"
    git(clone, "switch", "-qc", "edit")
    page = clone / "docs/en/work/pay.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](no.md)\n", "utf-8")
    git(clone, "commit", "-qam", "edit")
    git(clone, "push", "-q", str(remote), "edit")
    git(clone, "switch", "-q", "main")
    boxes = "".join(f"- [x] {BOTH(*SAID)} `{t}`\n" for t in ("help/index", "work/pay"))
    with pytest.raises(subprocess.CalledProcessError):
        script("agree-ticked.sh", "edit", BODY=boxes, ACTOR="someone", NUMBER="5")
    asked = (tmp_path / "notes").read_text(encoding="utf-8")
    assert "gh pr comment 5" in asked and "docs/en/work/pay.md" in asked
    assert "help/index" in git(remote, "show", "edit", "--name-only")


def test_a_box_that_is_not_ticked_changes_nothing(
    clone: Path, script: Script, tmp_path: Path
) -> None:
    remote = tmp_path / "remote.git"
    git(clone, "push", "-q", str(remote), "main:edit")
    script("agree-ticked.sh", "edit", BODY="- [ ] `help/index`", ACTOR="someone")
    assert git(remote, "rev-parse", "edit") == git(remote, "rev-parse", "main")


@pytest.fixture
def publish(
    clone: Path, tmp_path: Path, command_environment: dict[str, str]
) -> Callable[[], dict[str, str]]:
    """Publish the newest main as the workflow does; return the digests of the site."""
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["record"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    # Whatever is pushed to GitHub goes to the remote beside the clone.
    environment = command_environment | {
        "GH_TOKEN": "t",
        "GITHUB_REPOSITORY": "a/b",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{tmp_path}/remote.git.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://x-access-token:t@github.com/a/b",
    }

    def run(command: str) -> None:
        shell = ["bash", "-e", "-c", command]
        subprocess.run(shell, cwd=clone, env=environment, check=True)

    def go() -> dict[str, str]:
        git(clone, "pull", "-q", "--ff-only", str(tmp_path / "remote.git"), "main")
        for command in commands:
            run(command)
        run("scripts/run build --only web")
        return tree_of(clone / "site")

    return go


def test_a_change_is_undone_as_the_runbook_says(
    publish: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    """Published, changed by a pull request, reverted: each copy on paper answers."""
    before = publish()
    people = tmp_path / "people"
    git(tmp_path, "clone", "-q", "remote.git", "people")
    git(people, "switch", "-q", "-c", "change")
    page = people / "docs/en/work/pay.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Don't sign", "Do sign"), encoding="utf-8")
    git(people, "commit", "-qam", "A mistake")
    git(people, "switch", "-q", "main")
    git(people, "merge", "-q", "--no-ff", "-m", "Merge the change", "change")
    git(people, "push", "-q", "origin", "main")
    mistaken = publish()
    assert mistaken["en/work/pay/index.html"] != before["en/work/pay/index.html"]
    assert "p/work-pay/3/index.html" in mistaken.keys() - before.keys()

    git(people, "pull", "-q", "--ff-only", "origin", "main")
    merged = git(people, "log", "-1", "--merges", "--format=%H").strip()
    git(people, "revert", "--no-edit", "-m", "1", merged)
    git(people, "push", "-q", "origin", "main")
    after = publish()
    other = {name for name in before if after.get(name) != before[name]}
    assert {name.split("/")[0] for name in other} <= {"p", *OF_ALL_FILES}
    assert mistaken.keys() <= after.keys()
    old = (tmp_path / "project/site/p/work-pay/3/index.html").read_text("utf-8")
    assert "The newest is version 4" in " ".join(old.split())


OF_ALL_FILES = {"worker.js"}
"""What names every file of the site by its sum."""


def test_the_version_and_its_changes_are_told_alike() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = re.findall(r"^## (.+)$", text, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert told[0] == "Unreleased"
    versions = [tuple(map(int, version.split("."))) for version in told[1:]]
    assert versions == sorted(set(versions), reverse=True)
    assert told[1] == project["version"]


def test_each_line_of_the_sample_of_owners_is_one_that_github_reads() -> None:
    """A pattern, then people; of two patterns the second would be read as a person."""
    lines = (ROOT / ".github/CODEOWNERS.sample").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    assert rows
    for pattern, *owners in rows:
        # YOUR-FOLDER is for people to replace.
        assert "YOUR-" in pattern or any(ROOT.glob(pattern.strip("/"))), pattern
        assert owners and all(owner.startswith("@") for owner in owners)


def test_publishing_runs_on_every_change_and_just_after_midnight() -> None:
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    asked = yaml.load(text, yaml.BaseLoader)["on"]
    assert asked["push"] == {"branches": ["main"]}
    (minute, hours, *days) = asked["schedule"][0]["cron"].split()
    assert days == ["*", "*", "*"]
    zone = ZoneInfo(read_site(ROOT).settings.time_zone)
    for day in (datetime(2027, 1, 15), datetime(2027, 7, 15)):
        times = [
            day.replace(hour=int(hour), minute=int(minute), tzinfo=UTC).astimezone(zone)
            for hour in hours.split(",")
        ]
        assert any((time.hour, time.minute) == (0, 10) for time in times)
