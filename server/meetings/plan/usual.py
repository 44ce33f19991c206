"""The templates of plan: the usual agenda of which meeting, who presents, who comes (issue 5).

A template is of a kind (§10.1), whose rules it has; a kind may have several.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from workflows.meeting_kinds import MeetingKind

COMMITTEE, COMMUNES, HEADS, OFFICERS = "committee", "communes", "heads", "officers"
CHAIR, CHIEF, HEAD = "chair", "chief", "head"


@dataclass(frozen=True, slots=True)
class Matter:
    """A usual line of the agenda. `by`: whose place it is to present it, by post: whoever chairs,
    the chief of the office, the first head of a department; nobody where many speak."""

    title: str
    minutes: int
    by: str = ""
    votes: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A usual agenda, who comes, and its rules in a sentence.

    `delegates` and `attending` are groups of the directory: the committee, heads of departments,
    the heads of the communes; officers, where there are no departments (a commune, §2.5). There
    the post says who is of the body (`beginnings`), and the other officers attend.
    """

    name: str
    kind: MeetingKind
    rules: LazyString
    title: str
    matters: tuple[Matter, ...]
    delegates: tuple[str, ...]
    attending: tuple[str, ...] = ()
    sites: bool = False


WELCOME = Matter("Điểm danh, thông qua chương trình", 10, CHIEF)
CLOSE = Matter("Kết luận của chủ trì", 15, CHAIR)
SESSION = "phien_hop_ubnd"
# fmt: off
TEMPLATES: Mapping[str, Template] = {
    SESSION: Template(
        "Phiên họp UBND thường kỳ", MeetingKind.PHIEN_HOP_UBND,
        _("Thành viên Ủy ban biểu quyết, mở phiên khi đủ hai phần ba; lãnh đạo các xã dự, không"
          " biểu quyết."),
        "Phiên họp Ủy ban nhân dân thường kỳ tháng {month} năm {year}",
        (WELCOME,
         Matter("Tình hình kinh tế - xã hội tháng {month}, nhiệm vụ tháng tới", 30, HEAD),
         Matter("Dự thảo văn bản trình Ủy ban nhân dân thông qua", 25, HEAD, votes=True),
         Matter("Ý kiến của các đại biểu", 30), CLOSE),
        (COMMITTEE, HEADS), (COMMUNES, OFFICERS)),
    "giao_ban_cap_uy": Template(
        "Hội nghị giao ban cấp ủy", MeetingKind.GIAO_BAN,
        _("Thường trực cấp ủy nghe cơ sở báo cáo: không biểu quyết, vì cấp ủy biểu quyết theo quy"
          " định của Đảng. Bí thư chủ trì: hãy chọn lại nếu bí thư không là chủ tịch."),
        "Hội nghị giao ban Thường trực cấp ủy với các xã, thị trấn tháng {month} năm {year}",
        (Matter("Công tác xây dựng Đảng, hệ thống chính trị tháng {month}", 20, CHIEF),
         Matter("Lãnh đạo thực hiện nhiệm vụ kinh tế - xã hội, quốc phòng - an ninh", 20, HEAD),
         Matter("Báo cáo, kiến nghị của cấp ủy các xã, thị trấn", 40),
         Matter("Nhiệm vụ trọng tâm tháng tới", 20, CHIEF), CLOSE),
        (COMMITTEE, COMMUNES), (HEADS, OFFICERS)),
    "chuyen_de": Template(
        "Họp chuyên đề", MeetingKind.CHUYEN_DE,
        _("Bàn một việc, đơn vị phụ trách việc đó báo cáo: không biểu quyết. Mời thêm đơn vị có"
          " việc liên quan."),
        "",
        (Matter("Báo cáo của đơn vị chủ trì", 20, HEAD), Matter("Thảo luận", 40), CLOSE),
        (COMMITTEE, OFFICERS)),
    "hoi_nghi_truc_tuyen": Template(
        "Hội nghị trực tuyến 4 cấp", MeetingKind.HOI_NGHI_TRUC_TUYEN,
        _("Tỉnh, huyện, xã, thôn cùng họp qua điểm cầu, mỗi điểm có trưởng điểm cầu và điểm danh"
          " riêng: không biểu quyết. Điểm cầu thôn thêm dưới xã của mình."),
        "Hội nghị trực tuyến giao ban công tác tháng {month} năm {year}",
        (Matter("Khai mạc, điểm danh các điểm cầu", 10, CHIEF),
         Matter("Báo cáo kết quả thực hiện nhiệm vụ", 20, HEAD),
         Matter("Tham luận của các điểm cầu", 45),
         Matter("Nhiệm vụ trọng tâm thời gian tới", 20, CHIEF), CLOSE),
        (COMMITTEE, HEADS, COMMUNES, OFFICERS), (), True),
    "giao_ban": Template(
        "Họp giao ban tuần", MeetingKind.GIAO_BAN,
        _("Lãnh đạo và trưởng các đơn vị: không biểu quyết."),
        "Họp giao ban tuần",
        (Matter("Kết quả tuần qua", 20, CHIEF), Matter("Nhiệm vụ tuần tới", 20, CHIEF), CLOSE),
        (COMMITTEE, HEADS, OFFICERS)),
    "ky_hop_hdnd": Template(
        "Kỳ họp HĐND", MeetingKind.KY_HOP_HDND,
        _("Đại biểu Hội đồng biểu quyết, mở kỳ họp khi đủ hai phần ba; ghi tên đại biểu vào ô"
          " Thành viên."),
        "Kỳ họp thứ … Hội đồng nhân dân",
        (Matter("Chào cờ, khai mạc, thông qua chương trình", 15, votes=True),
         Matter("Báo cáo của Thường trực Hội đồng nhân dân và Ủy ban nhân dân", 60),
         Matter("Báo cáo thẩm tra của các ban", 30),
         Matter("Thảo luận, chất vấn và trả lời chất vấn", 120),
         Matter("Thông qua các nghị quyết", 40, votes=True),
         Matter("Bế mạc", 10, CHAIR)),
        (), (COMMITTEE, OFFICERS)),
    "lay_y_kien": Template(
        "Lấy ý kiến bằng phiếu", MeetingKind.LAY_Y_KIEN,
        _("Không họp: mỗi thành viên trả lời bằng phiếu trước giờ đã ghi."),
        "Lấy ý kiến thành viên Ủy ban nhân dân bằng phiếu tháng {month} năm {year}",
        (Matter("Thông qua dự thảo …", 0, votes=True),),
        (COMMITTEE, HEADS)),
}
# fmt: on
