"""The words for every no about one's own letters and keys: what happened, why, and what to do."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "auditor_only_reads": (422, _("Người kiểm tra, giám sát chỉ đọc: chức vụ này không mang thêm vai trò nào khác.")),
    "name_bears_a_degree": (422, _("Không ghi học hàm, học vị trước họ và tên: họ tên này in dưới chữ ký (điểm c khoản 7 Mục II Phần I Phụ lục I).")),
    "same_name": (422, _("Họ tên này đang được dùng.")),
    "name_is_dated_later": (409, _("Đã có họ tên tính từ ngày đó hoặc muộn hơn. Hãy chọn ngày sau đó.")),
    "hours_out_of_order": (422, _("Giờ phải theo thứ tự: sáng từ, sáng đến, chiều từ, chiều đến.")),
    "template_name_taken": (409, _("Cơ quan đã có mẫu dự thảo mang tên này.")),
    "too_many_templates": (409, _("Cơ quan đã có {most} mẫu dự thảo. Hãy bỏ mẫu không còn dùng.")),
    "name_is_printed": (409, _("Văn bản {code} đã phát hành mang tên này. Hãy đóng lại và lập mới với tên đúng: văn bản cũ giữ tên của ngày ký.")),
    "mail_is_off": (409, _("Cơ quan chưa mở việc gửi thư báo. Hãy hỏi quản trị hệ thống.")),
    "sms_is_off": (
        409,
        _("Máy chủ chưa nối cổng tin nhắn nên chưa nhắn được. Hãy hỏi quản trị hệ thống."),
    ),
    "not_a_telephone": (
        422,
        _("Đây không phải là số điện thoại ở Việt Nam. Ví dụ: 0912 345 678."),
    ),
    "not_an_address": (422, _("Đây không phải là địa chỉ thư điện tử. Ví dụ: ten@coquan.gov.vn.")),
    "asked_too_often": (429, _("Hôm nay đã gửi 5 mã. Hãy đợi đến mai, và xem cả hộp thư rác.")),
    "no_code_is_open": (409, _("Không có mã nào đang chờ, hoặc mã đã quá 24 giờ. Hãy gửi lại mã.")),
    "code_is_wrong": (422, _("Mã chưa đúng. Gõ sai 5 lần thì phải gửi lại mã.")),
    "passkeys_need_a_name": (409, _("Passkey chỉ dùng được khi hệ thống có tên miền và https. Quản trị đặt tên ấy ở CONGSO_BASE_URL.")),
    "passkey_failed": (422, _("Passkey này không đúng, hoặc đã quá 5 phút. Hãy thử lại.")),
    "passkey_is_known": (409, _("Passkey này đã được thêm trước đây.")),
    "passkey_counted_back": (409, _("Passkey bị từ chối vì số đếm của nó lùi lại: có thể đã bị sao chép. Hãy dùng cách khác và báo quản trị.")),
    "deadlines_would_move": (409, _("Có {n} hạn do quy tắc tính sẽ đổi: {which}. Nếu đúng ý, hãy ghi số {n} vào ô này.")),
}  # fmt: skip
