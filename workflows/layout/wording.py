"""Slips an eye finds in the typed text: a row for each, with how the law writes it (Annex II)."""

import re
from collections.abc import Callable
from typing import NamedTuple

_GREAT = "[A-ZÀÁẢÃẠĂÂĐÈÉẺẼẸÊÌÍỈĨỊÒÓỎÕỌÔƠÙÚỦŨỤƯỲÝỶỸỴ]"
_INSIDE = r"(?<=[a-zà-ỹđ,;] )"
_BODIES = ("đồng", "án", "sát", "đội", "an", "trang", "giáo", "sĩ", "lao")
"""How the word before ends: `an` is that of Ủy ban and of công an."""
_NOT_A_BODY = "".join(f"(?<!{word} )" for word in _BODIES)
_PRINTED = (
    "\u0020-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u2027\u2030-\u2034\u2039-\u203b\u2044"
    "Α-ΡΣ-ω\u0400-\u045f⁰⁴-₎\u20a0-\u20be℃№™⅓⅔⅛-⅞←-↕∂∆∑−∕∙√∞∫≈≠≡≤≥■□▪-▬▲►▼◊○●◦"
)
"""What the font of our papers has (`signing.letters`), but for marks that stand loose (FMT-06)."""


class Slip(NamedTuple):
    """What gives a slip away, what to say of it ({} is what was typed), and how it is right."""

    rule: str
    severity: str
    pattern: re.Pattern[str]
    words: str
    right: Callable[[str], str] | None = None


def _row(
    rule: str,
    pattern: str,
    words: str,
    right: Callable[[str], str] | None = None,
    severity: str = "W",
) -> Slip:
    return Slip(rule, severity, re.compile(pattern), words, right)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _last_capital(text: str) -> str:
    """The last word that is no number takes the capital: `khoản 2 điều 3`, `thứ hai`."""
    words = text.split(" ")
    at = max(n for n, word in enumerate(words) if word.isalpha() and word.islower())
    return " ".join([*words[:at], _capital(words[at]), *words[at + 1 :]])


def _titled(text: str) -> str:
    """`phó chủ tịch Lê Minh` is Phó Chủ tịch Lê Minh (V.3)."""
    return text.replace("phó ", "Phó ").replace("chủ tịch", "Chủ tịch").replace("giám", "Giám")


def _office(text: str) -> str:
    """`sở tài chính` is Sở Tài chính: kind and field begin with a capital (IV.1)."""
    kind, _, rest = text.partition(" ")
    return _capital(text) if kind.lower() != "sở" else f"Sở {_capital(rest)}"


SLIPS = (
    _row(
        "FMT-04",
        f"[^{_PRINTED}]",
        "Ký tự “{}” không in được trên văn bản; hãy thay thế.",
        severity="E",
    ),
    _row("TXT-06", rf"{_NOT_A_BODY}\bnhân dân\b", "“{}”: viết hoa “Nhân dân”.", _capital),
    _row(
        "TXT-06",
        r"\bcủa nhà nước\b|Đảng(?: và|,) nhà nước\b",
        "“{}”: viết hoa “Nhà nước”.",
        lambda text: text.replace("nhà nước", "Nhà nước"),
    ),
    _row(
        "TXT-06",
        r"\bcủa đảng\b",
        "“{}”: viết hoa “Đảng” (Đảng Cộng sản Việt Nam).",
        lambda text: text.replace("đảng", "Đảng"),
    ),
    _row(
        "TXT-06",
        r"(?:(?<=\()|(?<=sáng )|(?<=chiều )|(?<=ngày ))thứ (?:hai|ba|tư|năm|sáu|bảy)\b",
        "“{}”: viết hoa tên ngày trong tuần (thứ Hai, thứ Ba…).",
        _last_capital,
    ),
    _row(
        "TXT-06",
        rf"{_INSIDE}(?:Khoản \d+|Điểm [a-zđ])\b",
        "“{}”: “khoản”, “điểm” viết thường khi viện dẫn.",
        _small,
    ),
    _row(
        "TXT-06",
        r"\b(?:khoản \d+|tại|theo|quy định ở) (?:điều|mục) \d+\b|\b(?:tại|theo) chương [IVX]+\b",
        "“{}”: “Điều”, “Mục”, “Chương” viết hoa khi viện dẫn.",
        _last_capital,
    ),
    _row(
        "TXT-07",
        rf"{_INSIDE}(?:Tỉnh|Huyện|Xã|Thị trấn|Thị xã) {_GREAT}\w+",
        "“{}”: danh từ chung chỉ đơn vị hành chính viết thường (tỉnh Thanh Hóa, huyện Hoằng Hóa).",
        _small,
    ),
    _row(
        "TXT-07",
        r"\b(?:quận|phường) \d+\b",
        "“{}”: viết hoa danh từ chung đi với chữ số (Quận 1, Phường 3).",
        _capital,
    ),
    _row(
        "TXT-07",
        r"\bthủ đô Hà Nội\b|\bthành phố Hồ Chí Minh\b",
        "“{}”: viết “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”.",
        _capital,
    ),
    _row(
        "TXT-09",
        r"(?:(?<=dịp )|(?<=nghỉ )|(?<=đón )|(?<=trước )|(?<=sau ))"
        r"tết(?! (?:Trung|trung|Đoan|Hàn))\b",
        "“{}”: viết hoa “Tết” khi chỉ tết Nguyên đán.",
        _capital,
        "I",
    ),
    _row(
        "TXT-09",
        r"\bTết (?:[Tt]rung thu|Đoan ngọ|Hàn thực)\b",
        "“{}”: viết “tết Trung thu”, “tết Đoan ngọ”.",
        lambda text: f"tết {_capital(text[4:])}",
        "I",
    ),
    _row(
        "TXT-10",
        rf"{_INSIDE}(?:phó )?(?:chủ tịch|giám đốc|bộ trưởng|trưởng phòng) (?:nước )?"
        rf"{_GREAT}\w+ {_GREAT}\w+",
        "“{}”: chức vụ đi liền với họ tên người viết hoa.",
        lambda text: _capital(_titled(text)),
        "I",
    ),
    _row(
        "TXT-11",
        r"\b(?:[uủ][ỷy] ban nhân dân|hội đồng nhân dân|"
        r"sở (?:tài chính|nội vụ|tư pháp|y tế|xây dựng))\b",
        "“{}”: viết hoa tên cơ quan (Ủy ban nhân dân, Hội đồng nhân dân, Sở Tài chính).",
        _office,
    ),
)
