"""The fixed sets of characters that the print fonts of large scripts hold."""

from collections.abc import Iterable, Iterator

from ..content.conversion import phrase_converter

# GB 2312 rows 16–87, the Chinese characters of KS X 1001 and JIS X 0208, and Big5
# level 1 (5,401 characters), as encoded byte pairs.
GB2312_LEADS = range(0xB0, 0xF8)
GB2312_TRAILS = range(0xA1, 0xFF)
KSX1001_LEADS = range(0xCA, 0xFE)
JISX0208_LEADS = range(0xB0, 0xF5)
BIG5_LEADS = range(0xA4, 0xC7)
BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))

TRADITIONAL_FORMS = ("s2tw", "s2twp", "s2hk")
REGIONAL_FORMS = ("t2tw", "t2hk")

LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
LATIN_PUNCTUATION = "‐‑–—‘’‚“”„†‡•…‰′″‹›€™−"
SYMBOLS = "◦▪☐☑✓□■○●△▲▼☆★◆◇※☎→←↑↓№℃≤≥≈≠√─│┌┐└┘├┤┬┴┼" + "".join(
    map(chr, range(0x2460, 0x2474))  # ① to ⑳
)
CHINESE_PUNCTUATION = (
    "\u3000、。〃々〇〈〉《》「」『』【】〒〓〔〕〖〗・〜"
    "！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠［＼］＾＿｀｛｜｝～￥"
    "⋯㎡㎏㏄"
)
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêɑɡ"
# Cantonese words and given names of Chinese readers abroad outside both standards.
COMMUNITY = "綫麪粧嚿嘅咗唔喺啲冇佢哋嚟攞搵睇諗嗰咁喆堃珺玥昇犇祎翀燊"


# The Latin of other languages, Vietnamese among them; what French and money need.
LATIN_WIDE = "".join(map(chr, (*range(0x100, 0x180), *range(0x1EA0, 0x1EFA)))) + (
    "ƠơƯưȘșȚț\u202f₫₩"
)
HANGUL = "".join(map(chr, (*range(0xAC00, 0xD7A4), *range(0x3131, 0x3164))))
KANA = "".join(map(chr, (*range(0x3041, 0x3097), *range(0x309B, 0x3100))))
SHARED = LATIN + LATIN_PUNCTUATION + SYMBOLS + CHINESE_PUNCTUATION


def simplified() -> frozenset[str]:
    """Cover GB 2312; here and below, what the source font lacks is left out."""
    return _gb2312() | frozenset(SHARED + PINYIN + COMMUNITY)


def traditional() -> frozenset[str]:
    """Cover Big5 level 1, and what OpenCC can make of GB 2312."""
    big5 = frozenset(_decode("big5", BIG5_LEADS, BIG5_TRAILS))
    forms = big5.union(*(_convert(_gb2312(), c) for c in TRADITIONAL_FORMS))
    forms = forms.union(*(_convert(forms, c) for c in REGIONAL_FORMS))
    return forms | frozenset(SHARED + PINYIN + COMMUNITY)


def korean() -> frozenset[str]:
    """Cover all syllables, and the Chinese characters of KS X 1001."""
    hanja = frozenset(_decode("euc_kr", KSX1001_LEADS, GB2312_TRAILS))
    return hanja | frozenset(SHARED + HANGUL + "₩")


def japanese() -> frozenset[str]:
    """Cover kana, and the Chinese characters of JIS X 0208."""
    kanji = frozenset(_decode("euc_jp", JISX0208_LEADS, GB2312_TRAILS))
    return kanji | frozenset(SHARED + KANA)


def latin(wide: bool) -> frozenset[str]:
    """Cover Western European; `wide` adds Vietnamese and what else there is."""
    more = LATIN_WIDE if wide else ""
    return frozenset(LATIN + LATIN_PUNCTUATION + SYMBOLS + PINYIN + more)


def _gb2312() -> frozenset[str]:
    return frozenset(_decode("gb2312", GB2312_LEADS, GB2312_TRAILS))


def _decode(
    encoding: str, leads: Iterable[int], trails: Iterable[int]
) -> Iterator[str]:
    trails = tuple(trails)
    for lead in leads:
        for trail in trails:
            character = bytes((lead, trail)).decode(encoding, errors="ignore")
            if "\u4e00" <= character <= "\u9fff":
                yield character


def _convert(characters: Iterable[str], conversion: str) -> frozenset[str]:
    """Convert one character a line, so that no phrase rule joins neighbours."""
    converted = phrase_converter(conversion, ())("\n".join(sorted(characters)))
    return frozenset(converted) - {"\n"}
