"""The name of the agency in the head of a page, from capitals to how the office writes it."""

import re

from server.uploads.reading.head import Line, Span
from server.uploads.reading.stamps import is_stamp
from server.words import fold

_OPENERS = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|so|bo|tong cuc|cuc|chi cuc|ban|phong(?!,? chong)|van phong"
    r"|trung tam|cong an|toa an|vien|thanh tra|truong|benh vien|cong ty|tap doan|ngan hang"
    r"|kho bac|bao hiem|hoi|lien doan|doan|tinh uy|huyen uy|thanh uy|dang uy|dang bo|thu tuong"
    r"|chinh phu|quoc hoi|quan khu|hat|doi|tram|buu dien|dien luc|chu tich)\b"
)
_UNFINISHED = re.compile(r"(?:,|-|–|\bva|\bcua|^van phong|^uy ban|^hoi dong|^thuong truc)$")
_RUN_TOGETHER = re.compile(r"^(\W*(?:SỞ|BỘ))(?=Y TẾ\b)")
"""Recognition leaves out the blank before a word of one letter: SỞY TẾ."""
_STOP = re.compile(r"\s*(?:so\s*[:.]|so\s+\d|v/v|ve viec|kinh gui|can cu)")

_ABBREVIATIONS = re.compile(
    r"\b(?:ubnd|hđnd|mttq|tncs|bhxh|qlda|cntt|tp|lđlđ|tnhh|evn|vnpt)\b\.?", re.IGNORECASE
)
_TERRITORY = (
    r"(?:thành phố|thị trấn|thị xã|tỉnh ủy|tỉnh uỷ|huyện ủy|huyện uỷ|thành ủy|thành uỷ"
    r"|tỉnh đoàn|huyện đoàn|thành đoàn|tỉnh|huyện|quận|phường|xã(?! hội))"
)
_PLACE = re.compile(rf"\b{_TERRITORY}\s+((?:(?!{_TERRITORY}\b|và\b|[-–])\S+\s*)+)")
_FIELD = re.compile(
    r"^(?:văn phòng|chi cục|tổng cục|trung tâm|thủ tướng|tập đoàn|ngân hàng|kho bạc|liên đoàn"
    r"|bảo hiểm|bệnh viện|công ty|trường|sở|bộ|cục|ban|phòng|hội(?! đồng))\s+"
    rf"(?P<field>.*?)(?=\s+{_TERRITORY}\b|$)"
)
_SEATED = re.compile(
    r"^(?:điện lực|bưu điện|hạt kiểm lâm|đội cảnh sát giao thông)\s+(?P<place>.+)$"
)
"""Offices that bear their place's name without saying what kind of place it is."""
_ITEM = re.compile(r"(^|, | và | [-–] )(\w)")
_FIXED = (
    *("Nhà nước", "Chính phủ", "Quốc hội", "Việt Nam", "Trung ương", "Mặt trận Tổ quốc"),
    *("Thanh niên", "Cộng sản", "Hồ Chí Minh", "Phụ nữ", "Bảo hiểm xã hội"),
)


def issuer(lines: list[Line]) -> tuple[str, Span] | None:
    """The issuing agency, without its superior above it, and where it stands."""
    capitals: list[Line] = []
    for line in lines:
        is_other = not line.is_empty and not _is_capital(line.left)
        if _STOP.match(fold(line.left)) or (capitals and is_other):
            break
        if is_stamp(line.left):
            continue
        if _is_capital(line.left) and _is_name(line, bool(capitals)):
            capitals.append(line)
    if not capitals:
        return None
    mine = capitals[_last_opening(capitals) :]
    words = " ".join(" ".join(_read(line).split()) for line in mine)
    first, last = mine[0], mine[-1]
    end = last.start + len(last.left.rstrip())
    return spoken(words.strip(" -–_*")), Span(first.number, first.start, end)


def spoken(capitals: str) -> str:
    """`ỦY BAN NHÂN DÂN TỈNH THANH HÓA` is written Ủy ban nhân dân tỉnh Thanh Hóa (TXT-07, 11)."""
    low = " ".join(capitals.split()).lower()
    if field := _FIELD.match(low):
        start, end = field.span("field")
        low = low[:start] + _ITEM.sub(_raised, low[start:end]) + low[end:]
    text = _PLACE.sub(_risen, low)
    if (seat := _SEATED.match(low)) and text == low:
        text = low[: seat.start("place")] + capitalised(seat["place"])
    for name in _FIXED:
        text = re.sub(rf"\b{name}\b", name, text, flags=re.IGNORECASE)
    text = _ABBREVIATIONS.sub(lambda found: found[0].upper(), text)
    return text[:1].upper() + text[1:]


def _is_capital(text: str) -> bool:
    return text.strip().isupper() and len(fold(text)) > 1


def _read(line: Line) -> str:
    return _RUN_TOGETHER.sub(r"\1 ", line.left)


def _is_name(line: Line, has_begun: bool) -> bool:
    """A name begins with an agency's first word, so a stray stamp above it is passed over."""
    return has_begun or bool(_OPENERS.match(fold(_read(line))))


def _last_opening(lines: list[Line]) -> int:
    """At which line the last name begins; a line after an unfinished one only goes on with it."""
    folded = [fold(_read(line)).strip("*_ ") for line in lines]
    return max(
        place
        for place, words in enumerate(folded)
        if place == 0 or (_OPENERS.match(words) and not _UNFINISHED.search(folded[place - 1]))
    )


def _raised(found: re.Match[str]) -> str:
    return found[1] + found[2].upper()


def _risen(found: re.Match[str]) -> str:
    """Every word of a place's name has its capital: tỉnh Thanh Hóa."""
    opening = found[0][: found.start(1) - found.start()]
    return opening + capitalised(found[1])


def capitalised(place: str) -> str:
    return re.sub(r"(?<!\w)\w", lambda letter: letter[0].upper(), place)
