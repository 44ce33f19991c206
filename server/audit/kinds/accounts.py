"""Accounts: passwords, sessions, factors, addresses, tokens."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import WRITTEN, Kind, change, kind

KINDS: dict[str, Kind] = {
    "office_founded": change(_("Lập hệ thống"), "second"),
    "person_created": change(_("Tạo tài khoản")),
    "person_renamed": change(_("Đổi họ tên")),
    "person_activated": change(_("Mở lại tài khoản")),
    "person_deactivated": change(_("Khóa tài khoản")),
    "password_reset": change(_("Đặt lại mật khẩu")),
    "password_changed": change(_("Tự đổi mật khẩu")),
    "password_set": change(_("Tự đặt mật khẩu thay mật khẩu được cấp")),
    "sessions_ended": change(_("Kết thúc mọi phiên làm việc")),
    "session_ended": change(_("Tự kết thúc phiên ở nơi khác")),
    "lock_released": change(_("Gỡ khóa đăng nhập")),
    "factor_added": change(_("Thêm lớp xác thực")),
    "factor_dropped": change(_("Bỏ lớp xác thực")),
    "factor_renamed": change(_("Đổi tên lớp xác thực")),
    "factors_ended": change(_("Hủy các lớp xác thực")),
    "factors_end_proposed": change(_("Đề nghị hủy các lớp xác thực")),
    "second_factor_required": change(_("Chức vụ đòi lớp xác thực thứ hai")),
    "second_factor_waived": change(_("Chức vụ thôi đòi lớp xác thực thứ hai")),
    "mail_address_proved": change(_("Chứng tỏ địa chỉ thư báo")),
    "mail_address_dropped": change(_("Bỏ địa chỉ thư báo")),
    "mail_ended": change(_("Thôi nhận thư báo")),
    "identity_linked": change(_("Gắn tài khoản với đăng nhập một lần")),
    "identity_unlinked": change(_("Gỡ liên kết đăng nhập một lần")),
    "recovery_codes_made": change(_("Lập mã dự phòng mới")),
    "recovery_code_used": change(_("Đăng nhập bằng mã dự phòng")),
    "passkey_counted_back": change(_("Từ chối passkey có số đếm lùi")),
    "token_made": kind(_("Cấp thẻ truy cập cho chương trình"), "appointment scope token_sha256"),
    "calendar_opened": change(_("Lập địa chỉ lịch họp")),
    "calendar_closed": change(_("Thu hồi địa chỉ lịch họp")),
    "person_written": kind(_("Ghi chứng thư, tình trạng một tài khoản"), WRITTEN),
}
