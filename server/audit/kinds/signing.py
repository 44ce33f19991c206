"""Signatures, and what they are made with."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import Kind, change, kind

_SIGNED = (
    "n field kind version version_sha256 input_sha256 revision_sha256 certificate_sha256 capacity "
    "delegation exception verdict row_sha256 brought"
)

KINDS: dict[str, Kind] = {
    "signature": kind(_("Chữ ký số"), _SIGNED),
    "key_issued": change(_("Cấp khóa ký"), "certificate_sha256"),
    "key_changed": change(_("Đăng ký khóa khác"), "kind certificate"),
    "mark_picture_set": change(_("Đặt hình chữ ký, hình dấu"), "file_sha256"),
    "key_kind_demanded": change(_("Chức vụ đòi một loại khóa")),
    "key_kind_waived": change(_("Chức vụ thôi đòi một loại khóa")),
    "lengthen": kind(
        _("Bổ sung giá trị lâu dài"), "agency file input_sha256 revision_sha256 level"
    ),
    "pin_changed": change(_("Tự đổi mã PIN của khóa ký")),
    "key_revoked": change(_("Thu hồi khóa ký số"), "certificate_sha256"),
}
