"""The words for a no of the wire: a body, a key, a version, a cursor that will not do (CONTRACT §2)."""

from flask_babel import lazy_gettext as _

ANSWERS = {
    "invalid": (422, _("Dữ liệu gửi lên chưa đúng.")),
    "malformed": (400, _("Không đọc được dữ liệu gửi lên.")),
    "stale": (412, _("Nội dung này vừa thay đổi sau khi anh/chị mở trang. Hãy xem lại rồi bấm lần nữa; nội dung đã nhập vẫn được giữ.")),
    "version_required": (428, _("Yêu cầu này phải kèm phiên bản đã xem (If-Match).")),
    "version_malformed": (400, _("If-Match phải là phiên bản trong dấu ngoặc kép.")),
    "key_reused": (422, _("Idempotency-Key này đã dùng cho một yêu cầu khác.")),
    "key_malformed": (400, _("Idempotency-Key có từ 1 đến 200 ký tự in được.")),
    "first_at_work": (409, _("Yêu cầu trước cùng khóa đang được xử lý. Hãy thử lại sau giây lát.")),
    "json_expected": (415, _("Cần dữ liệu application/json.")),
    "multipart_expected": (415, _("Cần dữ liệu multipart/form-data.")),
    "file_missing": (422, _("Hãy chọn ít nhất một tệp.")),
    "too_many_files": (413, _("Nhiều tệp quá: tối đa 50 tệp một lần.")),
    "broke_down": (500, _("Việc vừa gửi chưa được ghi nhận. Hãy quay lại trang trước và gửi lại; nếu vẫn lỗi, báo người quản trị mã {mark}.")),
    "too_many_requests": (429, _("Anh/chị hỏi nhiều quá. Hãy thử lại sau một phút.")),
    "body_too_large": (413, _("Dữ liệu gửi lên quá 200 MB. Hãy tách tệp hoặc gửi từng tệp.")),
    "cursor_malformed": (422, _("Con trỏ trang không đúng.")),
}  # fmt: skip
