"""The words for a no about what makes daily work shorter: groups, papers followed."""

from flask_babel import lazy_gettext as _

ANSWERS = {
    "group_name_taken": (409, _("Đã có nhóm nơi nhận mang tên này.")),
    "group_without_members": (422, _("Hãy chọn ít nhất một nơi nhận cho nhóm.")),
    "too_many_groups": (409, _("Đã có {most} nhóm nơi nhận, hãy bỏ nhóm không còn dùng.")),
    "too_many_followed": (409, _("Đang theo dõi {most} văn bản, hãy thôi theo dõi bớt.")),
}  # fmt: skip
