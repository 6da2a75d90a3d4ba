"""Pages brought in: pairs found, sections matched, nothing lost without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from pairpress.content.site import read_site
from pairpress.office.intake import propose
from site_files import BuiltSite
from word_files import CHINESE, ENGLISH, leaflet, picture, zip_of

Run = Callable[..., int]
Told = pytest.CaptureFixture[str]


def write(folder: Path, **files: str) -> Path:
    """Write texts into a folder; __ stands for a slash, _md for the ending."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/").removesuffix("_md") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def page(project: Path, name: str) -> str:
    """Return a page of a project without its settings."""
    text = (project / f"docs/{name}.md").read_text(encoding="utf-8")
    return text.split("---\n", 2)[2].strip()


ZH = """\
# 小费

小费归你，2026年10月1日起不能扣。

## 怎么做

先看[工资单](stub.md#keep)。

## 谁可以帮你

打给诊所。
"""
EN = """\
# Tips

Tips are yours; from October 1, 2026 nobody may deduct them.

## What to do

See the [pay stub](stub.md#keep) first.

## Who can help

Call the clinic.
"""


def test_halves_in_two_folders_become_a_pair_that_passes_the_checks(
    project: Path, run: Run, tmp_path: Path, capsys: Told
) -> None:
    stubs = {"zh__stub": "# 工资单\n\n要留好。\n\n## 留好 {#keep}\n\n照下来。\n"}
    stubs["en__stub"] = (
        "# Stub\n\nKeep each of them.\n\n## Keep {#keep}\n\nTake photos.\n"
    )
    folder = write(tmp_path / "ours", zh__tips=ZH, en__tips=EN, **stubs)
    assert run(project, "import", str(folder), "--under", "work") == 0
    zh, en = page(project, "zh/work/tips"), page(project, "en/work/tips")
    assert "## 怎么做 {#what-to-do}" in zh and "## What to do {#what-to-do}" in en
    assert "## 谁可以帮你 {#who-can-help}" in zh
    assert "[工资单](stub.md#keep)" in zh and "[pay stub](stub.md#keep)" in en
    menu = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "  - work/quiet.md\n  - work/stub.md\n  - work/tips.md\n" in menu
    assert "# The fixture: a site with other names" in menu
    capsys.readouterr()
    assert run(project, "check") == 0
    assert run(project, "build", "--only", "web") == 0
    assert (project / "site/zh-Hant/work/tips/index.html").is_file()


@pytest.mark.parametrize(
    "names",
    [("tips.zh", "tips.en"), ("tips_cn", "tips_en"), ("work__tips", "work__en__tips"),
     ("小费（中文）", "小费（英文）"), ("i18n__zh__docs__tips", "docs__tips")],
)  # fmt: skip
def test_halves_are_found_by_how_people_name_them(
    project: Path, tmp_path: Path, names: tuple[str, str]
) -> None:
    folder = write(tmp_path / "x", **dict(zip(names, (ZH, EN), strict=True)))
    matches = propose([folder], read_site(project), "", []).matches
    assert [set(m.halves) for m in matches] == [{"zh", "en"}]
    assert matches[0].en.startswith("path") and matches[0].topic.endswith("tips")


def test_loose_files_are_paired_by_what_they_say(
    project: Path, run: Run, tmp_path: Path, capsys: Told
) -> None:
    rent = (
        "# 房租\n\n押金最多一个月，打 416-555-0188。\n\n- 一\n- 二\n\n"
        "## 涨租\n\n2.1%。\n"
    )
    home = (
        "# Rent\n\nOne month at most, call 416-555-0188.\n\n- a\n- b\n\n"
        "## More\n\n2.1%.\n"
    )
    alone = "# Winter\n\nThe shelter on King Street is open at night, from 8 pm.\n"
    folder = write(tmp_path / "x", a=ZH, b=rent, x=home, y=EN, z=alone)
    assert run(project, "import", str(folder), "--dry-run") == 0
    told = capsys.readouterr().out
    assert f"zh: {folder}/a.md + en: {folder}/y.md" in told
    assert f"zh: {folder}/b.md + en: {folder}/x.md" in told
    assert "2 pairs, 1 without another half" in told
    assert not (project / "docs/en/rent.md").exists()
    assert run(project, "import", str(folder)) == 0
    winter = (project / "docs/en/z.md").read_text(encoding="utf-8")
    assert "\nonly: true\n---\n" in winter
    report = (project / "import-report.md").read_text(encoding="utf-8")
    assert f"{folder}/z.md:1: 没有找到 zh 的另一半" in report


MARKS = {
    '??? info "More"\n    Text.': '!!! note "More"\n    Text.',
    "/// tip | Good\n\nText.\n\n///": '!!! tip "Good"\n    Text.',
    "::: warning\nText.\n:::": "!!! warning\n    Text.",
    ":::danger[Stop]\nText.\n:::": '!!! danger "Stop"\n    Text.',
    "> [!CAUTION]\n> Text.": "!!! warning\n    Text.",
    '{{< note title="So" >}}\nText.\n{{< /note >}}': '!!! note "So"\n    Text.',
    '=== "Phone"\n\n    Call.': "**Phone**\n\nCall.",
    "<details>\n<summary>More</summary>\nText.\n</details>": "**More**\n\nText.",
    "Use {{ name }} or {% x %}.": "Use \\{\\{ name \\}\\} or .",
    "Use `{{ name }}`.": "Use `{ { name } }`.",
    "{* ../a.py *}\n\nText.": "Text.",
    "Text.[^1]\n\n[^1]: Note.": "Text.<sup>1</sup>\n\n<sup>1</sup> Note.",
    "==Text== ++ctrl+c++ :tada:": "**Text** <kbd>Ctrl</kbd>+<kbd>C</kbd>",
    "<p align='center'><b>Text</b><br/>more <kbd>x</kbd></p>": (
        "**Text**<br>more <kbd>x</kbd>"
    ),
    "Type <your name>. <!-- later -->": "Type &lt;your name>.",
    "See [it][1].\n\n[1]: https://example.org/a": "See [it](https://example.org/a).",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": (
        "| a | b |  |\n| --- | --- | --- |\n| 1 | 2 | 3 |"
    ),
    "<table><tr><th>a<th>b<tr><td colspan=2>c</table>": (
        "| a | b |\n| --- | --- |\n| c |  |"
    ),
    "1. Do:\n\n    ```python\n    <x>{{ y }}\n    ```": (
        "1. Do:\n\n```python\n<x>{{ y }}\n```"
    ),
    "Text:\n\n    code <x>": "Text:\n\n```\ncode <x>\n```",
    "~~~~ {.sh hl_lines='1'}\n```\n~~~~": "```sh\n'''\n```",
    "Text. {: .big }": "Text.",
    "<p>\n    <em>Text</em>\n</p>": "*Text*",
    "[![Logo](https://example.org/a.png)](https://example.org/)": (
        "[Logo](https://example.org/)"
    ),
    "✅ Yes 👍🏽 1️⃣, ☐ ★ ok 👨‍👩‍👧.": "✓ Yes 1, ☐ ★ ok .",
    "![](https://example.org/a.png)": "[a.png](https://example.org/a.png)",
    "[Gone](gone.md) [run](javascript:x)": "Gone run",
}
"""What other programs understand, and what our page has."""


@pytest.mark.parametrize("written", MARKS)
def test_what_other_programs_understand_is_written_our_way(
    project: Path, run: Run, tmp_path: Path, capsys: Told, written: str
) -> None:
    text = f"# Title of it\n\nThis page is for readers who work.\n\n{written}\n"
    folder = write(tmp_path / "x", en__one=text)
    assert run(project, "import", str(folder)) == 0
    body = page(project, "en/one").split("who work.\n\n")[1]
    assert body.strip() == MARKS[written]
    assert run(project, "check") == 0, capsys.readouterr().out


def test_titles_and_levels_are_put_right(
    project: Path, run: Run, tmp_path: Path
) -> None:
    text = (
        "Title\n=====\n\nThis page is for readers.\n\n#### Deep ####\n\nText.\n\n"
        "# Second {#two}\n\nText.\n\n## Under\n\n> ## Said\n\n## Empty\n"
    )
    write(tmp_path / "x", en__one=text)
    assert run(project, "import", str(tmp_path / "x")) == 0
    lines = page(project, "en/one").split("\n")
    assert [x for x in lines if x.startswith(("#", ">"))] == [
        "# Title",
        "## Deep {#deep}",
        "## Second {#two}",
        "### Under {#under}",
        "> **Said**",
    ]
    assert run(project, "check") == 0


def test_sections_of_one_half_only_are_told(
    project: Path, run: Run, tmp_path: Path
) -> None:
    more = EN.replace("## Who", "## Deadline\n\nTwo years.\n\n## Who")
    write(tmp_path / "x", zh__tips=ZH, en__tips=more)
    assert run(project, "import", str(tmp_path / "x")) == 0
    assert "## 谁可以帮你 {#who-can-help}" in page(project, "zh/tips")
    report = (project / "import-report.md").read_text(encoding="utf-8")
    assert "en/tips.md:9: “Deadline”这一节在另一种语言里没有找到" in report
    assert "(other-sections)" in report


def test_a_word_file_keeps_its_form_and_tells_what_is_open(
    project: Path, run: Run, tmp_path: Path
) -> None:
    leaflet(tmp_path / "x/工资单.docx", CHINESE)
    leaflet(tmp_path / "x/Pay stub.docx", ENGLISH)
    assert run(project, "import", str(tmp_path / "x"), "--under", "work") == 0
    english = page(project, "en/work/pay-stub")
    for part in (
        "1. Keep the stubs.\n2. Take a photo.\n",
        "**Do it now** \\{\\{ name \\}\\}",
        "### What it says {#what-it-says}",
        "| Item | How much |\n| --- | --- |\n| Each week | 44 hours<br>(44) |",
        "Call {{ phone clinic }}.They speak Chinese.",
        "![Pay stub](../../assets/work-pay-stub.jpg)",
    ):
        assert part in english
    assert "### 写什么 {#what-it-says}" in page(project, "zh/work/pay-stub")
    assert "old words" not in english
    with Image.open(project / "docs/assets/work-pay-stub.jpg") as image:
        assert max(image.size) <= 1600 and not image.getexif()
    report = (project / "import-report.md").read_text(encoding="utf-8")
    for told in (
        "adds “They speak Chinese.”",
        "deletes “old words”",
        "“Ask about this”",
    ):
        assert told in report
    assert run(project, "check") == 0


def test_pictures_come_along_once(project: Path, run: Run, tmp_path: Path) -> None:
    text = (
        "# One\n\nPictures stand here.\n\n![A card](/img/card.jpg)\n\n![](card.jpg)\n"
    )
    write(tmp_path / "x", en__one=text)
    for name in ("en/static/img/card.jpg", "en/card.jpg"):
        (tmp_path / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / name).write_bytes(picture((300, 200)))
    (tmp_path / "secret.jpg").write_bytes(picture())
    assert run(project, "import", str(tmp_path / "x")) == 0
    assert page(project, "en/one").count("](../assets/card.jpg)") == 2
    assert "![card](" in page(project, "en/one")
    assert [p.name for p in (project / "docs/assets").glob("card*.jpg")] == ["card.jpg"]


def test_long_code_stays_within_a_phone(
    project: Path,
    run: Run,
    tmp_path: Path,
    serve: Callable[[BuiltSite], str],
    open_page: Callable[..., Page],
) -> None:
    code = "curl https://example.org/" + "a-very-long-address/" * 20
    text = f"# One\n\nThis page has code, and `{code}`.\n\n```sh\n{code}\n```\n"
    write(tmp_path / "x", en__one=text)
    assert run(project, "import", str(tmp_path / "x")) == 0
    assert run(project, "build", "--only", "web") == 0
    phone = open_page(serve(BuiltSite(project / "site", project)) + "en/one/")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_text_from_old_windows_is_read(project: Path, run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "x", en__tips=EN)
    (folder / "zh").mkdir()
    (folder / "zh/tips.md").write_bytes(ZH.replace("\n", "\r\n").encode("gbk"))
    assert run(project, "import", str(folder)) == 0
    assert "小费归你" in page(project, "zh/tips")
    report = (project / "import-report.md").read_text(encoding="utf-8")
    assert "read as GBK" in report and run(project, "check") == 0


def test_a_page_that_is_there_is_never_touched_unasked(
    project: Path, run: Run, tmp_path: Path, capsys: Told
) -> None:
    old = (project / "docs/en/work/pay.md").read_bytes()
    write(tmp_path / "x", zh__pay=ZH, en__pay=EN, zh__new=ZH, en__new=EN)
    words = ["import", str(tmp_path / "x"), "--under", "work"]
    assert run(project, *words) == 1
    assert "docs/en/work/pay.md:1: 已经有这一页" in capsys.readouterr().err
    assert run(project, *words, "--dry-run") == 0
    assert "import-taken: 2" in capsys.readouterr().out
    assert (project / "docs/en/work/pay.md").read_bytes() == old
    assert not (project / "docs/en/work/new.md").exists()
    assert run(project, *words, "--except", "*/new.md", "--replace") == 0
    assert page(project, "en/work/pay").startswith("# Tips")
    menu = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert menu.count("- work/pay.md") == 1 and "work/new.md" not in menu


def test_one_half_is_brought_beside_the_one_that_is_there(
    project: Path, run: Run, tmp_path: Path
) -> None:
    folder = write(tmp_path / "x", en__tips=EN)
    assert run(project, "import", str(folder), "--under", "work") == 0
    english = project / "docs/en/work/tips.md"
    text = english.read_text(encoding="utf-8").replace("only: true\n", "")
    english.write_text(text.replace("{#what-to-do}", "{#do}"), encoding="utf-8")
    folder = write(tmp_path / "y", zh__tips=ZH)
    assert run(project, "import", str(folder), "--under", "work") == 0
    assert "## 怎么做 {#do}" in page(project, "zh/work/tips")
    assert "only:" not in (project / "docs/zh/work/tips.md").read_text("utf-8")
    assert "{#do}" in english.read_text(encoding="utf-8")
    menu = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert menu.count("- work/tips.md") == 1
    assert run(project, "check") == 0


def test_an_import_that_cannot_write_puts_everything_back(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "x", zh__pay=ZH, en__pay=EN)
    before = {p: p.read_bytes() for p in (project / "docs").rglob("*.md")}
    menu = (project / "mkdocs.yml").read_bytes()
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "mkdocs.yml":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        run(project, "import", str(tmp_path / "x"), "--under", "work", "--replace")
    monkeypatch.undo()
    assert {p: p.read_bytes() for p in (project / "docs").rglob("*.md")} == before
    assert (project / "mkdocs.yml").read_bytes() == menu
    assert not [*(project / ".cache").glob("import-*")]


def _bomb(path: Path) -> None:
    zip_of(path, word__document_xml=b" " * 70_000_000)


def _entities(path: Path) -> None:
    zip_of(path, word__document_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")


def _locked(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "old.doc": (lambda p: p.write_bytes(b"x"), "另存为 .docx"),
    "locked.docx": (_locked, "密码"),
    "renamed.docx": (
        lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "旧的 .doc",
    ),
    "bomb.docx": (_bomb, "太大"),
    "entities.docx": (_entities, "不是 Word"),
    "broken.docx": (lambda p: p.write_bytes(b"PK\x03\x04 broken"), "不是 Word"),
    "other.docx": (lambda p: zip_of(p, a_xml=b"<a/>"), "不是 Word"),
    "empty.md": (lambda p: p.write_bytes(b""), "空的"),
    "blank.md": (lambda p: p.write_bytes(b" \n\n"), "空的"),
    "huge.md": (lambda p: p.write_bytes(b"a\n" * 1_100_000), "太大"),
    "long.md": (lambda p: p.write_text("word and " * 2000), "10000"),
    "binary.md": (lambda p: p.write_bytes(b"\0\xff" * 50), "不是文字"),
    "tangled.md": (lambda p: p.write_text("[a](\n" * 4000), "没有结尾"),
    "tags.md": (lambda p: p.write_text("a <b>\n" * 4000), "没有结尾"),
    "away.md": (lambda p: p.symlink_to("/etc/hostname"), "链接"),
    "none": (lambda p: p.mkdir(), "没有 .md"),
    "missing.md": (lambda p: None, "没有这个文件"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(
    project: Path, run: Run, tmp_path: Path, capsys: Told, name: str
) -> None:
    make, told = REFUSED[name]
    (tmp_path / "x").mkdir()
    path = tmp_path / "x" / name
    make(path)
    before = sorted(project.iterdir())
    assert run(project, "import", str(path)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{path}:1: ") and told in said and "(import-file)" in said
    assert sorted(project.iterdir()) == before
