"""Any two languages by configuration alone: checked, built, in words of their own."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from elsewhere_projects import NAMES, TEXTS, project_of
from pairpress.content.contacts import Phone
from pairpress.content.languages import language
from pairpress.content.own_words import slots

Run = Callable[..., int]
Told = Callable[..., tuple[int, list[str]]]
FOLDER = Path(__file__).resolve().parents[1] / "scripts/pairpress/content/languages"
KNOWN = sorted(path.stem for path in FOLDER.glob("*.yml"))
PAIRS = [("vi", "en"), ("ko", "en"), ("fa", "en"), ("fr", "zh"), ("tl", "en")]
SAYS = {
    "vi": "Nguồn và ngày tháng",
    "ko": "출처와 날짜",
    "fa": "منبع‌ها و تاریخ‌ها",
    "fr": "Sources et dates",
}
NOT_YET = ("never-agreed", "unused-image")
"""What is said of every site that is new, and knows no picture of ours."""


def new_project(folder: Path, *locales: str) -> Path:
    """Write the small site; Tagalog, which has no file, in the words of English."""
    if "tl" not in locales:
        return project_of(folder, *locales)
    project_of(folder, "vi", "en")
    shutil.rmtree(folder / "docs/vi")
    shutil.copytree(folder / "docs/en", folder / "docs/tl")
    files = (*folder.glob("*.yml"), *folder.glob("docs/data/*.yml"))
    for path in (*files, *folder.glob("print/publications/*.yml")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(^\s*|: |lang: )vi(:|$|/)", r"\1tl\2", text, flags=re.M)
        text = text.replace(NAMES["vi"][1], "Tagalog").replace("path: vi", "path: tl")
        path.write_text(text, encoding="utf-8")
    data = (folder / "docs/data/contacts.yml", folder / "docs/data/facts.yml")
    for path in data:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(
            yaml.safe_dump(_in_english(told), allow_unicode=True), encoding="utf-8"
        )
    return folder


def _in_english(told: Any) -> Any:
    """Say in Tagalog what is said in English."""
    if not isinstance(told, dict):
        return told
    if "tl" in told:
        return told | {"tl": told["en"]}
    return {name: _in_english(part) for name, part in told.items()}


@pytest.fixture
def told(run: Run, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command; return its exit code, and the lines that it says."""

    def command(project: Path, *arguments: str) -> tuple[int, list[str]]:
        capsys.readouterr()
        code = run(project, *arguments)
        said = capsys.readouterr()
        return code, (said.out + said.err).splitlines()

    return command


def of_interest(lines: list[str]) -> list[str]:
    """Return the problems that are not said of every new site."""
    rules = [line for line in lines if re.search(r"\([a-z-]+\)$", line)]
    return [x for x in rules if not any(f"({rule})" in x for rule in NOT_YET)]


@pytest.mark.parametrize("code", KNOWN)
def test_a_language_tells_every_word_with_its_slots(code: str) -> None:
    words, english = language(code).words, language("en").words
    assert language(code).missing == ()
    wrong = [x for x in english if slots(words[x]) != slots(english[x])]
    assert wrong == []
    assert len(words["calendar_steps"].split(" | ")) == 3


@pytest.mark.parametrize("code", KNOWN)
def test_a_language_has_a_template_of_every_kind(code: str) -> None:
    kinds = {path.name.split(".")[0] for path in (FOLDER / "new").glob("*.en.md")}
    for kind in kinds:
        own = (FOLDER / f"new/{kind}.{code}.md").read_text(encoding="utf-8")
        english = (FOLDER / f"new/{kind}.en.md").read_text(encoding="utf-8")
        for sign in (r"\{#\w+\}", r"\$\w+", "‹", r"\{\{ \w+"):
            assert re.findall(sign, own) == re.findall(sign, english)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_a_pair_is_checked_and_built_in_its_own_words(
    pair: tuple[str, str], tmp_path: Path, told: Told
) -> None:
    project = new_project(tmp_path / "project", *pair)
    code, lines = told(project, "check")
    assert code == 0
    found = of_interest(lines)
    assert [x for x in found if "(missing-words)" not in x] == []
    assert len(found) == (pair[0] == "tl")
    has_chinese = any(re.search(r"[\u4e00-\u9fff]", line) for line in lines)
    assert has_chinese == ("zh" in pair)

    code, lines = told(project, "build", "--only", "web")
    assert code == 0
    for place, locale in (("", pair[0]), (f"{pair[1]}/", pair[1])):
        page = html.parse(str(project / f"site/{place}work/pay/index.html")).getroot()
        lang = NAMES.get(locale, (locale,))[0]
        assert page.get("lang") == lang
        others = set(page.xpath("//link[@rel='alternate']/@hreflang"))
        tags = {NAMES.get(other, (other,))[0] for other in pair}
        assert others == {*tags, "x-default"}
        assert set(page.xpath("//nav[contains(@class, 'languages')]/a/@lang")) >= tags
        assert language(locale).words["sources"] in page.text_content()
        if locale in SAYS:
            assert SAYS[locale] in page.text_content()
        assert not re.search(r"\{\w*\}", page.text_content())


CHANGES = {
    "vi": [
        ("12.345", "12.354"),
        ("45 ngày", "54 ngày"),
        ("tháng 3 năm", "tháng 4 năm"),
    ],
    "ko": [("12,345", "12,354"), ("45일", "54일"), ("3월 5일", "3월 6일")],
    "fa": [("۱۲٬۳۴۵", "۱۲٬۳۵۴"), ("۴۵ روز", "۵۴ روز"), ("۵ مارس", "۶ مارس")],
    "fr": [("12 345", "12 354"), ("45 jours", "54 jours"), ("5 mars", "6 mars")],
}


@pytest.mark.parametrize("pair", PAIRS[:4], ids="-".join)
def test_a_changed_digit_is_found_in_each_language(
    pair: tuple[str, str], tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", *pair)
    page = project / f"docs/{pair[0]}/work/pay.md"
    text = page.read_text(encoding="utf-8")
    for old, new in CHANGES[pair[0]]:
        assert text.count(old) == 1
        page.write_text(text.replace(old, new), encoding="utf-8")
        _, lines = told(project, "check")
        found = [line for line in of_interest(lines) if "(only-here)" in line]
        assert found, (old, new)


def test_a_word_that_is_missing_is_listed_and_filled_in(
    tmp_path: Path, told: Told
) -> None:
    project = new_project(tmp_path / "project", "tl", "en")
    _, lines = told(project, "check")
    (missing,) = [x for x in lines if "(missing-words)" in x]
    count = len(language("en").words)
    assert missing.startswith("docs/data/words-tl.yml:1: [warning] ")
    assert f"{count} words" in missing and "skip, menu, home" in missing
    assert told(project, "words", "tl")[1] == [
        f"docs/data/words-tl.yml: {count} words to fill in"
    ]
    file = project / "docs/data/words-tl.yml"
    text = file.read_text(encoding="utf-8")
    assert "# Skip to the page\nskip:\n" in text
    text = text.replace("\nskip:\n", "\nskip: Tungo sa laman\n")
    file.write_text(text, encoding="utf-8")
    assert f"{count - 1} words" in "".join(told(project, "check")[1])
    told(project, "words", "tl")
    assert 'skip: "Tungo sa laman"\n' in file.read_text(encoding="utf-8")
    assert told(project, "build", "--only", "web")[0] == 0
    page = (project / "site/index.html").read_text(encoding="utf-8")
    assert "Tungo sa laman" in page


def test_an_organization_says_a_word_its_own_way_everywhere(
    tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", "zh", "en")
    own = "license: Take it\nsources: Where we know it from\ntongue_hakka: Hakka\n"
    (project / "docs/data/words-en.yml").write_text(own, encoding="utf-8")
    assert told(project, "build", "--only", "web")[0] == 0
    page = (project / "site/en/work/pay/index.html").read_text(encoding="utf-8")
    assert "Take it" in page and "Where we know it from" in page
    assert "Sources and dates" not in page
    main = (project / "site/work/pay/index.html").read_text(encoding="utf-8")
    assert "Take it" not in main


def test_another_currency_is_told_and_compared(tmp_path: Path, told: Told) -> None:
    project = project_of(tmp_path / "project", "fr", "en")
    for locale, pattern in (("fr", "#,##0 €"), ("en", "€#,##0")):
        path = project / f"docs/data/words-{locale}.yml"
        path.write_text(f'signs: {{money: "{pattern}"}}\n', encoding="utf-8")
    pages = {x: project / f"docs/{x}/work/pay.md" for x in ("fr", "en")}
    for locale, said in (("fr", "Il faut 1 200 €."), ("en", "It costs €1,200.")):
        text = pages[locale].read_text(encoding="utf-8")
        pages[locale].write_text(f"{text}\n{said}\n", encoding="utf-8")
    assert of_interest(told(project, "check")[1]) == []
    assert told(project, "build", "--only", "web")[0] == 0
    assert "17,95 €" in (project / "site/work/pay/index.html").read_text("utf-8")
    assert "€17.95" in (project / "site/en/work/pay/index.html").read_text("utf-8")
    told(project, "words", "fr")
    assert 'signs:\n  money: "#,##0 €"' in path.with_stem("words-fr").read_text("utf-8")
    text = pages["en"].read_text(encoding="utf-8")
    pages["en"].write_text(text.replace("€1,200", "€1,300"), encoding="utf-8")
    assert [x for x in told(project, "check")[1] if "“1 200 €” stands only here" in x]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("menuu: X", "did you mean “menu”? (unknown-name)"),
        (
            'updated: "On {day}"',
            "updated: it needs {date}, and no other { } (own-word)",
        ),
        ("updated: Today", "updated: it needs {date}, and no other { } (own-word)"),
        ("menu: X {n}", "menu: no { } (own-word)"),
        ('menu: "{"', "menu: no { } (own-word)"),
        ("menu: <b>X</b>", "menu: < cannot stand in it"),
        ("sources: '[x](javascript:x)'", "sources: [ cannot stand in it"),
        ("source: 'x\" onclick=\"x'", 'source: " cannot stand in it'),
        ("menu: '{{ phone 911 }}'", "menu: no { } (own-word)"),
        ("tongue_hakka: '{x}'", "tongue_hakka: no { } (own-word)"),
        ("kit_shop_file: ../../shop", "kit_shop_file: / cannot stand in it"),
        ("menu: [X]", "(wrong-value)"),
        ("signs: {money: 5}", "(wrong-value)"),
        ("signs: {mony: x}", "did you mean “money”? (unknown-setting)"),
        ("signs: [x]", "(wrong-value)"),
    ],
)
def test_a_word_that_cannot_stand_is_refused(
    line: str, said: str, tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", "fa", "en")
    path = project / "docs/data/words-en.yml"
    path.write_text(f"# Ours\n{line}\n", encoding="utf-8")
    code, lines = told(project, "check")
    assert code == 1
    assert [x for x in lines if said in x and x.startswith("docs/data/words-en.yml:2")]


def test_a_file_of_words_for_no_language_of_the_site_is_refused(
    tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", "fa", "en")
    (project / "docs/data/words-fr.yml").write_text("menu: Menu\n", encoding="utf-8")
    code, lines = told(project, "check")
    assert code == 1
    assert [x for x in lines if "the site has no language fr, only fa, en" in x]
    assert told(project, "words", "fr")[0] == 1


def test_letters_of_persian_are_no_unseen_characters(
    tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", "fa", "en")
    page = project / "docs/fa/work/pay.md"
    text = page.read_text(encoding="utf-8")
    assert "\u200c" in text
    marked = text.replace("هر ساعت", "هر ساعت\u200f (PDF\u200e)", 1)
    page.write_text(marked, encoding="utf-8")
    assert of_interest(told(project, "check")[1]) == []
    told(project, "check", "--fix")
    assert page.read_text(encoding="utf-8") == marked
    page.write_text(text.replace("هر ساعت", "هر \u202eساعت", 1), encoding="utf-8")
    code, lines = told(project, "check")
    assert code == 1
    assert [x for x in lines if "(control-character)" in x]


def test_staff_are_told_in_chinese_only_where_pages_are_chinese(
    tmp_path: Path, told: Told
) -> None:
    for pair, both in ((("fa", "en"), False), (("fr", "zh"), True)):
        project = project_of(tmp_path / "-".join(pair), *pair)
        (project / f"docs/{pair[1]}/work/pay.md").unlink()
        settings = project / "mkdocs.yml"
        for command in (["check"], ["build"], ["agree", "work/pay"]):
            code, lines = told(project, *command)
            assert code == 1
            assert bool(re.search(r"[\u4e00-\u9fff]", "".join(lines))) == both
        assert told(project, "report")[0] == 0
        report = (project / "report.html").read_text(encoding="utf-8")
        assert ("网站状态" in report) == both
        assert "How the site stands" in report
        # Nor do settings that cannot be read change the language.
        settings.write_text("site_name: [", encoding="utf-8")
        code, lines = told(project, "check")
        assert code == 1 and lines[0].startswith("mkdocs.yml:")
        assert bool(re.search(r"[\u4e00-\u9fff]", "".join(lines))) == both


def test_terms_are_told_in_the_languages_of_the_site(
    tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", "fr", "zh")
    terms = project / "docs/data/terms.yml"
    terms.write_text(
        "- {fr: vol de salaire, zh: 工资盗窃, avoid: {fr: [salaire volé]}}\n",
        encoding="utf-8",
    )
    page = project / "docs/fr/work/pay.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("stub", "stub") + "\nSalaire volé.\n",
        encoding="utf-8",
    )
    _, lines = told(project, "check")
    assert [x for x in lines if "this site says “vol de salaire”" in x]
    terms.write_text("- {fr: vol, en: theft}\n", encoding="utf-8")
    code, lines = told(project, "check")
    assert code == 1
    assert [x for x in lines if "“theft” is missing in zh (missing-language)" in x]
    assert [x for x in lines if "there is no setting “en”" in x]


def test_a_source_is_in_its_own_language(tmp_path: Path, told: Told) -> None:
    project = project_of(tmp_path / "project", "fr", "zh")
    facts = project / "docs/data/facts.yml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace("    url: https", "    lang: fr\n    url: https"), encoding="utf-8"
    )
    assert told(project, "build", "--only", "web")[0] == 0
    page = html.parse(str(project / "site/zh/work/pay/index.html")).getroot()
    assert page.xpath("//li[@id='source-1']/a/@lang") == ["fr"]


def test_every_language_of_the_small_site_is_known() -> None:
    assert sorted(path.stem for path in TEXTS.glob("*.yml")) == KNOWN


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("911", "tel:911"),
        ("416-555-0123", "tel:+14165550123"),
        ("1-800-555-0123", "tel:+18005550123"),
        ("+84-24-3825-0000", "tel:+842438250000"),
        ("+98-21-123-45", "tel:+982112345"),
    ],
)
def test_a_number_of_any_country_can_be_dialled(number: str, address: str) -> None:
    assert Phone(number=number).href == address


@pytest.mark.parametrize(
    ("code", "long", "short"),
    [
        ("vi", "Ăn ở đó " * 11 + ".", "Ăn ở đó " * 10 + "."),
        ("ko", "밥을 먹고 " * 11 + ".", "밥을 먹고 " * 9 + "."),
        ("fa", "می‌روند کار " * 13 + ".", "می‌روند کار " * 12 + "؟"),
        ("fr", "l’été où " * 15 + ".", "l’été où " * 13 + "."),
    ],
)
def test_a_sentence_is_counted_in_the_words_of_its_language(
    code: str, long: str, short: str, tmp_path: Path, told: Told
) -> None:
    project = project_of(tmp_path / "project", code, "en")
    page = project / f"docs/{code}/work/pay.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n{short} {short}\n", encoding="utf-8")
    assert not [x for x in told(project, "check")[1] if "(long-sentence)" in x]
    page.write_text(f"{text}\n{short} {long}\n", encoding="utf-8")
    assert [x for x in told(project, "check")[1] if "(long-sentence)" in x]
