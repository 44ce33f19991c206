"""The text of an outgoing paper: grounds and paragraphs, as its type is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from server.demo.content import fill
from server.demo.content_theme import Line, Theme
from server.demo.places import UNIT, Agency

LAW = "Căn cứ Luật Tổ chức chính quyền địa phương"
NEED = (
    "{we} đã kiểm tra, rà soát thực tế; nội dung đề nghị là cần thiết, phù hợp với quy định và"
    " nguyện vọng của Nhân dân (có hồ sơ kèm theo)."
)
ROSTERS = {
    "Lịch tiếp": (
        "Chủ tịch Ủy ban nhân dân huyện tiếp công dân định kỳ hai ngày trong tháng; trường hợp"
        " trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp (có lịch kèm theo).",
        "Địa điểm: Ban Tiếp công dân huyện Hoằng Hóa; buổi sáng từ 07 giờ 30 phút, buổi chiều từ"
        " 13 giờ 30 phút.",
    ),
    "Lịch trực": (
        "Các phòng, đơn vị và Ủy ban nhân dân các xã, thị trấn phân công lãnh đạo, công chức trực"
        " 24/24 giờ; gửi danh sách trực về Văn phòng HĐND và UBND huyện.",
    ),
}
"""What a notice of a roster says, by its first words."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody has before him when he drafts."""

    theme: Theme
    line: Line
    agency: Agency
    commune: Agency
    subject: str
    day: date
    due: date
    random: Random

    @property
    def we(self) -> str:
        return self.agency.full_name

    @property
    def unit(self) -> str:
        """Who answers for it inside: a department, in a commune its office."""
        if self.agency.level == "xa":
            return f"Văn phòng {self.we}"
        return UNIT[self.theme.unit].name.replace("HĐND và UBND", "HĐND và UBND huyện")

    @property
    def act(self) -> str:
        """`Về việc phê duyệt …` as the act itself: `Phê duyệt …`."""
        text = self.subject.removeprefix("Về việc ").removeprefix("V/v ")
        return text[0].upper() + text[1:]

    @property
    def wish(self) -> str:
        text = self.act.removeprefix("Đề nghị ").removeprefix("Xin ")
        return text[0].lower() + text[1:]

    def filled(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fill(text, self.day, self.commune, self.random) for text in texts)

    @property
    def tasks(self) -> tuple[str, ...]:
        return self.filled(self.theme.tasks)

    @property
    def results(self) -> tuple[str, ...]:
        """What was done; a commune speaks of itself, not of the whole district."""
        found = self.filled(self.theme.results)
        if self.agency.level != "xa":
            return found
        kind = self.agency.locality.removesuffix(f" {self.agency.place_name}")
        return tuple(
            text.replace("oàn huyện", f"oàn {kind}").replace("của huyện", "của địa phương")
            for text in found
        )

    @property
    def matter(self) -> tuple[str, ...]:
        """Why something is asked for."""
        if self.agency.level == "xa":
            return (NEED.format(we=self.we),)
        return self.results[:1]


def _numbered(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{order}. {text}" for order, text in enumerate(texts, start=1))


def _addressee(writing: Writing) -> str:
    if writing.line.who == ">1xa":
        return writing.commune.full_name
    return "Ủy ban nhân dân các xã, thị trấn"


def _letter_down(writing: Writing) -> tuple[str, ...]:
    whom = _addressee(writing)
    return (
        f"Để thực hiện tốt công tác {writing.theme.name} trên địa bàn, {writing.we} yêu cầu {whom}"
        " thực hiện nghiêm túc các nội dung sau:",
        *_numbered(writing.tasks),
        f"Kết quả thực hiện báo cáo {writing.we} (qua {writing.unit}) trước ngày"
        f" {writing.due:%d/%m/%Y} để tổng hợp, chỉ đạo.",
    )


def _letter_up(writing: Writing) -> tuple[str, ...]:
    return (
        f"Thực hiện chức năng, nhiệm vụ được giao, {writing.we} báo cáo, đề nghị về việc"
        f" {writing.wish} như sau:",
        *(writing.results if writing.line.who == ">so" else writing.matter),
        f"{writing.we} kính đề nghị cấp có thẩm quyền quan tâm, xem xét, giải quyết.",
    )


def _letter(writing: Writing) -> tuple[str, ...]:
    return _letter_down(writing) if writing.line.who in {">xa", ">1xa"} else _letter_up(writing)


def _decision(writing: Writing) -> tuple[str, ...]:
    return (
        f"Điều 1. {writing.act} (có phụ lục kèm theo).",
        f"Điều 2. Giao {writing.unit} chủ trì, phối hợp với các đơn vị liên quan hướng dẫn, kiểm"
        " tra"
        " việc thực hiện Quyết định này.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng HĐND và UBND huyện, Thủ"
        f" trưởng các đơn vị liên quan, Chủ tịch {_addressee(writing)} chịu trách nhiệm thi hành"
        " Quyết định này.",
    )


def _plan(writing: Writing) -> tuple[str, ...]:
    return (
        "I. MỤC ĐÍCH, YÊU CẦU",
        f"Cụ thể hóa các nhiệm vụ về {writing.theme.name}; xác định rõ trách nhiệm, thời gian"
        " thực hiện"
        " của từng đơn vị; bảo đảm thiết thực, hiệu quả, tiết kiệm.",
        "II. NỘI DUNG, NHIỆM VỤ",
        *_numbered(writing.tasks),
        "III. TỔ CHỨC THỰC HIỆN",
        f"{writing.unit} theo dõi, đôn đốc, tổng hợp kết quả, báo cáo {writing.we} trước ngày"
        f" {writing.due:%d/%m/%Y}.",
    )


def _report(writing: Writing) -> tuple[str, ...]:
    return (
        f"{writing.we} báo cáo {writing.wish}, cụ thể như sau:",
        f"1. Kết quả đạt được: {writing.results[0]}",
        "2. Tồn tại, hạn chế: việc phối hợp giữa một số đơn vị có lúc chưa kịp thời; kinh phí"
        " thực hiện"
        " còn hạn chế.",
        f"3. Nhiệm vụ thời gian tới: {writing.tasks[0]}",
    )


def _proposal(writing: Writing) -> tuple[str, ...]:
    return (
        f"Căn cứ quy định hiện hành về {writing.theme.name} và tình hình thực tế của địa phương,"
        f" {writing.we} kính trình cấp có thẩm quyền xem xét {writing.wish}, với các nội dung sau:",
        *writing.matter,
        f"{writing.we} kính trình xem xét, quyết định.",
    )


def _notice(writing: Writing) -> tuple[str, ...]:
    return (
        f"{writing.we} thông báo về {writing.wish} như sau:",
        *_numbered(ROSTERS.get(writing.subject[:9], writing.tasks)),
        f"{writing.we} thông báo để các đơn vị biết, thực hiện.",
    )


def _invitation(writing: Writing) -> tuple[str, ...]:
    return (
        f"{writing.we} trân trọng kính mời Chủ tịch Ủy ban nhân dân các xã, thị trấn"
        f" {writing.wish}.",
        f"Thời gian: 07 giờ 30 phút, ngày {writing.due:%d/%m/%Y}.",
        "Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân huyện Hoằng Hóa; trực tuyến đến điểm"
        " cầu các"
        " xã, thị trấn.",
        "Đề nghị các đại biểu nghiên cứu trước tài liệu trên hệ thống và dự họp đúng thời gian.",
    )


def _introduction(writing: Writing) -> tuple[str, ...]:
    return (
        f"{writing.we} trân trọng giới thiệu bà Trương Thị Thu, Lưu trữ viên Văn phòng HĐND và"
        " UBND huyện"
        " Hoằng Hóa.",
        "Được cử đến quý cơ quan làm việc, trao đổi nghiệp vụ văn thư, lưu trữ. Đề nghị quý cơ"
        " quan tạo"
        " điều kiện để bà Thu hoàn thành nhiệm vụ.",
        f"Giấy này có giá trị đến hết ngày {writing.due:%d/%m/%Y}.",
    )


def _telegram(writing: Writing) -> tuple[str, ...]:
    return (
        "Để chủ động ứng phó, hạn chế thấp nhất thiệt hại về người và tài sản, Chủ tịch Ủy ban"
        " nhân dân"
        f" huyện yêu cầu Chủ tịch {_addressee(writing)}:",
        *_numbered(writing.tasks),
        "Yêu cầu các đơn vị nghiêm túc thực hiện, báo cáo kịp thời về Văn phòng HĐND và UBND"
        " huyện.",
    )


WRITERS: dict[str, Callable[[Writing], tuple[str, ...]]] = {
    "CV": _letter,
    "QĐ": _decision,
    "KH": _plan,
    "PA": _plan,
    "BC": _report,
    "TTr": _proposal,
    "TB": _notice,
    "GM": _invitation,
    "GGT": _introduction,
    "CĐ": _telegram,
}


def body(writing: Writing) -> tuple[str, ...]:
    """The paragraphs, in the manner of the type."""
    return WRITERS[writing.line.kind](writing)


def bases(writing: Writing) -> tuple[str, ...]:
    """The grounds of a decision or a plan (TXT-01); other types begin with the matter itself."""
    if writing.line.kind not in {"QĐ", "KH"}:
        return ()
    grounds = tuple(f"Căn cứ {base}" for base in writing.theme.bases)
    if writing.line.kind == "KH":
        return grounds
    chief = writing.unit if writing.unit.startswith("Thanh tra") else f"Trưởng {writing.unit}"
    chief = chief.replace("Trưởng Văn phòng", "Chánh Văn phòng").replace(
        "Trưởng Phòng", "Trưởng phòng"
    )
    chief = chief.replace("Thanh tra huyện", "Chánh Thanh tra huyện")
    return (LAW, *grounds, f"Theo đề nghị của {chief}")
