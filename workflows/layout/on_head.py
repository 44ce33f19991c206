"""FMT-10 to FMT-17: the head of page one and the title (Annex I, Part I, Mục II.1 to II.5)."""

import re
from collections.abc import Iterator, Sequence

from workflows.kinds import OFFICIAL_LETTER, Kind, kind
from workflows.layout.described import Block, Described, Knows, Place
from workflows.layout.elements import MOTTO, NATION, TYPES, Elements, key
from workflows.layout.faces import Look, looks
from workflows.layout.verdicts import Fault

HEAD = Place("Đầu trang 1", 1)
_NUMBER = re.compile(r"Số: ?([\d…._\s]*)/([^/\s]+(?: ?- ?[^/\s]+)*)")
_NOTATION = re.compile(r"(?:QyĐ|CTr|TTr|TrS|[A-ZĐ\d]+)(?:-(?:[A-ZĐ\d]+|[A-ZĐ][A-ZĐa-zđ\d]*))*")
_DATE = re.compile(r"(.+), ?ngày ([\d…._\s]*)tháng ([\d…._\s]*)năm ([\d…._\s]*)")
_TYPE = re.compile(
    rf"(?:{'|'.join(name.upper() for name in TYPES)}|CÔNG VĂN)\b|[Cc]ông văn\b(?! số)"
)

NO_TITLE = "Công văn không ghi tên loại; trích yếu ghi sau “V/v”."


def nation(_page: Described, seen: Elements) -> Iterator[Fault]:
    """Quốc hiệu: capitals, 12 to 13, bold, top right (FMT-10)."""
    if seen.nation is None:
        yield Fault(f"Chưa có Quốc hiệu “{NATION}” ở phía trên, bên phải.", HEAD)
        return
    yield from looks(seen.nation, "Quốc hiệu", Look("upper", (12, 13), bold=True))
    if seen.nation.column == "left":
        yield Fault("Quốc hiệu đặt phía trên, bên phải trang đầu.", seen.nation)


def motto(_page: Described, seen: Elements) -> Iterator[Fault]:
    """Tiêu ngữ: 13 to 14, bold, hyphens with spaces, a line as long as itself (FMT-11)."""
    block = seen.motto
    if block is None:
        yield Fault(f"Chưa có Tiêu ngữ “{MOTTO}” dưới Quốc hiệu.", HEAD)
        return
    yield from looks(block, "Tiêu ngữ", Look("lower", (13, 14), bold=True))
    if key(block.text) != key(MOTTO) or block.text[:1] != "Đ" or "Tự do - Hạnh" not in block.text:
        yield Fault(f"Tiêu ngữ viết “{MOTTO}”, giữa các cụm từ có gạch nối, có cách chữ.", block)
    if block.rule is not None and not 0.9 <= block.rule <= 1.12:
        yield Fault("Dưới Tiêu ngữ có đường kẻ nét liền dài bằng dòng chữ.", block)


def superior(_page: Described, seen: Elements) -> Iterator[Fault]:
    """The superior in capitals, 12 to 13, not bold (FMT-12)."""
    name = "Tên cơ quan chủ quản"
    for block in seen.superior:
        yield from looks(block, name, Look("upper", (12, 13)))
    if len(seen.agency) > 1 and not seen.superior and _is_superior(seen.agency[0]):
        yield Fault(f"{name} không in đậm.", seen.agency[0])


def _is_superior(first: Block) -> bool:
    """Two names one over the other, both bold: the first ends as a name of its own does.

    A dash behind it says that both issue the paper (DOMAIN §5.5).
    """
    return bool(re.match(r"(?:UBND|SỞ|BỘ|HĐND)\b", first.text)) and first.text[-1] not in "-–"


def agency(_page: Described, seen: Elements) -> Iterator[Fault]:
    """The agency in capitals, 12 to 13, bold, a line of a third to a half under it (FMT-13)."""
    if not seen.agency:
        yield Fault("Chưa có tên cơ quan, tổ chức ban hành văn bản ở bên trái.", HEAD)
        return
    name = "Tên cơ quan ban hành"
    for block in seen.agency:
        yield from looks(block, name, Look("upper", (12, 13), bold=True))
    yield from _half_line(seen.agency, "tên cơ quan ban hành")


def _half_line(blocks: Sequence[Block], name: str) -> Iterator[Fault]:
    """Measured on the last line, or on the widest where a name stands on several."""
    rules = [block.rule for block in blocks if block.rule]
    if rules and not 0.25 <= rules[-1] <= 0.58:
        yield Fault(f"Đường kẻ dưới {name} dài 1/3 đến 1/2 dòng chữ.", blocks[-1])
    elif not rules and all(block.rule is not None for block in blocks):
        yield Fault(f"Dưới {name} có đường kẻ nét liền dài 1/3 đến 1/2 dòng chữ.", blocks[-1])


def number(page: Described, seen: Elements) -> Iterator[Fault]:
    """`Số: 05/BC-UBND`, 13, upright; 0 before what is under 10; no spaces (FMT-14)."""
    if seen.number is None:
        if Knows.WHOLE in page.knows:
            yield Fault("Chưa có số, ký hiệu dưới tên cơ quan ban hành.", HEAD)
        return
    if Knows.FACES in page.knows:
        yield from looks(seen.number, "Số, ký hiệu", Look("", (13, 13)))
    yield from _written(seen.number)


def _written(block: Block) -> Iterator[Fault]:
    found = _NUMBER.fullmatch(block.text)
    if not found:
        yield Fault("Viết “Số: 05/BC-UBND”: sau “Số” có dấu hai chấm, có dấu gạch chéo.", block)
        return
    typed = found[1].strip()
    if typed.isdecimal() and (len(typed) < 2 or (typed[0] == "0" and len(typed) > 2)):
        yield Fault("Số nhỏ hơn 10 ghi thêm số 0 phía trước (01 … 09).", block)
    if " " in found[2]:
        yield Fault("Ký hiệu viết liền, chỉ có gạch nối (-), không cách chữ.", block)
    elif not _NOTATION.fullmatch(found[2]):
        yield Fault("Ký hiệu viết bằng chữ in hoa, giữa các nhóm có gạch nối (-).", block)


def date(page: Described, seen: Elements) -> Iterator[Fault]:
    """Place, comma, full date in italics; 0 before days to 9 and months 1, 2 only (FMT-15)."""
    block = seen.date
    if block is None:
        if Knows.WHOLE in page.knows and _is(seen).dated:
            yield Fault("Chưa có địa danh và thời gian ban hành.", HEAD)
        return
    if Knows.FACES in page.knows:
        yield from looks(block, "Địa danh, thời gian", Look("lower", (13, 14), italic=True))
    yield from _dated(block)
    if seen.number and not _level(block, seen.number):
        yield Fault("Địa danh và thời gian nằm cùng dòng với số, ký hiệu.", block)


def _is(seen: Elements) -> Kind:
    """The type; of a paper whose type is not known the usual one."""
    return kind(seen.doc_type) if seen.doc_type else OFFICIAL_LETTER


def _dated(block: Block) -> Iterator[Fault]:
    found = _DATE.fullmatch(block.text)
    if not found:
        yield Fault("Viết “Hoằng Hóa, ngày 05 tháng 01 năm 2023”, sau địa danh có dấu phẩy.", block)
        return
    first = block.text[:1]
    if not first.isupper() and not first.isdigit():
        yield Fault("Chữ cái đầu của địa danh viết hoa.", block)
    yield from _digits(block, found[2].strip(), found[3].strip(), found[4].strip())


def _digits(block: Block, day: str, month: str, year: str) -> Iterator[Fault]:
    if day.isdecimal() and len(day) != 2:
        yield Fault("Ngày nhỏ hơn 10 ghi thêm số 0 phía trước.", block)
    if month.isdecimal() and month != (f"{int(month):02}" if int(month) < 3 else str(int(month))):
        yield Fault("Chỉ tháng 1 và tháng 2 ghi thêm số 0 (tháng 01, tháng 02, tháng 3).", block)
    if year.isdecimal() and len(year) != 4:
        yield Fault("Năm ghi đủ bốn chữ số.", block)


def _level(one: Block, other: Block) -> bool:
    """On one line, where places are known; a table's row counts as a line."""
    if one.place.box is None or other.place.box is None:
        return True
    return one.place.page == other.place.page and abs(one.place.box[3] - other.place.box[3]) < 8


def title(_page: Described, seen: Elements) -> Iterator[Fault]:
    """Type in capitals, subject under it, both bold and centred, a short line (FMT-16)."""
    if seen.is_letter:
        return
    if seen.kind is None:
        yield Fault("Chưa thấy tên loại văn bản (chữ in hoa, canh giữa).", HEAD)
        return
    yield from looks(seen.kind, "Tên loại", Look("upper", (13, 14), bold=True))
    if not seen.subject and _is(seen).prints_subject:
        yield Fault("Dưới tên loại có trích yếu, chữ in thường, đậm.", seen.kind)
        return
    for block in seen.subject:
        yield from looks(block, "Trích yếu", Look("lower", (13, 14), bold=True))
    if any(block.align not in ("", "centre") for block in (seen.kind, *seen.subject)):
        yield Fault("Tên loại và trích yếu canh giữa.", seen.kind)
    yield from _half_line(seen.subject or (seen.kind,), "trích yếu")


def about(page: Described, seen: Elements) -> Iterator[Fault]:
    """A công văn: `V/v …` under its number, 12 to 13, upright, and no type name (FMT-17)."""
    if not seen.is_letter:
        return
    if Knows.FACES in page.knows:
        yield from _about(seen.about)
    if seen.kind is not None:
        yield Fault(NO_TITLE, seen.kind)
    for block in seen.subject[:1]:
        yield from _opened(block)


def _opened(block: Block) -> Iterator[Fault]:
    said = block.text.removeprefix("V/v").strip()
    found = _TYPE.match(said)
    if found:
        yield Fault(NO_TITLE, block, f"{found.group()} ")
    elif not said:
        yield Fault("Chưa có trích yếu.", block)


def _about(lines: Sequence[Block]) -> Iterator[Fault]:
    if not lines:
        yield Fault("Chưa có tên loại, cũng chưa có “V/v …” dưới số, ký hiệu.", HEAD)
        return
    for block in lines:
        yield from looks(block, "Trích yếu công văn", Look("lower", (12, 13)))
    if not lines[0].text.startswith("V/v"):
        yield Fault("Trích yếu công văn bắt đầu bằng “V/v”.", lines[0])
    if lines[0].gap is not None and not 4 <= lines[0].gap <= 8:
        words = "Trích yếu công văn cách dòng 6pt với số, ký hiệu."
        yield Fault(words, lines[0], severity="W")
