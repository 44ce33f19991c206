"""The words for every no about a case file (DOMAIN §9)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "has_title": (422, _("Hãy ghi tiêu đề hồ sơ.")),
    "has_code": (422, _("Hãy ghi số và ký hiệu hồ sơ, ví dụ 01.VHTT.")),
    "code_is_free": (409, _("Số và ký hiệu này đã dùng cho hồ sơ khác trong năm.")),
    "retention_is_set": (422, _("Hãy chọn thời hạn bảo quản: vĩnh viễn, hoặc số năm.")),
    "paper_is_settled": (409, _("Chỉ đưa vào hồ sơ văn bản đi đã phát hành, hoặc văn bản đến đã có ý kiến chỉ đạo; bản thảo thì chưa.")),
    "is_not_in_it_yet": (409, _("Văn bản đã có trong hồ sơ này.")),
    "is_in_it": (409, _("Văn bản không có trong hồ sơ này.")),
    "has_papers": (409, _("Hồ sơ chưa có văn bản nào.")),
    "work_is_done": (409, _("Trong hồ sơ còn văn bản đang xử lý. Hồ sơ chỉ kết thúc khi công việc đã giải quyết xong (Điều 29 Nghị định 30/2020/NĐ-CP).")),
    "ends_in_time": (422, _("Ngày kết thúc phải từ ngày mở hồ sơ đến hôm nay.")),
    "has_consent": (422, _("Hãy ghi số, ký hiệu văn bản đồng ý của người đứng đầu.")),
    "until_is_fair": (422, _("Chỉ giữ lại hồ sơ phải nộp lưu, đến một ngày sau hạn nộp và không quá 02 năm kể từ hạn đó (Điều 31 Nghị định 30/2020/NĐ-CP).")),
    "has_package": (409, _("Gói hồ sơ đang được lập. Hãy đợi ít phút rồi tải lại trang.")),
    "package_is_sound": (409, _("Gói hồ sơ không còn nguyên vẹn. Hãy trả lại để người nộp lập lại.")),
    "unknown_line": (422, _("Không có dòng này trong danh mục hồ sơ.")),
    "list_is_not_approved": (409, _("Danh mục hồ sơ chưa được phê duyệt.")),
    "list_is_approved": (409, _("Danh mục hồ sơ đã được phê duyệt nên không sửa nữa.")),
    "list_is_empty": (409, _("Danh mục chưa có hồ sơ nào.")),
    "plan_not_empty": (409, _("Chỉ chép được danh mục năm trước khi danh mục năm nay còn trống.")),
    "unknown_paper": (422, _("Không có văn bản “{name}”, hoặc anh/chị không được giao văn bản này.")),
}  # fmt: skip
