"""What the workflows run: their scripts, with a remote and a gh that only notes."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pairpress.agreement_boxes import SAID
from pairpress.content.speech import BOTH

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
