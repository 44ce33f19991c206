"""Registers as other systems export them, and a clerk who brings one in."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from server.documents.earlier import handing_in, looking, taking
from server.documents.earlier.lines import lines_of
from server.documents.earlier.models import Takeover
from tests.cast import Hand
from tests.office.papers import scan

HEADS = (
    "Số đến", "Ngày đến", "Nơi gửi", "Số ký hiệu", "Ngày VB", "Loại văn bản",
    "Trích yếu", "Người xử lý", "Trạng thái", "Tên file",
)  # fmt: skip
LETTER = (
    1, "04/01/2021", "Sở Nội vụ Thanh Hóa", "15/SNV-CCHC", "31/12/2020", "Công văn",
    "V/v đánh giá cải cách hành chính năm 2020", "Phòng Văn hóa và Thông tin", "Đã xong", "15.pdf",
)  # fmt: skip
OUT_HEADS = ("Số, ký hiệu", "Ngày ban hành", "Loại", "Trích yếu", "Người ký", "Nơi nhận", "File")
DECISION = (
    "07/QĐ-UBND", "12/02/2021", "Quyết định", "Về việc kiện toàn Ban Chỉ đạo chuyển đổi số",
    "Lê Văn Phúc", "Các xã; Lưu: VT", "",
)  # fmt: skip


def line(**more: Any) -> tuple[Any, ...]:
    """The letter, some of its cells otherwise, by the words of their heads without marks."""
    names = ("no", "on", "issuer", "code", "issued", "kind", "subject", "handler", "state", "file")
    said = dict(zip(names, LETTER, strict=True)) | more
    return tuple(said[name] for name in names)


def workbook(*rows: Sequence[Any], heads: Sequence[str] = HEADS) -> bytes:
    book = Workbook()
    book.active.append(["", "SỔ ĐĂNG KÝ VĂN BẢN"])
    for row in (heads, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_csv(*rows: Sequence[Any], mark: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows((HEADS, *rows))
    return out.getvalue().encode(encoding)


def packet(**files: bytes) -> bytes:
    """A ZIP; a name's `_` stands for its dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"2021/{name.replace('_', '.')}", data)
    return out.getvalue()


LETTERS_FILE = ("15.pdf", scan("Công văn 15/SNV-CCHC"))


def handed_in(hand: Hand, sheet: bytes, *files: tuple[str, bytes], to: str = "in") -> Takeover:
    """Handed in, its columns confirmed as they were guessed, every line looked at."""
    made = handing_in.hand_in(hand.actor, to, sheet=("so-cu.xlsx", sheet), files=files)
    handing_in.confirm(hand.actor, made.id, made.mapping)
    looking.look_at(made.id, lambda _percent: None)
    return handing_in.find(hand.actor, made.id)


def taken_over(hand: Hand, sheet: bytes, *files: tuple[str, bytes], to: str = "in") -> Takeover:
    """The same, and carried out."""
    made = handed_in(hand, sheet, *files, to=to)
    handing_in.carry_out(hand.actor, made.id)
    taking.take_over(hand.actor, made.id, lambda _percent: None)
    return handing_in.find(hand.actor, made.id)


def troubles(made: Takeover) -> list[tuple[int, str, str]]:
    """Line, field and reason of all that will not do."""
    return [
        (one.n, key, reason)
        for one in lines_of(made.id, is_wrong=True)
        for key, reason, _said in one.troubles
    ]
