"""The words that a template of Annex III prints around what is filled in, as one table a type."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.kinds import kind

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A dotted line of a template: `label` as an official calls it, `example` of what he writes.

    `many`: each line of what is typed is one of a list. `needed`: the form says nothing without.
    `note`: what stands there when it is left empty.
    """

    name: str
    label: str
    example: str = ""
    many: bool = False
    needed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The blanks of a type and the sentences they stand in, before and after the free text.

    A sentence with an empty place is not printed. Besides the blanks a sentence may name
    `agency`, `to`, `subject`, `signer`, `post` and `meeting`. `as_above`: Nơi nhận begins with
    "Như trên", because the form names in its text whom it is for. `to_person`: the blank whose
    person heads Nơi nhận (template 1.10, note 8).
    """

    blanks: tuple[Blank, ...]
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    as_above: bool = False
    to_person: str = ""


_PERSON = Blank("person", "Ông (bà)", "Nguyễn Văn Nam")
_TITLE = Blank("title", "Chức vụ", "Chuyên viên")
_PARTNER = (
    Blank("partner", "Bên B", "Trung tâm Công nghệ thông tin"),
    Blank("partner_at", "Địa chỉ Bên B", needed=False),
    Blank("partner_post", "Chức vụ người đại diện Bên B", "Giám đốc"),
    Blank("partner_signer", "Người đại diện Bên B", "Trần Quốc Tuấn"),
)
_PARTIES = (
    "Bên A: {agency}.",
    "Đại diện: Ông (bà) {signer}, {post}.",
    "Bên B: {partner}.",
    "Địa chỉ: {partner_at}.",
    "Đại diện: Ông (bà) {partner_signer}, {partner_post}.",
)


def _between(last: str) -> Form:
    return Form(_PARTNER, (*_PARTIES, last))


FORMS: Mapping[str, Form] = {
    "Biên bản": Form(
        (
            Blank("began", "Thời gian bắt đầu", "08 giờ 00 phút, ngày 20 tháng 3 năm 2026"),
            Blank("venue", "Địa điểm", "Phòng họp tầng 2"),
            Blank("present", "Thành phần tham dự", "Đại diện các phòng, ban", many=True),
            Blank("chair", "Chủ trì (chủ tọa)", "Đồng chí Lê Văn Minh, Phó Chủ tịch"),
            Blank("secretary", "Thư ký (người ghi biên bản)", "Lê Thị Mai, chuyên viên"),
            Blank("ended", "Kết thúc vào", "11 giờ 30 phút, ngày 20 tháng 3 năm 2026"),
        ),
        (
            "Thời gian bắt đầu: {began}.",
            "Địa điểm: {venue}.",
            "Thành phần tham dự: {present}.",
            "Chủ trì (chủ tọa): {chair}.",
            "Thư ký (người ghi biên bản): {secretary}.",
            "Nội dung:",
        ),
        ("{meeting} kết thúc vào {ended}.",),
    ),
    "Hợp đồng": _between("Hai bên thỏa thuận ký kết hợp đồng với các điều khoản sau:"),
    "Bản ghi nhớ": _between("Hai bên thống nhất ghi nhớ các nội dung sau:"),
    "Bản thỏa thuận": _between("Hai bên thống nhất thỏa thuận các nội dung sau:"),
    "Công điện": Form(
        (
            Blank(
                "sender",
                "Cơ quan hoặc chức danh gửi điện",
                "Chủ tịch Ủy ban nhân dân huyện",
                needed=False,
                note="để trống là tên cơ quan",
            ),
        ),
        (),
        as_above=True,
    ),
    "Giấy uỷ quyền": Form(
        (
            Blank("person", "Người được ủy quyền", "Nguyễn Thị Hoa"),
            Blank("title", "Chức vụ, đơn vị", "Trưởng phòng Nội vụ"),
            Blank("term", "Thời hạn ủy quyền", "từ ngày 01/4/2026 đến hết ngày 30/6/2026"),
        ),
        (
            "Người ủy quyền: Ông (bà) {signer}, {post}.",
            "Người được ủy quyền: Ông (bà) {person}, {title}.",
            "Nội dung ủy quyền:",
        ),
        ("Thời hạn ủy quyền: {term}.",),
        to_person="person",
    ),
    "Giấy mời": Form(
        (
            Blank(
                "guests",
                "Kính mời",
                "Chủ tịch Ủy ban nhân dân các xã, thị trấn",
                many=True,
                needed=False,
                note="để trống là nơi gửi để thực hiện",
            ),
            Blank("event", "Tới dự", "họp giao ban công tác tháng 3 năm 2026"),
            Blank("chair", "Chủ trì cuộc họp", "Đồng chí Lê Văn Minh, Phó Chủ tịch", needed=False),
            Blank("time", "Thời gian", "08 giờ 00 phút, ngày 20 tháng 3 năm 2026 (thứ Sáu)"),
            Blank("venue", "Địa điểm", "Phòng họp tầng 2"),
        ),
        (
            "{agency} trân trọng kính mời: {guests}.",
            "Tới dự {event}.",
            "Chủ trì: {chair}.",
            "Thời gian: {time}.",
            "Địa điểm: {venue}.",
        ),
        as_above=True,
    ),
    "Giấy giới thiệu": Form(
        (
            _PERSON,
            _TITLE,
            Blank("host", "Được cử đến", "Sở Nội vụ tỉnh Thanh Hóa"),
            Blank("until", "Có giá trị đến hết ngày", "30 tháng 4 năm 2026"),
        ),
        (
            "{agency} trân trọng giới thiệu:",
            "Ông (bà): {person}.",
            "Chức vụ: {title}.",
            "Được cử đến: {host}.",
            "Về việc: {subject}.",
        ),
        (
            "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
            "Giấy này có giá trị đến hết ngày {until}.",
        ),
        as_above=True,
    ),
    "Giấy nghỉ phép": Form(
        (
            Blank("asked_on", "Ngày của đơn đề nghị nghỉ phép", "05 tháng 6 năm 2026"),
            _PERSON,
            _TITLE,
            Blank("length", "Thời gian nghỉ", "05 ngày"),
            Blank("since", "Kể từ ngày", "15 tháng 6 năm 2026"),
            Blank("until", "Đến hết ngày", "19 tháng 6 năm 2026"),
            Blank("place", "Nơi nghỉ phép", "thành phố Sầm Sơn, tỉnh Thanh Hóa"),
            Blank("counted", "Tính vào thời gian", "nghỉ hằng năm có hưởng lương của năm 2026"),
            Blank(
                "confirms",
                "Nơi xác nhận (nếu cần)",
                "chính quyền địa phương nơi nghỉ phép",
                needed=False,
            ),
        ),
        (
            "Xét Đơn đề nghị nghỉ phép ngày {asked_on} của ông (bà) {person},",
            "{agency} cấp cho:",
            "Ông (bà): {person}.",
            "Chức vụ: {title}.",
            "Được nghỉ phép trong thời gian {length} kể từ ngày {since} đến hết ngày {until} "
            "tại {place}.",
        ),
        ("Số ngày nghỉ phép nêu trên được tính vào thời gian {counted}.",),
        to_person="person",
    ),
    "Phiếu gửi": Form(
        (
            Blank("enclosed", "Gửi kèm theo", "Báo cáo công tác quý I (12 bản)", many=True),
        ),
        ("{agency} gửi {to} văn bản, tài liệu sau: {enclosed}.",),
        ("Đề nghị nơi nhận ký xác nhận và gửi lại Phiếu này sau khi nhận đủ.",),
    ),
    "Phiếu chuyển": Form(
        (
            Blank("what", "Chuyển đơn, tài liệu", "Đơn đề nghị ngày 02 tháng 3 năm 2026"),
            Blank("owner", "Của ông (bà), cơ quan", "bà Lê Thị Yến, thôn 5"),
            Blank("purpose", "Để", "xem xét, giải quyết theo thẩm quyền"),
        ),
        ("{agency} chuyển {to}: {what} của {owner} để {purpose}.",),
    ),
    "Phiếu báo": Form(
        (Blank("reader", "Báo cho", "bà Lê Thị Yến"),),
        ("{agency} báo để {reader} biết:",),
    ),
    "Thư công": Form(
        (
            Blank("heading", "Loại thư", "Thư chúc mừng", needed=False),
            Blank("greeting", "Lời chào đầu thư", "Thân gửi các thầy giáo, cô giáo", needed=False),
        ),
        ("{greeting},",),
    ),
}  # fmt: skip
"""The types whose form has blanks of its own; Annex III 1.6 to 1.10, the others by usage."""

PLAIN = Form((), ())
NAMES = tuple(dict.fromkeys(one.name for row in FORMS.values() for one in row.blanks))


def form(doc_type: str) -> Form:
    """The form of a type; one without blanks has only its free text."""
    return FORMS.get(kind(doc_type).name, PLAIN)


def kept(doc_type: str, details: Mapping[str, str]) -> dict[str, str]:
    """What was filled into blanks that this type has."""
    names = {one.name for one in form(doc_type).blanks}
    return {name: text for name, text in details.items() if name in names and text.strip()}


def lacking(doc_type: str, details: Mapping[str, str]) -> list[Blank]:
    """The needed blanks that were left empty."""
    filled = kept(doc_type, details)
    return [one for one in form(doc_type).blanks if one.needed and one.name not in filled]


def written(texts: Sequence[str], said: Mapping[str, str]) -> tuple[str, ...]:
    """The sentences with their places filled; one with an empty place is left out."""
    return tuple(line for text in texts for line in _sentence(text, said))


def meeting(subject: str) -> str:
    """What kind of meeting a biên bản is of, by its subject (template 1.9)."""
    first = subject.strip().lower()
    return next((one for one in ("Hội nghị", "Hội thảo") if one.lower() in first), "Cuộc họp")


def _sentence(text: str, said: Mapping[str, str]) -> Iterator[str]:
    names = _PLACE.findall(text)
    values = {name: _lines(said.get(name, "")) for name in names}
    if not all(values.values()):
        return
    listed = next((name for name in names if len(values[name]) > 1), "")
    if listed:
        text = text[: text.index(f"{{{listed}}}")].rstrip()
    yield text.format(**{name: " ".join(lines).rstrip(" .;,") for name, lines in values.items()})
    for n, line in enumerate(values.get(listed, ()), start=1):
        end = "." if n == len(values[listed]) else ";"
        yield f"- {line.lstrip(' -–').rstrip(' .;,')}{end}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
