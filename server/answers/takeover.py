"""What is said when an older register cannot be taken over, or an agency's things not exported."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "old_book_is_of_another_year": (
        422,
        _("Chỉ nối số từ sổ cũ của năm nay; sang năm mới, số bắt đầu lại từ 01."),
    ),
    "nothing_goes_on": (
        409,
        _("Không có sổ nào nối số được: sổ cũ năm nay chưa có số, hoặc hệ thống này đã cấp số."),
    ),
    "old_book_not_compared": (
        422,
        _("Hãy đối chiếu số cuối với sổ cũ rồi đánh dấu ô này; đã cấp số thì không sửa được."),
    ),
    "takeover_is_empty": (422, _("Bảng không có dòng nào.")),
    "takeover_too_long": (
        422,
        _("Bảng có hơn 5.000 dòng. Hãy tách theo năm rồi nhập từng năm."),
    ),
    "takeover_not_unicode": (
        422,
        _(
            "Tệp CSV này không dùng bảng mã Unicode (UTF-8). Hãy mở bằng Excel rồi lưu lại dạng "
            "“CSV UTF-8” hoặc XLSX."
        ),
    ),
    "packet_too_large": (
        413,
        _("Gói ZIP khi mở ra lớn hơn 120 MB. Hãy chia thành nhiều gói nhỏ hơn."),
    ),
    "takeover_formula": (
        422,
        _(
            "Ô này là công thức hoặc báo lỗi (#REF!, #N/A…), không phải điều đã ghi trong sổ. Hãy "
            "dán lại dạng giá trị, hoặc gõ lại."
        ),
    ),
    "takeover_empty": (
        422,
        _("Ô này không được để trống; ô gộp chỉ tính cho dòng đầu, hãy bỏ gộp và ghi từng dòng."),
    ),
    "takeover_bad_number": (
        422,
        _("Không đọc được số này; số gồm các chữ số, ví dụ 125 hoặc 12a."),
    ),
    "takeover_bad_day": (422, _("Không đọc được ngày này; ngày có dạng ngày/tháng/năm.")),
    "takeover_later_day": (422, _("Ngày này chưa đến.")),
    "takeover_unknown_state": (
        422,
        _("Không rõ đã xong hay chưa. Hãy ghi “đã xong” hoặc “đang xử lý”."),
    ),
    "takeover_not_issued": (
        422,
        _("Văn bản đi chưa ban hành thì không có trong sổ cũ; hãy soạn lại ở đây."),
    ),
    "takeover_unknown_type": (
        422,
        _("“{name}” không phải tên loại văn bản. Hãy ghi đúng tên loại, hoặc để trống."),
    ),
    "takeover_double": (422, _("Trùng với dòng {line}: cùng số, cùng năm.")),
    "takeover_is_here": (422, _("Số này của năm {year} đã được nhập trước đây.")),
    "takeover_in_our_book": (422, _("Số này của năm {year} đã có trong sổ của hệ thống này.")),
    "takeover_no_file": (422, _("Không có tệp “{name}” trong những tệp gửi kèm.")),
    "takeover_file_twice": (
        422,
        _("Có nhiều tệp khác nhau cùng tên “{name}”. Hãy ghi cả thư mục chứa tệp."),
    ),
    "takeover_open_needs_file": (
        422,
        _("Văn bản còn dở dang thì phải có tệp, để vào sổ và xử lý tiếp ở đây."),
    ),
    "takeover_lacks_columns": (422, _("Chưa chỉ ra cột nào là: {names}.")),
    "takeover_same_column": (422, _("Một cột chỉ là một mục: hãy chọn lại.")),
    "takeover_has_errors": (409, _("Còn {n} dòng chưa nhập được; chưa có gì được nhập.")),
    "takeover_not_now": (409, _("Lượt nhập này không ở bước đó nữa. Hãy tải lại trang.")),
    "export_under_way": (409, _("Cơ quan này đang có một đề nghị xuất dữ liệu chưa xong.")),
    "export_is_settled": (409, _("Đề nghị này đã có người quyết định. Hãy tải lại trang.")),
    "export_not_here": (
        409,
        _("Tệp không còn ở đây: mỗi lần xuất chỉ tải một lần, trong 7 ngày. Hãy đề nghị lại."),
    ),
    "takeover_under_way": (409, _("Một lượt nhập khác của cơ quan đang chạy. Hãy đợi xong.")),
}
