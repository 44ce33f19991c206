"""The verifier's checks in plain words: for each row what holds, and what does not."""

from dataclasses import dataclass

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as later


@dataclass(frozen=True, slots=True)
class Sentence:
    """A check as it is asked, and what is said where it fails."""

    asks: LazyString
    fails: LazyString


SENTENCES = {
    "no_pdf": Sentence(
        later("Đúng là một tệp PDF"),
        later("Đây không phải là tệp PDF."),
    ),
    "password": Sentence(
        later("Mở được không cần mật khẩu"),
        later("Tệp có mật khẩu mở, không đọc được."),
    ),
    "leading_bytes": Sentence(
        later("Không có byte nào trước phần đầu tệp"),
        later("Có dữ liệu lạ đứng trước phần đầu của tệp."),
    ),
    "duplicate_key": Sentence(
        later("Không có khóa nào khai hai lần trong một đối tượng"),
        later("Một mục của tệp được khai hai lần, mỗi phần mềm có thể đọc một khác."),
    ),
    "broken": Sentence(
        later("Tệp đọc được trọn vẹn, chặt chẽ"),
        later("Cấu trúc tệp hỏng, hoặc bị sửa không đúng cách."),
    ),
    "encrypted": Sentence(
        later("Tệp không bị mã hóa"),
        later("Tệp bị mã hóa; văn bản của hệ thống này không bao giờ mã hóa."),
    ),
    "hybrid_xref": Sentence(
        later("Chỉ có một bảng tham chiếu"),
        later("Tệp có hai bảng mục lục, mỗi phần mềm có thể đọc một khác."),
    ),
    "stray_signature": Sentence(
        later("Mọi chữ ký đều nằm trong biểu mẫu"),
        later("Trong tệp có chữ ký nằm ngoài các ô ký."),
    ),
    "trailing_bytes": Sentence(
        later("Không có byte nào sau dấu kết thúc tệp"),
        later("Có dữ liệu thêm vào sau phần cuối của tệp."),
    ),
    "unlisted_bytes": Sentence(
        later("Mọi byte sau chữ ký đều thuộc một lần ghi có khai báo"),
        later("Sau chữ ký có dữ liệu không nằm trong mục lục của tệp."),
    ),
    "unsigned_revision": Sentence(
        later("Lần ghi sau cùng chỉ thêm dữ liệu kiểm tra lâu dài"),
        later("Sau chữ ký cuối cùng, tệp còn bị sửa thêm mà không ai ký."),
    ),
    "metadata_changed": Sentence(
        later("Tên tệp, tác giả không đổi từ khi ký"),
        later("Tiêu đề hoặc thông tin của tệp bị sửa sau khi ký."),
    ),
    "content": Sentence(
        later("Không có lớp ẩn, mã lệnh, tệp nhúng, chú giải"),
        later("Tệp có lớp ẩn, mã lệnh, tệp đính kèm hoặc chú giải."),
    ),
    "byte_range": Sentence(
        later("Chữ ký bao trùm mọi byte trừ chính nó"),
        later("Chữ ký không bao hết nội dung mà nó phải bao."),
    ),
    "padding": Sentence(
        later("Phần đệm sau chữ ký chỉ có số không"),
        later("Có dữ liệu giấu trong khoảng trống của chữ ký."),
    ),
    "coverage": Sentence(
        later("Chữ ký phủ kín lần ghi của nó"),
        later("Chữ ký không bao hết bản của tệp tại lúc ký."),
    ),
    "changed_after": Sentence(
        later("Sau chữ ký chỉ có những thay đổi được phép"),
        later("Nội dung bị sửa sau chữ ký này."),
    ),
    "foreign_field": Sentence(
        later("Không điền ô nào ngoài số, ngày và chữ ký của cơ quan"),
        later("Sau chữ ký này có ô không được phép đã bị điền."),
    ),
    "look_changed": Sentence(
        later("Ô nào hiện đúng giá trị của ô ấy"),
        later("Một ô hiện ra chữ khác với giá trị của nó."),
    ),
    "digest": Sentence(
        later("Giá trị băm của tệp đúng bằng giá trị đã ký"),
        later("Nội dung đã ký bị sửa: mã băm không khớp."),
    ),
    "signature": Sentence(
        later("Chữ ký đúng với khóa công khai trong chứng thư"),
        later("Chữ ký không khớp với khóa trong chứng thư."),
    ),
    "timestamp": Sentence(
        later("Dấu thời gian đúng với chữ ký mà nó đóng"),
        later("Dấu thời gian không phải của chữ ký này."),
    ),
    "revoked": Sentence(
        later("Chứng thư chưa bị thu hồi lúc ký"),
        later("Chứng thư đã bị thu hồi trước lúc ký."),
    ),
    "not_yet_valid": Sentence(
        later("Chứng thư đã có hiệu lực lúc ký"),
        later("Lúc ký, chứng thư chưa có hiệu lực."),
    ),
    "expired": Sentence(
        later("Chứng thư còn hạn lúc ký"),
        later("Chứng thư đã hết hạn và không có thời gian tin cậy."),
    ),
    "untrusted": Sentence(
        later("Chuỗi chứng thư dẫn đến một gốc được tin"),
        later("Không biết tổ chức cấp chứng thư: không có trong danh sách tin cậy."),
    ),
    "unknown": Sentence(
        later("Có dữ liệu về tình trạng thu hồi"),
        later("Thiếu dữ liệu thu hồi, chưa thể kết luận về chứng thư."),
    ),
    "key_usage": Sentence(
        later("Chứng thư được cấp để ký"),
        later("Chứng thư này không được cấp để ký văn bản."),
    ),
    "weak": Sentence(
        later("Thuật toán và khóa đủ mạnh"),
        later("Thuật toán hoặc khóa quá yếu, không còn đủ tin cậy."),
    ),
    "public_authority": Sentence(
        later("Chứng thư không phải do tổ chức chứng thực công cộng cấp"),
        later("Chứng thư do tổ chức chứng thực công cộng cấp, không phải chứng thư công vụ."),
    ),
    "no_trusted_time": Sentence(
        later("Có thời gian tin cậy, không chỉ giờ của máy người ký"),
        later("Không có dấu thời gian tin cậy."),
    ),
    "foreign_signature": Sentence(
        later("Không có chữ ký của người không phải ký"),
        later("Có chữ ký của người không phải ký văn bản này."),
    ),
    "missing": Sentence(
        later("Đủ chữ ký phải có của loại văn bản"),
        later("Thiếu chữ ký của người phải ký."),
    ),
    "wrong_order": Sentence(
        later("Người ký trước, cơ quan đóng dấu sau"),
        later("Sai thứ tự: cơ quan ký trước người có thẩm quyền."),
    ),
}
"""By the code of its row in `signing.verifier.policy`."""

OF_FILES = {
    "no_file": later("Không có tệp này."),
    "not_permitted": later("Không được phép mở tệp này."),
    "is_folder": later("Đây là một thư mục, không phải tệp."),
    "disk_fault": later("Ổ đĩa không đọc được tệp này."),
    "too_large": later("Tệp quá lớn để kiểm tra."),
    "not_judged": later(
        "Máy chưa kiểm tra được tệp này vì chính máy gặp lỗi; điều đó không nói lên gì về tệp."
    ),
    "too_long": later("Kiểm tra tệp này quá lâu nên đã dừng."),
    "process_died": later("Tệp này làm chương trình kiểm tra dừng đột ngột."),
}
"""Why a file was not even looked into."""

SHARPER = {"missing:CoQuan": later("Thiếu chữ ký số của cơ quan.")}
"""A detail that has a sentence of its own."""


def worded(reasons: list[str]) -> list[str]:
    """Each sentence once; behind it the detail, where that says something to a reader."""
    return [*dict.fromkeys(map(_worded, reasons))]


def _worded(reason: str) -> str:
    if reason in SHARPER:
        return str(SHARPER[reason])
    if reason in OF_FILES:
        return str(OF_FILES[reason])
    code, _, detail = reason.partition(":")
    if code not in SENTENCES:
        return gettext("Lý do khác: %(reason)s", reason=reason)
    said = SENTENCES[code].fails
    return f"{said} ({detail})" if code in ("weak", "content", "missing") and detail else str(said)
