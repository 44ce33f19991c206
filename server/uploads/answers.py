"""The words for every file that is not taken: what happened, why, and what to do."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "file_empty": (
        422,
        _(
            "Tệp không có nội dung (0 byte). Có thể tệp bị hỏng khi sao chép. "
            "Hãy mở thử tệp trên máy rồi tải lên lại."
        ),
    ),
    "file_too_large": (
        413,
        _(
            "Tệp lớn hơn 50 MB nên không nhận được. "
            "Hãy quét lại ở 200–300 dpi hoặc tách thành nhiều tệp."
        ),
    ),
    "file_type_unknown": (
        422,
        _(
            "Không nhận loại tệp này. Hệ thống nhận PDF, PNG, JPEG, TIFF, DOCX, XLSX và ODT. "
            "Hãy lưu lại sang một trong các loại đó (văn bản nên dùng PDF)."
        ),
    ),
    "file_not_what_it_says": (
        422,
        _(
            "Nội dung tệp không đúng với phần mở rộng của tên tệp. "
            "Hãy kiểm tra lại tệp gốc, lưu lại đúng loại rồi tải lên."
        ),
    ),
    "letter_broken": (
        422,
        _("Tệp .eml này không phải là thư điện tử. Hãy lưu lại thư từ hộp thư rồi thả vào."),
    ),
    "letter_no_files": (
        422,
        _(
            "Thư không có tệp đính kèm nào là văn bản. "
            "Nếu nội dung thư là văn bản, hãy in thư ra PDF rồi thả vào thư mục."
        ),
    ),
    "letter_too_many": (
        422,
        _("Thư có hơn 20 tệp đính kèm hoặc quá nhiều phần. Hãy lưu riêng các tệp cần nhận."),
    ),
    "letter_too_deep": (
        422,
        _("Thư lồng trong thư quá nhiều lớp. Hãy mở thư trong cùng và lưu riêng các tệp cần nhận."),
    ),
    "file_encrypted": (
        422,
        _(
            "Tệp đặt mật khẩu hoặc bị mã hóa nên không kiểm tra được. "
            "Hãy bỏ mật khẩu rồi tải lên lại, hoặc đề nghị nơi gửi gửi bản không khóa."
        ),
    ),
    "file_has_script": (
        422,
        _(
            "Tệp chứa mã lệnh (JavaScript) có thể gây hại nên không nhận. "
            "Hãy in tệp ra PDF mới, hoặc đề nghị nơi gửi gửi bản không có mã lệnh."
        ),
    ),
    "file_has_action": (
        422,
        _(
            "Tệp chứa lệnh tự động (mở chương trình, gửi dữ liệu hoặc mở tệp khác) nên không nhận. "
            "Hãy in tệp ra PDF mới, hoặc đề nghị nơi gửi gửi bản không có lệnh."
        ),
    ),
    "file_has_attachment": (
        422,
        _(
            "Bên trong tệp có tệp khác đính kèm, không kiểm tra được. "
            "Hãy lấy tệp đính kèm ra và tải lên riêng từng tệp."
        ),
    ),
    "file_broken": (
        422,
        _(
            "Tệp bị hỏng hoặc thiếu dữ liệu nên không đọc được. "
            "Hãy mở tệp, lưu hoặc quét lại rồi tải lên."
        ),
    ),
    "file_too_complex": (
        422,
        _(
            "Cấu trúc bên trong tệp quá phức tạp nên không kiểm tra được. "
            "Hãy in tệp ra PDF mới hoặc tách thành nhiều tệp."
        ),
    ),
    "file_too_many_pages": (
        422,
        _("Tệp có hơn 2.000 trang nên không nhận được. Hãy tách thành nhiều tệp."),
    ),
    "page_too_large": (
        422,
        _(
            "Tệp có trang khổ quá lớn (hơn 5 mét một cạnh) nên không hiển thị được. "
            "Hãy quét hoặc in lại ở khổ giấy A4 hoặc A3."
        ),
    ),
    "image_too_large": (
        422,
        _(
            "Ảnh trong tệp lớn hơn 100 triệu điểm ảnh nên không nhận được. "
            "Hãy quét lại ở 200–300 dpi."
        ),
    ),
    "archive_bomb": (
        422,
        _(
            "Tệp nén dữ liệu bất thường: khi mở ra sẽ lớn gấp nhiều lần nên không nhận. "
            "Hãy lưu lại tệp từ phần mềm soạn thảo hoặc đề nghị nơi gửi gửi lại."
        ),
    ),
    "has_macros": (
        422,
        _(
            "Tệp chứa macro có thể gây hại nên không nhận. "
            "Hãy lưu lại dạng DOCX hoặc XLSX không có macro, hoặc lưu thành PDF."
        ),
    ),
    "layout_kind_unknown": (
        422,
        _(
            "Thể thức chỉ kiểm tra được trên tệp PDF hoặc DOCX. "
            "Hãy lưu văn bản sang PDF rồi thử lại."
        ),
    ),
    "draft_kind_unknown": (
        422,
        _("Dự thảo chỉ nhận tệp PDF hoặc DOCX. Hãy lưu văn bản sang một trong hai loại đó."),
    ),
    "draft_is_signed": (
        422,
        _(
            "Tệp đã có chữ ký số nên không dùng làm dự thảo: dựng lại thì chữ ký cũ hết giá trị. "
            "Hãy tải lên bản chưa ký."
        ),
    ),
    "draft_too_long": (
        422,
        _("Dự thảo có hơn 300 trang. Hãy tách phụ lục thành tệp riêng rồi tải lại."),
    ),
    "draft_too_heavy": (
        422,
        _(
            "Tệp có hơn 30 trang chỉ dựng lại được thành ảnh (bản quét có lớp chữ, lớp vẽ). "
            "Hãy in tệp ra PDF mới từ phần mềm soạn thảo, hoặc tải lên tệp DOCX."
        ),
    ),
    "fonts_not_embedded": (
        422,
        _(
            "Tệp PDF không kèm phông chữ, nên mỗi máy sẽ hiện một khác và không được ký. "
            "Khi lưu PDF hãy chọn nhúng phông (PDF/A), hoặc tải lên tệp DOCX."
        ),
    ),
    "docx_needs_libreoffice": (
        422,
        _(
            "Máy chủ chưa cài LibreOffice nên chưa chuyển được DOCX thành trang. "
            "Hãy lưu văn bản sang PDF rồi chọn lại tệp, hoặc báo quản trị hệ thống."
        ),
    ),
    "docx_not_converted": (
        422,
        _(
            "LibreOffice không chuyển được tệp DOCX này thành trang trong một phút. "
            "Hãy lưu văn bản sang PDF rồi chọn lại tệp."
        ),
    ),
    "places_missing": (
        409,
        _(
            "Chưa đặt đủ chỗ cho số, ngày và chữ ký trên tệp dự thảo. Hãy mở “Chỗ của số, ngày, "
            "chữ ký” và đặt các chỗ còn thiếu."
        ),
    ),
    "place_off_page": (
        422,
        _("Chỗ đặt nằm ngoài trang. Hãy xem lại số trang và khoảng cách từ mép giấy."),
    ),
    "notation_differs": (
        409,
        _(
            "Ký hiệu in trên tệp ({printed}) khác ký hiệu sẽ vào sổ ({notation}). Hãy sửa lại tệp "
            "rồi tải lên."
        ),
    ),
    "draft_has_no_file": (
        409,
        _(
            "Dự thảo này soạn trên hệ thống, không phải từ tệp; trang tự chừa chỗ cho số, ngày, "
            "chữ ký và dấu."
        ),
    ),
    "inspection_timeout": (
        422,
        _(
            "Kiểm tra tệp quá lâu mà chưa xong nên không nhận. "
            "Hãy in tệp ra PDF mới hoặc tách thành nhiều tệp rồi tải lên."
        ),
    ),
    "inspection_failed": (
        503,
        _(
            "Máy chưa kiểm tra được tệp này vì chính máy gặp lỗi; tệp chưa được nhận. "
            "Hãy tải lên lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống."
        ),
    ),
    "inspection_busy": (
        503,
        _(
            "Đang có quá nhiều tệp chờ kiểm tra. "
            "Tệp này chưa được nhận; hãy tải lên lại sau một phút."
        ),
    ),
}
