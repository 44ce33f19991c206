"""The words for every no about a document that several agencies issue (DOMAIN §5.5)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "awaits_signature": (409, _("Các cơ quan cùng ban hành đã ký đủ.")),
    "awaits_seal": (409, _("Các cơ quan cùng ban hành đã ký số đủ.")),
    "is_what_others_signed": (409, _("Tệp không còn đúng với bản mà cơ quan chủ trì đã ký. Hãy tải lại trang rồi ký.")),
    "joint_agency_twice": (422, _("Mỗi cơ quan cùng ban hành chỉ có một người ký.")),
    "joint_too_many": (422, _("Văn bản liên tịch có tối đa {most} cơ quan ban hành, kể cả cơ quan chủ trì.")),
    "joint_has_two_parties": (422, _("Loại văn bản này đã có hai bên ký theo mẫu, không ban hành liên tịch. Hãy chọn loại khác.")),
    "joint_may_not_sign": (422, _("Hôm nay {name} không có thẩm quyền ký loại văn bản này cho cơ quan mình.")),
    "joint_signer_unknown": (422, _("“{account}” không phải lãnh đạo đương chức của một cơ quan khác trên hệ thống.")),
}  # fmt: skip
