"""What the guide to extending tells: its files are put into a project, and judged."""

import ast
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import page as pdf_ua
import pypdfium2
import pytest
import zxingcpp

from pairpress.content.catalogue import Entry
from pairpress.content.own_kinds import OwnKind
from pdf_reading import colours_of, fonts_of
from site_files import ROOT, BuiltSite
from test_guides import guide
from test_prints import OUR_FONTS, squeezed, text_of

Run = Callable[..., int]
Told = pytest.CaptureFixture[str]
FILE = re.compile(r"^`([^`\n]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IN_THE_FIXTURE = {
    "work/wage-theft": "work/pay",
    "#now": "#steps",
    "csalc": "clinic",
    "esa.minimum_wage.general": "pay.hourly",
}
"""What the examples name, and what stands for it in the fixture."""
TENT = "print/publications/table-talk.yml"
TEMPLATE = "print/templates/table-tent.html"
STYLE = "print/styles/table-tent.css"
CHECKS = "scripts/own_checks.py"
EDITIONS = {"zh-Hans", "zh-Hant", "en", "zh-Hans+en", "zh-Hant+en"}
PIXELS = 200 / 72


def files_of_the_guide() -> dict[str, str]:
    """Return every file that the guide shows, as it is for the fixture."""
    found = {}
    for path, text in FILE.findall(guide(".github/EXTENDING", "en").text):
        for theirs, ours in IN_THE_FIXTURE.items():
            text = text.replace(theirs, ours)
        found[path] = text
    return found


def extend(project: Path, *names: str) -> Path:
    """Put files of the guide into a project; none named: all."""
    scripts = project / "scripts"
    if scripts.is_symlink():
        scripts.unlink()
        scripts.mkdir()
        shutil.copy(ROOT / "scripts/hooks.py", scripts)
    for path, text in files_of_the_guide().items():
        if not names or path in names:
            (project / path).write_text(text, encoding="utf-8")
    return project


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def extended(
    printed_project: Path, tmp_path_factory: pytest.TempPathFactory, run: Run
) -> BuiltSite:
    """The fixture with everything that the guide shows; one page has it all."""
    project = tmp_path_factory.mktemp("extended") / "project"
    shutil.copytree(printed_project, project, symlinks=True)
    extend(project)
    for locale in ("zh", "en"):
        front = "icon: wage\ntemplate: campaign.html\n"
        path = project / f"docs/{locale}/work/pay.md"
        replace(path, "icon: wage\n", front.replace("wage", "flag"))
    assert run(project, "build") == 0
    return BuiltSite(project / "site", project)


def tents(site: BuiltSite) -> Iterator[tuple[Entry, Path]]:
    """Yield what was printed of the table tent."""
    for entry in site.catalogue:
        if entry.publication == "table-talk":
            yield entry, site.folder / "print" / entry.file


def test_both_languages_show_the_same_files() -> None:
    english, chinese = (
        FILE.findall(guide(".github/EXTENDING", language).text)
        for language in ("en", "zh")
    )
    assert english == chinese
    assert [path for path, _ in english] == [
        TEMPLATE,
        STYLE,
        TENT,
        CHECKS,
        "docs/assets/styles/own.css",
        "overrides/campaign.html",
        "overrides/icons/flag.svg",
    ]


def test_a_kind_of_ones_own_is_printed_in_every_edition(extended: BuiltSite) -> None:
    found = list(tents(extended))
    assert {entry.edition for entry, _ in found} == EDITIONS
    for entry, path in found:
        assert (entry.kind, entry.format) == ("table-tent", "")
        assert (entry.pages, entry.version) == (1, 1)
        assert entry.page.endswith("work/pay/")
        assert pypdfium2.PdfDocument(path)[0].get_size() == (612, 792)


def test_it_says_what_its_file_its_page_and_the_data_say(extended: BuiltSite) -> None:
    texts = {entry.edition: text_of(path) for entry, path in tents(extended)}
    english = ("Does your boss owe you pay?", "Minimum wage: $17.95 an hour")
    for words in (*english, "416-555-0123", "Lantern Legal Clinic", "Keep your pay"):
        assert squeezed(words) in texts["en"]
        assert squeezed(words) in texts["zh-Hant+en"]
        assert words == "416-555-0123" or squeezed(words) not in texts["zh-Hans"]
    assert squeezed("最低工资：每小时$17.95") in texts["zh-Hans"]
    assert squeezed("最低工資：每小時$17.95") in texts["zh-Hant"]
    assert "資" not in texts["zh-Hans"] and "老板欠你" in texts["zh-Hans+en"]
    # Both sides of the tent say it, also where there are two languages.
    assert {text.count("$17.95") for text in texts.values()} == {2}


def test_it_is_accessible_black_and_in_our_fonts(extended: BuiltSite) -> None:
    for entry, path in tents(extended):
        result = pdf_ua.validate_pdf(str(path), profile="ua1")
        faults = [failure.rule_id for failure in result.failures]
        assert result.is_compliant, (entry.file, faults)
        assert colours_of(path) == set()
        families = {name.removesuffix("-Bold") for name in fonts_of(path)}
        assert families <= OUR_FONTS


def test_its_codes_lead_to_the_page_of_its_version(extended: BuiltSite) -> None:
    for _, path in tents(extended):
        picture = pypdfium2.PdfDocument(path)[0].render(scale=PIXELS).to_pil()
        codes = [code.text for code in zxingcpp.read_barcodes(picture)]
        # One on each side and one on the base.
        assert codes == [f"{extended.url}p/table-talk/1/"] * 3
    assert (extended.folder / "p/table-talk/1/index.html").exists()


def test_it_is_offered_under_its_title_with_the_name_of_its_kind(
    extended: BuiltSite,
) -> None:
    told = {"zh-Hans": "欠工资桌牌", "zh-Hant": "欠工資桌牌"}
    for lang, title in {**told, "en": "Table tent on unpaid wages"}.items():
        heading = extended.page(lang, "print/index").get_element_by_id("table-talk")
        kind, listed = heading.getnext(), heading.getnext().getnext()
        assert heading.text_content() == title
        assert kind.text_content() == ("Table tent" if lang == "en" else "桌牌")
        assert len(listed) == len(EDITIONS)
    links = extended.page("en", "work/pay").xpath("//*[@class='print-list']//a/@href")
    assert "../../../print/table-talk.en.pdf" in links
    assert extended.dead_links() == []


def test_the_status_page_tells_of_it(extended: BuiltSite, run: Run) -> None:
    assert run(extended.project, "report", "--out", "report.html") == 0
    report = (extended.project / "report.html").read_text("utf-8")
    row = report.partition('id="print-table-talk"')[2].partition("</article>")[0]
    assert "桌牌 · Table tent" in row and "version 1" in row


def test_a_kit_packs_all_of_a_kind(extended: BuiltSite, run: Run) -> None:
    asked = ("kit", "--for", "fair", "table-tent", "--editions", "en")
    assert run(extended.project, *asked) == 0
    assert (extended.project / "proof/fair.zip").stat().st_size > 10_000


def test_a_change_of_its_words_or_of_a_value_makes_a_version(
    project: Path, run: Run
) -> None:
    extend(project, TENT, TEMPLATE, STYLE)
    assert run(project, "record") == 0
    replace(project / TENT, "老板欠你工资？", "工资没拿到？")
    assert run(project, "record", day="2026-11-25") == 0
    # The day on which the wage ends.
    assert run(project, "record", day="2027-10-01") == 0
    text = (project / "print/ledger/table-talk.json").read_text("utf-8")
    ledger = json.loads(text)
    assert ledger["kind"] == "table-tent"
    assert [version["number"] for version in ledger["versions"]] == [1, 2, 3]
    assert ledger["versions"][1]["facts"]["pay.hourly"]["en"] == "$17.95"
    # It prints one section of its page; what the others say makes no version.
    assert set(ledger["sections"]["zh"]) > {"work/pay#steps", "fields/ask"}
    assert "work/pay#rates" not in ledger["sections"]["zh"]


def test_a_new_value_names_the_print_that_says_it(
    project: Path, run: Run, capsys: Told
) -> None:
    extend(project, TENT, TEMPLATE, STYLE)
    source = "https://rates.example.org/pay"
    asked = ("pay.hourly", "18.40", "--from", "2027-10-01", "--source", source)
    assert run(project, "fact", "set", *asked) == 0
    told = capsys.readouterr().out
    line = (project / TENT).read_text("utf-8").splitlines().index("fields:") + 3
    assert f"  {TENT}:{line}\n" in told
    assert "  table-talk: 欠工资桌牌 / Table tent on unpaid wages\n" in told


@pytest.mark.parametrize(
    ("file", "swap", "told"),
    [
        (
            TEMPLATE,
            ("fields.ask[n].text", "fields.ask[n].words"),
            (
                f"{TEMPLATE}:5: 模板有错，填不了：",
                "no attribute 'words' (template-fault)",
            ),
        ),
        (
            TEMPLATE,
            ('{% include "imprint.html" %}', "{{ imprint.qr }}"),
            (f"{TEMPLATE}:1: 印出来没有写是谁做的", "which version it is"),
        ),
        (
            STYLE,
            ("font-size: 30pt", "font-sice: 30pt"),
            ("排版时发现问题：table-tent.css: Ignored `font-sice", "faults found"),
        ),
    ],
    ids=["template", "imprint", "style"],
)
def test_what_is_wrong_with_it_is_told_where_it_is(
    file: str,
    swap: tuple[str, str],
    told: tuple[str, str],
    project: Path,
    run: Run,
    capsys: Told,
) -> None:
    extend(project, TENT, TEMPLATE, STYLE)
    replace(project / file, *swap)
    assert run(project, "print", "table-talk") == 1
    said = capsys.readouterr().err
    assert told[0] in said and told[1] in said
    assert "Traceback" not in said


def test_a_check_reads_templates_and_fills_none(project: Path, run: Run) -> None:
    # The workflow that notes agreements checks other people's files with main's rights.
    extend(project, TENT, TEMPLATE, STYLE)
    replace(project / TEMPLATE, "{% block body %}", "{% block body %}{{ 1 / 0 }}")
    assert run(project, "check") == 0


def test_whole_pages_stand_side_by_side(project: Path, run: Run) -> None:
    extend(project, TENT, TEMPLATE, STYLE)
    (project / TENT).write_text(
        "kind: table-tent\ntitle: {zh: 两页, en: Two pages}\npage: work/pay\n"
        "parts: [work/pay, help/index#top, work/pay#help]\neditions: [zh-Hans+en]\n",
        encoding="utf-8",
    )
    (project / TEMPLATE).write_text(
        '{% extends "document.html" %}{% from "rows.html" import sections %}\n'
        "{% block body %}<h1>{{ titles[0][1] }}</h1>{% for part in parts %}\n"
        "<h2>{{ part.headings[-1].text }}</h2>{{ sections(part.rows, editions) }}\n"
        '{% endfor %}{% include "imprint.html" %}{% endblock %}\n',
        encoding="utf-8",
    )
    assert run(project, "print", "table-talk") == 0
    path = project / "proof/table-talk.zh-Hans+en.pdf"
    assert [path.name] == [p.name for p in path.parent.glob("*.pdf")]
    result = pdf_ua.validate_pdf(str(path), profile="ua1")
    assert [failure.rule_id for failure in result.failures] == []
    text = text_of(path)
    for words in ("How much", "多少钱", "What to do", "先别签合同", "Lantern Legal"):
        assert squeezed(words) in text
    assert squeezed("Who can help") in text


def test_a_check_of_ones_own_speaks_as_the_guide_says(
    project: Path, run: Run, capsys: Told
) -> None:
    extend(project, CHECKS)
    assert run(project, "check") == 0
    told = capsys.readouterr().out
    for language in ("en", "zh"):
        blocks = guide(".github/EXTENDING", language).blocks
        (said,) = (text for kind, text in blocks if kind == "text")
        assert said in told
    replace(project / CHECKS, '                "warning",\n', "")
    assert run(project, "build") == 1
    told = capsys.readouterr().err
    assert "docs/zh/work/quiet.md:1: 打工的网页要写谁可以帮忙" in told
    assert not (project / "site").exists()


HEAD = """\
from pairpress.content.problems import Problem

"""
ONE = 'yield Problem("docs/en/index.md", 7, "mine", "mend it", "请改")'
REST = f"""

def _helper():
    return 1


def last(library):
    'Rule.'
    {ONE}
"""


@pytest.mark.parametrize(
    ("code", "line", "zh", "en"),
    [
        ("def broken(\n", 3, "SyntaxError", "mend the check, or delete it"),
        ("import no_such_module\n", 3, "ModuleNotFoundError", "no_such_module"),
        ("raise SystemExit(1)\n", 3, "SystemExit: 1", "mend the check"),
        (
            f'def a(library):\n    """Rule."""\n    {ONE}\n    1 / 0\n',
            6,
            "a: ZeroDivisionError",
            "a: ZeroDivisionError",
        ),
        (
            'def b(library):\n    """Rule."""\n    yield "a text"\n',
            3,
            "b 给出的是 'a text'",
            "b yielded 'a text'; yield Problem",
        ),
        (
            f'def c(library):\n    """Rule."""\n    {ONE.replace("7", "0")}\n',
            3,
            "c 给出的是 Problem(",
            "c yielded Problem(",
        ),
        (
            f'def d(library):\n    """Rule."""\n    {ONE.replace("7", "None")}\n',
            3,
            "d 给出的是",
            "d yielded",
        ),
        (
            'def e(library):\n    """Rule."""\n    return []\n',
            3,
            "e 没有 yield",
            "e yields no Problem",
        ),
        (f"def f(library):\n    {ONE}\n", 3, "f 没有写是什么规则", "f does not say"),
        (
            f'def g():\n    """Rule."""\n    {ONE}\n',
            1,
            "g: TypeError",
            "mend the check",
        ),
    ],
)
def test_what_is_wrong_with_a_check_is_told_and_the_others_go_on(
    code: str, line: int, zh: str, en: str, project: Path, run: Run, capsys: Told
) -> None:
    extend(project, CHECKS)
    (project / CHECKS).write_text(HEAD + code + REST, encoding="utf-8")
    replace(project / "docs/en/help/index.md", "(directory.md)", "(directry.md)")
    assert run(project, "check") == 1
    told = capsys.readouterr().out
    chinese, english = re.findall(
        rf"^{CHECKS}:{line}: (.*)\n    (.*) \(own-check\)$", told, re.MULTILINE
    )[0]
    assert zh in chinese and en in english
    assert "directry.md" in told and "_helper" not in told and "Traceback" not in told
    runs_at_all = code.startswith("def ") and "(\n" not in code
    assert ("docs/en/index.md:7: 请改" in told) == runs_at_all


def test_checks_of_ones_own_wait_until_all_can_be_read(
    project: Path, run: Run, capsys: Told
) -> None:
    extend(project, CHECKS)
    (project / "docs/en/work/pay.md").write_text("", encoding="utf-8")
    assert run(project, "check") == 1
    told = capsys.readouterr().out
    assert "(empty-page)" in told
    assert "(work-help)" not in told and "(own-check)" not in told


def test_colours_template_and_icon_of_ones_own_are_used(extended: BuiltSite) -> None:
    style = (extended.folder / "assets/styles/site.css").read_text("utf-8")
    assert style.index("--accent:#14532d") > style.rindex("--accent:#8c2a1c")
    assert style.index(".campaign{background") > style.rindex("--accent:#14532d")
    assert not (extended.folder / "assets/styles/own.css").exists()
    page = extended.page("zh-Hant", "work/pay")
    assert page.xpath("//article/p[@class='campaign']/text()") == [
        "僱主少給工錢，先做什麼。"
    ]
    assert page.xpath("//article/h1") and not page.xpath("//*[@class='toc']")
    flag = "M5 21V4M5 5h13l-3 4 3 4H5"
    card = extended.page("en", "work/index").xpath("//a[@class='card'][@href='pay/']")
    assert card[0].xpath(".//*[local-name()='path']/@d") == [flag]


def test_the_pictures_of_links_have_the_colours_of_ones_own(
    extended: BuiltSite,
) -> None:
    from PIL import Image

    name = extended.page("en", "work/pay").xpath(
        "//meta[@property='og:image']/@content"
    )
    picture = Image.open(extended.folder / name[0].removeprefix(extended.url))
    assert picture.convert("RGB").getpixel((600, 10)) == (0x14, 0x53, 0x2D)


def _keys(path: Path, function: str) -> set[str]:
    """Return the keys of the dictionary with which a function fills a template."""
    tree = ast.parse(path.read_text("utf-8"))
    inner = next(n for n in ast.walk(tree) if getattr(n, "name", "") == function)
    dicts = [n for n in ast.walk(inner) if isinstance(n, ast.Dict)]
    return {str(k.value) for n in dicts for k in n.keys if isinstance(k, ast.Constant)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_guide_names_all_that_there_is(language: str) -> None:
    tables = guide(".github/EXTENDING", language).tables
    _, settings, given, blocks = [[row[0].strip("`") for row in t[1:]] for t in tables]
    assert set(settings) == set(OwnKind.model_fields)
    paper = ROOT / "scripts/pairpress/paper"
    known = _keys(paper / "composed.py", "document")
    known |= _keys(paper / "own_kinds.py", "_context")
    of_ours = {"format", "stacked", "slug"}
    assert set(given) == known - of_ours
    main = (ROOT / "overrides/main.html").read_text("utf-8")
    assert blocks == re.findall(r"\{%-? block (\w+)", main)
