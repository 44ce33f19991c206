"""The checks of the verifier's policy in words: what each asks, and its source (DOMAIN §7.4).

A reason of a verdict is a check's code, or the code and a detail behind a colon.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from signing.verifier.policy import POLICY, Answer


@dataclass(frozen=True, slots=True)
class Check:
    code: str
    words: LazyString
    source: str


CHECKS = (
    Check("broken", _("Tệp đọc được trọn vẹn, chặt chẽ"), "Chính sách (1)"),
    Check("duplicate_key", _("Không có khóa nào khai hai lần trong một đối tượng"),
          "ISO 32000-2 §7.3.7"),
    Check("leading_bytes", _("Không có byte nào trước phần đầu tệp"), "ISO 32000-2 §7.5.2"),
    Check("password", _("Mở được không cần mật khẩu"), "Chính sách"),
    Check("encrypted", _("Tệp không bị mã hóa"), "Chính sách (2)"),
    Check("hybrid_xref", _("Chỉ có một bảng tham chiếu"), "Chính sách (2)"),
    Check("stray_signature", _("Mọi chữ ký đều nằm trong biểu mẫu"), "Chính sách (3)"),
    Check("byte_range", _("Chữ ký bao trùm mọi byte trừ chính nó"), "Chính sách (4)"),
    Check("padding", _("Phần đệm sau chữ ký chỉ có số không"), "Chính sách (4)"),
    Check("trailing_bytes", _("Không có byte nào sau dấu kết thúc tệp"), "Chính sách (5)"),
    Check("unlisted_bytes", _("Mọi byte sau chữ ký đều thuộc một lần ghi có khai báo"),
          "Chính sách (5)"),
    Check("coverage", _("Chữ ký phủ kín lần ghi của nó"), "Chính sách (6)"),
    Check("changed_after", _("Sau chữ ký chỉ có những thay đổi được phép"), "Chính sách (7–9)"),
    Check("foreign_field", _("Không điền ô nào ngoài số, ngày và chữ ký của cơ quan"),
          "Chính sách (8)"),
    Check("look_changed", _("Ô nào hiện đúng giá trị của ô ấy"), "Chính sách"),
    Check("unsigned_revision", _("Lần ghi sau cùng chỉ thêm dữ liệu kiểm tra lâu dài"),
          "Chính sách (10)"),
    Check("metadata_changed", _("Tên tệp, tác giả không đổi từ khi ký"), "Chính sách (11)"),
    Check("content", _("Không có lớp ẩn, mã lệnh, tệp nhúng, chú giải"), "Chính sách (12)"),
    Check("digest", _("Giá trị băm của tệp đúng bằng giá trị đã ký"), "EN 319 102-1"),
    Check("signature", _("Chữ ký đúng với khóa công khai trong chứng thư"), "EN 319 102-1"),
    Check("timestamp", _("Dấu thời gian đúng với chữ ký mà nó đóng"), "RFC 3161"),
    Check("no_trusted_time", _("Có thời gian tin cậy, không chỉ giờ của máy người ký"),
          "TT 15/2025 PL.II"),
    Check("untrusted", _("Chuỗi chứng thư dẫn đến một gốc được tin"), "TT 15/2025 PL.II"),
    Check("expired", _("Chứng thư còn hạn lúc ký"), "TT 15/2025 PL.II"),
    Check("not_yet_valid", _("Chứng thư đã có hiệu lực lúc ký"), "TT 15/2025 PL.II"),
    Check("revoked", _("Chứng thư chưa bị thu hồi lúc ký"), "TT 15/2025 PL.II"),
    Check("unknown", _("Có dữ liệu về tình trạng thu hồi"), "TT 15/2025 PL.II"),
    Check("key_usage", _("Chứng thư được cấp để ký"), "TT 15/2025 PL.II"),
    Check("weak", _("Thuật toán và khóa đủ mạnh"), "TT 15/2025 PL.I"),
    Check("missing", _("Đủ chữ ký phải có của loại văn bản"), "NĐ 30/2020 Điều 5, 33"),
    Check("foreign_signature", _("Không có chữ ký của người không phải ký"), "Chính sách (13)"),
    Check("wrong_order", _("Người ký trước, cơ quan đóng dấu sau"), "NĐ 30/2020 Điều 32"),
)  # fmt: skip
CODES = frozenset(one.code for one in CHECKS)


def judged(reasons: Iterable[str], profile: str) -> list[tuple[Check, bool, str]]:
    """Every check that the policy asks of such a file, whether it holds, and what does not."""
    silent = {
        row.code for _part, rows in POLICY for row in rows if row.answer(profile) == Answer.SILENT
    }
    told: dict[str, list[str]] = {}
    for reason in reasons:
        code, _colon, detail = reason.partition(":")
        told.setdefault(code if code in CODES else "broken", []).append(detail.strip())
    return [
        (one, one.code not in told, ", ".join(filter(None, told.get(one.code, ()))))
        for one in CHECKS
        if one.code not in silent
    ]
