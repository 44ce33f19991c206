"""The words for the no of what the office stands on (`server/ground.py`)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "disk_full": (507, _("Máy chủ hết chỗ trên đĩa: việc vừa gửi chưa được ghi, không có gì dở dang. Văn bản vẫn xem được. Hãy báo quản trị hệ thống dọn đĩa, rồi gửi lại.")),
    "disk_fails": (503, _("Máy chủ không ghi được vào đĩa: việc vừa gửi chưa được ghi, không có gì dở dang. Hãy báo ngay quản trị hệ thống, rồi gửi lại sau.")),
    "database_away": (503, _("Cơ sở dữ liệu chưa trả lời: việc vừa gửi chưa được ghi, không có gì dở dang. Hãy thử lại sau một phút; nếu vẫn vậy, báo quản trị hệ thống.")),
    "database_busy": (503, _("Máy chủ đang quá bận: việc vừa gửi chưa được ghi, không có gì dở dang. Hãy gửi lại sau ít giây.")),
}  # fmt: skip
