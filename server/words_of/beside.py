"""What is called how in a history besides the law: post, kept original, remarks."""

from flask_babel import lazy_gettext as _

STEPS = {
    "send_update": _("Gửi cập nhật tới nơi nhận"),
    "send_by_post": _("Gửi bưu điện"),
    "postmark": _("Bưu điện ký nhận"),
    "lend_kept_copy": _("Cho mượn bản lưu"),
    "take_back_kept_copy": _("Nhận lại bản lưu"),
    "correct_posting": _("Sửa dòng sổ bưu điện"),
    "correct_lending": _("Sửa dòng sổ bản lưu"),
    "remark": _("Trao đổi"),
}
