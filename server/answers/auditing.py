"""The words for every no that an auditor meets (DOMAIN §3.2, SOD-05)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "no_inspection": (409, _("Thanh tra mở nội dung văn bản theo một đợt kiểm tra. Hãy ghi quyết định kiểm tra ở phòng Kiểm tra trước.")),
    "inspection_runs": (409, _("Đợt kiểm tra trước chưa kết thúc. Hãy kết thúc rồi mở đợt mới.")),
    "report_signed": (409, _("Báo cáo này đã ký.")),
}  # fmt: skip
