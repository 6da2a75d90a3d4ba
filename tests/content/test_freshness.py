"""Freshness: drift between halves is told, and nothing else is."""

import json
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from pairpress.content.agreements import Agreement, read_agreement
from pairpress.content.freshness import TopicState, topic_state
from pairpress.content.pages import read_page
from pairpress.content.site import read_site
from pairpress.content.substance import substance

Run = Callable[..., int]
GOLDEN = yaml.safe_load((Path(__file__).parent / "freshness.yml").read_text("utf-8"))
RULES = ("stale", "both-changed", "section-not-agreed", "never-agreed")
TOPIC = "work/tips"


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A project without pictures whose pair was agreed on; to be copied."""
    folder = tmp_path_factory.mktemp("agreed") / "project"
    fixture = Path(__file__).resolve().parents[1] / "fixture"
    shutil.copytree(fixture / "docs", folder / "docs")
    shutil.copytree(fixture.parents[1] / "overrides", folder / "overrides")
    settings = (fixture / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("work/pay.md\n", f"work/pay.md\n  - {TOPIC}.md\n")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    for locale, text in GOLDEN["base"].items():
        (folder / f"docs/{locale}/{TOPIC}.md").write_text(text, "utf-8")
    assert run(folder, "agree", "--all", "--by", "clinic", day="2026-11-01") == 0
    return folder


@pytest.fixture
def pair(agreed: Path, tmp_path: Path) -> Path:
    """A copy for one test to change."""
    shutil.copytree(agreed, tmp_path / "project")
    return tmp_path / "project"


def edit(project: Path, case: dict[str, Any], topic: str = TOPIC) -> None:
    """Make a case's replacements in both halves."""
    for locale in ("zh", "en"):
        path = project / f"docs/{locale}/{topic}.md"
        text = path.read_text("utf-8")
        for old, new in case.get(locale, []):
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def move(project: Path, to: str, moved_from: bool = False) -> None:
    """Move both halves, and say so in their front matter if asked."""
    for locale in ("zh", "en"):
        text = (project / f"docs/{locale}/{TOPIC}.md").read_text("utf-8")
        (project / f"docs/{locale}/{TOPIC}.md").unlink()
        if moved_from:
            text = text.replace("icon:", f"moved_from: [{TOPIC}]\nicon:")
        (project / f"docs/{locale}/{to}.md").write_text(text, "utf-8")


def told(output: str) -> list[str]:
    """Return what was told of freshness: "rule language section"."""
    found = []
    for chinese, english in pairwise(output.splitlines()):
        rule = re.search(r"\(([\w-]+)\)$", english)
        if rule and rule[1] in RULES:
            place = re.match(r"docs/(\w+)/\S+?:\d+: ", chinese)
            section = re.search(r"“([^”]+)”这一节", chinese)
            assert place, chinese
            name = section[1].replace("开头", "") if section else ""
            found.append(f"{rule[1]} {place[1]} {name}")
    return sorted(found)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_drift_is_told_and_nothing_else_is(
    case: dict[str, Any], pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = TOPIC
    if "move" in case:
        topic = case["move"]["to"]
        move(pair, **case["move"])
    edit(pair, case, topic)
    if case.get("unagreed"):
        (pair / f"docs/data/agreed/{TOPIC}.json").unlink()
    if case.get("agree"):
        assert run(pair, "agree", topic) == 0
    edit(pair, case.get("then", {}), topic)
    if case.get("encode") == "notepad":
        for path in pair.glob(f"docs/*/{topic}.md"):
            path.write_bytes(
                b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
            )
    capsys.readouterr()
    run(pair, "check")
    assert told(capsys.readouterr().out) == case["expect"]


def test_a_stale_section_is_told_at_its_line_with_the_day_and_the_remedy(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pair, {"en": [["It is free", "It is quite free"]]})
    capsys.readouterr()
    assert run(pair, "check") == 0
    out = capsys.readouterr().out
    assert "docs/zh/work/tips.md:14: [warning 提醒] “steps”这一节：2026-11-01" in out
    assert "docs/en/work/tips.md:14 has changed since 2026-11-01" in out
    assert "scripts/run agree work/tips, or tick the box" in out


def test_a_section_that_one_half_lacks_is_told_once_as_an_error(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pair, {"en": [["## Example", "## More {#more}\n\nAsk.\n\n## Example"]]})
    capsys.readouterr()
    assert run(pair, "check") == 1
    out = capsys.readouterr().out
    assert "(other-sections)" in out and told(out) == []


def test_what_was_agreed_on_keeps_its_day_until_it_changes(
    pair: Path, run: Run
) -> None:
    path = pair / "docs/data/agreed/work/tips.json"
    before = path.read_text("utf-8")
    assert run(pair, "agree", TOPIC) == 0
    assert path.read_text("utf-8") == before
    edit(pair, {"en": [["within two", "within 2"]], "zh": [["两年之内", "2年内"]]})
    assert run(pair, "agree", "docs/zh/work/tips.md", "--by", "editor") == 0
    sections = json.loads(path.read_text("utf-8"))["sections"]
    days = {name: (part["on"], part["by"]) for name, part in sections.items()}
    assert days.pop("steps") == ("2026-11-21", "editor")
    assert set(days.values()) == {("2026-11-01", "clinic")}


def test_a_moved_page_takes_its_record_along(pair: Path, run: Run) -> None:
    move(pair, "work/gratuity", moved_from=True)
    assert run(pair, "agree", "work/gratuity") == 0
    folder = pair / "docs/data/agreed/work"
    assert (folder / "gratuity.json").exists() and not (folder / "tips.json").exists()
    assert '"2026-11-01"' in (folder / "gratuity.json").read_text("utf-8")


def test_a_page_with_errors_is_not_agreed_on(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (pair / "docs/en/work/pay.md").unlink()
    edit(pair, {"en": [["{#steps}", "{#step}"]]})
    before = (pair / "docs/data/agreed/work/tips.json").read_text("utf-8")
    assert run(pair, "agree", TOPIC, "work/pay") == 1
    told = capsys.readouterr().err
    assert "docs/en/work/pay.md:1: " in told and "(other-sections)" in told
    assert (pair / "docs/data/agreed/work/tips.json").read_text("utf-8") == before


def test_an_unknown_topic_is_refused_with_the_nearest_name(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(pair, "agree", "work/tip") == 1
    assert "work/tips" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ('"by": "clinic",', '"by" "clinic",', 5, "broken-record"),
        ("{", "<<<<<<< mine\n{", 1, "merge-marks"),
        ('"on": "2026-11-01"', '"on": "soon"', 1, "wrong-value"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_at_its_line(
    old: str,
    new: str,
    line: int,
    rule: str,
    pair: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = pair / "docs/data/agreed/work/tips.json"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    capsys.readouterr()
    assert run(pair, "check") == 1
    out = capsys.readouterr().out
    assert f"docs/data/agreed/work/tips.json:{line}: " in out and f"({rule})" in out
    assert "(never-agreed)" not in out


def test_a_record_whose_page_is_gone_is_pointed_out(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for locale in ("zh", "en"):
        (pair / f"docs/{locale}/{TOPIC}.md").unlink()
    run(pair, "check")
    assert "docs/data/agreed/work/tips.json:1: " in capsys.readouterr().out


def test_a_pull_request_is_offered_boxes_for_what_it_touches(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pair, {"en": [["within two years", "within six months"]]})
    (pair / "docs/data/agreed/index.json").unlink()
    capsys.readouterr()
    changed = ["docs/en/work/tips.md", "docs/zh/work/pay.md", "scripts/x.py"]
    assert run(pair, "agree", "--offer", "--changed", *changed) == 0
    out = capsys.readouterr().out
    boxes = [line for line in out.splitlines() if line.startswith("- [ ] ")]
    assert len(boxes) == 1 and "`work/tips`" in boxes[0]
    assert "`#steps`: 没跟上 stale (en →)" in out
    assert run(pair, "agree", "--offer", "--changed", "README.md") == 0
    assert capsys.readouterr().out.strip() == ""
    assert run(pair, "agree", "--offer") == 0
    assert "`index`" in capsys.readouterr().out


def test_a_tick_agrees_and_an_empty_box_does_not(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pair, {"en": [["It is free", "It is quite free"]]})
    (pair / "docs/data/agreed/index.json").unlink()
    capsys.readouterr()
    run(pair, "agree", "--offer")
    offered = capsys.readouterr().out
    ticked = re.sub(r"- \[ \] (.*`work/tips`)", r"- [x] \1", offered)
    (pair / "body.md").write_text(
        "Hello\r\n- [x] I like `work/pay`\n" + ticked, "utf-8"
    )
    assert run(pair, "agree", "--ticked", "body.md", "--by", "reviewer") == 0
    out = capsys.readouterr().out
    assert "work/tips: " in out and "work/pay" not in out
    assert not (pair / "docs/data/agreed/index.json").exists()
    run(pair, "check")
    assert "(stale)" not in capsys.readouterr().out


def test_a_tick_does_not_hold_for_what_was_pushed_afterwards(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pair, {"en": [["within two years", "within six months"]]})
    capsys.readouterr()
    run(pair, "agree", "--offer")
    ticked = capsys.readouterr().out.replace("- [ ]", "- [X]")
    (pair / "body.md").write_text(ticked, "utf-8")
    edit(pair, {"en": [["within six months", "within a week"]]})
    assert run(pair, "agree", "--ticked", "body.md") == 1
    assert "打勾以后又改过" in capsys.readouterr().out
    run(pair, "check")
    assert told(capsys.readouterr().out) == ["stale zh steps"]


def test_the_list_tells_how_each_topic_stands(
    pair: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pair, {"en": [["within two years", "within six months"]]})
    capsys.readouterr()
    assert run(pair, "agree", "--list") == 0
    out = capsys.readouterr().out
    assert "work/tips: 1 节要看" in out and "index: 一致 fresh (2026-11-01)" in out


def test_no_history_is_asked_for(
    pair: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not (pair / ".git").exists()
    assert run(pair, "agree", "--all") == 0
    assert run(pair, "check") == 0


def test_more_than_two_languages(pair: Path) -> None:
    site = read_site(pair)
    (pair / "docs/vi/work").mkdir(parents=True)
    vietnamese = pair / "docs/vi/work/tips.md"
    text = (pair / "docs/en/work/tips.md").read_text("utf-8")
    vietnamese.write_text(text.replace("two years", "hai năm"), "utf-8")

    def state(*locales: str, record: Agreement) -> TopicState:
        halves = {
            x: read_page(pair / f"docs/{x}/work/tips.md", pair, x) for x in locales
        }
        return topic_state(site, halves, TOPIC, record)

    record = read_agreement(pair / "docs/data/agreed/work/tips.json", pair)
    first = state("zh", "en", "vi", record=record)
    assert first.unagreed == ("vi",) and first.open == []

    page = read_page(vietnamese, pair, "vi")
    said = substance(page, site)
    everyone = Agreement(
        sections={
            name: part.model_copy(update={"said": {**part.said, "vi": said[name]}})
            for name, part in record.sections.items()
        }
    )
    edit(pair, {"en": [["two years", "six months"]]})
    vietnamese.write_text(text.replace("two years", "sáu tháng"), "utf-8")
    (section,) = state("zh", "en", "vi", record=everyone).open
    assert section.state == "stale"
    assert (section.changed, section.behind) == (("en", "vi"), ("zh",))
