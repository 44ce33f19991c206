"""The words for every no about groups, following, remarks, phrases, reports that are kept."""

from flask_babel import lazy_gettext as _

ANSWERS = {
    "group_name_taken": (409, _("Đã có nhóm nơi nhận mang tên này.")),
    "group_without_members": (422, _("Hãy chọn ít nhất một nơi nhận cho nhóm.")),
    "too_many_groups": (409, _("Đã có {most} nhóm nơi nhận, hãy bỏ nhóm không còn dùng.")),
    "too_many_followed": (409, _("Đang theo dõi {most} văn bản, hãy thôi theo dõi bớt ở trang Đang theo dõi.")),
    "too_many_pinned": (409, _("Đã ghim {most} văn bản, hãy mở một văn bản ở trang Đang theo dõi và bỏ ghim.")),
    "report_is_not_set": (409, _("Báo cáo đang được dàn trang; xin đợi ít giây.")),
    "order_is_there": (409, _("Anh/chị đã đăng ký báo cáo này.")),
    "too_many_orders": (409, _("Đã đăng ký {most} báo cáo định kỳ, hãy bỏ bớt.")),
    "not_of_a_suspect": (409, _("Văn bản nghi mật: không trao đổi về nội dung ở đây.")),
    "reads_it_not": (422, _("Không nhắc tới {account} được: người này không được đọc văn bản.")),
    "phrase_is_there": (409, _("Câu này đã có.")),
    "too_many_phrases": (409, _("Đã có {most} câu cho chỗ này, hãy bỏ câu không còn dùng.")),
}  # fmt: skip
