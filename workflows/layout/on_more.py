"""FMT-30 to FMT-37: annexes, stamps, marks, address, copies (Annex I, Part I, Mục III)."""

import re
from collections.abc import Iterator, Sequence

from workflows.layout.described import Block, Described, Knows
from workflows.layout.elements import Elements, key
from workflows.layout.faces import Look, looks
from workflows.layout.on_text import roman
from workflows.layout.verdicts import Fault

BOXES = {"KHẨN": (20, 8), "THƯỢNG KHẨN": (40, 8), "HỎA TỐC": (30, 8)}
"""Width and height of the urgency stamps in millimetres."""
_SIZES = {key(words): size for words, size in BOXES.items()}
_ANNEX = re.compile(r"[Pp]hụ lục|kèm theo\)")
_DIGITS = re.compile(r"\bPhụ lục (?:số )?(\d+)\b")
_ROMAN = re.compile(r"Phụ lục [IVXLC]+", re.IGNORECASE)
_SENT_WITH = re.compile(r"\(\s*Kèm theo\b", re.IGNORECASE)
_FILLED = re.compile(r"số\s*:?\s*\d+\s*/")
_SECRET = re.compile(r"\b(?:TUYỆT|TỐI) MẬT\b|^\W*MẬT\W*$|\bĐộ mật ?:")
_DRAFTER = re.compile(r"[A-ZĐ]{1,6}\.\(\d+\)\.?")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+07:?00")


def annexes(page: Described, seen: Elements) -> Iterator[Fault]:
    """Named in the text, Roman numbers from two on, 14 bold centred, title in capitals (FMT-30)."""
    for block in seen.texts:
        for found in _DIGITS.finditer(block.text):
            right = f"Phụ lục {roman(int(found[1]))}" if int(found[1]) < 90 else ""
            words = f"“{found.group()}”: các Phụ lục được đánh số bằng chữ số La Mã."
            yield Fault(words, block, found.group() if right else "", right, severity="W")
    named = next((one for one in seen.body if _ANNEX.search(one.text)), None)
    if named and not seen.annexes:
        words = "Nội dung nhắc đến phụ lục: kiểm tra tệp kèm theo."
        yield Fault(words, named, severity="I")
    if seen.annexes and not named:
        yield Fault("Trong văn bản phải có chỉ dẫn về Phụ lục kèm theo.", seen.annexes[0][0])
    if Knows.FACES in page.knows:
        yield from _annexes(seen.annexes)


def _annexes(annexes: Sequence[tuple[Block, ...]]) -> Iterator[Fault]:
    for annex in annexes:
        head = annex[0]
        if len(annexes) > 1 and not _ROMAN.fullmatch(head.text):
            yield Fault("Từ hai Phụ lục trở lên đánh số La Mã (Phụ lục I, II).", head)
        yield from looks(head, "Từ “Phụ lục” và số thứ tự", Look("lower", (14, 14), bold=True))
        if head.align not in ("", "centre"):
            yield Fault("Từ “Phụ lục” canh giữa, trên một dòng riêng.", head)
        if len(annex) > 1 and not _SENT_WITH.match(annex[1].text):
            yield from looks(annex[1], "Tên Phụ lục", Look("upper", (13, 14), bold=True))


def sent_with(page: Described, seen: Elements) -> Iterator[Fault]:
    """`(Kèm theo …)` under the annex's title: filled on paper, not filled in an e-file (FMT-31)."""
    for annex in seen.annexes:
        note = next((one for one in annex[:5] if _SENT_WITH.match(one.text)), None)
        if note is None:
            yield Fault("Dưới tên Phụ lục có “(Kèm theo Văn bản số …)”.", annex[0])
            continue
        yield from looks(note, "Dòng “(Kèm theo …)”", Look("lower", (13, 14), italic=True))
        if page.electronic and _FILLED.search(note.text):
            yield Fault("Văn bản điện tử không điền số, ngày vào “(Kèm theo …)”.", note)
        if not page.electronic and not _FILLED.search(note.text):
            yield Fault("Văn bản giấy điền đủ số, ngày vào “(Kèm theo …)”.", note)


def urgency(_page: Described, seen: Elements) -> Iterator[Fault]:
    """Red, single border, 30, 40 or 20 by 8 mm, capitals of 13 to 14, bold (FMT-32)."""
    for block in seen.stamps:
        yield from looks(block, "Dấu chỉ mức độ khẩn", Look("upper", (13, 14), bold=True))
        if any(run.colour != "red" for run in block.runs if run.text.strip()):
            yield Fault("Dấu chỉ mức độ khẩn màu đỏ tươi.", block)
        if block.frame is None:
            yield Fault("Dấu chỉ mức độ khẩn có khung hình chữ nhật viền đơn.", block)
            continue
        width, height = _SIZES[key(block.text)]
        if abs(block.frame.width - width) > 1 or abs(block.frame.height - height) > 1:
            yield Fault(f"Dấu “{block.text}” có kích thước {width} × {height} mm.", block)


def circulation(_page: Described, seen: Elements) -> Iterator[Fault]:
    """XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ: single border, 13 to 14, bold (FMT-33)."""
    for block in seen.circulation:
        yield from looks(block, "Chỉ dẫn phạm vi lưu hành", Look("upper", (13, 14), bold=True))
        if block.frame is None:
            yield Fault("Chỉ dẫn phạm vi lưu hành đặt trong khung viền đơn.", block)


def secrecy(_page: Described, seen: Elements) -> Iterator[Fault]:
    """A mark of secrecy ends it here: such a text is not written on this system (FMT-34)."""
    for block in seen.texts:
        for found in dict.fromkeys(one.group() for one in _SECRET.finditer(block.text)):
            yield Fault(
                f"“{found}” là dấu chỉ độ mật: văn bản có bí mật nhà nước không được soạn, "
                "gửi trên hệ thống này.",
                block,
            )


def drafter(_page: Described, seen: Elements) -> Iterator[Fault]:
    """`PL.(300)`, 11, upright (FMT-35)."""
    if seen.drafter:
        yield from looks(seen.drafter, "Ký hiệu người soạn thảo", Look("upper", (11, 11)))
        if not _DRAFTER.fullmatch(seen.drafter.text):
            yield Fault("Ký hiệu người soạn thảo và số bản viết “PL.(300)”.", seen.drafter)


def address(_page: Described, seen: Elements) -> Iterator[Fault]:
    """The address on page 1, 11 to 12, upright (FMT-36)."""
    for block in seen.address:
        yield from looks(block, "Địa chỉ cơ quan", Look("lower", (11, 12)))
        if block.place.page > 1:
            yield Fault("Địa chỉ cơ quan trình bày ở trang thứ nhất.", block)


def copy(_page: Described, seen: Elements) -> Iterator[Fault]:
    """An e-copy: form of copy, agency and time at the top right of page 1, 10, black (FMT-37)."""
    block = seen.copy_mark
    if block is None:
        return
    near = [one for one in seen.texts if one.place.page == block.place.page]
    said = " ".join(one.text for one in near[:8])
    if not _ISO.search(said):
        words = "Thông tin bản sao ghi thời gian ký theo ISO 8601, múi giờ Việt Nam (+07:00)."
        yield Fault(words, block)
    yield from looks(block, "Thông tin bản sao", Look("", (10, 10)))
    if block.column == "left":
        yield Fault("Thông tin bản sao ở góc trên, bên phải, trang đầu.", block)
