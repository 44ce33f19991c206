"""What a document of an older system is called on a page: its states, its steps."""

from flask_babel import lazy_gettext as _

from server.words_of import coming

STATES = {
    "TAKEN_OVER": _("Chuyển từ hệ thống cũ"),
    "QUARANTINED": _("Cách ly (nghi mật)"),
    "PURGED": _("Đã tiêu hủy (bí mật nhà nước)"),
}
STEPS = {"take_over": _("Nhập từ hệ thống cũ")} | {
    name: coming.STEPS[name]
    for name in (
        "quarantine", "release", "purge", "propose_purge", "withdraw_purge", "purge_again",
        "pass_on",
    )
}  # fmt: skip
