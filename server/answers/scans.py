"""The words for every no at the scan box: about a file in it, and about pages bound anew."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "scan_known": (409, _("Tệp này (đúng từng byte) đã được tiếp nhận trước đây. Nếu vẫn là một văn bản khác, hãy bấm “Vẫn tiếp nhận”; nếu không, hãy bỏ qua.")),
    "scan_no_owner": (409, _("Tệp nằm ngoài thư mục của các cơ quan nên không biết là của ai. Hãy chuyển tệp vào thư mục mang mã cơ quan.")),
    "scan_unreadable": (409, _("Máy chủ chưa đọc được tệp hoặc chưa ghi được vào kho (quyền thư mục, đĩa đầy, mạng). Tệp còn nguyên trong thư mục; máy tự thử lại mỗi phút.")),
    "scan_growing": (409, _("Máy quét còn đang ghi tệp này; máy chủ chờ ghi xong rồi tự nhận.")),
    "scan_not_a_file": (409, _("Đây không phải là tệp thường (có thể là lối tắt). Hãy chép tệp thật vào thư mục.")),
    "scan_settled": (409, _("Tệp này vừa được xử lý. Hãy tải lại trang.")),
    "scan_not_pages": (409, _("Văn bản này không phải là một tệp PDF hoặc ảnh quét nên không tách, ghép trang được.")),
    "scan_is_signed": (422, _("Tệp có chữ ký số: tách hoặc ghép trang sẽ làm mất chữ ký nên không thực hiện.")),
    "arrangement_empty": (422, _("Không còn trang nào để lập bản quét mới. Hãy giữ lại ít nhất một trang cho mỗi bản.")),
    "arrangement_no_page": (422, _("Có trang không thuộc các bản quét này, hoặc góc xoay không phải 0, 90, 180, 270 độ.")),
    "arrangement_twice": (422, _("Một trang được xếp hai lần. Mỗi trang chỉ có một chỗ.")),
    "arrangement_incomplete": (422, _("Còn trang chưa được xếp vào bản nào và cũng chưa được bỏ ra. Mỗi trang phải có chỗ, để không trang nào mất.")),
    "arrangement_too_large": (422, _("Một lần sắp được tối đa 20 bản quét và 200 trang. Hãy chia thành nhiều lần.")),
    "arrangement_settled": (409, _("Lần sắp trang này đã được hoàn tác hoặc không thực hiện được.")),
    "arrangement_registered": (409, _("Có bản đã vào sổ, đang cách ly hoặc đã được sắp lại tiếp, nên không hoàn tác được nữa.")),
}  # fmt: skip
