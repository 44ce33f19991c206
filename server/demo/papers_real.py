"""The three real papers that the programme of 2023 rests on, in the registers of their years."""

from dataclasses import replace
from datetime import date, datetime, time

from server.demo.calendar import at, closing
from server.demo.content_theme import paragraphs
from server.demo.papers_out import CHAIR, DEPUTY, WAY, Hands, numbered_way
from server.demo.papers_shape import Directive, IncomingPaper, OutgoingPaper, Step
from server.demo.papers_trail import Year
from server.demo.places import COMMUNES, PROVINCE

EVERY_COMMUNE = tuple(commune.code for commune in COMMUNES)
HANDS = Hands("chuyenvien.huyen", "truongphong.huyen", "thethuc.huyen", CHAIR, "vanthu.huyen", "TM")

PLAN_TEXT = paragraphs("""
I. MỤC ĐÍCH, YÊU CẦU

Cụ thể hóa các nhiệm vụ chuyển đổi số của tỉnh phù hợp với điều kiện thực tế của huyện; xác định
rõ trách nhiệm của từng phòng, ban, đơn vị và Ủy ban nhân dân các xã, thị trấn.

II. NHIỆM VỤ

1. 100% văn bản, hồ sơ công việc được tạo lập, xử lý, ký số trên môi trường điện tử (trừ văn bản
mật theo quy định).

2. Duy trì phòng họp không giấy tờ tại Ủy ban nhân dân huyện, liên thông đến các xã, thị trấn;
củng cố Tổ công nghệ số cộng đồng tại các thôn.

III. TỔ CHỨC THỰC HIỆN

Phòng Văn hóa và Thông tin là cơ quan thường trực, theo dõi, đôn đốc, tổng hợp, báo cáo Ủy ban
nhân dân huyện.
""")

LETTER_TEXT = paragraphs("""
Để hoàn thành các chỉ tiêu chuyển đổi số năm 2022, Ủy ban nhân dân huyện yêu cầu Ủy ban nhân dân
các xã, thị trấn thực hiện các nội dung sau:

1. Rà soát, tự đánh giá từng chỉ tiêu chuyển đổi số cấp xã; phân công công chức phụ trách từng chỉ
tiêu.

2. Số liệu của từng chỉ số thành phần phải có tài liệu kiểm chứng kèm theo.

Kết quả thực hiện gửi về Ủy ban nhân dân huyện (qua Phòng Văn hóa và Thông tin) để tổng hợp.
""")


def _outgoing(year: Year, day: date, hands: Hands) -> OutgoingPaper:
    moment = at(day, time(9, 40))
    return OutgoingPaper(
        key="",
        agency="huyen",
        doc_type="",
        subject="",
        bases=(),
        body=(),
        to=EVERY_COMMUNE,
        for_info=("stttt", "huyenuy"),
        unit="vhtt",
        drafter=hands.drafter,
        signer=hands.signer,
        capacity=hands.capacity,
        urgency="NORMAL",
        theme="chuyen_doi_so",
        state="DISPATCHED",
        series="CHUNG",
        notation="",
        issued_on=day,
        history=tuple(numbered_way(year, moment, hands, WAY)),
    )


def real_outgoing(year: Year) -> tuple[OutgoingPaper, ...]:
    """Công văn 2374/UBND-VHTT and Kế hoạch 37/KH-UBND of the district."""
    letter = replace(
        _outgoing(year, date(2022, 10, 12), replace(HANDS, signer=DEPUTY, capacity="KT")),
        key="huyen/out/2022-2374",
        doc_type="Công văn",
        subject="V/v đẩy mạnh thực hiện các chỉ tiêu chuyển đổi số cấp xã năm 2022",
        body=LETTER_TEXT,
        number=2374,
        notation="UBND-VHTT",
    )
    plan = replace(
        _outgoing(year, date(2023, 2, 21), HANDS),
        key="huyen/out/2023-37",
        doc_type="Kế hoạch",
        subject="Chuyển đổi số trên địa bàn huyện Hoằng Hóa năm 2023",
        bases=("Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ"
               " phê duyệt Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến"
               " năm 2030",),
        body=PLAN_TEXT,
        number=37,
        notation="KH-UBND",
    )  # fmt: skip
    return letter, plan


ORDER = ("Giao Phòng VH-TT chủ trì, phối hợp Văn phòng, Phòng TC-KH tham mưu UBND huyện triển"
         " khai đến các"
         " xã, thị trấn; xong trước ngày 15/06/2023.")  # fmt: skip


def _moment(day: int, hour: int, minute: int) -> datetime:
    return at(date(2023, 6, day) if day < 30 else date(2023, 5, day), time(hour, minute))


def _way() -> tuple[Step, ...]:
    clerk, head, officer = "vanthu.huyen", "truongphong.huyen", "chuyenvien.huyen"
    due = closing(date(2023, 6, 15))
    return (
        Step(_moment(31, 8, 5), "", "receive_electronic"),
        Step(_moment(31, 8, 5), "", "verify"),
        Step(_moment(31, 8, 20), clerk, "register"),
        Step(_moment(31, 8, 30), clerk, "present", to=CHAIR),
        Step(_moment(31, 10, 10), CHAIR, "direct", ORDER, "vhtt", due),
        Step(_moment(31, 14, 0), head, "assign", "Đ/c Nam nghiên cứu, tham mưu.", officer, due),
        Step(_moment(1, 8, 15), officer, "start"),
        Step(_moment(6, 9, 0), "chanhvp.huyen", "contribute", "Thống nhất với nội dung đề xuất."),
        Step(_moment(6, 15, 0), "tp-tckh.huyen", "contribute", "Nhất trí, không bổ sung."),
        Step(_moment(13, 15, 30), officer, "propose_close", "Đã triển khai tại hội nghị tập huấn."),
        Step(_moment(14, 9, 0), head, "close"),
    )


def real_incoming() -> IncomingPaper:
    """Quyết định 1829/QĐ-UBND of the province: the criteria for communes."""
    way = _way()
    ordered = next(step for step in way if step.name == "direct")
    return IncomingPaper(
        key="huyen/in/2023-1829",
        agency="huyen",
        issuer=PROVINCE.full_name,
        issuer_code=PROVINCE.code,
        number="1829",
        notation="QĐ-UBND",
        issued_on=date(2023, 5, 30),
        arrived_at=way[0].at,
        doc_type="Quyết định",
        subject="Ban hành các tiêu chí chuyển đổi số cấp xã đến năm 2025"
        " trên địa bàn tỉnh Thanh Hóa",
        urgency="NORMAL",
        channel="electronic",
        theme="chuyen_doi_so",
        state="DONE",
        arrival_no=1,
        directive=Directive(
            account=CHAIR,
            at=ordered.at,
            text=ORDER,
            lead="vhtt",
            cooperate=("vp", "tckh"),
            due_at=ordered.due,
        ),
        assignee="chuyenvien.huyen",
        due_at=ordered.due,
        history=way,
    )
