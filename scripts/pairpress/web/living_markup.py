"""Refuses a rendered page on which something runs, or comes from another site.

The checks read Markdown as people type it. This reads what has become of it, and so
knows every way in which it can be typed.
"""

import re
from collections.abc import Iterator

from lxml import html as lxml_html

from ..content.pages import Page
from ..content.problems import Problem
from .html_files import Element

ALIVE = {
    *("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet"),
    *("base", "link", "meta", "form", "template", "portal", "foreignobject"),
    *("animate", "set"),
}
LOADS = {
    *("srcset", "srcdoc", "formaction", "action", "background", "ping", "poster"),
    *("data", "http-equiv", "xlink:href"),
}
ALIGNED = re.compile(r"text-align: (left|center|right);?")
"""The one style that Markdown writes; it becomes a class."""
SCHEMES = ("http", "https", "mailto", "tel", "sms", "webcal")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PICTURE = re.compile(r"data:image/(png|jpeg|webp|gif)[;,]", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20]+")
"""What browsers leave out of an address before they look at its beginning."""


def living_markup(content: str, page: Page) -> Iterator[Problem]:
    """Yield what no page may have, in the HTML that was made of its Markdown."""
    if not content.strip():
        return
    for element in lxml_html.fragment_fromstring(content, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.lower() in ALIVE:
            yield _refused(page, f"<{element.tag}>", f"<{element.tag}")
        for name, value in element.attrib.items():
            yield from _attribute(page, element, str(name), str(value))


def _attribute(
    page: Page, element: Element, name: str, value: str
) -> Iterator[Problem]:
    address = UNSEEN.sub("", value)
    scheme = SCHEME.match(address)
    if name.startswith("on") or name in LOADS:
        yield _refused(page, f"{name}=", name)
    elif name == "style" and not ALIGNED.fullmatch(value):
        yield _refused(page, "style=", name)
    elif name == "href" and (
        address.startswith("//") or (scheme and scheme[1].lower() not in SCHEMES)
    ):
        yield Problem(
            page.path,
            _line(page, value),
            "unsafe-link",
            f"the link {value[:40]} runs or opens something on the reader’s device, or "
            "has no https: at its beginning; link to a page",
            f"链接 {value[:40]} 会在读者的手机、电脑上打开别的东西，"
            "或者前面少了 https:。请改成网页的链接。",
        )
    elif name == "src" and (
        address.startswith("//") or (scheme and not PICTURE.match(address))
    ):
        yield Problem(
            page.path,
            _line(page, value),
            "foreign-image",
            f"the image comes from another site, which then sees who reads this: "
            f"{value[:200]}; put the file into docs/assets/",
            f"图片在别的网站上，那个网站会知道谁在看：{value[:200]}。"
            "请把文件放进 docs/assets/",
        )


def _refused(page: Page, found: str, word: str) -> Problem:
    return Problem(
        page.path,
        _line(page, word),
        "html",
        f"{found} is not used here; write Markdown",
        f"这里不能用 {found}，请用 Markdown 写。",
    )


def _line(page: Page, word: str) -> int:
    """Return the line on which a word stands; the body's first if it is not found."""
    lines = page.text.split("\n")
    body = range(page.body_line - 1, len(lines))
    return next((n + 1 for n in body if word in lines[n]), page.body_line)
