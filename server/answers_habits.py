"""The words for a no about what makes daily work shorter: groups, following, remarks, phrases."""

from flask_babel import lazy_gettext as _

ANSWERS = {
    "group_name_taken": (409, _("Đã có nhóm nơi nhận mang tên này.")),
    "group_without_members": (422, _("Hãy chọn ít nhất một nơi nhận cho nhóm.")),
    "too_many_groups": (409, _("Đã có {most} nhóm nơi nhận, hãy bỏ nhóm không còn dùng.")),
    "too_many_followed": (409, _("Đang theo dõi {most} văn bản, hãy thôi theo dõi bớt.")),
    "not_of_a_suspect": (409, _("Văn bản nghi mật: không trao đổi về nội dung ở đây.")),
    "reads_it_not": (422, _("Không nhắc tới {account} được: người này không được đọc văn bản.")),
    "phrase_is_there": (409, _("Câu này đã có.")),
    "too_many_phrases": (409, _("Đã có {most} câu cho chỗ này, hãy bỏ câu không còn dùng.")),
}  # fmt: skip
