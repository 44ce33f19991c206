"""The words for every no about the log and its witnesses."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "is_witness_already": (409, _("Nhân chứng “{name}” đã được nhờ ký xác nhận.")),
    "no_such_witness": (404, _("Không có nhân chứng “{name}” ở đây.")),
    "no_such_root": (
        404,
        _("Không có đúng một gốc như vậy: xem “congso ledger root list”."),
    ),
    "not_a_log_key": (422, _("Không phải khóa công khai của một nhật ký.")),
    "not_a_witness_key": (422, _("Không phải khóa công khai của một nhân chứng.")),
}  # fmt: skip
