"""The words for every no that the framework says before a room of ours is asked."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "bad_request": (400, _("Yêu cầu gửi lên không đọc được. Hãy quay lại trang trước và làm lại.")),
    "method_not_allowed": (405, _("Địa chỉ này chỉ nhận thao tác từ nút bấm trên trang, không mở thẳng được. Hãy quay lại trang có nút đó.")),
    "address_too_long": (414, _("Địa chỉ hay lời tìm kiếm gửi lên dài quá nên chưa đọc. Hãy bớt lời, hoặc quay lại trang trước.")),
    "unsupported_media_type": (415, _("Dạng dữ liệu gửi lên không nhận được ở địa chỉ này.")),
    "requested_range_not_satisfiable": (416, _("Phần được hỏi nằm ngoài tệp.")),
}  # fmt: skip
