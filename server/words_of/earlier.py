"""What a document of an older system is called on a page: its one state, its one step."""

from flask_babel import lazy_gettext as _

STATES = {"TAKEN_OVER": _("Chuyển từ hệ thống cũ")}
STEPS = {"take_over": _("Nhập từ hệ thống cũ")}
