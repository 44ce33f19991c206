"""Case files, from the year's list until they are destroyed."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import Kind, change, kind

_LENT = "request reader until"

KINDS: dict[str, Kind] = {
    "case_listed": kind(_("Chốt danh sách của gói hồ sơ"), "manifest_sha256 files"),
    "case_packed": kind(_("Lập gói hồ sơ nộp lưu"), "file_sha256 files"),
    "access_asked": change(_("Xin đọc hồ sơ"), _LENT),
    "access_dropped": change(_("Rút yêu cầu đọc hồ sơ"), _LENT),
    "access_granted": change(_("Cho đọc hồ sơ theo yêu cầu"), f"{_LENT} opened"),
    "access_refused": change(_("Không cho đọc hồ sơ"), _LENT),
    "access_withdrawn": change(_("Thu lại quyền đọc hồ sơ"), _LENT),
    "access_ended": change(_("Hết hạn đọc hồ sơ"), _LENT),
    "access_confirmed": change(_("Xác nhận thay đổi quyền đọc hồ sơ"), _LENT),
    "access_read": change(_("Đọc theo yêu cầu được chấp thuận"), "request"),
    "destruction_list": change(_("Lập danh mục hồ sơ tiêu hủy"), "agency files"),
    "destruction_review": change(_("Hội đồng xét hồ sơ tiêu hủy"), "agency files"),
    "destruction_decide": change(_("Quyết định tiêu hủy hồ sơ"), "agency files"),
    "destruction_reject": change(_("Không cho tiêu hủy hồ sơ"), "agency files"),
    "destruction_withdraw": change(_("Rút danh mục hồ sơ tiêu hủy"), "agency files"),
    "destruction_carry_out": change(_("Tiêu hủy hồ sơ"), "agency files"),
    "contents_destroyed": change(_("Tiêu hủy nội dung hết thời hạn bảo quản"), "casefile files"),
    "plan_approved": change(_("Phê duyệt danh mục hồ sơ"), "year lines"),
}
