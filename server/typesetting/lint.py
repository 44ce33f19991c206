"""What can be told from the typed words before a page is made: OUT-T03 asks it of every draft."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from server.typesetting.head import LETTER
from server.typesetting.opening import RESOLVES
from server.typesetting.sheet import Sheet, tidy
from server.typesetting.structure import END
from server.typesetting.wording import SLIPS

SUBJECT = "Trích yếu"
POINTS = "abcdđeghiklmnopqrstuvxy"

_TYPES = (
    "NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG CÁO|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|"
    "KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ ÁN|DỰ ÁN|BÁO CÁO|BIÊN BẢN|TỜ TRÌNH|HỢP ĐỒNG|CÔNG VĂN|CÔNG ĐIỆN|"
    "GIẤY MỜI|GIẤY GIỚI THIỆU|PHIẾU GỬI|PHIẾU CHUYỂN|PHIẾU BÁO|THƯ CÔNG"
)
_TYPE_ABOVE = re.compile(rf"(?:{_TYPES})\b|[Cc]ông văn\b")
_DEGREE = re.compile(
    r"(?:GS|PGS|TS|ThS|Th\.S|CN|KS|BS|LS|CKI|CKII)\b\.?|(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|"
    r"Cử nhân|Kỹ sư|Bác sĩ|Đồng chí) ",
)
_NO_DOT = re.compile(r"(?:TM|KT|TL|TUQ|Q) ")
_NUMBERED_KINDS = re.compile(r"(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị)(?! số)\b")
_WRONG_RANK = re.compile(r"(?:Phần|Chương) \d+\b|(?:Mục|Tiểu mục|Điều) [IVXLC]+\b|Điều \d+[:,)]")
_POINT = re.compile(r"([a-zđ])\) ")
_ARTICLE = re.compile(r"Điều (\d+)\.")
_OPENS = re.compile(r"\d+\. |[IVXLC]+\. |(?:Điều|Chương|Mục|Phần) ")


class Finding(NamedTuple):
    """One thing to look at: E stops the draft, W asks, I tells."""

    rule: str
    severity: str
    words: str
    place: str


def lint(sheet: Sheet) -> tuple[Finding, ...]:
    """Everything found, errors first, otherwise from the top of the page to its foot."""
    clean = tidy(sheet)
    checks = (_missing, _about, _grounds, _ranks, _points, _articles, _ending, _annex, _signature)
    found = [finding for check in checks for finding in check(clean)]
    found += _slips(clean)
    return tuple(sorted(found, key=lambda finding: "EWI".index(finding.severity)))


def _missing(sheet: Sheet) -> Iterator[Finding]:
    """Elements of Điều 8 that were left empty."""
    letter = sheet.doc_type == LETTER
    needed = (
        (sheet.subject, "FMT-17" if letter else "FMT-16", SUBJECT, "trích yếu"),
        (sheet.body, "FMT-18", "Nội dung", "nội dung"),
        (sheet.notation, "FMT-14", "Số, ký hiệu", "ký hiệu"),
        (sheet.place, "FMT-15", "Địa danh", "địa danh"),
        (sheet.authority, "FMT-19", "Người ký", "quyền hạn, chức vụ của người ký"),
        (sheet.signer, "FMT-21", "Người ký", "họ và tên người ký"),
        (sheet.to or not letter, "FMT-23", "Kính gửi", "nơi gửi đến (Kính gửi)"),
    )
    for value, rule, place, name in needed:
        if not value:
            yield Finding(rule, "E", f"Chưa có {name}.", place)


def _about(sheet: Sheet) -> Iterator[Finding]:
    """A công văn bears no type name (FMT-17); a notation has no spaces (FMT-14)."""
    if sheet.doc_type == LETTER and _TYPE_ABOVE.match(sheet.subject):
        words = "Công văn không ghi tên loại; trích yếu ghi sau “V/v”."
        yield Finding("FMT-17", "E", words, SUBJECT)
    if " " in sheet.notation or "/" in sheet.notation:
        words = "Ký hiệu viết liền, chỉ có gạch nối (-), không có dấu cách hay gạch chéo."
        yield Finding("FMT-14", "E", words, "Số, ký hiệu")


def _grounds(sheet: Sheet) -> Iterator[Finding]:
    """Căn cứ: one on a line, `;` after each and `.` after the last, fully cited (TXT-01)."""
    last = len(sheet.bases)
    for n, base in enumerate(sheet.bases, start=1):
        place = f"Căn cứ {n}"
        right = "." if n == last else ";"
        if base[-1] in ".,;:" and base[-1] != right:
            yield Finding("TXT-01", "E", f"Căn cứ này kết thúc bằng dấu “{right}”.", place)
        if "; Căn cứ " in base:
            yield Finding("TXT-01", "E", "Mỗi căn cứ ghi trên một dòng riêng.", place)
        if base.startswith("Căn cứ") and _NUMBERED_KINDS.search(base):
            words = "Ghi đủ số, ký hiệu, ngày tháng năm, cơ quan ban hành của văn bản căn cứ."
            yield Finding("TXT-01", "W", words, place)
    if sheet.doc_type in RESOLVES and not sheet.bases:
        yield Finding("TXT-01", "W", f"{sheet.doc_type} cần có căn cứ ban hành.", "Căn cứ")


def _ranks(sheet: Sheet) -> Iterator[Finding]:
    """Phần, chương Roman; mục, điều Arabic with a full stop (TXT-03)."""
    for place, text in _body(sheet):
        if found := _WRONG_RANK.match(text):
            words = f"“{found.group()}”: phần, chương dùng số La Mã; mục dùng số Ả Rập; “Điều 1.”."
            yield Finding("TXT-03", "E", words, place)


def _points(sheet: Sheet) -> Iterator[Finding]:
    """Points follow the Vietnamese alphabet: after d) comes đ), and there is no f) (TXT-03)."""
    before = ""
    for place, text in _body(sheet):
        found = _POINT.match(text)
        if found:
            due = _next_point(before)
            if due and found[1] not in (due, "a"):
                yield Finding("TXT-03", "E", f"Điểm “{found[1]})” phải là “{due})”.", place)
            before = found[1]
        elif _OPENS.match(text):
            before = ""


def _next_point(before: str) -> str:
    """The letter that is due; "" after one that is no letter of points at all."""
    if not before:
        return POINTS[0]
    return POINTS[POINTS.index(before) + 1 :][:1] if before in POINTS else ""


def _articles(sheet: Sheet) -> Iterator[Finding]:
    """Articles are counted without a gap; an enclosed text counts anew (TXT-03)."""
    articles = [
        (place, int(found[1])) for place, text in _body(sheet) if (found := _ARTICLE.match(text))
    ]
    for (_, before), (place, number) in pairwise([("", 0), *articles]):
        if number not in (before + 1, 1):
            words = f"Điều {number} phải là Điều {before + 1}."
            yield Finding("TXT-03", "E", words, place)


def _ending(sheet: Sheet) -> Iterator[Finding]:
    """`./.` stands once, at the end; the page adds it where it is missing (TXT-05)."""
    for place, text in list(_body(sheet))[:-1]:
        if text.endswith(END):
            words = "“./.” chỉ đặt ở cuối văn bản."
            yield Finding("TXT-05", "W", words, place)
    if sheet.body and not sheet.body[-1].endswith(END):
        yield Finding("TXT-05", "I", "Văn bản sẽ được in thêm “./.” ở cuối.", "Nội dung")


def _annex(sheet: Sheet) -> Iterator[Finding]:
    """A text that speaks of an annex is to be sent with it (FMT-30)."""
    for place, text in _body(sheet):
        if re.search(r"[Pp]hụ lục|kèm theo\)", text):
            yield Finding("FMT-30", "I", "Nội dung nhắc đến phụ lục: kiểm tra tệp kèm theo.", place)
            return


def _signature(sheet: Sheet) -> Iterator[Finding]:
    """TM., KT., TL. with their dots (FMT-19); no degree before the name (FMT-21)."""
    for line in sheet.authority:
        if _NO_DOT.match(line.upper()):
            yield Finding("FMT-19", "E", f"“{line}”: sau chữ viết tắt có dấu chấm.", "Người ký")
    if _DEGREE.match(sheet.signer):
        words = "Không ghi học hàm, học vị, danh xưng trước họ tên người ký."
        yield Finding("FMT-21", "E", words, "Người ký")


def _slips(sheet: Sheet) -> Iterator[Finding]:
    """The table of slips over everything typed; one finding for each spelling in a place."""
    for place, text in _typed(sheet):
        for slip in SLIPS:
            for spelling in dict.fromkeys(found.group() for found in slip.pattern.finditer(text)):
                yield Finding(slip.rule, slip.severity, slip.words.format(spelling), place)


def _body(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield from ((f"Đoạn {n}", text) for n, text in enumerate(sheet.body, start=1))


def _typed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield SUBJECT, sheet.subject
    yield from ((f"Căn cứ {n}", text) for n, text in enumerate(sheet.bases, start=1))
    yield from _body(sheet)
    yield from (("Kính gửi", text) for text in sheet.to)
    yield from (("Nơi nhận", text) for text in sheet.recipients)
    yield from (("Người ký", text) for text in (*sheet.authority, sheet.signer))
