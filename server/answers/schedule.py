"""The words for every no about a weekly schedule (DOMAIN §11.5)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "everything_is_settled": (409, _("Còn đề nghị chưa trả lời. Hãy đưa vào lịch hoặc nêu lý do không đưa vào.")),
    "says_something": (422, _("Lịch tuần này chưa có việc nào.")),
    "stands_in_for_a_leader": (422, _("Người dự thay phải thay cho một người chủ trì, và là người khác.")),
    "lies_in_the_week": (422, _("Việc phải bắt đầu và kết thúc trong cùng một ngày của tuần này.")),
    "ends_after_it_begins": (422, _("Giờ kết thúc phải sau giờ bắt đầu.")),
    "is_not_over": (409, _("Việc này đã qua; lịch đã ban hành giữ nguyên những gì đã diễn ra.")),
    "is_ones_own": (403, _("Việc này của đơn vị khác hoặc Văn phòng đã đưa vào lịch; cần sửa thì báo Văn phòng.")),
    "entry_is_settled": (409, _("Đề nghị này đã được trả lời.")),
    "entry_is_struck": (409, _("Việc này đã được hủy trong lịch.")),
    "no_such_week": (409, _("Tuần này chưa có lịch công tác.")),
    "rows_need_seats": (422, _("Sơ đồ chỗ ngồi của phòng họp cần cả số hàng và số ghế mỗi hàng; xe thì không có.")),
    "shared_is_there": (409, _("Tên này đã có.")),
}  # fmt: skip
