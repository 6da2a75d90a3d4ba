"""Every finished PDF: complete, accessible, black, and honest about itself."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import page as pdf_ua
import pypdfium2
import zxingcpp

from pairpress.content.catalogue import Entry
from pairpress.content.site import read_site
from pdf_reading import (
    bookmarks_of,
    colours_of,
    fonts_of,
    headings_alone,
    line_starts,
)
from site_files import BuiltSite

HANDOUT_PAGES = {"": 2, "large": 6}
"""A sheet; and in large print what fills it: 1.5 × 1.5 = 2.25 sheets, so three."""
OUR_FONTS = {"Pairpress-SC", "Pairpress-TC", "Pairpress-Latin"}
CLOSING = "”’）》〉」』】。，、；：？！…"
TO_BIND = {"booklet", "press"}
"""Formats that are not for reading on a screen: they carry no tags."""
LARGEST_BOOK, LARGEST_SHEET = 1_500_000, 80_000
"""Bytes that somebody with little data must fetch for a handbook, for one page."""
FEWER_EDITIONS = {"cards", "trifold"}
"""Always in two languages, and always in one."""


def prints(site: BuiltSite) -> Iterator[tuple[Entry, Path]]:
    for entry in site.catalogue:
        yield entry, site.folder / "print" / entry.file


def text_of(path: Path) -> str:
    """Return a PDF's text as a reader's search sees it, without any space."""
    document = pypdfium2.PdfDocument(path)
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return squeezed("".join(pages))


def squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u2060\ufffe\u00ad]", "", plain)


def test_every_publication_is_there_in_every_edition(site: BuiltSite) -> None:
    editions = Counter(
        entry.edition
        for entry in site.catalogue
        if not entry.format and entry.kind not in FEWER_EDITIONS
    )
    sets = read_site(site.project).edition_sets()
    assert set(editions) == {"+".join(e.lang for e in pair) for pair in sets}
    assert len(set(editions.values())) == 1


def test_the_catalogue_tells_the_truth(site: BuiltSite) -> None:
    for entry, path in prints(site):
        content = path.read_bytes()
        assert entry.bytes == len(content), entry.file
        assert entry.sha256 == hashlib.sha256(content).hexdigest(), entry.file
        assert entry.pages == len(pypdfium2.PdfDocument(path)), entry.file


def test_a_handout_in_one_language_is_one_sheet(site: BuiltSite) -> None:
    long = [
        entry.file
        for entry in site.catalogue
        if entry.kind == "handout"
        and "+" not in entry.edition
        and entry.pages > HANDOUT_PAGES[entry.format]
    ]
    assert long == []


def test_prints_are_quick_to_fetch(site: BuiltSite) -> None:
    large = [
        entry.file
        for entry in site.catalogue
        if (
            (entry.kind == "handbook" and entry.format not in TO_BIND)
            and entry.bytes > LARGEST_BOOK
        )
        or (
            (entry.kind == "handout" and entry.pages == 1)
            and entry.bytes > LARGEST_SHEET
        )
    ]
    assert large == []


def test_every_print_is_accessible(site: BuiltSite) -> None:
    faults = {}
    for entry, path in prints(site):
        if entry.format in TO_BIND:
            continue
        result = pdf_ua.validate_pdf(str(path), profile="ua1")
        if not result.is_compliant:
            faults[entry.file] = [failure.rule_id for failure in result.failures]
    assert faults == {}


def test_every_print_says_what_it_is(site: BuiltSite) -> None:
    for entry, path in prints(site):
        text = text_of(path)
        for lang in entry.edition.split("+"):
            words = site.words(lang)
            names = ["disclaimer", "free_help", "scan"]
            if site.settings["extra"]["status"] == "draft":
                names.append("proof")
            for name in names:
                assert squeezed(words[name]) in text, (entry.file, name)
        address = f"{site.url}p/{entry.publication}/{entry.version}/"
        assert squeezed(address.removeprefix("https://")) in text, entry.file


def test_every_code_leads_to_the_page_of_its_version(site: BuiltSite) -> None:
    for entry, path in prints(site):
        document = pypdfium2.PdfDocument(path)
        codes = {
            code.text
            for number in {0, 1, len(document) - 1} & set(range(len(document)))
            for code in zxingcpp.read_barcodes(
                document[number].render(scale=200 / 72, grayscale=True).to_pil()
            )
        }
        assert codes == {f"{site.url}p/{entry.publication}/{entry.version}/"}
        target = codes.pop().removeprefix(site.url)
        assert (site.folder / target / "index.html").exists(), entry.file


def test_only_our_fonts_are_embedded(site: BuiltSite) -> None:
    for entry, path in sample(site):
        families = {name.removesuffix("-Bold") for name in fonts_of(path)}
        assert families <= OUR_FONTS, entry.file


def test_nothing_is_written_in_colour(site: BuiltSite) -> None:
    for entry, path in sample(site):
        assert colours_of(path) == set(), entry.file


def test_no_line_begins_with_a_closing_mark(site: BuiltSite) -> None:
    for entry, path in sample(site):
        if entry.kind in ("handout", "handbook"):
            wrong = [found for found in line_starts(path) if found[0] in CLOSING]
            assert wrong == [], entry.file


def test_no_heading_is_left_at_the_foot_of_a_page(site: BuiltSite) -> None:
    for entry, path in sample(site):
        if entry.kind in ("handout", "handbook") and entry.format != "booklet":
            assert not headings_alone(path, bookmarks_of(path)), entry.file


def sample(site: BuiltSite) -> list[tuple[Entry, Path]]:
    """Return all small prints of a small site, a tenth of a large one's."""
    found = [(entry, path) for entry, path in prints(site) if entry.pages < 150]
    return found[:: 10 if len(found) > 100 else 1]


def test_prints_are_small_enough_for_a_telephone(site: BuiltSite) -> None:
    for entry, _ in prints(site):
        if entry.kind == "handbook" and not entry.format:
            assert entry.bytes <= 1_500_000, entry.file
        if entry.kind == "handout" and entry.pages == 1:
            assert entry.bytes <= 80_000, entry.file


def test_handouts_are_black_on_white(site: BuiltSite) -> None:
    for entry, path in prints(site):
        if entry.kind != "handout":
            continue
        for page in pypdfium2.PdfDocument(path):
            picture = page.render(scale=0.5).to_pil().convert("RGB")
            red, green, blue = picture.split()
            assert red.tobytes() == green.tobytes() == blue.tobytes(), entry.file


def test_side_by_side_prints_leave_out_no_section(site: BuiltSite) -> None:
    for entry, path in prints(site):
        if "+" not in entry.edition or entry.kind in FEWER_EDITIONS:
            continue
        first, second = entry.edition.split("+")
        text = text_of(path)
        for lang in (first, second):
            alone = site.folder / f"print/{entry.publication}.{lang}.pdf"
            for heading in headings(site, lang, entry, text_of(alone)):
                assert squeezed(heading) in text, (entry.file, heading)


def headings(site: BuiltSite, lang: str, entry: Entry, printed: str) -> list[str]:
    """Return the headings of a page that its handout in one language prints."""
    topic = next(
        (t for t in site.topics if t.replace("/", "-") == entry.publication), ""
    )
    found = site.page(lang, topic).xpath("//article/h2") if topic else []
    told = [str(heading.text_content()) for heading in found]
    return [heading for heading in told if squeezed(heading) in printed]


def test_a_discreet_title_stands_on_paper_too(
    project: Path, run: Callable[..., int]
) -> None:
    for locale, word in (("zh", "生活资料"), ("en", "Everyday")):
        page = project / f"docs/{locale}/help/index.md"
        text = page.read_text(encoding="utf-8")
        text = text.replace("icon: help", f"icon: help\nexit: true\ndiscreet: {word}")
        page.write_text(text, encoding="utf-8")
    assert run(project, "print", "help-index") == 0
    for edition, word, own in (
        ("zh-Hans", "生活资料", "现在找人帮忙"),
        ("zh-Hant", "生活資料", "現在找人幫忙"),
        ("en", "Everyday", "Get help now"),
    ):
        document = pypdfium2.PdfDocument(project / f"proof/help-index.{edition}.pdf")
        text = text_of(project / f"proof/help-index.{edition}.pdf")
        assert word in text and squeezed(own) not in text
        assert document.get_metadata_value("Title") == word


def test_a_picture_is_printed_where_its_page_shows_it(
    project: Path, run: Callable[..., int]
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="300" '
        'height="300"><rect width="9" height="9" fill="#00f"/></svg>'
    )
    (project / "docs/assets/blue.svg").write_text(drawing)
    for locale in ("zh", "en"):
        page = project / f"docs/{locale}/help/index.md"
        with page.open("a", encoding="utf-8") as file:
            file.write("\n![blue](../../assets/blue.svg)\n")
    assert run(project, "print", "help-index") == 0
    for edition in ("zh-Hans", "zh-Hant", "en", "zh-Hans+en"):
        document = pypdfium2.PdfDocument(project / f"proof/help-index.{edition}.pdf")
        image = document[len(document) - 1].render(scale=0.5).to_pil()
        assert any(
            b > 200 and r < 60 for _, (r, _, b) in image.getcolors(1_000_000) or []
        )
