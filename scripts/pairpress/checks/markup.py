"""Checks of HTML and of addresses: nothing on a page runs, loads or hides anything."""

import re
from collections.abc import Iterator
from html import unescape

from ..content.library import Library
from ..content.pages import Page
from ..content.problems import Problem
from ..content.references import REFERENCE
from ..content.site import is_address
from ..content.text_files import CONTROL, control_problem
from ..content.writing import plain_of
from .drafts import SOMETHING, paragraphs, plain_lines

ALLOWED = ("br", "kbd", "sup", "sub", "span")
"""Tags that Markdown has no marks for: a line's break, keys, 2², a foreign word."""
ATTRIBUTES = frozenset({"lang", "dir", "translate"})
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>]|$)([^<>]*)")
AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[\w.+-]+@)[^<>\s]*>")
ATTRIBUTE = re.compile(
    r"([a-zA-Z:@_][\w:.-]*)\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?"
)
COMMENT = re.compile(r"<!--|-->|<\?|<!\[?[A-Za-z]")
BRACES = re.compile(
    r"(?:^|(?<=[\s)\]*_`>]))\{:?[ ]*((?:\"[^\"\n]*\"|'[^'\n]*'|[^{}\n])+)\}"
)
WORD = re.compile(r"([^\s=]+=?)(?:(?:\"[^\"]*\"|'[^']*'|\S*))?")
IN_BRACES = ATTRIBUTES | {"title", "id"}
"""What may stand in {: …} beside #id and .class: an address there would replace that
of a link, which then leads elsewhere than it says."""
ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z]{2,40});?")
TURNED = re.compile(r"\bdir\s*=\s*[\"']?rtl", re.IGNORECASE)
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?([^)\s>]*)")
NESTED = re.compile(r"\[!\[[^\]]*\]\([^)]*\)\]\(\s*<?([^)\s>]*)")
DEFINITION = re.compile(r"^[\s>]*\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
SCHEMES = ("http", "https", "mailto", "tel", "sms", "webcal")
"""What a link may begin with; anything else runs or opens something."""
HERE_ONLY = re.compile(r"[A-Za-z]:[\\/]|[^?#]*(?:\\|%5C)", re.IGNORECASE)
BLANKS = re.compile(r"[\s\x00-\x20]+")


def html_is_plain(library: Library) -> Iterator[Problem]:
    """Of HTML, only <br>, <kbd>, <sup>, <sub> and <span lang="…"> stand on a page."""
    for page in library.all_pages():
        for line, text in plain_lines(page):
            if "<" in text or "-->" in text:
                yield from _tags(page, line, AUTOLINK.sub(SOMETHING, text))
            if "{" in text and (found := _attribute(REFERENCE.sub(SOMETHING, text))):
                yield _html(page, line, found)
            if "dir" in text and (turned := TURNED.search(text)):
                yield _turned(page, line, turned[0])


def _attribute(text: str) -> str | None:
    """Return the first word in {: …} that is not allowed there."""
    for match in BRACES.finditer(text):
        is_list = match[0].startswith(("{:", "{#", "{.")) or "=" in match[1]
        for word in WORD.finditer(match[1]) if is_list else ():
            name = word[1].rstrip("=").lower()
            if name[:1] not in ("#", ".") and name not in IN_BRACES:
                return word[1]
    return None


def _turned(page: Page, line: int, found: str) -> Problem:
    return Problem(
        page.path,
        line,
        "text-direction",
        f'{found}: it turns numbers about; write dir="auto"',
        f'{found}：数字的顺序会反过来。请写 dir="auto"',
    )


def nothing_is_unseen(library: Library) -> Iterator[Problem]:
    """A character that has no place in a text is not written as &#…; either."""
    for page in library.all_pages():
        for line, text in plain_lines(page):
            for entity in ENTITY.findall(text) if "&" in text else ():
                if found := CONTROL.search(unescape(entity)):
                    yield control_problem(page.path, line, found[0])


def _tags(page: Page, line: int, text: str) -> Iterator[Problem]:
    if comment := COMMENT.search(text):
        yield Problem(
            page.path,
            line,
            "html-comment",
            f"{comment[0]}: a remark that readers can find; delete it",
            f"{comment[0]}：这是写给自己的话，读者也看得到。请删掉。",
        )
    told = set()
    for match in TAG.finditer(text):
        name = match[2].lower()
        # The tag that opens has been told of.
        if name in told or (match[1] and f"<{match[2]}" in page.body):
            continue
        told.add(name)
        others = [a.lower() for a in ATTRIBUTE.findall(match[3])]
        if name not in ALLOWED:
            yield _html(page, line, f"<{match[1]}{match[2]}>")
        elif wrong := next((a for a in others if a not in ATTRIBUTES), None):
            yield _html(page, line, f"<{match[2]} {wrong}>")


def _html(page: Page, line: int, found: str) -> Problem:
    return Problem(
        page.path,
        line,
        "html",
        f"{found} is not used here; write Markdown. Allowed: <br> <kbd> <sup> <sub> "
        '<span lang="…">',
        f"这里不能用 {found}，请用 Markdown 写。"
        '可以用的只有 <br> <kbd> <sup> <sub> <span lang="…">',
    )


def links_are_safe(library: Library) -> Iterator[Problem]:
    """A link leads to a page by its path, or to another site by https."""
    for page in library.all_pages():
        for first, text in paragraphs(page):
            for place, link in _targets(text):
                line = first + text.count("\n", 0, place)
                bare = BLANKS.sub("", unescape(link))
                scheme = SCHEME.match(bare)
                if scheme and scheme[1].lower() not in SCHEMES:
                    yield _unsafe(page, line, link)
                elif bare.startswith("//") or not is_address(bare):
                    yield _no_address(page, line, link)
                elif HERE_ONLY.match(bare):
                    yield _path(page, line, link)


def _targets(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each link of a paragraph stands in it, and what it leads to."""
    if "](" in text:
        yield from ((match.start(3), match[3]) for match in LINK.finditer(text))
        yield from ((match.start(1), match[1]) for match in NESTED.finditer(text))
    if "]:" in text:
        yield from ((match.start(1), match[1]) for match in DEFINITION.finditer(text))
    if "<" in text:
        yield from (
            (match.start(), match[0][1:-1]) for match in AUTOLINK.finditer(text)
        )


def _unsafe(page: Page, line: int, link: str) -> Problem:
    return Problem(
        page.path,
        line,
        "unsafe-link",
        f"the link {link[:40]} runs or opens something on the reader’s device; "
        "link to a page",
        f"链接 {link[:40]} 会在读者的手机、电脑上打开别的东西。请改成网页的链接。",
    )


def _no_address(page: Page, line: int, link: str) -> Problem:
    return Problem(
        page.path,
        line,
        "dead-link",
        f"the link {link} is no address; copy it from the browser again",
        f"链接 {link} 不是网址。请从浏览器里重新复制。",
    )


def _path(page: Page, line: int, link: str) -> Problem:
    return Problem(
        page.path,
        line,
        "link-path",
        f"the link {link} works on your computer only; begin at this page’s folder, "
        "with / between names: ../work/pay.md",
        f"链接 {link} 只在你的电脑上有用。从这一页的文件夹写起，"
        "中间用 / ，例如 ../work/pay.md",
    )


def links_say_where(library: Library) -> Iterator[Problem]:
    """The words of a link tell where it leads, also when they are read alone."""
    for page in library.all_pages():
        vague = plain_of(page.locale).vague_links
        for line, text in plain_lines(page):
            if "](" not in text:
                continue
            for mark, words, _ in LINK.findall(text):
                said = words.strip(" 　*_。.，,：:>»→").lower()
                if not mark and (said in vague or not words.strip()):
                    yield _vague(page, line, words.strip())


def _vague(page: Page, line: int, words: str) -> Problem:
    if not words:
        return Problem(
            page.path,
            line,
            "empty-link",
            "the link has no words; write them between [ and ]",
            "链接没有字。请在 [ ] 里写字。",
        )
    return Problem(
        page.path,
        line,
        "vague-link",
        f"“{words}” does not tell where the link leads; name the page",
        f"“{words}”看不出会去哪里。请写出那一页讲什么。",
        "warning",
    )


MARKUP_CHECKS = (html_is_plain, nothing_is_unseen, links_are_safe, links_say_where)
