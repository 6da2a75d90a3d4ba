"""In which of the site's languages a text is, told by its script and its words."""

import pytest

from pairpress.content.language_guess import guess
from pairpress.office.places import parted


@pytest.mark.parametrize(
    ("text", "codes", "wanted"),
    [
        ("老板要给你工资单 pay stub，OHIP 也一样。", ("zh", "en"), "zh"),
        ("Your boss gives you a pay stub (工资单).", ("zh", "en"), "en"),
        ("```\n全是中文\n```\nOnly code is Chinese here.", ("zh", "en"), "en"),
        ("임금 명세서를 보관하세요.", ("ko", "en"), "ko"),
        ("فیش حقوقی خود را نگه دارید.", ("fa", "en"), "fa"),
        ("Le patron doit payer les heures de travail.", ("en", "fr"), "fr"),
        ("The boss has to pay for the hours of work.", ("en", "fr"), "en"),
        ("Bạn không phải trả tiền và có quyền của mình.", ("vi", "en"), "vi"),
        ("12 34", ("zh", "en"), None),
        ("Pay!", ("en", "fr"), None),
    ],
)
def test_a_text_tells_its_language(
    text: str, codes: tuple[str, ...], wanted: str | None
) -> None:
    assert guess(text, codes) == wanted


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("zh/work/pay.md", ("zh", "work/pay")),
        ("docs/en/docs/pay.md", ("en", "pay")),
        ("pay.zh-CN.md", ("zh", "pay")),
        ("pay_cn.docx", ("zh", "pay")),
        ("Pay (English).docx", ("en", "Pay")),
        ("zh-TW/pay.md", (None, "zh-TW/pay")),
        ("work/pay.md", (None, "work/pay")),
        ("en.md", ("en", "index")),
    ],
)
def test_a_path_tells_its_language(path: str, wanted: tuple[str | None, str]) -> None:
    assert parted(path, ("zh", "en")) == wanted
