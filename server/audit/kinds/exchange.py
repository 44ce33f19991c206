"""Other systems: keys, envelopes, and what is told of them."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import WRITTEN, Kind, change, kind

KINDS: dict[str, Kind] = {
    "receipt": kind(_("Trạng thái gửi, nhận"), "delivery code applied delivery_state agency"),
    "resend": change(_("Gửi lại"), "delivery agency"),
    "settle_delivery": change(_("Không gửi lại, đã xử lý cách khác"), "delivery agency"),
    "say_again": change(_("Báo lại nơi gửi"), "letter agency"),
    "leave_unsaid": change(_("Thôi báo nơi gửi"), "letter agency"),
    "waiting_sent_now": change(_("Gửi lại ngay mọi phong bì đang chờ")),
    "ask_back": change(_("Xin lấy lại ở một nơi nhận"), "delivery agency"),
    "arrival_written": kind(_("Nhận phong bì điện tử"), f"agency file_sha256 {WRITTEN}"),
    "neighbour_entered": change(_("Thêm hệ thống liên thông")),
    "neighbour_changed": change(_("Sửa hệ thống liên thông")),
    "neighbour_ended": change(_("Thôi nhận từ hệ thống liên thông")),
    "neighbour_key_added": change(_("Đăng ký khóa liên thông"), "key_sha256"),
    "neighbour_key_ended": change(_("Thôi dùng khóa liên thông"), "key_sha256"),
    "set_aside_taken": change(_("Đọc lại phong bì để riêng"), "file_sha256"),
    "set_aside_dropped": change(_("Bỏ phong bì để riêng"), "file_sha256"),
    "exchange_key_made": change(_("Tạo khóa liên thông kế tiếp"), "key_sha256"),
    "exchange_key_taken": change(_("Bắt đầu dùng khóa liên thông kế tiếp"), "key_sha256"),
}
