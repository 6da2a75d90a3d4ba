"""What a parser finds wrong with any page; benchmarks/phone.py asks a validator."""

from tinyhtml5.parser import HTMLParser

from site_files import BuiltSite


def test_a_parser_finds_nothing_wrong(site: BuiltSite) -> None:
    faults = {}
    for name in site.html_files:
        parser = HTMLParser()
        parser.parse((site.folder / name).read_text(encoding="utf-8"))
        if parser.errors:
            faults[name] = parser.errors[:3]
    assert faults == {}


def test_no_page_has_an_id_twice(site: BuiltSite) -> None:
    twice = {}
    for name in site.html_files:
        ids = site.read(name).xpath("//@id")
        if len(set(ids)) < len(ids):
            twice[name] = sorted(i for i in set(ids) if ids.count(i) > 1)
    assert twice == {}
