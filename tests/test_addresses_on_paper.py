"""Nothing printed goes dead: years of changes, and every address still answers."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from site_files import BuiltSite, Element, tree_of

Run = Callable[..., int]
MOVED = ("work/pay", "work/wages")
HANDOUT = "handout: [rates, steps, help]\n"


class Years:
    """A site through the years, and every address that was ever on paper."""

    def __init__(self, project: Path, run: Run, addresses: set[str]) -> None:
        self.project, self.run, self.addresses = project, run, addresses

    def pass_to(self, day: str) -> BuiltSite:
        """Publish on a day as the workflow does; every address answers still."""
        assert self.run(self.project, "record", day=day) == 0
        assert self.run(self.project, "build", "--only", "web", day=day) == 0
        site = BuiltSite(self.project / "site", self.project)
        self.addresses |= {
            name.removesuffix("index.html")
            for name in site.html_files
            if name.startswith("p/")
        }
        self.addresses |= {site.path(x, t) for x in site.editions for t in site.topics}
        for address in self.addresses:
            assert (site.folder / address / "index.html").is_file(), address
        assert site.dead_links() == []
        return site

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file, or the two halves of a page: {} is the language."""
        for locale in ("zh", "en") if "{}" in name else ("",):
            path = self.project / name.format(locale)
            text = path.read_text("utf-8")
            assert old in text, (name, old)
            path.write_text(text.replace(old, new), "utf-8")

    def rename(self, old: str, new: str) -> None:
        """Rename a page, and wherever its file is named."""
        for locale in ("zh", "en"):
            folder = self.project / "docs" / locale
            (folder / f"{old}.md").rename(folder / f"{new}.md")
        names = re.compile(rf"\b{old.rpartition('/')[2]}\.md")
        for path in (
            self.project / "mkdocs.yml",
            *self.project.rglob("docs/*/**/*.md"),
        ):
            text = names.sub(f"{new.rpartition('/')[2]}.md", path.read_text("utf-8"))
            path.write_text(text, "utf-8")
        self.replace("print/publications/guide.yml", old, new)


@pytest.fixture
def years(project: Path, run: Run, fixture_site: BuiltSite) -> Years:
    """The fixture's project, and what its prints link to."""
    return Years(project, run, set(addresses_in_prints(fixture_site)))


def addresses_in_prints(site: BuiltSite) -> Iterator[str]:
    """Yield each page of the site that a PDF leads to, below the site's root."""
    for path in site.folder.glob("print/*.pdf"):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                for note in page.get("/Annots", []):  # type: ignore[call-overload]
                    target = str(note.get("/A", {}).get("/URI", ""))
                    if target.startswith(site.url):
                        yield target.removeprefix(site.url).partition("#")[0]


def told(site: BuiltSite, address: str, lang: str = "en") -> str:
    """Return how a copy stands, as its page says."""
    part = site.read(f"p/{address}/index.html").get_element_by_id(lang)
    return text(part.find_class("status")[0])


def leads_to(site: BuiltSite, address: str) -> list[str]:
    """Return where a version page sends its readers, one place for each edition."""
    page = site.read(f"p/{address}/index.html")
    return [
        str(page.get_element_by_id(lang).xpath('.//a[@class="button"]/@href')[0])
        for lang in site.editions
    ]


def text(element: Element) -> str:
    return " ".join(str(element.text_content()).split())


def test_prints_lead_to_pages_of_every_edition(fixture_site: BuiltSite) -> None:
    found = set(addresses_in_prints(fixture_site))
    assert {fixture_site.path(e, "help/directory") for e in fixture_site.editions} <= (
        found
    )


def test_every_address_on_paper_answers_through_the_years(
    years: Years, capsys: pytest.CaptureFixture[str]
) -> None:
    site = years.pass_to("2026-11-21")
    assert "The newest is version 2" in told(site, "work-pay/1")
    assert told(site, "work-pay/2") == "Your copy is up to date."

    why = ["--why", "zh=电话错了", "--why", "en=A wrong number"]
    assert years.run(years.project, "withdraw", "work-pay", "1", *why) == 0
    years.rename(*MOVED)
    years.replace(
        "docs/{}/work/wages.md", HANDOUT, HANDOUT + "moved_from: [work/pay]\n"
    )
    site = years.pass_to("2027-02-01")
    for address in ("work-pay/1", "work-pay/2"):
        assert "has a new name; the current one is “Pay”" in told(site, address)
        assert "换了名字" in told(site, address, "zh-Hans")
        assert leads_to(site, address) == [
            f"../../../{path}work/wages/" for path in site.editions.values()
        ]
    assert withdrawn(site, "work-pay/1") and not withdrawn(site, "work-pay/2")
    for lang, path in site.editions.items():
        moved = site.read(f"{path}work/pay/index.html")
        assert moved.get("lang") == lang
        assert "../wages/" in " ".join(moved.xpath("//main//a/@href")) or (
            f"{path}work/wages/" in " ".join(moved.xpath("//main//a/@href"))
        )

    years.replace("docs/en/work/wages.md", "Don't sign", "Do not sign")
    site = years.pass_to("2027-03-01")
    assert "The newest is version 2" in told(site, "work-wages/1")

    # Two pages become one. To forget where the old one stood is refused.
    for locale in ("zh", "en"):
        (years.project / f"docs/{locale}/work/wages.md").unlink()
    years.replace("mkdocs.yml", "  - work/wages.md\n", "")
    years.replace("docs/{}/index.md", "work/wages.md#rates", "work/index.md#who")
    years.replace("docs/zh/work/index.md", "先看[工钱](wages.md)。", "先看这里。")
    years.replace("docs/en/work/index.md", "Begin with [pay](wages.md).", "Begin here.")
    years.replace("print/publications/guide.yml", "work/wages", "work/index")
    old = tree_of(years.project / "site")
    assert years.run(years.project, "build", "--only", "web", day="2027-04-01") == 1
    assert "work/wages was published and is gone" in capsys.readouterr().err
    assert tree_of(years.project / "site") == old
    years.replace(
        "docs/{}/work/index.md",
        "icon: wage\n",
        "icon: wage\nhandout: true\nmoved_from: [work/pay, work/wages]\n",
    )
    site = years.pass_to("2027-04-01")
    for address in ("work-pay/1", "work-pay/2", "work-wages/1", "work-wages/2"):
        assert "the current one is “Work”, version 1" in told(site, address)
        assert leads_to(site, address)[0] == "../../../work/"
    assert withdrawn(site, "work-pay/1")

    (years.project / "print/publications/guide.yml").unlink()
    site = years.pass_to("2027-05-01")
    newest = max(int(p.name) for p in (site.folder / "p/guide").iterdir())
    assert newest > 2
    for number in range(1, newest + 1):
        assert "It is no longer printed" in told(site, f"guide/{number}")
        assert leads_to(site, f"guide/{number}")[0] == "../../../work/"

    years.replace("docs/{}/work/index.md", "handout: true\n", "")
    site = years.pass_to("2027-06-01")
    for address in ("work-pay/2", "work-wages/2", "work-index/1"):
        assert "It is no longer printed" in told(site, address)
        assert leads_to(site, address)[0] == "../../../work/"
    # And what came back is printed on, where its versions had stopped.
    years.replace(
        "docs/{}/work/index.md", "icon: wage\n", "icon: wage\nhandout: true\n"
    )
    years.replace("docs/en/work/index.md", "Begin here.", "Begin now.")
    site = years.pass_to("2027-07-01")
    assert "The newest is version 2" in told(site, "work-index/1")
    assert told(site, "work-index/2") == "Your copy is up to date."


def withdrawn(site: BuiltSite, address: str) -> bool:
    """Say whether a page begins with the warning that its copies must not be used."""
    page = site.read(f"p/{address}/index.html")
    return bool(page.find_class("withdrawn"))


def test_a_page_that_is_gone_for_good_leads_home(years: Years) -> None:
    # Of a publication that was printed before its topics were noted.
    site = years.pass_to("2026-11-21")
    assert site.catalogue == []
    ledger = years.project / "print/ledger/work-pay.json"
    gone = ledger.read_text("utf-8").replace('"work/pay"', '"work/long-gone"')
    ledger.with_name("leaflet.json").write_text(gone, "utf-8")
    site = years.pass_to("2026-11-22")
    for number in (1, 2):
        assert "It is no longer printed" in told(site, f"leaflet/{number}")
        homes = [f"../../../{path}" for path in site.editions.values()]
        assert leads_to(site, f"leaflet/{number}") == homes


def test_what_keeps_versions_is_not_deleted_unseen(
    years: Years, capsys: pytest.CaptureFixture[str]
) -> None:
    site = years.pass_to("2026-11-21")
    published = years.project / "docs/data/published.yml"
    ledgers = years.project / "print/ledger"
    assert "- p/guide/2\n- p/help-index/1\n- p/work-pay/2\n" in published.read_text()
    old = tree_of(years.project / "site")

    def told(path: Path, new: str | None) -> str:
        """Return what is said of a file that was deleted, or has another content."""
        before = path.read_text("utf-8")
        path.unlink() if new is None else path.write_text(new, "utf-8")
        for command in ("check", "record", "build"):
            assert years.run(years.project, command, day="2027-01-01") == 1, command
            said = capsys.readouterr()
            assert path.relative_to(years.project).as_posix() in said.out + said.err
        path.write_text(before, "utf-8")
        return said.err

    ledger = ledgers / "work-pay.json"
    assert "(lost-version)" in told(ledger, None)
    first = json.loads(ledger.read_text("utf-8"))
    del first["versions"][1:]
    assert "ends with version 1" in told(ledger, json.dumps(first))
    assert "(lost-list)" in told(published, None)
    assert tree_of(years.project / "site") == old
    assert site.folder.is_dir()
    years.pass_to("2027-01-01")


def test_two_printed_pages_become_one_which_is_withdrawn_later(
    years: Years, capsys: pytest.CaptureFixture[str]
) -> None:
    years.replace("docs/{}/work/quiet.md", "exit: true\n", "handout: true\n")
    assert years.pass_to("2026-11-21").folder.joinpath("p/work-quiet/1").is_dir()
    years.rename("work/pay", "work/money")
    for locale in ("zh", "en"):
        (years.project / f"docs/{locale}/work/quiet.md").unlink()
    years.replace("mkdocs.yml", "  - work/quiet.md\n", "")
    assert years.run(years.project, "record", day="2027-01-01") == 1
    said = capsys.readouterr().err
    for old in ("work/pay", "work/quiet"):
        assert f"{old} was published and is gone" in said
    moved = "moved_from: [work/pay, work/quiet]\n"
    years.replace("docs/{}/work/money.md", HANDOUT, HANDOUT + moved)
    site = years.pass_to("2027-01-01")
    for address in ("work-pay/1", "work-pay/2", "work-quiet/1"):
        assert "the current one is “Pay”, version 1" in told(site, address)
        assert leads_to(site, address)[0] == "../../../work/money/"

    # Nothing takes its place but the home page.
    years.replace("print/publications/guide.yml", "  - work/money\n", "")
    years.replace("mkdocs.yml", "  - work/money.md\n", "")
    for locale in ("zh", "en"):
        (years.project / f"docs/{locale}/work/money.md").unlink()
        for name in ("index.md", "work/index.md"):
            page = years.project / f"docs/{locale}/{name}"
            kept = re.sub(r"\[[^]]*\]\([^)]*money[^)]*\)", "?", page.read_text("utf-8"))
            page.write_text(kept, "utf-8")
    home = "moved_from: [work/pay, work/quiet, work/money]\n"
    years.replace("docs/{}/index.md", "icon: home\n", "icon: home\n" + home)
    site = years.pass_to("2027-02-01")
    for address in ("work-pay/2", "work-quiet/1", "work-money/1"):
        assert "It is no longer printed" in told(site, address)
        homes = [f"../../../{path}" for path in site.editions.values()]
        assert leads_to(site, address) == homes
