"""What the district's leaders do in a week, and what its units would have in the next."""

from dataclasses import dataclass

from server.demo.content_meetings import CHAIR, DEPUTY, ROOM, SECRETARY

SMALL_ROOM = "Phòng họp số 2, trụ sở Ủy ban nhân dân huyện"
ROOMS = {ROOM: (6, 10), SMALL_ROOM: (3, 8)}
"""Rows, and seats in each."""
CARS = ("36A-005.12", "36A-011.86")
MON, TUE, WED, THU, FRI = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the week: who proposed it, the hours as written, who presides."""

    day: int
    hours: str
    content: str
    by: str = SECRETARY
    presides: str = ""
    substitute: str = ""
    attends: str = ""
    place: str = ""
    car: str = ""
    internal: bool = False
    moved: tuple[str, str] = ("", "")
    """After publication it was set beside one at these hours, for this reason."""


THIS_WEEK = (
    Line(
        day=MON, hours="07:30-08:30", content="Giao ban Thường trực Ủy ban nhân dân huyện",
        presides=CHAIR, attends="Phó Chủ tịch; Chánh Văn phòng", place=SMALL_ROOM, internal=True,
    ),
    Line(
        day=MON, hours="14:00-16:30", by="tp-tckh.huyen", presides=DEPUTY, place=SMALL_ROOM,
        content="Nghe báo cáo tiến độ giải ngân vốn đầu tư công",
        attends="Phòng Tài chính - Kế hoạch, Phòng Kinh tế và Hạ tầng, Ban Quản lý dự án",
    ),
    Line(
        day=TUE, hours="07:30-11:30", content="Tiếp công dân định kỳ", by="thanhtra",
        presides=CHAIR, place="Trụ sở Tiếp công dân huyện",
        attends="Ban Tiếp công dân, Thanh tra huyện, Phòng Tài nguyên và Môi trường",
    ),
    Line(
        day=TUE, hours="14:00-16:00", by="tp-nnptnt.huyen", presides=DEPUTY, car=CARS[0],
        content="Kiểm tra tiến độ xây dựng nông thôn mới nâng cao tại xã Hoằng Phú",
        attends="Phòng Nông nghiệp và Phát triển nông thôn; lãnh đạo xã", place="Xã Hoằng Phú",
    ),
    Line(
        day=WED, hours="08:00-11:00", presides=CHAIR, substitute=DEPUTY, place=ROOM,
        content="Dự hội nghị trực tuyến toàn tỉnh về chuyển đổi số quý IV",
        attends="Phòng Văn hóa và Thông tin, Công an huyện, Văn phòng",
    ),
    Line(
        day=THU, hours="08:00-10:30", by="truongphong.huyen", presides=CHAIR, place=ROOM,
        content="Họp Ban Chỉ đạo chuyển đổi số huyện", attends="Thành viên Ban Chỉ đạo",
        moved=("14:00-16:30", "Chủ tịch dự họp tại tỉnh buổi chiều"),
    ),
    Line(
        day=THU, hours="14:00-16:30", presides=CHAIR, car=CARS[0],
        content="Dự họp tại Ủy ban nhân dân tỉnh theo giấy mời", place="Thành phố Thanh Hóa",
    ),
    Line(
        day=FRI, hours="08:00-10:00", by="tp-ldtbxh.huyen", presides=DEPUTY, place=SMALL_ROOM,
        content="Duyệt kết quả rà soát hộ nghèo, hộ cận nghèo",
        attends="Phòng Lao động - Thương binh và Xã hội; các xã, thị trấn theo giấy mời",
    ),
    Line(
        day=FRI, hours="15:00-16:00", presides=CHAIR, place=SMALL_ROOM, internal=True,
        content="Duyệt lịch công tác tuần sau", attends="Chánh Văn phòng",
    ),
)  # fmt: skip

NEXT_WEEK = (
    Line(
        day=MON, hours="07:30-08:30", content="Giao ban Thường trực Ủy ban nhân dân huyện",
        presides=CHAIR, attends="Phó Chủ tịch; Chánh Văn phòng", place=SMALL_ROOM, internal=True,
    ),
    Line(
        day=WED, hours="08:00-11:00", by="tp-gddt.huyen", presides=DEPUTY, car=CARS[1],
        content="Kiểm tra trường đạt chuẩn quốc gia tại xã Hoằng Đạo", place="Xã Hoằng Đạo",
        attends="Phòng Giáo dục và Đào tạo",
    ),
    Line(
        day=THU, hours="14:00-16:30", by="tp-tnmt.huyen", presides=CHAIR, place=ROOM,
        content="Họp Hội đồng bồi thường, giải phóng mặt bằng", attends="Thành viên Hội đồng",
    ),
    Line(
        day=FRI, hours="14:00-16:00", by="truongphong.huyen", presides=DEPUTY, place=SMALL_ROOM,
        content="Rà soát các chỉ tiêu xã đạt chuẩn chuyển đổi số",
        attends="Phòng Văn hóa và Thông tin; Tổ công nghệ số cộng đồng các xã",
    ),
)  # fmt: skip
"""The office's own is taken in; what units propose waits for it."""
