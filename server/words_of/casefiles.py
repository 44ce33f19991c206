"""What a case file's states, steps and verbs are called on a page (DOMAIN §9)."""

from flask_babel import lazy_gettext as _

STATES = {
    "OPEN": _("Đang mở"),
    "CLOSED": _("Đã kết thúc"),
    "KEPT_BACK": _("Được giữ lại"),
    "SUBMITTED_TO_ARCHIVE": _("Đã nộp, chờ lưu trữ nhận"),
    "RETURNED": _("Lưu trữ trả lại"),
    "ACCEPTED": _("Đã vào lưu trữ"),
    "DESTROYED": _("Đã tiêu hủy"),
    "CANCELLED": _("Đã hủy, không có văn bản"),
}

STEPS = {
    "open": _("Mở hồ sơ"),
    "add": _("Đưa văn bản vào"),
    "attach": _("Đưa ảnh, ghi âm, tài liệu khác vào"),
    "record": _("Đưa phiếu xử lý, kết quả, biên bản vào"),
    "remove": _("Đưa văn bản ra"),
    "set_rule": _("Đổi cách tự nhận văn bản"),
    "close": _("Kết thúc hồ sơ"),
    "cancel": _("Hủy hồ sơ không có văn bản"),
    "reopen": _("Mở lại hồ sơ"),
    "keep_back": _("Cho giữ lại"),
    "transfer": _("Nộp lưu"),
    "accept_transfer": _("Nhận vào lưu trữ"),
    "return_transfer": _("Trả lại người nộp"),
    "freeze": _("Đóng băng hồ sơ"),
    "unfreeze": _("Thôi đóng băng"),
    "destroy": _("Tiêu hủy hồ sơ hết thời hạn bảo quản"),
    "destroy_again": _("Tiêu hủy lại sau khi phục hồi bản sao lưu"),
    "ask_access": _("Xin đọc hồ sơ"),
    "drop_access": _("Rút yêu cầu đọc hồ sơ"),
    "grant_access": _("Cho đọc hồ sơ"),
    "refuse_access": _("Không cho đọc hồ sơ"),
    "withdraw_access": _("Thu lại quyền đọc"),
    "read_by_access": _("Đọc theo yêu cầu được chấp thuận"),
    "end_access": _("Hết hạn đọc"),
    "confirm_access": _("Xác nhận thay đổi quyền đọc"),
    "pass_on": _("Chuyển cho cơ quan kế tục"),
    "hand_on": _("Bàn giao cho người nhận việc"),
}

STAGES = {
    "ASKED": _("Chờ trả lời"),
    "GRANTED": _("Đang được đọc"),
    "REFUSED": _("Không cho đọc"),
    "WITHDRAWN": _("Đã thu lại"),
    "TAKEN_BACK": _("Người xin đã rút"),
    "ENDED": _("Hết hạn"),
}
"""Where a request to read a file stands."""

DESTRUCTIONS = {
    "LISTED": _("Đã lập danh mục"),
    "REVIEWED": _("Hội đồng đã xét, chờ quyết định"),
    "DECIDED": _("Đã quyết định, chờ tiêu hủy"),
    "DONE": _("Đã tiêu hủy"),
    "REJECTED": _("Không cho tiêu hủy"),
    "WITHDRAWN": _("Đã rút"),
}
"""Where a list of files to be destroyed stands (AR-07)."""

USUAL = (
    _("bản gốc văn bản đi"),
    _("sổ đăng ký văn bản đi"),
    _("hồ sơ cuộc họp của Ủy ban nhân dân"),
    _("sổ đăng ký văn bản đến"),
    _("công văn trao đổi"),
    _("lịch công tác tuần"),
)
"""What is usually kept for how long (`workflows.filing.USUAL`, AR-08)."""

VERBS = {
    "grant_access": _("Trả lời yêu cầu đọc hồ sơ"),
    "confirm_access": _("Xác nhận thay đổi quyền đọc hồ sơ"),
    "transfer": _("Nộp lưu hồ sơ"),
    "accept_transfer": _("Kiểm tra, nhận hồ sơ nộp lưu"),
}
"""What is expected of whoever has a file on the desk, beside what other papers ask for too."""

LACKS = {
    "grant_access": _("trả lời yêu cầu đọc"),
    "confirm_access": _("xác nhận thay đổi quyền đọc"),
    "transfer": _("việc nộp lưu"),
    "accept_transfer": _("việc nhận của lưu trữ"),
}

OWN_VERBS = {"close": STEPS["close"]}
OWN_LACKS = {"close": _("việc kết thúc hồ sơ")}
"""What other papers ask for by the same verb, and what it is of a file."""
