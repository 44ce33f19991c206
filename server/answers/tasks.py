"""The words for every no about a task (DOMAIN §11)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "is_given_to_somebody": (422, _("Nhiệm vụ phải có nội dung và người chủ trì.")),
    "is_returned_in_time": (409, _("Chỉ được trả lại nhiệm vụ trong một ngày làm việc kể từ khi giao.")),
    "progress_is_fair": (422, _("Tiến độ từ 0 đến 99 phần trăm; làm xong thì báo cáo kết quả.")),
    "has_a_result": (422, _("Hãy ghi kết quả, hoặc nêu văn bản kết quả.")),
    "no_such_reply": (422, _("Không thấy văn bản đi có số và ký hiệu này trong những văn bản anh/chị được xem.")),
    "was_new": (409, _("Nhiệm vụ đã có người nhận trước khi tạm dừng nên tiếp tục từ chỗ đó.")),
    "was_under_way": (409, _("Nhiệm vụ chưa ai nhận, bị trả lại hoặc đã có kết quả khi tạm dừng nên tiếp tục từ chỗ đó.")),
    "was_returned": (409, _("Nhiệm vụ chưa bị trả lại khi tạm dừng nên tiếp tục từ chỗ đó.")),
    "was_reported": (409, _("Nhiệm vụ chưa có kết quả khi tạm dừng nên tiếp tục từ chỗ đó.")),
    "has_due": (409, _("Nhiệm vụ không có hạn nên không cần gia hạn.")),
    "wants_extension": (409, _("Không có đề nghị gia hạn nào đang chờ.")),
    "new_due_is_later": (422, _("Hạn mới phải sau hạn đang có và ở phía trước.")),
    "lead_is_not_ours": (422, _("Chủ trì phải là đơn vị, người của cơ quan, hoặc cơ quan cấp dưới.")),
    "lead_needs_a_document": (409, _("Cơ quan cấp dưới chỉ nhận nhiệm vụ theo một văn bản đã phát hành đến cơ quan đó.")),
    "lead_is_beyond_you": (403, _("Trưởng đơn vị giao việc trong đơn vị mình; giao nơi khác thì trình lãnh đạo.")),
    "fits_its_parent": (422, _("Hạn của việc thành phần không được sau hạn của nhiệm vụ chung.")),
    "ends_ahead": (422, _("Hạn phải ở phía trước: chọn một ngày, giờ chưa qua.")),
    "has_evidence": (422, _("Hãy chọn tệp minh chứng.")),
    "file_may_be_secret": (422, _("Tệp có dấu hiệu là tài liệu mật nên không được đưa vào hệ thống; hãy báo văn thư.")),
}  # fmt: skip
