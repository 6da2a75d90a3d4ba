"""Warnings: each by its place and its rule; what --fix can mend is mended, once."""

import base64
import inspect
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from pairpress.checks import ADVICE
from rules_of_code import severities_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "warnings.yml").read_text(encoding="utf-8")
)
LAST = {
    "zh": ("都在[电话一览](directory.md)。", 21),
    "en": ("All are in [the directory](directory.md).", 21),
}
Run = Callable[..., int]


def put(project: Path, case: dict[str, Any]) -> tuple[str, int]:
    """Write what a case has wrong; return the file and the line it should name."""
    if name := case.get("file"):
        path = project / name
        text = path.read_text(encoding="utf-8") if "old" in case else ""
        new = text.replace(case["old"], case["new"], 1) if text else case["new"]
        path.write_text(new, encoding="utf-8")
        return name, case["at"]
    locale = "zh" if "zh" in case else "en"
    name = f"docs/{locale}/help/index.md"
    last, line = LAST[locale]
    text = (project / name).read_text(encoding="utf-8")
    assert last in text
    text = text.replace(last, case[locale])
    if case["rule"] == "term":
        terms = project / "docs/data/terms.yml"
        avoid = "  avoid: {zh: [工资偷窃], en: [salary theft]}\n"
        old = terms.read_text(encoding="utf-8")
        terms.write_text(
            old.replace('  zh: "工资盗窃"\n', f'  zh: "工资盗窃"\n{avoid}'),
            encoding="utf-8",
        )
    (project / name).write_text(text, encoding="utf-8")
    return name, line + case.get("line", 0)


def told(project: Path, run: Run, capsys: Any, *options: str) -> list[str]:
    """Return what check says: each problem on one line, Chinese then English."""
    capsys.readouterr()
    run(project, "check", *options)
    return str(capsys.readouterr().out).replace("\n    ", " ").splitlines()


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n}-{case['rule']}" for n, case in enumerate(CASES)]
)
def test_a_warning_names_its_place_and_is_gone_when_mended(
    case: dict[str, Any], project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    name, line = put(project, case)
    rule = f"({case['rule']})"
    found = [text for text in told(project, run, capsys) if rule in text]
    assert [t for t in found if t.startswith(f"{name}:{line}: [warning")], found
    if "fixed" not in case:
        return
    after = told(project, run, capsys, "--fix")
    assert not [text for text in after if rule in text]
    text = (project / name).read_text(encoding="utf-8")
    assert case["fixed"] in text


def test_the_fixture_has_nothing_to_mend(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "改好了 0 个文件。 0 files mended." in told(project, run, capsys, "--fix")


def test_a_file_of_windows_is_pointed_out_once_and_mended(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs/zh/help/index.md"
    plain = page.read_bytes()
    page.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    found = [t for t in told(project, run, capsys) if "(windows-file)" in t]
    assert len(found) == 1
    assert found[0].startswith("docs/zh/help/index.md:1: [warning")
    assert "BOM" in found[0] and "CRLF" in found[0]
    told(project, run, capsys, "--fix")
    assert page.read_bytes() == plain


def test_large_pictures_are_pointed_out(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = io.BytesIO()
    Image.effect_noise((2400, 300), 90).save(file, "png")
    assert len(base64.b64encode(file.getvalue())) > 300_000
    (project / "docs/assets/map.png").write_bytes(file.getvalue())
    put(project, {"rule": "", "zh": "![地图](../../assets/map.png)"})
    found = [t for t in told(project, run, capsys) if "(image-file)" in t]
    assert len(found) == 2
    assert "2400 像素" in found[0] + found[1]
    assert "KB" in found[0] + found[1]


def test_a_page_with_hard_words_gets_one_hint(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    hard = (
        "Remuneration obligations necessitate documentation of every employment "
        "relationship. Administrative institutions investigate irregularities."
    )
    put(project, {"rule": "", "en": "\n\n".join([hard] * 8)})
    found = [t for t in told(project, run, capsys) if "(reading-level)" in t]
    assert len(found) == 1
    assert "Flesch–Kincaid" in found[0]


def test_a_build_leaves_out_only_what_never_stops_it() -> None:
    paths = {Path(inspect.getfile(check)) for check in ADVICE}
    assert paths
    assert {path.stem: severities_of(path) for path in paths} == {
        path.stem: {"warning"} for path in paths
    }
