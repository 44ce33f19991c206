"""FMT-19 to FMT-24: who signs, the mark, the seal, who receives (Annex I, Part I, Mục II.7-9)."""

import re
from collections.abc import Iterator, Sequence

from workflows.kinds import Addresses, kind
from workflows.layout.described import Block, Box, Described, Knows, Picture, Place
from workflows.layout.elements import Elements
from workflows.layout.faces import Look, looks
from workflows.layout.verdicts import Fault, Unknowable

CALL = "Kính gửi"
_CALLED = re.compile(rf"{CALL}|.* điện(?=:)", re.IGNORECASE)
FOOT = Place("Cuối văn bản")
_NO_DOT = re.compile(r"(TM|KT|TL|TUQ|Q)(?: |\.(?=\S))")
_DEGREE = re.compile(
    r"(?:GS|PGS|TS|ThS|Th\.S|CN|KS|BS|LS|CKI|CKII|NGND|NGƯT)\b\.?\s*|"
    r"(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Luật sư) ",
)
_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đinh|Trịnh|Mai|"
    "Hà|Lương|Trương|Cao|Lưu|Đoàn|Phùng|Lâm|Tạ|Tống"
)
_COMRADE, _ADDRESS = re.compile(r"Đồng chí "), re.compile(rf"(?:Ông|Bà) (?:{_FAMILIES}) ")
"""Ông and Bà are family names too (Ông Ích Khiêm): an address stands before another family name."""
_ARCHIVE = re.compile(r"- ?Lưu: ?VT(?:, ?[^;]+)?\.")
_ADVISORY = re.compile(r"(?:HỘI ĐỒNG(?! NHÂN DÂN)|BAN|TỔ) ")
"""How the councils, committees and teams of an agency are called (Annex I, II.3a)."""
_COVER = (0.15, 0.55)
"""How much of the signature the seal may cover: about a third."""


def authority(page: Described, seen: Elements) -> Iterator[Fault]:
    """TM., KT., TL., TUQ., Q. with their dots; capitals, 13 to 14, bold (FMT-19)."""
    if not seen.authority and Knows.WHOLE in page.knows:
        yield Fault("Chưa có quyền hạn, chức vụ của người ký.", FOOT)
    for block in (*seen.authority, *seen.beside):
        if Knows.FACES in page.knows:
            yield from looks(block, "Quyền hạn, chức vụ", Look("upper", (13, 14), bold=True))
        if _NO_DOT.match(block.text.upper()):
            words = f"“{block.text}”: sau chữ viết tắt quyền hạn có dấu chấm và cách chữ."
            yield Fault(words, block)


def mark(page: Described, seen: Elements) -> Iterator[Fault]:
    """The person's signature: a blue picture without ground, between title and name (FMT-20)."""
    blues = _pictures(page, seen, "blue")
    if not blues:
        raise Unknowable("Chưa có hình ảnh chữ ký; kiểm tra khi ký số.")
    names = [one.place.box for one in _names(seen) if one.place.box]
    for blue in blues:
        at = Place("Chữ ký", blue.page, blue.box)
        if not blue.transparent:
            yield Fault("Hình ảnh chữ ký có nền trong suốt (.png).", at)
        if names and not any(_above(blue.box, name) for name in names):
            yield Fault("Hình ảnh chữ ký đặt canh giữa chức vụ và họ tên người ký.", at)


def seal(page: Described, seen: Elements) -> Iterator[Fault]:
    """The seal: red, without ground, over a third of the signature on its left (FMT-22); that of
    an advisory body without one hangs over the body's name (article 33.1c, d)."""
    reds, blues = _pictures(page, seen, "red"), _pictures(page, seen, "blue")
    if not reds or not blues:
        raise Unknowable("Chưa có hình ảnh dấu; kiểm tra khi ký số của cơ quan.")
    for red in reds:
        at = Place("Dấu", red.page, red.box)
        if not red.transparent:
            yield Fault("Hình ảnh dấu có nền trong suốt (.png).", at)
        if not _hangs(red, seen) and not any(_covers(red.box, blue.box) for blue in blues):
            yield Fault("Dấu trùm lên khoảng 1/3 hình ảnh chữ ký về bên trái.", at)


def _covers(red: Box, blue: Box) -> bool:
    covered = (red[2] - blue[0]) / (blue[2] - blue[0])
    return _COVER[0] <= covered <= _COVER[1] and red[0] < blue[0]


def _hangs(red: Picture, seen: Elements) -> bool:
    """Dấu treo: over the beginning of the name of a council, committee or team of an agency."""
    said = " ".join(one.text for one in seen.agency).upper()
    return bool(seen.superior and _ADVISORY.match(said)) and any(
        one.place.box is not None and one.place.page == red.page and _opens(red.box, one.place.box)
        for one in seen.agency
    )


def _opens(red: Box, name: Box) -> bool:
    """It begins left of the words and ends in them, on their level."""
    return red[0] < name[0] < red[2] < name[2] and red[1] < name[1] and name[3] < red[3]


def _names(seen: Elements) -> tuple[Block, ...]:
    return (*([seen.signer] if seen.signer else []), *seen.others)


def _pictures(page: Described, seen: Elements, colour: str) -> list[Picture]:
    """As many as sign: another picture of the colour may belong to the text."""
    found = [one for one in page.pictures if one.colour == colour]
    return found[: max(1, len(_names(seen)))]


def _above(one: Box, name: Box) -> bool:
    """The picture ends where the name begins, about in the middle over it."""
    middle = abs((one[0] + one[2]) / 2 - (name[0] + name[2]) / 2)
    return one[1] < name[1] and middle < 40


def bears_a_degree(name: str) -> bool:
    """An academic title before a name; Ông is none, some are called so (II.7c)."""
    return _DEGREE.match(name) is not None


def signer(page: Described, seen: Elements) -> Iterator[Fault]:
    """The full name in small letters, 13 to 14, bold, without degrees (FMT-21)."""
    block = seen.signer
    if block is None:
        if Knows.WHOLE in page.knows:
            yield Fault("Chưa có họ và tên người ký.", FOOT)
        return
    for one in (block, *seen.others):
        if Knows.FACES in page.knows:
            yield from looks(one, "Họ tên người ký", Look("lower", (13, 14), bold=True))
        known = one.text in page.signers
        addressed = _COMRADE.match(one.text) or (not known and _ADDRESS.match(one.text))
        if bears_a_degree(one.text) or addressed:
            words = "Không ghi học hàm, học vị, danh xưng trước họ tên người ký."
            yield Fault(words, one)


def addressees(page: Described, seen: Elements) -> Iterator[Fault]:
    """Kính gửi on a công văn, a tờ trình, a report upward only; its list in order (FMT-23)."""
    if not seen.to:
        if seen.is_letter and Knows.WHOLE in page.knows:
            yield Fault("Công văn có “Kính gửi:” và tên nơi nhận để giải quyết.", FOOT)
        return
    yield from _is_for(seen)
    if Knows.FACES in page.knows:
        for block in seen.to:
            yield from looks(block, "Kính gửi", Look("lower", (13, 14)))
    if Knows.WHOLE in page.knows:
        yield from _call(seen.to)


def _is_for(seen: Elements) -> Iterator[Fault]:
    """Only what asks somebody to act bears the call."""
    printed = seen.to[0].text.startswith(CALL)
    if printed and seen.doc_type and kind(seen.doc_type).addresses is Addresses.NEVER:
        words = f"{seen.doc_type} không có “Kính gửi”; nơi nhận ghi ở “Nơi nhận”."
        yield Fault(words, seen.to[0])


def _call(to: Sequence[Block]) -> Iterator[Fault]:
    first, listed = to[0], to[1:]
    said = _CALLED.sub("", first.text, count=1)
    if not said.startswith(":"):
        yield Fault("Sau “Kính gửi” có dấu hai chấm.", first)
    if len(listed) == 1 and said == ":":
        yield Fault("Gửi một nơi: ghi tên trên cùng một dòng với “Kính gửi”.", first)
    if said.count(";") and not listed:
        yield Fault("Gửi từ hai nơi: mỗi nơi một dòng, đầu dòng có gạch (-).", first)
    yield from _listed(listed, "Kính gửi")
    dashes = [one.place.box[0] for one in listed if one.place.box]
    if dashes and max(dashes) - min(dashes) > 3:
        yield Fault("Các gạch đầu dòng thẳng hàng với nhau dưới dấu hai chấm.", listed[0])


def _listed(lines: Sequence[Block], name: str) -> Iterator[Fault]:
    """`- …;` and at the end a full stop."""
    for n, block in enumerate(lines, start=1):
        right = "." if n == len(lines) else ";"
        if block.text[:1] not in "-–":
            yield Fault(f"{name}: đầu mỗi dòng có gạch đầu dòng (-).", block)
        if block.text[-1] != right:
            yield Fault(f"{name}: dòng này kết thúc bằng dấu “{right}”.", block)


def recipients(_page: Described, seen: Elements) -> Iterator[Fault]:
    """`Nơi nhận:` 12 bold italic at the left edge; its list 11, the last `Lưu: VT` (FMT-24)."""
    if seen.label is None:
        yield Fault("Chưa có “Nơi nhận:” ở cuối, bên trái.", FOOT)
        return
    yield from looks(seen.label, "Từ “Nơi nhận”", Look("lower", (12, 12), bold=True, italic=True))
    if seen.label.text != "Nơi nhận:":
        yield Fault("Viết “Nơi nhận:” trên một dòng riêng, sau có dấu hai chấm.", seen.label)
    signs = not seen.others and seen.authority
    if signs and not _level(seen.label, seen.authority[0]):
        yield Fault("“Nơi nhận:” ngang hàng với quyền hạn, chức vụ của người ký.", seen.label)
    for block in seen.recipients:
        yield from looks(block, "Danh sách nơi nhận", Look("", (11, 11)))
    yield from _listed(seen.recipients, "Nơi nhận")
    if not seen.recipients or not _ARCHIVE.fullmatch(seen.recipients[-1].text):
        at = seen.recipients[-1] if seen.recipients else seen.label
        yield Fault("Dòng cuối của Nơi nhận là “- Lưu: VT, <đơn vị soạn thảo>.”.", at)


def _level(one: Block, other: Block) -> bool:
    if one.place.box is None or other.place.box is None:
        return True
    return one.place.page == other.place.page and abs(one.place.box[1] - other.place.box[1]) < 10
