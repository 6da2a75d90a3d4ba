"""Sharing a page: the phone's sheet, the copied address, WeChat; pictures to send."""

import json
import struct
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from site_files import BuiltSite

Open = Callable[..., Page]
Serve = Callable[[BuiltSite], str]
WECHAT = (
    "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/116.0 Mobile Safari/537.36 XWEB/1160 "
    "MicroMessenger/8.0.42 Language/zh_CN"
)
SHEET = """navigator.share = async (data) => {
  document.documentElement.dataset.given = JSON.stringify(data);
};"""
NO_SHEET = "Object.defineProperty(navigator, 'share', { value: undefined });"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
NO_COPY = "document.execCommand = () => false;"
CANCELLED = """navigator.share = async () => {
  throw new DOMException("closed", "AbortError");
};"""


@pytest.fixture
def address(serve: Serve, fixture_site: BuiltSite) -> str:
    return serve(fixture_site)


@pytest.fixture
def shared(open_page: Open, address: str) -> Callable[..., Page]:
    """Open a page in a browser that can do some things, and tap “share”."""

    def tap(path: str, *scripts: str, **options: object) -> Page:
        page = open_page(**options)
        for script in scripts:
            page.add_init_script(script)
        page.goto(address + path)
        with page.expect_response("**/assets/share.js"):
            page.click("[data-tool=share]")
        page.wait_for_selector("#share-script", state="attached")
        return page

    return tap


def given(page: Page) -> dict[str, str]:
    """What the sheet was given."""
    html = page.wait_for_selector("html[data-given]")
    told: dict[str, str] = json.loads(html.get_attribute("data-given") or "{}")
    return told


def test_the_sheet_is_given_title_line_and_address(
    shared: Callable[..., Page], fixture_site: BuiltSite
) -> None:
    page = shared("en/work/pay/", SHEET)
    told = given(page)
    document = fixture_site.page("en", "work/pay")
    (description,) = document.xpath("//meta[@name='description']/@content")
    assert told["url"] == f"{fixture_site.url}en/work/pay/"
    assert told["text"] == description
    assert page.title().startswith(told["title"])


def test_the_address_names_the_section_being_read(
    open_page: Open, address: str, fixture_site: BuiltSite
) -> None:
    page = open_page()
    page.add_init_script(SHEET)
    page.goto(f"{address}work/pay/")
    page.evaluate("document.getElementById('steps').scrollIntoView()")
    page.evaluate("document.querySelector('[data-tool=share]').click()")
    assert given(page)["url"] == f"{fixture_site.url}work/pay/#steps"


def test_who_closes_the_sheet_is_left_alone(shared: Callable[..., Page]) -> None:
    page = shared("work/pay/", CANCELLED)
    page.wait_for_timeout(100)
    assert page.locator(".shared").inner_text() == ""


@pytest.mark.parametrize("clipboard", [True, False])
def test_without_a_sheet_the_address_is_copied_and_that_is_said(
    shared: Callable[..., Page], fixture_site: BuiltSite, clipboard: bool
) -> None:
    missing = [] if clipboard else [NO_CLIPBOARD]
    grants = {"permissions": ["clipboard-read", "clipboard-write"]} if clipboard else {}
    page = shared("zh-Hant/work/pay/", NO_SHEET, *missing, **grants)
    said = page.locator(".shared[role=status]")
    said.get_by_text(fixture_site.words("zh-Hant")["share_copied"]).wait_for()
    if clipboard:
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{fixture_site.url}zh-Hant/work/pay/"


def test_where_nothing_can_be_copied_the_address_stands_there(
    shared: Callable[..., Page], fixture_site: BuiltSite
) -> None:
    page = shared("work/pay/", NO_SHEET, NO_CLIPBOARD, NO_COPY)
    field = page.locator(".shared input")
    assert field.input_value() == f"{fixture_site.url}work/pay/"
    assert page.evaluate("getSelection().toString()") == field.input_value()


def test_a_failed_fetch_is_told_and_does_not_end_sharing(
    open_page: Open, address: str, fixture_site: BuiltSite
) -> None:
    page = open_page(service_workers="block")  # which would have the script
    page.add_init_script(SHEET)
    page.route("**/assets/share.js", lambda route: route.fulfill(status=404))
    page.goto(f"{address}work/pay/")
    with page.expect_response("**/assets/share.js"):
        page.click("[data-tool=share]")
    page.wait_for_selector("#share-script", state="detached")
    assert (
        page.inner_text(".tool-status") == fixture_site.words("zh-Hans")["tool_offline"]
    )
    page.unroute("**/assets/share.js")
    page.click("[data-tool=share]")
    assert given(page)["url"]


def test_wechat_says_where_to_tap(
    shared: Callable[..., Page], fixture_site: BuiltSite, open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/", user_agent=WECHAT)
    page.wait_for_selector("#share-script", state="attached")
    page.wait_for_load_state("networkidle")
    page.click("[data-tool=share]")
    assert fixture_site.words("zh-Hans")["share_wechat"] in page.inner_text(".shared")


def test_wechat_says_beside_a_pdf_how_to_open_it(
    open_page: Open, address: str, fixture_site: BuiltSite
) -> None:
    page = open_page(f"{address}work/pay/", user_agent=WECHAT)
    page.wait_for_load_state("networkidle")
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    link = page.locator(".print-list a").first
    link.click()
    hint = page.locator(".print-list li").first.locator("[role=status]")
    assert hint.inner_text() == fixture_site.words("zh-Hans")["share_pdf"]
    link.click()
    assert page.locator(".pdf-hint").count() == 1


def test_elsewhere_a_pdf_just_opens(open_page: Open, address: str) -> None:
    page = open_page(f"{address}work/pay/")
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    page.locator(".print-list a").first.click()
    assert page.locator(".pdf-hint").count() == 0
    assert page.locator("#share-script").count() == 0


def test_without_script_there_is_no_button_for_it(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/", java_script_enabled=False)
    assert not page.locator("[data-tool=share]").is_visible()


def test_structured_data_is_no_script_to_the_policy(
    open_page: Open, address: str
) -> None:
    page = open_page(f"{address}work/pay/")  # which fails on any error told
    text = page.locator("script[type='application/ld+json']").text_content()
    assert text and json.loads(text)["@context"] == "https://schema.org"


def test_pictures_to_send_are_real_sized_and_described(site: BuiltSite) -> None:
    pictures = 0
    for lang, topic, page in site.pages():
        for picture in page.xpath("//details[contains(@class, 'share')]//img"):
            pictures += 1
            name = picture.get("src").rpartition("print/")[2]
            content = (site.folder / "print" / name).read_bytes()
            size = (int(picture.get("width")), int(picture.get("height")))
            assert struct.unpack(">II", content[16:24]) == size, (lang, topic)
            assert picture.get("alt") and picture.get("loading") == "lazy"
    assert pictures


def test_no_picture_is_fetched_before_it_is_asked_for_then_one_at_a_time(
    open_page: Open, address: str
) -> None:
    page = open_page()
    fetched: list[str] = []
    page.on(
        "request",
        lambda request: (
            fetched.append(request.url) if request.url.endswith(".png") else None
        ),
    )
    page.goto(f"{address}work/pay/")
    box = page.locator("details.share")
    box.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert fetched == []
    box.locator("summary").first.click()
    box.locator("img").first.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert len(fetched) == 1
    box.locator("details summary").last.click()
    assert box.locator("img:visible").count() == 1
