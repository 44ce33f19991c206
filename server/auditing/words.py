"""The words of the auditor's room: whose a signature is, and how it read."""

from flask_babel import lazy_gettext as _

KINDS = {
    "person": _("Người ký"),
    "seal": _("Cơ quan"),
    "timestamp": _("Dấu thời gian"),
}
VERDICTS = {
    "valid": _("Hợp lệ lúc ký"),
    "unknown": _("Chưa đủ căn cứ kết luận lúc ký"),
    "invalid": _("Không hợp lệ"),
    "voided": _("Đã hủy: cơ quan cùng ban hành từ chối"),
}
