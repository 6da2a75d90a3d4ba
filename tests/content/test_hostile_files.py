"""What is made to harm: refused with a message, in bounded time and memory."""

import io
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from bad_input import (
    EXTRAS,
    Verdict,
    add_extras,
    built,
    checked,
    patience,
    png,
)
from mutations import FRAGMENTS
from pairpress.checking import annotation, markdown
from pairpress.content.ledger import survey_ledgers
from pairpress.content.library import survey_library
from pairpress.content.pages import read_page
from pairpress.content.problems import LONGEST, ContentError, Problem
from pairpress.content.speech import BOTH
from pairpress.content.yaml_files import parse_yaml
from pairpress.web.living_markup import living_markup
from pairpress.web.mkdocs_build import BuildFailed, build_pages
from site_files import tree_of

Run = Callable[..., int]
MEMORY = 2_000_000_000
PAGES = ("docs/zh/work/quiet.md", "docs/en/work/quiet.md")
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">'
    for n in range(12)
)
QUOTE = '"'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
DRAWINGS = {
    "laughs": f"<!DOCTYPE svg [{LAUGHS}]>{SVG}<text>&l11;</text></svg>",
    "outside": '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    f"{SVG}<text>&f;</text></svg>",
    "script": f"{SVG}<script>alert(1)</script></svg>",
    "named-script": f'{SVG}<s:script xmlns:s="http://www.w3.org/2000/svg"/></svg>',
    "handler": f'{SVG}<g onload="alert(1)"/></svg>',
    "foreign": f"{SVG}<foreignObject><p/></foreignObject></svg>",
    "use": f'{SVG}<use x:href="https://evil.example/a.svg#b"/></svg>',
    "animation": f'{SVG}<a><set attributeName="href" to="javascript:1"/></a></svg>',
    "style": f"{SVG}<style>@import url(https://evil.example/a.css);</style></svg>",
    "sheet": f'<?xml-stylesheet href="#a"?>{SVG}</svg>',
    "css": f"{SVG}<style>g{{fill:u\\72l(https://evil.example/a)}}</style></svg>",
    "set": f'{SVG}<style>g{{fill:image-set("//evil.example/a" 1x)}}</style></svg>',
    "base": f'<svg xml:base="https://evil.example/"{SVG[4:]}<use href="#a"/></svg>',
    "ping": f'{SVG}<a href="#a" ping="https://evil.example/"/></svg>',
    "copies": f'{SVG}<path id="c0" d="M0 0"/>'
    + "".join(
        f'<g id="c{n}">{f"<use href=%s#c{n - 1}%s/>" % (QUOTE, QUOTE) * 10}</g>'
        for n in range(1, 30)
    )
    + "</svg>",
    "deep": SVG + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>",
    "broken": f"{SVG}<g></svg>",
}


@pytest.fixture
def whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a file of each kind."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795280400")
    return add_extras(project)


def put(project: Path, text: str) -> None:
    """Add a text to both halves of a page."""
    for name in PAGES:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")


def rules(verdict: Verdict, path: str) -> set[str]:
    """Return the rules by which a file is refused, each told as it should be."""
    assert verdict.faults == []
    return {
        p.rule for p in verdict.problems if p.path == path and p.severity == "error"
    }


def gif(*, frames: int, side: int) -> bytes:
    """Return a picture of so many frames."""
    images = [
        Image.new("RGB", (side, side), (n, 9, 9)) for n in range(0, 90 * frames, 90)
    ]
    file = io.BytesIO()
    images[0].save(file, "GIF", save_all=True, append_images=images[1:])
    return file.getvalue()


def jpeg_of(width: int, height: int) -> bytes:
    """Return a photo that says it is so large."""
    file = io.BytesIO()
    Image.new("L", (8, 8)).save(file, "JPEG")
    raw = bytearray(file.getvalue())
    frame = raw.index(b"\xff\xc0")
    raw[frame + 5 : frame + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(raw)


def photo_from(place: dict[int, object]) -> bytes:
    """Return a photo that tells where it was taken."""
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x8825] = 6, place
    Image.new("RGB", (30, 20)).save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.jpg", photo_from({1: "N", 2: (43.0, 39.0, 0.0)}), "GPS"),
        ("a.jpg", photo_from({}), ""),
        ("a.png", photo_from({}), "this is a JPEG"),
        ("a.png", gif(frames=1, side=8), "this is a GIF"),
        ("a.jpg", png(9, 9), "this is a PNG"),
    ],
)
def test_a_photo_is_what_it_says_and_tells_no_place(
    whole: Path, name: str, raw: bytes, told: str
) -> None:
    (whole / "docs/assets/pictures" / name).write_bytes(raw)
    put(whole, f"![店](../../assets/pictures/{name})")
    errors = [p for p in checked(whole).problems if p.severity == "error"]
    assert {p.rule for p in errors} == ({"image-file"} if told else set())
    assert all(told in p.en for p in errors)


def test_bombs_and_living_drawings_are_refused_in_little_memory(
    whole: Path, command_environment: dict[str, str]
) -> None:
    folder = whole / "docs/assets/pictures"
    bad = {f"{name}.svg": text.encode() for name, text in DRAWINGS.items()}
    bad |= {
        "bomb.png": png(50_000, 50_000),
        "flat.png": png(60_000, 1_000),
        "bomb.jpg": jpeg_of(50_000, 50_000),
        "bomb.gif": b"GIF89a\x50\xc3\x50\xc3" + gif(frames=1, side=8)[10:],
        "moving.gif": gif(frames=3, side=8),
        "cut.png": png(900, 900)[:-30],
        "cut.jpg": jpeg_of(8, 8)[:-20],
        "noise.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(99),
        "page.png": b"<html><script>alert(1)</script>",
    }
    for name, raw in bad.items():
        (folder / name).write_bytes(raw)
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (folder / "run.swf").write_bytes(b"FWS")
    names = [name for name in bad if not name.endswith((".webp",))]
    put(
        whole, "\n\n".join(f"![x](../../assets/pictures/{name})" for name in names[::2])
    )
    limit = (resource.RLIMIT_AS, (MEMORY, MEMORY))
    said = subprocess.run(
        [sys.executable, "-m", "pairpress", "check"],
        cwd=whole,
        env=command_environment,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(*limit),
    )
    assert said.returncode == 1
    assert said.stderr == ""
    errors = {
        line
        for line in said.stdout.splitlines()
        if "[warning" not in line and ":" in line
    }
    for name in (*bad, "page.html", "run.swf"):
        assert any(name in line for line in errors), name


@pytest.mark.parametrize(
    "name",
    [
        "docs/en/work/pay.md",
        "docs/data/facts.yml",
        "docs/data/agreed/work/quiet.json",
        "docs/assets/pictures/shop.png",
        "docs/en/work",
        "docs/assets/pictures",
        "print/publications/poster.yml",
        "print/ledger/guide.json",
        "overrides/main.html",
    ],
)
def test_nothing_is_read_or_published_through_a_link(
    whole: Path, tmp_path: Path, name: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (whole / name).rename(elsewhere)
    (whole / name).symlink_to(elsewhere)
    assert "link-file" in rules(checked(whole), name)


@pytest.mark.parametrize(
    "old",
    [
        "../../../evil",
        "/tmp/evil",
        "a/../../b",
        "a//b",
        "en",
        "en/work/pay",
        "zh-hant",
        "p/work-pay/1",
        "work/pay/",
        "",
        ".",
        "x" * 5000,
    ],
)
def test_an_old_address_stays_within_the_site_and_takes_no_others(
    whole: Path, old: str
) -> None:
    for name in PAGES:
        path = whole / name
        text = path.read_text(encoding="utf-8")
        new = f"---\nmoved_from: ['{old}']\n"
        path.write_text(text.replace("---\n", new, 1), encoding="utf-8")
    refused = checked(whole)
    assert rules(refused, PAGES[0]) & {"wrong-value", "address-taken"}


def test_an_old_address_of_its_own_is_kept(whole: Path) -> None:
    for name in PAGES:
        path = whole / name
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("---\n", "---\nmoved_from: [work/silent]\n", 1),
            encoding="utf-8",
        )
    assert not checked(whole).is_refused
    assert built(whole) == []
    assert (whole / "site/en/work/silent/index.html").is_file()


@pytest.mark.parametrize("name", ["en", "zh-hant/work", "p/guide/1"])
def test_a_page_takes_no_address_of_an_edition_or_a_print(
    whole: Path, name: str
) -> None:
    for locale in ("zh", "en"):
        page = whole / f"docs/{locale}/{name}/index.md"
        page.parent.mkdir(parents=True)
        page.write_text((whole / f"docs/{locale}/work/pay.md").read_text("utf-8"))
    assert "address-taken" in rules(checked(whole), f"docs/zh/{name}/index.md")


@pytest.mark.parametrize(
    "name",
    [
        *("work/con", "aux/x", "nul", "work/lpt1", ".x", "work/.hidden/x"),
        *("sitemap.xml", "work/раy", "work/" + "a" * 90, "/".join(["abcdefghij"] * 20)),
    ],
)
def test_a_page_has_a_name_that_every_system_can_hold(whole: Path, name: str) -> None:
    for locale in ("zh", "en"):
        page = whole / f"docs/{locale}/{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text((whole / f"docs/{locale}/work/pay.md").read_text("utf-8"))
    assert "file-name" in rules(checked(whole), f"docs/zh/{name}.md")


@pytest.mark.parametrize(
    "name",
    [
        *("docs/en/work/x.md", "docs/data/x.yml", "docs/data/facts.yml"),
        *("docs/data/published.yml", "docs/data/agreed/x.json"),
        *("docs/assets/pictures/x.png", "docs/assets/x.css"),
        *("print/ledger/x.json", "print/publications/x.yml"),
    ],
)
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_told_of_and_not_waited_for(
    whole: Path, name: str, make: Callable[[Path], None]
) -> None:
    (whole / name).unlink(missing_ok=True)
    make(whole / name)
    verdict = checked(whole)
    assert verdict.faults == []
    if not verdict.is_refused:  # an empty folder beside files harms nobody
        assert built(whole) == []
        assert make is os.mkdir and name.rpartition("/")[2][:2] == "x."


@pytest.mark.parametrize("name", ["..", "a b", "<b>", "Ünder", "a.b", "A"])
def test_a_publication_has_a_plain_name(whole: Path, name: str) -> None:
    for file in ("publications/poster.yml", "ledger/guide.json"):
        path = whole / "print" / file
        odd = path.with_name(name + path.suffix)
        odd.write_bytes(path.read_bytes())
        found = {(p.path, p.rule) for p in checked(whole).problems}
        assert (odd.relative_to(whole).as_posix(), "file-name") in found


def test_two_publications_do_not_share_a_name(whole: Path) -> None:
    folder = whole / "print/publications"
    (folder / "poster.yml").rename(folder / "work-pay.yml")
    verdict = checked(whole)
    assert rules(verdict, "print/publications/work-pay.yml") == {"print-twice"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("path: en/", "path: ../../en/"),
        ("path: en/", "path: /tmp/en/"),
        ("path: en/", "path: zh-Hant/"),
        ("lang: en,", "lang: ../../en,"),
        ("lang: en,", "lang: zh-Hans,"),
        ("convert: s2hk", "convert: ../../s2hk"),
        ("locale: en,", "locale: ../en,"),
        ("docs_dir: docs", "docs_dir: ../.."),
        ("site_name: 灯笼会小站", "site_name: !!python/object/apply:os.system [id]"),
        ("time_zone: America/Toronto", "time_zone: ../../etc/passwd"),
        ("time_zone: America/Toronto", "time_zone: Toronto"),
        ("- work/pay.md", "- ../../work/pay.md"),
        ("https://example.org/kit/", 'https://exa mple.org/"><script>/'),
    ],
)
def test_the_settings_name_no_other_place(whole: Path, old: str, new: str) -> None:
    path = whole / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert rules(checked(whole), "mkdocs.yml")


HOSTILE = (
    "../../evil",
    "/tmp/evil",
    "..",
    "",
    "a\x00b",
    "a\n::error::b",
    "\u202e",
    "x" * 5000,
)
COMMANDS = (
    ("new", "{}", "--title", "zh=题", "--title", "en=T"),
    ("new", "work/x", "--title", "zh=题", "--title", "en=T", "--kind", "{}x"),
    ("fact", "set", "{}", "18", "--from", "2027-10-01", "--source", "https://e.org/"),
    ("fact", "set", "pay.hourly", "{}", "--from", "2027-10-01", "--source", "https://e.org/"),
    ("fact", "set", "pay.hourly", "18", "--from", "2027-10-01", "--source", "{}"),
    ("withdraw", "{}", "1", "--why", "zh=坏", "--why", "en=bad"),
    ("print", "{}"),
    ("kit", "{}", "--for", "x"),
    ("kit", "work-pay", "--for", "x", "--editions", "{}"),
    ("agree", "{}"),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda w: "-".join(w[:2]))
def test_a_command_takes_no_path_out_of_the_project(
    whole: Path, run: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    for hostile in HOSTILE:
        if words[1] == "{}" and words[0] == "new" and hostile == "/tmp/evil":
            continue  # the slash at its beginning does not count: tmp/evil
        before = tree_of(whole / "docs") | tree_of(whole / "print")
        asked = [word.replace("{}", hostile) for word in words]
        assert run(whole, *asked) == 1, hostile
        said = capsys.readouterr()
        told = said.err or said.out
        assert "\x00" not in told and "\u202e" not in told
        assert not [line for line in told.splitlines() if line.startswith("::")]
        assert tree_of(whole / "docs") | tree_of(whole / "print") == before


def test_a_form_cannot_write_what_could_not_be_read(
    whole: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = ("--why", "zh=坏\u202e", "--why", "en=bad")
    assert run(whole, "withdraw", "work-pay", "1", *reason) == 1
    assert "U+202E" in capsys.readouterr().err
    assert survey_ledgers(whole)[1] == []


BOMB = "\n".join(
    [
        "a: &a [x, x]",
        *(f"b{n}: &b{n} [{'*a' if n == 0 else f'*b{n - 1}'}, x]" for n in range(9)),
    ]
)


@pytest.mark.parametrize(
    "name",
    ["mkdocs.yml", "docs/en/work/pay.md", *(n for n in EXTRAS if n.endswith("yml"))],
)
def test_no_reader_of_yaml_follows_an_alias_or_goes_deep(
    whole: Path, name: str
) -> None:
    for bomb in (
        BOMB,
        "[" * 50_000 + "]" * 50_000,
        "a: {" * 5000,
        "x: !!python/none 1\n? [a]\n",
    ):
        text = f"---\n{bomb}\n---\n\n# x\n" if name.endswith(".md") else bomb
        (whole / name).write_text(text, encoding="utf-8")
        assert rules(checked(whole), name)


def test_a_message_is_one_short_line_of_what_can_be_seen() -> None:
    problem = Problem(
        "a\n::error::b", 1, "x", "e\x1b[31m\u202e" + "y" * 9999, "中\r\x00文"
    )
    told = str(problem)
    assert told.count("\n") == 1
    assert "\x1b" not in told and "\u202e" not in told and "U+202E" in told
    assert len(problem.en) < LONGEST + 50


@pytest.mark.parametrize("times", [40, 400, 40_000])
def test_what_a_message_quotes_does_not_hide_what_it_says(times: int) -> None:
    quoted = f"“{'https://' * times}”"
    problem = Problem(
        "a.md", 1, "x", f"section {quoted}: only here", f"{quoted}这一节，只有这里写了"
    )
    assert problem.en.endswith("only here")
    assert "这一节，只有这里写了" in problem.zh
    assert len(problem.zh) < LONGEST + 50


def test_a_message_commands_neither_a_workflow_nor_a_comment() -> None:
    problem = Problem("docs/`<b>.md", 1, "x", "::error::y ##[add-mask]z", "中<img>@all")
    assert not [x for x in str(problem).splitlines() if x.lstrip().startswith("::")]
    assert "##[" not in str(problem)
    assert annotation(problem, BOTH).count("\n") == 0
    told = markdown([problem], BOTH)
    assert told.count("`") % 2 == 0 and "\\<img\\>\\@all" in told
    assert told.index("<b>") < told.index(":1`")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("给\u202e17.95\u202c元", "control-character"),
        ("给\u206617.95\u2069元", "control-character"),
        ("给&#x202e;17.95元", "control-character"),
        ("给&#8238;17.95元", "control-character"),
        ("给&#X202E;17.95元", "control-character"),
        ("给\U000e0031\U000e0037元", "control-character"),
        ("给\ufff9元", "control-character"),
        ("给17\u007f元", "control-character"),
        ("给\ufffd元", "lost-character"),
        ('<span dir="rtl">17.95</span>', "text-direction"),
        ("电话４１６－５５５－０１２３", "typed-phone"),
        ("电话𝟒𝟏𝟔-555-0123", "typed-phone"),
        ("[x](http://[^1]/)", "dead-link"),
        ("[x](https://a.example:99999999/)", "dead-link"),
        (f"[x]({'a/' * 3000}b.md)", "dead-link"),
        ("[说明](pay.md){: href=https://evil.example/ }", "html"),
        ("要紧的话。\n{: hidden }", "html"),
        ("**字**{ onclick=x }", "html"),
    ],
)
def test_what_a_reader_would_see_otherwise_is_refused(
    whole: Path, text: str, rule: str
) -> None:
    put(whole, text)
    verdict = checked(whole)
    assert rules(verdict, PAGES[0]) >= {rule}
    named = [p for p in verdict.problems if p.rule == "control-character"]
    assert all("U+" in p.zh and "U+" in p.en for p in named)


PICTURE = "https://evil.example/x.png"
SCRIPT = "javascript:alert(1)"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # Over two lines, as Markdown reads them.
        (f"[x\ny]({SCRIPT})", "unsafe-link"),
        (f"[x](\n{SCRIPT})", "unsafe-link"),
        (f"[x\ny][z]\n\n[z]:\n  {SCRIPT}", "unsafe-link"),
        (f"![x\ny]({PICTURE})", "foreign-image"),
        (f"![x](\n{PICTURE})", "foreign-image"),
        (f"![x\ny][z]\n\n[z]: {PICTURE}", "foreign-image"),
        # By a name, in each way to write one.
        (f"![z]\n\n[z]: {PICTURE}", "foreign-image"),
        (f"![z][]\n\n[z]: {PICTURE}", "foreign-image"),
        (f"![X][Zz]\n\n[zZ]: {PICTURE}", "foreign-image"),
        (f"![x] [z]\n\n[z]: {PICTURE}", "foreign-image"),
        (f"> ![x][z]\n>\n> [z]: {PICTURE}", "foreign-image"),
        (f"![a[b]c]({PICTURE})", "foreign-image"),
        # Addresses that are none, or lead elsewhere than they say.
        ("[x](feed:javascript:alert(1))", "unsafe-link"),
        ("[x](view-source:https://a.example/)", "unsafe-link"),
        ("[x](intent://a#Intent;scheme=http;end)", "unsafe-link"),
        ("[x](//evil.example/)", "dead-link"),
        ("[银行](https://bank.example@evil.example/)", "dead-link"),
        ("[x](https://аррӏе.example/)", "dead-link"),
        ('**x**{: title="}" onclick=alert(1) }', "html"),
    ],
)
def test_what_markdown_reads_otherwise_than_it_looks_is_refused(
    whole: Path, text: str, rule: str
) -> None:
    put(whole, text)
    assert rule in rules(checked(whole), PAGES[0])


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        ('<p><img alt="x" src="https://evil.example/x.png"></p>', "foreign-image"),
        ('<p><img alt="x" src="//evil.example/x.png"></p>', "foreign-image"),
        ('<p><img alt="x" src="data:image/svg+xml,x"></p>', "foreign-image"),
        ('<p><img alt="x" src="a.png" srcset="//evil.example/"></p>', "html"),
        ('<a href="java&#10;script:alert(1)">x</a>', "unsafe-link"),
        ('<a href="&#1; javascript:alert(1)">x</a>', "unsafe-link"),
        ('<a href="//evil.example/">x</a>', "unsafe-link"),
        ('<b onclick="x">x</b>', "html"),
        ('<td style="background:url(//evil.example/)">x</td>', "html"),
        ("<iframe></iframe>", "html"),
        ("<svg><foreignObject></foreignObject></svg>", "html"),
        ('<td style="text-align: right;">x</td>', None),
        ('<a href="tel:+14165550123">x</a><a href="../pay/#x:y">y</a>', None),
    ],
)
def test_a_rendered_page_is_looked_at_too(
    whole: Path, made: str, rule: str | None
) -> None:
    """However it was typed, and whichever extension of Markdown has made it."""
    page = read_page(whole / PAGES[1], whole, "en")
    found = list(living_markup(made, page))
    assert [p.rule for p in found] == ([rule] if rule else [])
    assert all(p.path == PAGES[1] and p.line >= page.body_line for p in found)


def test_what_no_check_has_seen_stops_the_build_with_its_place(
    whole: Path, tmp_path: Path
) -> None:
    put(whole, f"![x\ny]({PICTURE})")
    with pytest.raises(BuildFailed) as raised:
        build_pages(survey_library(whole)[0], tmp_path / "s", None)
    line = (whole / PAGES[0]).read_text("utf-8").split("\n").index(f"y]({PICTURE})") + 1
    assert f"{PAGES[0]}:{line}: 图片在别的网站上" in str(raised.value)


@pytest.mark.parametrize("zone", ["America/Nowhere", "", "/", "Toronto\0"])
def test_a_time_zone_that_is_none(whole: Path, zone: str) -> None:
    path = whole / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("America/Toronto", json.dumps(zone)))
    assert rules(checked(whole), "mkdocs.yml")


@pytest.mark.parametrize("escape", [r"\u202e", r"\u0000", r"\x1b", r"\ufff9"])
def test_an_escape_does_not_bring_in_what_is_refused(whole: Path, escape: str) -> None:
    with pytest.raises(ContentError, match=r"U\+"):
        parse_yaml(f'a: "x{escape}"', "a.yml")
    path = whole / "print/ledger/guide.json"
    text = path.read_text(encoding="utf-8")
    escape = escape.replace(r"\x", r"\u00")
    path.write_text(text.replace('"title": {', '"title": {"zh": "' + escape + '",', 1))
    assert rules(checked(whole), "print/ledger/guide.json")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- " * 1000 + "x", "nested-deep"),
        ("> " * 1000 + "x", "nested-deep"),
        ("1. " * 1000 + "x", "nested-deep"),
        ("\n".join(" " * 4 * n + "- x" for n in range(60)), "nested-deep"),
        ("<kbd>" * 1000 + "x", "nested-deep"),
        ("[" * 9000, "nested-deep"),
        ("*" * 9000 + "a" + "*" * 9000, "line-long"),
        ("*a **b " * 1200, None),
        ("![a](" * 1500, "nested-deep"),
        ("`" * 4000 + "a" + "`" * 3999, None),
        ("1" * 9000, None),
        ("<" * 9000, None),
        ("&" * 9000, None),
        ("| a |\n|---|\n" + "| b |\n" * 5000, "page-long"),
        ("".join(f"## H {{#h{n}}}\n\nx\n\n" for n in range(50_000)), "page-long"),
        ("字" * 700_000, "file-too-large"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_deep_or_endless_is_told_or_built_in_time(
    whole: Path, text: str, rule: str | None
) -> None:
    put(whole, text)
    verdict = checked(whole)
    assert verdict.faults == []
    if rule:
        assert rule in rules(verdict, PAGES[0])
    elif not verdict.is_refused:
        assert built(whole) == []


def test_a_huge_table_is_built(whole: Path) -> None:
    row = "| x |" + " y |" * 49 + "\n"
    put(whole, row + "|---|" * 1 + "---|" * 49 + "\n" + row * 300)
    assert not checked(whole).is_refused
    with patience(60):
        assert built(whole) == []


def test_no_markup_of_a_page_runs_on_the_site(whole: Path) -> None:
    """Each fragment is refused, or stands on the built page and does nothing."""
    harmless = []
    before = {name: (whole / name).read_bytes() for name in PAGES}
    for fragment in FRAGMENTS:
        put(whole, f"前 {fragment} 后")
        verdict = checked(whole)
        assert verdict.faults == []
        if not verdict.is_refused:
            harmless.append(fragment)
        for name, raw in before.items():
            (whole / name).write_bytes(raw)
    for fragment in harmless:
        put(whole, f"前 {fragment} 后")
    assert built(whole) == []


def test_a_hostile_title_is_only_text_wherever_it_goes(whole: Path) -> None:
    """Title, description, note, a contact's name and a day's, on all that is built."""
    bad = "x\"'><script>alert(1)</script></title><!-- ]]> {{ 7*7 }} {% raw %} \\N;A:1"
    quoted = json.dumps(bad)
    for locale in ("zh", "en"):
        path = whole / f"docs/{locale}/work/pay.md"
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            "(title|description|note): .*", lambda m: f"{m[1]}: {quoted}", text
        )
        path.write_text(text, encoding="utf-8")
    for file, old in (
        ("contacts.yml", 'en: "Lantern Legal Clinic"'),
        ("calendar-2027.yml", "en: New Year"),
    ):
        path = whole / "docs/data" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        # In a calendar {{ … }} names a fact.
        name = bad if "{{" not in bad or file == "contacts.yml" else bad[:40]
        new = text.replace(old, f"en: {json.dumps(name)}")
        path.write_text(new, encoding="utf-8")
    verdict = checked(whole)
    assert verdict.faults == []
    assert [p for p in verdict.problems if p.severity == "error"] == []
    assert built(whole) == []
    site = whole / "site"
    page = html.document_fromstring((site / "en/work/pay/index.html").read_bytes())
    assert page.findtext("head/title").startswith(bad)
    assert page.xpath("//meta[@property='og:title']/@content") == [bad]
    for script in page.xpath("//script[@type='application/ld+json']"):
        json.loads(script.text)
    for path in sorted(site.resolve().rglob("*")):
        raw = path.read_bytes() if path.is_file() else b""
        if path.suffix in (".html", ".xml"):
            assert b"<script>alert" not in raw, path
        if path.suffix == ".xml":
            etree.fromstring(raw)
        if path.suffix == ".webmanifest":
            json.loads(raw)
        if path.suffix == ".ics":
            assert not re.search(rb"^A:1", raw, re.MULTILINE), path
