"""What a task's states, steps and verbs are called on a page (DOMAIN §11)."""

from flask_babel import lazy_gettext as _

STATES = {
    "PLANNED": _("Chờ phát hành thông báo"),
    "NEW": _("Mới giao"),
    "RECEIVED": _("Đã nhận"),
    "RETURNED": _("Đã trả lại"),
    "IN_PROGRESS": _("Đang làm"),
    "REPORTED": _("Đã báo cáo, chờ chấp nhận"),
    "REWORK": _("Phải làm lại"),
    "SUSPENDED": _("Tạm dừng"),
    "DONE": _("Hoàn thành"),
    "CANCELLED": _("Đã hủy"),
}

STEPS = {
    "plan": _("Dự kiến giao"),
    "give": _("Giao khi thông báo phát hành"),
    "drop": _("Bỏ vì thông báo không phát hành"),
    "create": _("Giao nhiệm vụ"),
    "receive": _("Nhận nhiệm vụ"),
    "return": _("Trả lại người giao"),
    "give_again": _("Giao lại"),
    "start": _("Báo tiến độ"),
    "report": _("Báo cáo kết quả"),
    "attach": _("Đưa minh chứng"),
    "contribute": _("Góp phần phối hợp"),
    "urge": _("Đôn đốc"),
    "suspend": _("Tạm dừng"),
    "resume": _("Tiếp tục thực hiện"),
    "resume_new": _("Tiếp tục, chờ nhận"),
    "resume_reported": _("Tiếp tục, xem kết quả"),
    "resume_returned": _("Tiếp tục, chờ giao lại"),
    "accept": _("Chấp nhận kết quả"),
    "rework": _("Yêu cầu làm lại"),
    "request_extension": _("Xin gia hạn"),
    "grant_extension": _("Gia hạn"),
    "deny_extension": _("Không cho gia hạn"),
    "cancel": _("Hủy nhiệm vụ"),
    "pass_on": _("Chuyển cho cơ quan kế tục"),
    "hand_on": _("Bàn giao cho người nhận việc"),
}

VERBS = {
    "receive": _("Nhận nhiệm vụ"),
    "report": _("Báo cáo kết quả nhiệm vụ"),
    "accept": _("Xem xét kết quả nhiệm vụ"),
    "cancel": _("Xem lại nhiệm vụ bị trả"),
}
"""What is expected of whoever has a task on the desk, beside what other papers ask for too."""

LACKS = {
    "receive": _("việc nhận nhiệm vụ"),
    "report": _("báo cáo kết quả"),
    "accept": _("ý kiến về kết quả"),
    "cancel": _("quyết định của người giao"),
}

OWN_VERBS = {"start": _("Thực hiện nhiệm vụ")}
OWN_LACKS = {"start": _("việc bắt đầu thực hiện")}
"""What a document asks for by the same verb, and what it is of a task that was taken on."""
