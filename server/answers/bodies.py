"""The words for every no about advisory bodies: in whose name a paper goes out (Annex I, II.3a)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "no_such_body": (422, _("Cơ quan hiện không có tổ chức tư vấn viết tắt là {name}.")),
    "signer_is_not_of_the_body": (422, _("Người ký không phải là lãnh đạo của {name}. Hãy chọn người đứng đầu hoặc cấp phó của tổ chức này.")),
    "body_issues_alone": (422, _("Tổ chức tư vấn không cùng ban hành văn bản liên tịch với cơ quan khác. Hãy bỏ một trong hai.")),
    "series_is_taken": (422, _("Chữ viết tắt này đã là tên của một sổ số khác. Hãy chọn chữ viết tắt khác.")),
    "several_are_called_so": (422, _("Cơ quan có nhiều người tên {name}. Hãy ghi tài khoản của người đó: {names}.")),
    "body_has_no_head": (422, _("Ghi mỗi người một dòng, tài khoản: chức danh trong tổ chức; người đứng đầu ở dòng đầu.")),
    "body_has_one_twice": (422, _("Mỗi chức vụ chỉ có một chức danh trong tổ chức tư vấn.")),
}  # fmt: skip
