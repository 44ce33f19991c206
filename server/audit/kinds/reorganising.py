"""Agencies that merge and split."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import Kind, change, kind

KINDS: dict[str, Kind] = {
    "reorganisation_drafted": change(_("Lập phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_changed": change(_("Sửa phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_proposed": change(_("Trình phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_sent_back": change(_("Trả lại phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_approved": change(_("Phê duyệt phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_withdrawn": change(_("Rút phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_in_effect": change(_("Thực hiện phương án sắp xếp cơ quan"), "closes"),
    "register_closed": kind(_("Khóa sổ của cơ quan kết thúc hoạt động"), "agency book year last"),
}
