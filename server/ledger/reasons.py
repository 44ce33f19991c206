"""The verifier's reasons in plain words: one sentence for each row of its policy."""

from flask_babel import gettext
from flask_babel import lazy_gettext as later

WORDS = {
    "password": later("Tệp có mật khẩu mở, không đọc được."),
    "leading_bytes": later("Có dữ liệu lạ đứng trước phần đầu của tệp."),
    "duplicate_key": later("Một mục của tệp được khai hai lần, mỗi phần mềm có thể đọc một khác."),
    "broken": later("Cấu trúc tệp hỏng, hoặc bị sửa không đúng cách."),
    "encrypted": later("Tệp bị mã hóa; văn bản của hệ thống này không bao giờ mã hóa."),
    "hybrid_xref": later("Tệp có hai bảng mục lục, mỗi phần mềm có thể đọc một khác."),
    "stray_signature": later("Trong tệp có chữ ký nằm ngoài các ô ký."),
    "trailing_bytes": later("Có dữ liệu thêm vào sau phần cuối của tệp."),
    "unlisted_bytes": later("Sau chữ ký có dữ liệu không nằm trong mục lục của tệp."),
    "unsigned_revision": later("Sau chữ ký cuối cùng, tệp còn bị sửa thêm mà không ai ký."),
    "metadata_changed": later("Tiêu đề hoặc thông tin của tệp bị sửa sau khi ký."),
    "content": later("Tệp có lớp ẩn, mã lệnh, tệp đính kèm hoặc chú giải."),
    "byte_range": later("Chữ ký không bao hết nội dung mà nó phải bao."),
    "padding": later("Có dữ liệu giấu trong khoảng trống của chữ ký."),
    "coverage": later("Chữ ký không bao hết bản của tệp tại lúc ký."),
    "changed_after": later("Nội dung bị sửa sau chữ ký này."),
    "foreign_field": later("Sau chữ ký này có ô không được phép đã bị điền."),
    "look_changed": later("Một ô hiện ra chữ khác với giá trị của nó."),
    "digest": later("Nội dung đã ký bị sửa: mã băm không khớp."),
    "signature": later("Chữ ký không khớp với khóa trong chứng thư."),
    "timestamp": later("Dấu thời gian không phải của chữ ký này."),
    "revoked": later("Chứng thư đã bị thu hồi trước lúc ký."),
    "not_yet_valid": later("Lúc ký, chứng thư chưa có hiệu lực."),
    "expired": later("Chứng thư đã hết hạn và không có thời gian tin cậy."),
    "untrusted": later("Không biết tổ chức cấp chứng thư: không có trong danh sách tin cậy."),
    "unknown": later("Thiếu dữ liệu thu hồi, chưa thể kết luận về chứng thư."),
    "key_usage": later("Chứng thư này không được cấp để ký văn bản."),
    "weak": later("Thuật toán hoặc khóa quá yếu, không còn đủ tin cậy."),
    "no_trusted_time": later("Không có dấu thời gian tin cậy."),
    "foreign_signature": later("Có chữ ký của người không phải ký văn bản này."),
    "missing": later("Thiếu chữ ký của người phải ký."),
    "missing:CoQuan": later("Thiếu chữ ký số của cơ quan."),
    "wrong_order": later("Sai thứ tự: cơ quan ký trước người có thẩm quyền."),
}


def worded(reasons: list[str]) -> list[str]:
    """Each sentence once; behind it the detail, where that says something to a reader."""
    return [*dict.fromkeys(map(_worded, reasons))]


def _worded(reason: str) -> str:
    if reason in WORDS:
        return str(WORDS[reason])
    code, _, detail = reason.partition(":")
    said = gettext("Lý do khác: %(reason)s", reason=reason) if code not in WORDS else WORDS[code]
    return f"{said} ({detail})" if code in ("weak", "content", "missing") and detail else str(said)
