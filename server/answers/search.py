"""The words of the search: what cannot be looked for, and what cannot be kept."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "search_lacks_words": (422, _("Chưa có từ nào để tìm: ngoài điều kiện và từ loại trừ, hãy gõ thêm vài chữ cần có.")),
    "search_unknown_type": (422, _("Không có loại văn bản “{typed}”. Hãy gõ chữ viết tắt (loại:QĐ), hoặc để tên trong ngoặc kép (loại:\"Quyết định\").")),
    "search_unknown_day": (422, _("“{typed}” không phải là ngày hay năm. Hãy gõ như từ ngày:1/6/2026, đến ngày:30/6/2026 hoặc năm:2026.")),
    "search_without_name": (422, _("Hãy đặt tên cho lượt tìm kiếm.")),
    "search_without_words": (422, _("Hãy tìm trước khi lưu: lượt tìm kiếm chưa có từ nào.")),
    "search_too_many": (409, _("Đã lưu đủ 30 lượt tìm kiếm; hãy bỏ bớt trước khi lưu thêm.")),
}  # fmt: skip
