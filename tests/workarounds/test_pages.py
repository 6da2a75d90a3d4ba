"""What MkDocs, its theme and plugins, and Python-Markdown do otherwise than we need."""

import json
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from lxml import html
from markdown import markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from pairpress.content.site import read_site
from pairpress.web import mkdocs_events
from pairpress.web.finish import POLICY, with_classes
from pairpress.web.lists import plain_lists
from pairpress.web.mkdocs_build import Messages
from pairpress.web.pictures import with_pictures
from pairpress.web.preview.edition import _configured
from site_files import BuiltSite
from still_needed import still_needed

STOCK = """\
site_name: Stock
site_url: https://example.org/kit/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {locale: zh, name: 中文, default: true}
        - {locale: en, name: English}
"""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site by the theme and its plugins alone, and what was warned of."""
    folder = tmp_path_factory.mktemp("stock")
    for locale, words in (
        ("zh", "# 工资\n\n## 先打电话\n"),
        ("en", "# Pay\n\n## Call\n"),
    ):
        pages = folder / "docs" / locale
        pages.mkdir(parents=True)
        picture = "\n![](../assets/shop.png)\n"
        (pages / "index.md").write_text(words + picture, encoding="utf-8")
    (folder / "docs/assets").mkdir()
    (folder / "docs/assets/shop.png").write_bytes(b"")
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    messages, logger = Messages(), logging.getLogger("mkdocs")
    logger.addHandler(messages)
    try:
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        logger.removeHandler(messages)
    return folder / "site", "\n".join(messages.texts)


def page_of(site: Path, name: str = "index.html") -> Any:
    return html.document_fromstring((site / name).read_bytes())


def test_other_languages_are_told_by_their_full_address(
    stock: tuple[Path, str], fixture_site: BuiltSite
) -> None:
    alternates = "//link[@rel='alternate'][@hreflang]"

    def is_told(page: Any) -> bool:
        links = page.xpath(f"{alternates}/@href")
        langs = page.xpath(f"{alternates}/@hreflang")
        return "x-default" in langs and all(x.startswith("https://") for x in links)

    assert is_told(fixture_site.page("en", "work/pay"))
    fault = not is_told(page_of(stock[0]))
    still_needed("static-i18n/addresses-of-languages", is_fault=fault)


def test_the_page_for_lost_readers_is_in_the_main_language(
    stock: tuple[Path, str], fixture_site: BuiltSite
) -> None:
    assert fixture_site.read("404.html").get("lang") == "zh-Hans"
    fault = not str(page_of(stock[0], "404.html").get("lang")).startswith("zh")
    still_needed("static-i18n/lost-readers", is_fault=fault)


def test_a_search_stays_in_its_language(
    stock: tuple[Path, str], fixture_site: BuiltSite
) -> None:
    folders = {path.parent for path in fixture_site.folder.glob("search/*/start.js")}
    assert len(folders) == len(fixture_site.editions)
    index = json.loads((stock[0] / "search/search_index.json").read_text("utf-8"))
    titles = {entry["title"] for entry in index["docs"]}
    still_needed("static-i18n/one-index", is_fault={"工资", "Pay"} <= titles)


def test_a_picture_that_languages_share(stock: tuple[Path, str]) -> None:
    told = with_pictures("![店](../assets/shop.png)", "en", "index", "en/")
    assert told == '<img src="../assets/shop.png" alt="店">'
    fault = "shop.png" in stock[1]
    still_needed("static-i18n/shared-files", is_fault=fault)


def test_a_language_by_itself(project: Path) -> None:
    ours: Any = _configured(read_site(project), "en").plugins["i18n"]
    assert (ours.current_language, ours.building) == ("en", True)
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    bare: Any = config.plugins.on_config(config).plugins["i18n"]
    fault = bare.current_language != "en" and not bare.building
    still_needed("static-i18n/languages-in-turn", is_fault=fault)


def test_no_script_stands_in_a_page(
    stock: tuple[Path, str], fixture_site: BuiltSite
) -> None:
    written = "//script[not(@src)][not(@type='application/ld+json')][normalize-space()]"
    assert "'unsafe-inline'" not in POLICY
    assert not fixture_site.page("zh-Hans", "work/pay").xpath(written)
    fault = bool(page_of(stock[0]).xpath(written))
    still_needed("material/scripts-in-pages", is_fault=fault)


@pytest.fixture
def environments(project: Path) -> tuple[Environment, Environment]:
    """What templates are filled in with: MkDocs' own, and as our event leaves it."""
    config = load_config(str(project / "mkdocs.yml"))
    ours = mkdocs_events.on_env(Theme(name="mkdocs").get_env(), config, Files([]))
    return Theme(name="mkdocs").get_env(), ours


def test_a_quotation_mark_ends_no_attribute(
    environments: tuple[Environment, Environment],
) -> None:
    bare, ours = environments
    assert ours.from_string("{{ x }}").render(x='"') == "&#34;"
    fault = bare.from_string("{{ x }}").render(x='"') == '"'
    still_needed("mkdocs/no-escapes", is_fault=fault)


def test_chinese_stays_chinese_in_json(
    environments: tuple[Environment, Environment],
) -> None:
    bare, ours = environments
    assert ours.from_string("{{ x | tojson }}").render(x="工资") == '"工资"'
    fault = bare.from_string("{{ x | tojson }}").render(x="工资") != '"工资"'
    still_needed("jinja/json-in-ascii", is_fault=fault)


def test_a_column_to_the_right() -> None:
    table = markdown("| a |\n|--:|\n| b |", extensions=["tables"])
    assert b"style=" not in with_classes(table.encode().replace(b";", b""))
    assert with_classes(table.encode()).count(b'class="at-end"') == 2
    still_needed("python-markdown/styles-of-cells", is_fault="style=" in table)


def test_a_list_right_below_a_line() -> None:
    text = "先做：\n1. 拍照\n   - 工资单\n2. 记下"
    extensions = ["mdx_truly_sane_lists"]
    assert markdown(plain_lists(text), extensions=extensions).count("<li>") == 3
    fault = markdown(text, extensions=extensions).count("<li>") != 3
    still_needed("python-markdown/lists-below-lines", is_fault=fault)


def test_ids_of_chinese_headings(stock: tuple[Path, str]) -> None:
    """Every heading has an id of its own, the same in both languages."""
    named = markdown("## 先打电话 {#call}", extensions=["attr_list", "toc"])
    assert 'id="call"' in named
    ids = page_of(stock[0]).xpath("//h2/@id")
    fault = bool(ids) and bool(re.fullmatch(r"_\d*", ids[0]))
    still_needed("python-markdown/chinese-ids", is_fault=fault)


def test_the_preview_of_mkdocs_needs_code_in_the_page(fixture_site: BuiltSite) -> None:
    """So the policy is put into finished files, not into the templates."""
    page = fixture_site.page("en", "work/pay")
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']")
    told = subprocess.run(
        [sys.executable, "-c", LIVE], capture_output=True, text=True, check=True
    ).stdout
    still_needed("mkdocs/live-code", is_fault="<script>" in told)


LIVE = """
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.request import urlopen

from mkdocs.livereload import LiveReloadServer

with TemporaryDirectory() as root:
    (Path(root) / "index.html").write_text("<html><body>x</body></html>")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, root)
    server.server_bind()
    server.server_activate()
    server.watch(root)
    Thread(target=server.serve_forever, daemon=True).start()
    with urlopen(f"http://127.0.0.1:{server.server_port}/") as answer:
        print(answer.read().decode())
"""
