"""The words for every no about handing over somebody's work (DOMAIN AR-04)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "everything_is_named": (422, _("Chưa có người nhận: {names}. Mỗi việc phải có đúng một người nhận.")),
    "takers_may_have_it": (409, _("Người nhận không làm tiếp được: {names}. Hãy ghi người khác.")),
    "nothing_is_half_done": (409, _("Đang dở, chưa bàn giao được: {names}. Hãy ký, phát hành hoặc kết thúc xong các việc này trước.")),
    "no_seat_is_left_empty": (409, _("Không còn ai giữ nhiệm vụ này mà việc vẫn nằm ở đó: {names}. Hãy bổ nhiệm người kế nhiệm trước.")),
    "everybody_has_confirmed": (409, _("Chưa xác nhận danh sách: {names}.")),
    "day_of_leaving_has_come": (409, _("Chưa đến ngày thôi giữ chức vụ.")),
    "is_a_party": (403, _("Chỉ người bàn giao và người nhận xác nhận danh sách này.")),
    "has_not_confirmed": (409, _("Anh/chị đã xác nhận danh sách này.")),
    "list_is_the_same": (409, _("Danh sách đã đổi sau khi anh/chị mở trang. Hãy đọc lại rồi xác nhận.")),
    "confirms_by_key": (403, _("Anh/chị có khóa ký số: hãy ký danh sách bằng khóa đó (mã PIN), không chỉ xác nhận.")),
    "keeps_no_key": (422, _("Chức vụ này không giữ con dấu, khóa bí mật của cơ quan nào nên không có gì để giao riêng.")),
    "key_alone_and_leaves": (422, _("Thôi việc thì bàn giao mọi việc, không chỉ khóa. Hãy chọn một trong hai.")),
    "is_handed_over_already": (409, _("Chức vụ này đang có một danh sách bàn giao chưa xong.")),
    "must_have_a_taker": (422, _("“{thing}” phải có người nhận; chỉ giao quyền ký và nhận việc thay mới chấm dứt được.")),
    "taker_has_no_post": (422, _("Người này không giữ chức vụ nào của cơ quan vào ngày đó.")),
    "taker_is_the_leaver": (422, _("Người bàn giao không nhận lại việc của chính mình.")),
    "taker_lacks_the_duty": (422, _("Chức vụ của người nhận không làm được việc này: {thing}.")),
    "taker_is_of_another_unit": (422, _("Việc này của đơn vị; người nhận phải thuộc đơn vị đó: {thing}.")),
    "taker_may_not_sign": (422, _("Người nhận không có thẩm quyền ký văn bản này: {thing}.")),
    "taker_has_checked_it": (422, _("Người nhận đã duyệt hoặc kiểm tra dự thảo này nên không đứng tên soạn thảo: {thing}.")),
    "taker_gave_it": (422, _("Người nhận là người giao nhiệm vụ này nên không tự làm: {thing}.")),
    "taker_leads_it": (422, _("Người nhận đang làm nhiệm vụ này nên không tự nghiệm thu: {thing}.")),
    "taker_has_the_other_part": (422, _("Chủ trì và thư ký phải là hai người: {thing}.")),
    "taker_is_away_himself": (422, _("Người vắng không nhận việc thay chính mình.")),
    "taker_is_no_clerk": (422, _("Chỉ văn thư giữ con dấu, khóa bí mật của cơ quan: {thing}.")),
    "mandate_is_the_posts": (422, _("Quyền ký được giao cho chức vụ bằng văn bản; người ở chức vụ khác cần văn bản giao quyền mới: {thing}.")),
    "holds_open_files": (409, _("Người này còn giữ {n} hồ sơ chưa vào lưu trữ. Hãy bàn giao trước (Điều 31 Nghị định 30/2020/NĐ-CP).")),
    "leaves_work_behind": (409, _("Từ ngày {day} những việc này không còn ai làm tiếp: {things} (tính đến lúc này). Hãy bàn giao công việc, hoặc bổ nhiệm người kế nhiệm trước (Điều 31 Nghị định 30/2020/NĐ-CP).")),
    "post_holds_work": (409, _("Ở chức vụ này còn: {things} (tính đến lúc này). Hãy bàn giao công việc của người giữ sau cùng trước.")),
    "agency_holds_work": (409, _("Cơ quan còn: {things} (tính đến lúc này). Hãy đóng bằng phương án sắp xếp cơ quan: mỗi việc có đúng một nơi nhận.")),
    "agency_has_books": (409, _("Cơ quan này đã mở sổ văn bản. Hãy đóng bằng phương án sắp xếp cơ quan: sổ khóa với số cuối, dấu thu hồi, hồ sơ có cơ quan kế tục.")),
}  # fmt: skip
