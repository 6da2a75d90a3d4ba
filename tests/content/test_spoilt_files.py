"""Files spoilt at random: told in two languages with their place, or built right."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bad_input import add_extras, built, checked, targets
from conftest import DAY, ROOT, _epoch
from mutations import MUTATIONS, change_a_value, spoil
from site_files import copy_project

PARTS = {
    "docs/zh": 60,
    "docs/en": 60,
    "docs/data": 120,
    "docs/assets": 25,
    "mkdocs.yml": 50,
    "print": 80,
}
"""How often the files of each part are spoilt; fuzz.py goes on for longer."""
BUILT = 12
"""One in so many projects without errors is built too."""


def repeatable(times: int) -> settings:
    """Draw the same files on every machine, so many; a busy one may take its time."""
    return settings(
        max_examples=times,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with a file of each kind; each test puts back what it spoils."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", _epoch(DAY))
        folder = tmp_path_factory.mktemp("spoilt") / "project"
        yield add_extras(copy_project(ROOT / "tests/fixture", folder))


def judge(project: Path, path: Path, raw: bytes, *, build: bool) -> None:
    """Put a file into a project, and assert what holds whatever is in it."""
    before = path.read_bytes()
    path.write_bytes(raw)
    try:
        verdict = checked(project)
        assert verdict.faults == []
        if build and not verdict.is_refused:
            assert built(project) == []
    finally:
        path.write_bytes(before)


def test_the_project_is_whole_before_it_is_spoilt(whole: Path) -> None:
    verdict = checked(whole)
    assert verdict.faults == []
    assert not verdict.is_refused
    assert built(whole) == []
    assert {path.relative_to(whole).parts[0] for path in targets(whole)} == {
        "docs",
        "mkdocs.yml",
        "print",
    }


@pytest.mark.parametrize("part", PARTS)
def test_a_spoilt_file_is_told_or_built_and_never_a_crash(
    whole: Path, part: str
) -> None:
    files = [path for path in targets(whole) if str(path).startswith(f"{whole}/{part}")]

    @repeatable(PARTS[part])
    @given(st.sampled_from(files), st.integers(0, 2**32))
    def spoilt(path: Path, seed: int) -> None:
        random = Random(seed)
        has_values = path.suffix in (".md", ".yml", ".json")
        raw = spoil(random, path.read_bytes(), has_values=has_values)
        judge(whole, path, raw, build=seed % BUILT == 0)

    spoilt()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
def test_each_way_to_spoil_a_page_is_survived(
    whole: Path, mutation: Callable[[Random, bytes], bytes]
) -> None:
    page = whole / "docs/en/work/pay.md"

    @repeatable(6)
    @given(st.integers(0, 2**32))
    def spoilt(seed: int) -> None:
        judge(whole, page, mutation(Random(seed), page.read_bytes()), build=False)

    spoilt()


@repeatable(120)
@given(data=st.data())
def test_a_value_of_the_wrong_kind_is_told(whole: Path, data: st.DataObject) -> None:
    files = [path for path in targets(whole) if path.suffix in (".yml", ".json")]
    path = data.draw(st.sampled_from(files))
    seed = data.draw(st.integers(0, 2**32))
    raw = change_a_value(Random(seed), path.read_bytes())
    judge(whole, path, raw, build=False)


@repeatable(40)
@given(text=st.text(max_size=60), place=st.integers(0, 40))
def test_any_text_may_stand_on_a_page(whole: Path, text: str, place: int) -> None:
    page = whole / "docs/zh/work/pay.md"
    lines = page.read_text(encoding="utf-8").split("\n")
    lines.insert(min(place, len(lines)), text)
    raw = "\n".join(lines).encode("utf-8", errors="replace")
    judge(whole, page, raw, build=place == 30)
