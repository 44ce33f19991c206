"""What the demo district has given to do: a task of each colour and of each way to come about."""

from typing import NamedTuple

CHAIR, DEPUTY, CHIEF = "chutich.huyen", "phochutich.huyen", "chanhvp.huyen"
HEAD, OFFICER = "truongphong.huyen", "chuyenvien.huyen"


class Step(NamedTuple):
    """So many working days ago; `said`: the words of it; `n`: per cent, or days from today."""

    ago: int
    name: str
    said: str = ""
    n: int = 0


class Errand(NamedTuple):
    """`due`: working days from today; `source`: a document that came, one that went to the lead,
    or the notice of a session's conclusions."""

    title: str
    giver: str
    lead: str
    given: int
    due: int | None
    steps: tuple[Step, ...] = ()
    source: str = ""
    helpers: tuple[str, ...] = ()
    wanted: str = ""
    parts: "tuple[Errand, ...]" = ()


PLAN = Errand(
    "Xây dựng kế hoạch chuyển đổi số của huyện năm sau, trình Ủy ban nhân dân huyện",
    CHAIR, "vhtt", 12, 9,
    (Step(12, "receive"), Step(10, "start", "Đã giao hai phần cho chuyên viên", 40)),
    source="in", helpers=("tckh", "noivu"), wanted="Dự thảo kế hoạch kèm dự toán",
    parts=(
        Errand("Tổng hợp số liệu hạ tầng mạng của các xã, thị trấn", HEAD, OFFICER, 10, 1,
               (Step(9, "receive"), Step(6, "start", "Còn thiếu số liệu của hai xã", 70))),
        Errand("Dự thảo danh mục nhiệm vụ và phân công các phòng", HEAD, OFFICER, 10, 6,
               (Step(9, "receive"), Step(8, "start", "", 20))),
        Errand("Rà soát kết quả thực hiện kế hoạch năm nay", HEAD, OFFICER, 11, -2,
               (Step(11, "receive"), Step(9, "start", "", 60),
                Step(4, "report", "Đã gửi bảng rà soát kèm tờ trình"), Step(3, "accept"))),
    ),
)  # fmt: skip
ERRANDS = (
    PLAN,
    Errand("Báo cáo tiến độ giải ngân vốn đầu tư công quý này", CHAIR, "tckh", 9, -3,
           (Step(8, "receive"), Step(6, "start", "Chờ số liệu của Kho bạc", 60)), source="in"),
    Errand("Kiểm tra công tác tiếp công dân tại các xã, thị trấn", DEPUTY, "thanhtra", 15, -6,
           (Step(14, "receive"), Step(12, "start", "", 30),
            Step(8, "report", "Đã kiểm tra 8/12 xã"), Step(7, "rework", "Kiểm tra đủ 12 xã"))),
    Errand("Tham mưu phương án phòng, chống rét cho vật nuôi, cây trồng", DEPUTY, "nnptnt", 4, 2,
           (Step(3, "receive"), Step(2, "start", "", 35))),
    Errand("Chuẩn bị nội dung họp giao ban tháng tới", CHIEF, OFFICER, 2, 1, (Step(1, "receive"),)),
    Errand("Rà soát quy chế làm việc của Ủy ban nhân dân huyện", CHAIR, "vp", 8, None,
           (Step(7, "receive"), Step(5, "start", "Đang lấy ý kiến các phòng", 25))),
    Errand("Đôn đốc đối soát dữ liệu hộ tịch với Công an huyện", CHAIR, "tuphap", 11, 3,
           (Step(10, "receive"), Step(8, "start", "", 50),
            Step(2, "request_extension", "Công an huyện hẹn đối soát xong trong tuần sau", 8))),
    Errand("Thẩm định hồ sơ xã đạt chuẩn nông thôn mới nâng cao", DEPUTY, "nnptnt", 20, 4,
           (Step(19, "receive"), Step(15, "start", "", 40),
            Step(9, "request_extension", "Đoàn thẩm định của tỉnh lùi lịch", 4),
            Step(8, "grant_extension"))),
    Errand("Lập danh sách hộ nghèo đề nghị hỗ trợ nhà ở", DEPUTY, "ldtbxh", 1, 5,
           (Step(1, "return", "Việc này do Phòng Quản lý đô thị chủ trì theo phân công mới"),)),
    Errand("Trả lời kiến nghị của cử tri xã Hoằng Phú về cấp nước sạch", CHAIR, "ktht", 10, 2,
           (Step(9, "receive"), Step(8, "start", "", 80),
            Step(1, "report", "Đã làm việc với công ty cấp nước, dự thảo văn bản trả lời"))),
    Errand("Tổ chức hội thi văn nghệ quần chúng cấp huyện", CHAIR, "vhtt", 25, -8,
           (Step(24, "receive"), Step(20, "start", "", 50),
            Step(10, "report", "Hội thi diễn ra đúng kế hoạch, có 14 đoàn"), Step(9, "accept"))),
    Errand("Báo cáo kết quả cải cách hành chính chín tháng", CHAIR, "noivu", 22, -12,
           (Step(21, "receive"), Step(16, "start", "", 70),
            Step(10, "report", "Báo cáo kèm phụ lục số liệu"), Step(9, "accept"))),
    Errand("Đo đạc lại diện tích đất công ích của hai xã", DEPUTY, "tnmt", 14, 6,
           (Step(13, "receive"), Step(10, "start", "", 30),
            Step(5, "suspend", "Chờ đơn vị đo đạc của tỉnh", 10))),
    Errand("Bố trí phòng họp dự phòng cho phiên họp tháng này", CHIEF, "cv-vp.huyen", 6, -1,
           (Step(6, "receive"), Step(3, "cancel", "Phiên họp chuyển sang trực tuyến"))),
    Errand("Nghiên cứu phần mềm họp không giấy của huyện bạn", OFFICER, OFFICER, 3, 12),
    Errand("Hoàn chỉnh dự toán ngân sách theo kết luận phiên họp thường kỳ", CHAIR, "tckh", 7, 7,
           (Step(5, "receive"),), source="notice"),
    Errand("Rà soát đường dây điện mất an toàn trên địa bàn xã", CHAIR, "hoangphu", 5, 2,
           (Step(4, "receive"), Step(3, "start", "Đã kiểm tra 5/8 thôn", 60)), source="out"),
    Errand("Báo cáo số liệu người dùng dịch vụ công trực tuyến của xã", CHAIR, "hoangdong", 5, -1,
           (), source="out"),
)  # fmt: skip
"""Each step by whom the law asks for it; a part is given by who leads the whole."""
