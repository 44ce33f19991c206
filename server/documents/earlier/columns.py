"""The columns of an older register: how other systems head them, and what each field is here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from server.words import fold
from workflows.earlier import Direction

IN, OUT = Direction.IN, Direction.OUT
BOTH = (IN, OUT)


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a line: its label here, its headings elsewhere (no marks), where it must be."""

    key: str
    label: LazyString
    heads: tuple[str, ...]
    required: tuple[Direction, ...] = ()
    used: tuple[Direction, ...] = BOTH


_MARKS = re.compile(r"[^\w\s]+|_")

# fmt: off
COLUMNS = (
    Column("old_no", _("Số đến"),
           ("so den", "so vb den", "so van ban den", "so den vb", "stt den"), (IN,), (IN,)),
    Column("entered_on", _("Ngày đến"),
           ("ngay den", "ngay nhan", "ngay vao so", "ngay vb den"), (IN,), (IN,)),
    Column("issuer", _("Tác giả"),
           ("tac gia", "noi gui", "co quan ban hanh", "noi ban hanh", "don vi ban hanh",
            "co quan gui", "don vi gui", "noi phat hanh", "ten co quan"), (IN,), (IN,)),
    Column("code", _("Số, ký hiệu"),
           ("so ky hieu", "so, ky hieu", "so va ky hieu", "so hieu", "so/ky hieu",
            "so ky hieu van ban", "so, ky hieu van ban", "so kh", "sokyhieu", "so vb",
            "so van ban", "so di", "so vb di"), BOTH),
    Column("notation", _("Ký hiệu, khi ở cột riêng"), ("ky hieu", "ky hieu van ban")),
    Column("issued_on", _("Ngày văn bản"),
           ("ngay van ban", "ngay vb", "ngay, thang", "ngay thang", "ngay ban hanh", "ngay ky",
            "ngay thang van ban", "ngay, thang van ban", "ngay phat hanh"), (OUT,)),
    Column("doc_type", _("Tên loại"),
           ("ten loai", "loai van ban", "loai vb", "loai", "hinh thuc van ban", "hinh thuc")),
    Column("subject", _("Trích yếu"),
           ("trich yeu", "noi dung", "trich yeu noi dung", "ten loai va trich yeu",
            "ten loai va trich yeu noi dung", "noi dung trich yeu", "tieu de"), BOTH),
    Column("signer", _("Người ký"), ("nguoi ky", "lanh dao ky"), (), (OUT,)),
    Column("recipients", _("Nơi nhận"), ("noi nhan", "noi nhan van ban"), (), (OUT,)),
    Column("handler", _("Đơn vị, người xử lý"),
           ("don vi hoac nguoi nhan", "nguoi xu ly", "don vi xu ly", "nguoi nhan", "can bo xu ly",
            "don vi nhan", "chuyen cho", "don vi, nguoi nhan ban luu", "don vi soan thao",
            "nguoi soan", "nguoi soan thao", "xu ly chinh")),
    Column("state", _("Tình trạng"),
           ("tinh trang", "trang thai", "tien do", "ket qua", "da xong", "tinh trang xu ly")),
    Column("file", _("Tên tệp"),
           ("ten tep", "tep", "file", "ten file", "tep dinh kem", "file dinh kem", "dinh kem",
            "duong dan", "tep tin")),
    Column("note", _("Ghi chú"), ("ghi chu", "ghi chu khac")),
)
# fmt: on
BY_KEY = {one.key: one for one in COLUMNS}


def used_in(direction: str) -> list[Column]:
    """The fields that a register of this direction may have."""
    return [one for one in COLUMNS if direction in one.used]


def lacking(direction: str, mapping: dict[str, int]) -> list[Column]:
    """The fields without which no line can be taken over, and which no column was named for."""
    return [one for one in COLUMNS if direction in one.required and one.key not in mapping]


def guessed(direction: str, heads: Sequence[str]) -> dict[str, int]:
    """Which column each field is, by its heading; the first of two alike. To be confirmed."""
    said = [_plain(head) for head in heads]
    found: dict[str, int] = {}
    for one in used_in(direction):
        known = {_plain(head) for head in one.heads}
        place = next((at for at, head in enumerate(said) if _meant(head) & known), None)
        if place is not None and place not in found.values():
            found[one.key] = place
    return found


def _plain(head: str) -> str:
    """Its words alone: `Số/Ký hiệu:` is `Số ký hiệu`."""
    return " ".join(_MARKS.sub(" ", fold(head)).split())


def _meant(head: str) -> set[str]:
    """As it is, and without the "văn bản" that some systems end each heading with."""
    return {head, head.removesuffix(" vb"), head.removesuffix(" van ban")}


def heading(direction: str, lines: Sequence[Sequence[str]]) -> int:
    """Which of the first lines is the heading: the one that most fields are guessed from."""
    counts = [len(guessed(direction, cells)) for cells in lines[:20]]
    return counts.index(max(counts)) if counts else 0
