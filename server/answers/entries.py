"""The words for every no to a document that is to share another's entry (IN-05)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "has_entry": (409, _("Chưa có văn bản cùng số, ký hiệu, tác giả và năm ban hành nào đã vào sổ. Hãy xem lại các ô đó, hoặc vào sổ như văn bản mới.")),
    "entry_stands": (409, _("Văn bản đã vào sổ ấy đã bị thu hồi hoặc thay thế nên không nhận thêm. Hãy vào sổ riêng và ghi lý do, hoặc trả lại nơi gửi.")),
    "is_the_other_form": (409, _("Hai văn bản cùng là bản giấy hoặc cùng là bản điện tử: đây là gửi trùng. Hãy trả lại nơi gửi, hoặc vào sổ riêng và ghi lý do.")),
    "lacks_other_form": (409, _("Văn bản đã vào sổ ấy đã có đủ cả bản giấy và bản điện tử.")),
    "nothing_is_asked": (409, _("Nơi gửi đang yêu cầu thu hồi, cập nhật hoặc thay thế văn bản này. Hãy trả lời yêu cầu đó trước.")),
}  # fmt: skip
