"""Rendering: the cache, the closed door to the network, and what counts as a fault."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pairpress.paper import pdf_cache
from pairpress.paper.fonts import Fonts
from pairpress.paper.jobs import PrintJob, RenderedPdf
from pairpress.paper.pdf_cache import key_of
from pairpress.paper.rendering import forget_unused, render, render_all
from pairpress.paper.system_libraries import library_versions

MakeJob = Callable[..., PrintJob]
PAGE = "<h1>欠工资</h1><p>打<a href='tel:211'>211</a>，有人说中文。</p>"


def test_the_same_job_comes_from_the_cache(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    first = render(make_job(PAGE), fonts, tmp_path / "pdf")
    second = render(make_job(PAGE), fonts, tmp_path / "pdf")
    assert first.ok and not first.cached
    assert second == replace(first, cached=True)


def test_the_same_job_gives_the_same_bytes_elsewhere(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    first = render(make_job(PAGE), fonts, tmp_path / "a")
    render(make_job("<h1 lang='en'>Another page first</h1>"), fonts, tmp_path / "b")
    second = render(make_job(PAGE), fonts, tmp_path / "b")
    assert first.path and second.path
    assert first.path.read_bytes() == second.path.read_bytes()


def test_the_same_job_gives_the_same_bytes_at_another_time_and_place(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set()
    for zone, epoch in (("America/Toronto", "1700000000"), ("Asia/Shanghai", None)):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        if epoch:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        found.add(render(make_job(PAGE), fonts, tmp_path / zone).sha256)
    monkeypatch.undo()
    time.tzset()
    assert len(found) == 1


@pytest.mark.parametrize(
    "damage", ["truncate", "overwrite", "forget the note", "exchange with another"]
)
def test_a_damaged_cached_file_is_printed_again(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path, damage: str
) -> None:
    first = render(make_job(PAGE), fonts, tmp_path / "pdf")
    assert first.path
    content = first.path.read_bytes()
    if damage == "truncate":
        first.path.write_bytes(content[:-50])
    elif damage == "overwrite":
        first.path.write_bytes(content[:-50] + bytes(50))
    elif damage == "forget the note":
        first.path.with_suffix(".note").unlink()
    else:
        other = render(make_job("<p>另一份</p>"), fonts, tmp_path / "pdf").path
        assert other
        for end in (".pdf", ".note"):
            content_of_other = other.with_suffix(end).read_bytes()
            first.path.with_suffix(end).write_bytes(content_of_other)
    again = render(make_job(PAGE), fonts, tmp_path / "pdf")
    assert again == first
    assert first.path.read_bytes() == content


def test_text_style_picture_and_fonts_each_decide_the_key(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    style, picture = tmp_path / "own.css", tmp_path / "map.png"
    style.write_text("p { color: #000 } h1 { background: url(paper.png) }")
    Image.new("L", (4, 4), 255).save(picture)
    Image.new("L", (4, 4), 255).save(tmp_path / "paper.png")
    job = make_job('<img src="map.png" alt="地图">', stylesheets=(style,))
    seen = {key_of(job, fonts)}
    for change in (
        lambda: style.write_text(style.read_text() + " p { margin: 0 }"),
        lambda: Image.new("L", (4, 4), 0).save(picture),
        lambda: Image.new("L", (4, 4), 0).save(tmp_path / "paper.png"),
    ):
        change()
        seen.add(key_of(job, fonts))
    seen.add(key_of(replace(job, html=job.html + " "), fonts))
    seen.add(key_of(replace(job, tagged=False), fonts))
    seen.add(key_of(job, replace(fonts, fingerprint="other")))
    assert len(seen) == 7
    assert key_of(replace(job, name="x", max_pages=1), fonts) in seen


def test_the_system_s_libraries_decide_the_key(
    make_job: MakeJob, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.text.ffi import pango

    pango_version, *others = library_versions()
    number = 0
    for part in pango_version.split("."):
        number = number * 100 + int(part)
    assert number == pango.pango_version()
    assert all(others)
    before = key_of(make_job("<p>一</p>"), fonts)
    monkeypatch.setattr(pdf_cache, "library_versions", lambda: ("2.0", *others))
    pdf_cache._tools.cache_clear()
    after = key_of(make_job("<p>一</p>"), fonts)
    pdf_cache._tools.cache_clear()
    assert before != after


def test_what_does_not_fit_is_withheld_and_says_how_long_it_is(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    long = make_job("<p>一段话。</p>" * 60)
    fitting = render(long, fonts, tmp_path / "pdf")
    for cache in ("pdf", "new"):  # found in the cache, and printed fresh
        tight = render(replace(long, max_pages=1), fonts, tmp_path / cache)
        assert tight.path is None
        assert tight.pages == fitting.pages > 1
        assert f"{fitting.pages}页，最多1页" in str(tight.failure)
        assert f"{fitting.pages} pages, at most 1" in str(tight.failure)


def test_a_pool_keeps_order_and_one_failure_stops_no_other(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    bodies = ["<p>一</p>", "<p>☃</p>", "<p>三</p>" * 90, "<p>四</p>"]
    jobs = [
        make_job(body, name=f"job-{index}", max_pages=2)
        for index, body in enumerate(bodies)
    ]
    seen: list[RenderedPdf] = []
    results = render_all(jobs, fonts, tmp_path / "pdf", 2, seen.append)
    assert [result.name for result in results] == [job.name for job in jobs]
    assert [result.ok for result in results] == [True, False, False, True]
    assert sorted(seen, key=lambda pdf: pdf.name) == results
    alone = render(jobs[0], fonts, tmp_path / "alone")
    assert alone.sha256 == results[0].sha256


def test_a_process_that_dies_is_reported(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    def kill_all(_: RenderedPdf) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    # More, and larger, than the pipe to a process holds: nothing may wait in it.
    jobs = [make_job(f"<h1>{n}</h1>" + "<p>一段话。</p>" * 9000) for n in range(9)]
    results = render_all(jobs, fonts, tmp_path / "pdf", 2, kill_all)
    assert len(results) == 9
    # The threads of the pool come to an end: one that waits for ever would hold up the
    # end of the program.
    for thread in threading.enumerate():
        if "QueueFeeder" in thread.name:
            thread.join(30)
            assert not thread.is_alive()
    failures = [str(result.failure) for result in results if not result.ok]
    assert failures
    assert all("broke down" in failure for failure in failures)


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/map.png",
        "http://127.0.0.1:9/map.png",
        "ftp://example.org/map.png",
        "file:///etc/hostname",
        "../../../../../../../../etc/hostname",
        "missing.png",
    ],
)
def test_only_files_of_the_project_are_read(print_page: Any, source: str) -> None:
    pdf = print_page(f'<p><img src="{source}" alt="地图"></p>')
    assert not pdf.ok
    assert source.rpartition("/")[2] in pdf.failure.en


def test_a_symbolic_link_does_not_open_the_door(
    print_page: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "map.png"
    Image.new("L", (4, 4)).save(outside)
    (tmp_path / "map.png").symlink_to(outside)
    assert not print_page('<img src="map.png" alt="地图">').ok
    assert print_page(f'<img src="{dot()}" alt="图">').ok


def dot() -> str:
    return (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAA"
        "AABJRU5ErkJggg=="
    )


def test_a_character_without_glyph_is_named(print_page: Any) -> None:
    pdf = print_page("<p>雪人☃</p>")
    assert "☃ (U+2603)" in pdf.failure.zh


def test_a_character_from_a_style_sheet_counts_too(print_page: Any) -> None:
    pdf = print_page('<style>p::before { content: "☃" }</style><p>雪人</p>')
    assert "U+2603" in pdf.failure.en


def test_a_fault_in_a_style_sheet_fails_every_job(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    style = tmp_path / "own.css"
    style.write_text(":root { --x: 1 2 3 } p { colour: red } h1 { margin: var(--x) x }")
    for text in ("一", "二"):
        job = make_job(f"<h1>{text}</h1>", stylesheets=(style,))
        pdf = render(job, fonts, tmp_path / "pdf")
        assert "colour" in str(pdf.failure)
        assert "margin" in str(pdf.failure)


def test_a_link_into_this_machine_is_a_fault(print_page: Any) -> None:
    pdf = print_page('<p><a href="other.html">另一页</a></p>')
    assert "other.html" in pdf.failure.en
    assert print_page('<p><a href="https://example.org/">另一页</a></p>').ok


def test_viewer_is_told_to_print_at_full_size(print_page: Any) -> None:
    with pikepdf.open(print_page(PAGE).path) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/CreationDate" not in pdf.docinfo


def test_front_matter_is_counted_in_roman(print_page: Any) -> None:
    front = '<h1>目录</h1><h1 id="body" style="break-before:page">正文</h1>'
    with pikepdf.open(print_page(front, body_starts_at="body").path) as pdf:
        labels: list[Any] = [page.label for page in pdf.pages]
    assert labels == ["i", "1"]
    assert "nowhere" in print_page(front, body_starts_at="nowhere").failure.en


def test_what_this_build_did_not_use_is_forgotten(
    make_job: MakeJob, fonts: Fonts, tmp_path: Path
) -> None:
    cache = tmp_path / "pdf"
    old = render(make_job("<p>旧</p>"), fonts, cache)
    new = render(make_job("<p>新</p>"), fonts, cache)
    forget_unused(cache, [new])
    assert old.path and not old.path.exists()
    assert render(make_job("<p>新</p>"), fonts, cache).cached
