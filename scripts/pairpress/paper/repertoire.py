"""The fixed set of characters that the print fonts hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.conversion import phrase_converter

# GB 2312 rows 16–87 and Big5 level 1 (5,401 characters), as encoded byte pairs.
GB2312_LEADS = range(0xB0, 0xF8)
GB2312_TRAILS = range(0xA1, 0xFF)
BIG5_LEADS = range(0xA4, 0xC7)
BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))

TRADITIONAL_FORMS = ("s2tw", "s2twp", "s2hk")
REGIONAL_FORMS = ("t2tw", "t2hk")

LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
LATIN_PUNCTUATION = "‐‑–—‘’‚“”„†‡•…‰′″‹›€™−"
SYMBOLS = "◦▪☐☑✓□■○●△▲▼☆★◆◇※☎→←↑↓№℃≤≥≈≠√" + "".join(
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


@dataclass(frozen=True)
class Repertoire:
    """The characters of each family; what the source font lacks is left out."""

    simplified: frozenset[str]
    traditional: frozenset[str]
    latin: frozenset[str]

    def __str__(self) -> str:
        """Spell the sets out in a stable order, for hashing."""
        families = (self.simplified, self.traditional, self.latin)
        return "\n\n".join("".join(sorted(family)) for family in families)


def standard_repertoire() -> Repertoire:
    """Cover GB 2312, what OpenCC can make of it, Big5 level 1 and Latin."""
    shared = frozenset(
        LATIN + LATIN_PUNCTUATION + SYMBOLS + CHINESE_PUNCTUATION + PINYIN + COMMUNITY
    )
    simplified = frozenset(_decode("gb2312", GB2312_LEADS, GB2312_TRAILS))
    big5 = frozenset(_decode("big5", BIG5_LEADS, BIG5_TRAILS))
    traditional = big5.union(*(_convert(simplified, c) for c in TRADITIONAL_FORMS))
    traditional = traditional.union(*(_convert(traditional, c) for c in REGIONAL_FORMS))
    return Repertoire(
        simplified=simplified | shared,
        traditional=traditional | shared,
        latin=frozenset(LATIN + LATIN_PUNCTUATION + SYMBOLS + PINYIN),
    )


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
