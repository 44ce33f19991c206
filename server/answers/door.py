"""The words for every no at single sign-on: what happened, why, and what to do."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "oidc_is_off": (404, _("Máy chủ này không dùng đăng nhập một lần.")),
    "oidc_is_down": (503, _("Hệ thống đăng nhập một lần chưa trả lời. Hãy thử lại sau ít phút, hoặc vào bằng tài khoản và mật khẩu của Công Sở.")),
    "oidc_is_no_proof": (403, _("Chưa vào được bằng đăng nhập một lần: câu trả lời không hợp lệ, đã quá lúc hoặc anh/chị đã thôi giữa chừng. Hãy bấm lại từ đầu.")),
    "oidc_not_here": (403, _("Tài khoản “{account}” chưa có, đã khóa hoặc chưa giữ chức vụ nào ở Công Sở. Hãy liên hệ quản trị hệ thống.")),
    "oidc_is_another": (403, _("Tài khoản “{account}” ở Công Sở đã gắn với một người khác của hệ thống đăng nhập một lần. Nếu tên này nay là của anh/chị, hãy nhờ quản trị hệ thống gỡ liên kết cũ.")),
    "oidc_says_no_name": (403, _("Hệ thống đăng nhập một lần không cho biết tài khoản của anh/chị (mục {claim}). Hãy báo quản trị hệ thống.")),
}  # fmt: skip
