"""Slips an eye finds in the typed text: a row for each, with how the law writes it (Annex II)."""

import re
from typing import NamedTuple

_GREAT = "[A-ZÀÁẢÃẠĂÂĐÈÉẺẼẸÊÌÍỈĨỊÒÓỎÕỌÔƠÙÚỦŨỤƯỲÝỶỸỴ]"
_INSIDE = r"(?<=[a-zà-ỹđ,;] )"
_BODIES = ("ban", "đồng", "án", "sát", "đội", "an", "trang", "giáo", "sĩ", "lao")
_NOT_A_BODY = "".join(f"(?<!{word} )" for word in _BODIES)
_PRINTED = "\u0020-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u2027₫−≤≥"


class Slip(NamedTuple):
    """What gives a slip away, and what to do about it; {} is what was typed."""

    rule: str
    severity: str
    pattern: re.Pattern[str]
    words: str


def _row(rule: str, severity: str, pattern: str, words: str) -> Slip:
    return Slip(rule, severity, re.compile(pattern), words)


SLIPS = (
    _row("FMT-04", "E", f"[^{_PRINTED}]", "Ký tự “{}” không in được trên văn bản; hãy thay thế."),
    _row(
        "FMT-34",
        "E",
        r"\b(?:TUYỆT|TỐI) MẬT\b|^\W*MẬT\W*$|\bĐộ mật ?:",
        "“{}” là dấu chỉ độ mật: văn bản có bí mật nhà nước không được soạn trên hệ thống này.",
    ),
    _row(
        "FMT-30",
        "W",
        r"\bPhụ lục (?:số )?\d+\b",
        "“{}”: các Phụ lục được đánh số bằng chữ số La Mã.",
    ),
    _row("TXT-06", "W", rf"{_NOT_A_BODY}\bnhân dân\b", "“{}”: viết hoa “Nhân dân”."),
    _row("TXT-06", "W", r"\bcủa nhà nước\b|Đảng(?: và|,) nhà nước\b", "“{}”: viết hoa “Nhà nước”."),
    _row("TXT-06", "W", r"\bcủa đảng\b", "“{}”: viết hoa “Đảng” (Đảng Cộng sản Việt Nam)."),
    _row(
        "TXT-06",
        "W",
        r"(?:(?<=\()|(?<=sáng )|(?<=chiều )|(?<=ngày ))thứ (?:hai|ba|tư|năm|sáu|bảy)\b",
        "“{}”: viết hoa tên ngày trong tuần (thứ Hai, thứ Ba…).",
    ),
    _row(
        "TXT-06",
        "W",
        rf"{_INSIDE}(?:Khoản \d+|Điểm [a-zđ])\b",
        "“{}”: “khoản”, “điểm” viết thường khi viện dẫn.",
    ),
    _row(
        "TXT-06",
        "W",
        r"\b(?:khoản \d+|tại|theo|quy định ở) (?:điều|mục) \d+\b|\b(?:tại|theo) chương [IVX]+\b",
        "“{}”: “Điều”, “Mục”, “Chương” viết hoa khi viện dẫn.",
    ),
    _row(
        "TXT-07",
        "W",
        rf"{_INSIDE}(?:Tỉnh|Huyện|Xã|Thị trấn|Thị xã) {_GREAT}\w+",
        "“{}”: danh từ chung chỉ đơn vị hành chính viết thường (tỉnh Thanh Hóa, huyện Hoằng Hóa).",
    ),
    _row(
        "TXT-07",
        "W",
        r"\b(?:quận|phường) \d+\b",
        "“{}”: viết hoa danh từ chung đi với chữ số (Quận 1, Phường 3).",
    ),
    _row(
        "TXT-07",
        "W",
        r"\bthủ đô Hà Nội\b|\bthành phố Hồ Chí Minh\b",
        "“{}”: viết “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”.",
    ),
    _row(
        "TXT-11",
        "W",
        r"\b(?:[uủ][ỷy] ban nhân dân|hội đồng nhân dân|"
        r"sở (?:tài chính|nội vụ|tư pháp|y tế|xây dựng))\b",
        "“{}”: viết hoa tên cơ quan (Ủy ban nhân dân, Hội đồng nhân dân, Sở Tài chính).",
    ),
)
