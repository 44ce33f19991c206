"""The words for every no about what comes after dispatch: the post, the kept original, a recall."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "is_on_paper": (409, _("Văn bản chưa có bản giấy: hãy in bản giấy trước khi phát hành, hoặc sao y sang bản giấy, rồi gửi bưu điện.")),
    "has_paper_original": (409, _("Văn bản không lưu bản giấy; bản gốc điện tử xem ngay trên hệ thống.")),
    "is_at_hand": (409, _("Bản lưu đang có người mượn. Hãy nhận lại trước.")),
    "is_lent": (409, _("Không ai đang mượn bản lưu.")),
    "awaits_postmark": (409, _("Không còn bì nào chờ bưu điện ký nhận.")),
    "is_with_somebody": (409, _("Chưa nơi nào nhận văn bản qua hệ thống, hoặc nơi nhận đang được xin lấy lại: chưa có ai để gửi cập nhật.")),
    "goes_to_who_has_it": (422, _("Hãy chọn ít nhất một nơi nhận đang giữ văn bản.")),
    "has_it_no_more": (409, _("Trong các nơi đã chọn có nơi không còn giữ văn bản, hoặc đang được xin lấy lại. Hãy xem lại các nơi đã chọn rồi gửi.")),
    "new_day_lies_ahead": (422, _("Ngày đề nghị trả lời đã qua: hãy chọn một ngày từ hôm nay.")),
    "has_addressees": (422, _("Hãy ghi nơi nhận, mỗi nơi một dòng.")),
    "has_envelopes": (422, _("Hãy ghi số lượng bì.")),
    "says_the_receipt": (422, _("Hãy ghi ký nhận và dấu bưu điện.")),
    "unknown_posting": (422, _("Trong các bì đã chọn có bì không thuộc văn bản này hoặc bưu điện đã ký nhận. Hãy tải lại trang.")),
    "has_posting": (409, _("Văn bản chưa có dòng nào trong sổ gửi bưu điện.")),
    "has_lending": (409, _("Văn bản chưa có dòng nào trong sổ sử dụng bản lưu.")),
    "unknown_book_line": (422, _("Dòng đã chọn không phải của văn bản này. Hãy tải lại trang.")),
    "has_borrower": (422, _("Hãy ghi họ tên người sử dụng bản lưu.")),
    "is_allowed": (422, _("Người cho phép sử dụng bản lưu phải là lãnh đạo cơ quan hoặc chánh văn phòng.")),
    "unknown_order": (422, _("Không tìm thấy văn bản chỉ đạo thu hồi này trong các sổ mà anh/chị được đọc.")),
    "order_is_itself": (422, _("Văn bản bị thu hồi không tự chỉ đạo thu hồi chính nó: hãy chọn văn bản khác.")),
    "order_is_not_issued": (409, _("Văn bản chỉ đạo thu hồi phải đã phát hành, hoặc đã vào sổ văn bản đến.")),
    "order_is_in_register": (422, _("Văn bản số {code} có trong sổ văn bản đi: hãy chọn văn bản đó. Nếu là văn bản của cơ quan khác thì ghi thêm tên cơ quan sau số, ký hiệu.")),
}  # fmt: skip
