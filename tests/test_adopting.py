"""Taking the project over: an empty but complete site, and nothing of who had it."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from pairpress.adoption.documents import at_midnight
from site_files import ROOT, BuiltSite, copy_project, settings_of, tree_of
from test_own_names import naming, own_names

Run = Callable[..., int]
DOCUMENTS = ("README.md", "README.zh.md", "CHANGELOG.md", "LICENSE-CONTENT.md")
NAMES = {
    "zh": "渡口社",
    "en": "Ferry House",
    "vi": "Hội Bến Đò",
    "ko": "나루터 모임",
    "fa": "خانهٔ بندر",
    "fr": "Maison du Passeur",
    "pt": "Casa do Cais",
}
PAIRS = (
    ("vi", "en"), ("ko", "en"), ("fa", "en"), ("fr", "zh"), ("zh", "en"), ("pt", "en"),
    ("en", "zh", "vi"),
)  # fmt: skip


def answers(*languages: str, **more: Any) -> dict[str, Any]:
    """Return what an invented organization answers."""
    return {
        "languages": list(languages),
        "name": {x: NAMES[x] for x in languages},
        "address": "https://ferry.example.org/help/",
        "time_zone": "America/Vancouver",
        "paper": "a4",
        "colours": "plum",
        "emergency": "999",
        "place": {x: f"{NAMES[x]} 2" for x in languages},
        "phone": "604-555-0100",
        "email": "us@ferry.example.org",
    } | more


def git(folder: Path, *arguments: str) -> str:
    named = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    return subprocess.run(
        ["git", *named, *arguments],
        cwd=folder, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def cloned(source: Path, folder: Path) -> Path:
    """Copy a project as somebody clones it, who has not taken it over."""
    copy_project(source, folder)
    for name in DOCUMENTS:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / ".github", folder / ".github")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub(r"\n  taken_over:.*", "", text), "utf-8")
    (folder / ".gitignore").write_text("/.cache\n/site\n/scripts\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "as it was")
    return folder


@pytest.fixture
def clone(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The tests' own small site, or another that a test asks for."""
    source = getattr(request, "param", ROOT / "tests/fixture")
    return cloned(source, tmp_path / "clone")


@pytest.fixture
def adopt(clone: Path, run: Run, tmp_path: Path) -> Callable[..., int]:
    """Take the clone over, as the form does; return the exit code."""

    def take(told: dict[str, Any], *options: str) -> int:
        file = tmp_path / "answers.yml"
        file.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
        return run(clone, "adopt", "--answers", str(file), *options)

    return take


@pytest.mark.parametrize("languages", PAIRS, ids="+".join)
def test_what_is_written_has_no_fault_in_any_languages(
    languages: tuple[str, ...],
    clone: Path,
    adopt: Callable[..., int],
    run: Run,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert adopt(answers(*languages), "--yes") == 0
    capsys.readouterr()
    assert run(clone, "check") == 0
    told = capsys.readouterr().out
    rules = set(re.findall(r"\(([a-z-]+)\)$", told, re.MULTILINE))
    # What only a person can do: compare the halves, and call the numbers.
    # A language that has no words of the interface yet is told so, too.
    lacking = {"missing-words"} if "pt" in languages else set()
    assert rules == {"never-agreed", "never-called"} | lacking, told
    written = {p.parts[-2] for p in (clone / "docs").glob("*/index.md")}
    assert written == set(languages)


def texts(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_text = path.suffix in {".html", ".xml", ".js", ".css", ".md", ".yml"}
        if path.is_file() and is_text:
            yield path


@pytest.mark.parametrize("clone", [ROOT], indirect=True, ids=["our own"])
def test_nothing_is_left_of_who_had_it(
    clone: Path, adopt: Callable[..., int], run: Run
) -> None:
    old = own_names(clone)
    before = set(tree_of(clone))
    assert adopt(answers("zh", "en", traditional="s2tw"), "--yes") == 0
    assert run(clone, "build", "--only", "web") == 0
    # The guides and forms are the generator's own; a test looks at them for all names.
    kept = [clone / name for name in DOCUMENTS]
    kept += [*texts(clone / "docs"), *texts(clone / "print"), clone / "mkdocs.yml"]
    kept += texts((clone / "site").resolve())
    assert old
    assert naming(old, iter(kept)) == []
    stale = {
        name
        for name in before & set(tree_of(clone))
        if name.startswith(("docs/data/", "print/publications/", "print/ledger/"))
    }
    assert stale <= {"docs/data/contacts.yml", "print/publications/handbook.yml"}


def test_the_new_site_is_whole(
    clone: Path,
    adopt: Callable[..., int],
    run: Run,
    serve: Callable[[BuiltSite], str],
    open_page: Callable[..., Page],
) -> None:
    assert adopt(answers("fa", "en"), "--yes") == 0
    assert run(clone, "build", "--only", "web") == 0
    site = BuiltSite(clone / "site", clone)
    assert site.editions == {"fa": "", "en": "en/"}
    assert site.dead_links() == []
    home = site.page("fa", "index")
    assert home.get("lang") == "fa"
    assert NAMES["fa"] in home.text_content()
    assert home.xpath("//nav[@class='calls']/a/@href")[0] == "tel:999"
    assert "999" in home.xpath("string(//a[@class='call-911'])")
    assert "911" not in home.text_content()
    extra = settings_of(clone)["extra"]
    told = [extra[name] for name in ("paper", "colours", "status")]
    assert told == ["a4", "plum", "draft"]
    page = open_page()  # which fails the test on any error of a script
    for lang, topic, _ in site.pages():
        page.goto(serve(site) + site.path(lang, topic))


def test_what_git_could_not_bring_back_is_not_touched(
    clone: Path, adopt: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (clone / "mine.md").write_text("mine")
    before = tree_of(clone)
    assert adopt(answers("vi", "en"), "--yes") == 1
    assert "mine.md:1" in capsys.readouterr().err
    assert tree_of(clone) == before
    assert adopt(answers("vi", "en"), "--yes", "--force") == 0
    assert (clone / "mine.md").read_text() == "mine"


def test_it_can_be_undone_and_is_not_done_twice(
    clone: Path, adopt: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree_of(clone / "docs")
    assert adopt(answers("vi", "en"), "--yes") == 0
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "ours")
    ours = tree_of(clone / "docs")
    assert adopt(answers("fa", "en"), "--yes") == 1
    assert "taken_over" in capsys.readouterr().err
    assert tree_of(clone / "docs") == ours != before
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    assert tree_of(clone / "docs") == before


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"languages": ["vi"]}, "vi, en"),
        ({"languages": ["vi", "xq"]}, "xq"),
        ({"address": "help"}, "https://help.example.org/"),
        ({"time_zone": "Vancouver"}, "America/"),
        ({"paper": "legal"}, "letter"),
        ({"phone": "call us"}, "604-555-0123"),
        ({"place": {"vi": "x"}}, "place.en"),
        ({"name": {"vi": "a", "en": "{{ b }}"}}, "name"),
        ({"traditional": "s2hk"}, "zh"),
        ({"emergency": None}, "--emergency"),
        ({"town": "x"}, "town"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_and_nothing_written(
    clone: Path,
    adopt: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    more: dict[str, Any],
    told: str,
) -> None:
    before = tree_of(clone)
    assert adopt(answers("vi", "en", **more), "--yes") == 1
    assert told in capsys.readouterr().err
    assert tree_of(clone) == before


def test_without_a_keyboard_only_yes_begins(
    clone: Path, adopt: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree_of(clone)
    assert adopt(answers("vi", "en")) == 1
    assert "--yes" in capsys.readouterr().err
    assert tree_of(clone) == before


TYPED = (
    "vi", "vi, en", "Hội Bến Đò", "Ferry House", "", "", "ferry",
    "https://ferry.example.org", "America/Vancouver", "", "pink", "teal", "",
    "Bến Đò 2", "Ferry 2", "12", "604-555-0100", "",
)  # fmt: skip
"""At the keyboard: three answers do not fit; an empty one takes what is offered."""


@pytest.mark.parametrize(("last", "code"), [("yes", 0), ("no", 1)])
def test_a_person_is_asked_until_it_fits_and_has_the_last_word(
    clone: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    last: str,
    code: int,
) -> None:
    before = tree_of(clone)
    typed = iter((*TYPED, last))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt="": next(typed))
    assert run(clone, "adopt") == code
    assert next(typed, None) is None
    said = capsys.readouterr().out
    assert "哪几种语言" in said and "Which languages" in said
    assert said.count("✗") == 2 * 4
    if code:
        assert tree_of(clone) == before
        return
    settings = settings_of(clone)
    assert settings["site_name"] == "Hội Bến Đò"
    assert settings["extra"]["colours"] == "teal"
    assert settings["extra"]["paper"] == "letter"
    contacts = yaml.safe_load((clone / "docs/data/contacts.yml").read_text("utf-8"))
    assert set(contacts) == {"911", "first-help"}
    assert all(contact["called_on"] is None for contact in contacts.values())


def test_who_goes_away_halfway_has_changed_nothing(
    clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(prompt: str = "") -> str:
        raise EOFError

    before = tree_of(clone)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", gone)
    assert run(clone, "adopt") == 1
    assert tree_of(clone) == before


def test_every_answer_is_an_option(clone: Path, run: Run) -> None:
    told = answers("zh", "en", traditional="s2tw", site={"zh": "渡口", "en": "Ferry"})
    options = ["--languages", "zh,en"]
    for key, answer in told.items():
        if isinstance(answer, dict):
            both = " | ".join(f"{x}={text}" for x, text in answer.items())
            options += [f"--{key}", both]
        elif key != "languages":
            options += [f"--{key.replace('_', '-')}", answer]
    assert run(clone, "adopt", "--yes", *options) == 0
    settings = settings_of(clone)
    assert settings["site_url"] == told["address"]
    languages = settings["plugins"][0]["i18n"]["languages"]
    assert [x["site_name"] for x in languages] == ["渡口", "Ferry"]
    editions = settings["extra"]["editions"]
    assert [e["lang"] for e in editions] == ["zh-Hans", "zh-Hant", "en"]
    assert editions[1]["convert"] == "s2tw"


@pytest.mark.parametrize(
    ("zone", "cron"),
    [
        ("America/Toronto", ['"10 4,5 * * *"']),
        ("Asia/Kolkata", ['"40 18 * * *"']),
        ("Australia/Lord_Howe", ['"10 13 * * *"', '"40 13 * * *"']),
    ],
)
def test_the_site_is_published_just_after_midnight(zone: str, cron: list[str]) -> None:
    text = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    told = at_midnight(text, zone, date(2026, 11, 21))
    schedule = yaml.load(told, yaml.BaseLoader)["on"]["schedule"]
    assert [f'"{row["cron"]}"' for row in schedule] == cron
    assert at_midnight(told, zone, date(2026, 11, 21)) == told
