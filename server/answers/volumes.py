"""The words for every no at a register's volumes: closed, printed, signed, held back."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "is_in_open_book": (409, _("Quyển đã khóa thì không sửa dòng trong quyển nữa.")),
    "book_has_no_new_line": (409, _("Sổ này không có dòng nào ngoài các quyển đã khóa.")),
    "book_still_runs": (409, _("Năm của sổ chưa hết: khóa bây giờ thì quyển này chỉ đến dòng cuối hôm nay, văn bản đăng ký sau vào quyển sau. Nếu đúng ý, hãy đánh dấu ô xác nhận.")),
    "volume_is_elsewhere": (409, _("Quyển sổ không còn ở bước này; có thể người khác vừa làm. Hãy tải lại trang.")),
    "volume_is_held_back": (409, _("Quyển này có dòng của một văn bản nghi mật đang cách ly: tệp chưa được in, mở, ký hay đóng dấu. Khi lãnh đạo giải tỏa văn bản ấy, tệp được in, hoặc mở lại như cũ; nếu văn bản bị tiêu hủy, quyển được thu hồi.")),
}  # fmt: skip
