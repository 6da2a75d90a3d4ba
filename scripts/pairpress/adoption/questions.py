"""Asks a person at the keyboard, in Chinese and English, for what is not answered."""

import re
from collections.abc import Mapping
from typing import Any

from ..content.cldr import own_name
from ..content.colours import NAMES
from .answers import CHINESE, OPTIONAL, PAPERS, PER_LANGUAGE, fitted
from .defaults import default

COLOURS = {
    "brick": "砖红",
    "forest": "墨绿",
    "teal": "青绿",
    "ocean": "蓝",
    "plum": "紫红",
}
QUESTIONS = {
    "languages": (
        "网站用哪几种语言？主要的写在最前面。",
        "Which languages? The main one first, such as vi, en.",
    ),
    "name": ("你们组织的名称（{}）：", "Your organization’s name ({}):"),
    "site": ("网站的名称（{}）：", "The site’s title ({}):"),
    "address": (
        "网址，例如 https://help.example.org/",
        "The site’s address, such as https://help.example.org/",
    ),
    "time_zone": (
        "哪个时区？例如 America/Vancouver",
        "Which time zone? Such as America/Vancouver",
    ),
    "traditional": (
        "要自动转出繁体版吗？s2hk 香港用字，s2tw 台湾用字，"
        "s2twp 台湾用字和用词，s2t 一般，none 不要",
        "A Traditional edition, converted? s2hk: as in Hong Kong, s2tw: Taiwan, "
        "s2twp: Taiwan with its own words, s2t: neither, none: no",
    ),
    "paper": (
        f"打印用什么纸？{'、'.join(PAPERS)}",
        f"Which paper? {', '.join(PAPERS)}",
    ),
    "colours": (
        "什么颜色？" + "、".join(f"{name} {COLOURS[name]}" for name in NAMES),
        f"Which colours? {', '.join(NAMES)}",
    ),
    "emergency": (
        "有生命危险时打什么号码？",
        "Which number do people call when a life is in danger?",
    ),
    "place": (
        "读者可以先打去求助的一个地方，叫什么？（{}）",
        "One place where your readers get help: its name ({}):",
    ),
    "phone": ("这个地方的电话：", "That place’s phone:"),
    "email": (
        "你们组织的邮箱（没有就直接按回车）：",
        "Your organization’s e-mail (none: press Enter):",
    ),
}
"""In the order in which they are asked: an answer can help with a later one."""


def ask(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with those that a person adds; each is asked until it fits."""
    told = dict(given)
    for key in QUESTIONS:
        if key in PER_LANGUAGE:
            known = told.get(key) or {}
            told[key] = dict(known)
            for language in told["languages"]:
                if not known.get(language):
                    told[key][language] = _answer(key, language, told)
        elif key not in told and not _needless(key, told):
            told[key] = _answer(key, "", told)
    return told


def _needless(key: str, told: Mapping[str, Any]) -> bool:
    return key == "traditional" and CHINESE not in told["languages"]


def _answer(key: str, language: str, told: Mapping[str, Any]) -> Any:
    offered = default(key, language, told)
    zh, en = (text.format(named(language)) for text in QUESTIONS[key])
    while True:
        print(f"\n{zh}\n{en}")
        answer = input(f"[{offered}] " if offered else "> ").strip() or offered
        if not answer and key in OPTIONAL:
            return None
        try:
            return fitted(key, parted(answer) if key == "languages" else answer)
        except ValueError as error:
            print("✗ " + str(error).replace(" | ", "\n✗ "))


def parted(text: str) -> list[str]:
    """Return the languages of a list as people type it."""
    return [part for part in re.split(r"[,，、;\s]+", text) if part]


def named(language: str) -> str:
    """Return a language's name in itself, and its code: “Tiếng Việt, vi”."""
    return f"{own_name(language)}, {language}" if language else ""
