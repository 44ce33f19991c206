"""What is said of a sealed file's long life: that something lacks, why, and what comes next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from server.papers.lasting import FULL, LastingFile

SHORT = _("chưa đủ dữ liệu dài hạn")
"""DOMAIN LTV-01."""

ASKED_AGAIN = _("máy tự thử lại")

LACKS: dict[str, LazyString] = {
    "tsa_slow": _("dịch vụ dấu thời gian không trả lời kịp"),
    "tsa_down": _("không kết nối được dịch vụ dấu thời gian"),
    "tsa_refused": _("dịch vụ dấu thời gian từ chối"),
    "tsa_garbled": _("dịch vụ dấu thời gian trả lời không hiểu được"),
    "tsa_huge": _("dịch vụ dấu thời gian trả lời quá dài"),
    "tsa_other_nonce": _("dấu thời gian nhận về là của một yêu cầu khác"),
    "tsa_other_digest": _("dấu thời gian nhận về là của một tệp khác"),
    "tsa_clock": _("giờ của dịch vụ dấu thời gian lệch quá 5 phút so với máy chủ"),
    "tsa_forged": _("dấu thời gian nhận về có chữ ký sai"),
    "tsa_revoked": _("chứng thư của dịch vụ dấu thời gian đã bị thu hồi"),
    "tsa_expired": _("chứng thư của dịch vụ dấu thời gian đã hết hạn"),
    "tsa_untrusted": _("chứng thư của dịch vụ dấu thời gian không dẫn tới gốc tin cậy"),
    "status_unknown": _("chưa lấy được tình trạng thu hồi của chứng thư (OCSP, CRL)"),
    "took_too_long": _("máy làm chưa xong trong thời gian cho phép"),
    "certificate_revoked": _("một chứng thư trong tệp đã bị thu hồi"),
    "certificate_expired": _("một chứng thư trong tệp đã hết hạn trước khi có dữ liệu"),
    "certificate_not_yet_valid": _("một chứng thư trong tệp chưa đến ngày có hiệu lực"),
    "certificate_untrusted": _("một chứng thư trong tệp không dẫn tới gốc tin cậy"),
    "stamp_weak": _("dịch vụ dấu thời gian còn dùng thuật toán đã yếu"),
    "not_whole": _("tệp trong kho không còn nguyên vẹn"),
    "file_missing": _("tệp không có trong kho"),
}
"""Why the last try brought a file no further."""

OTHER = _("máy chưa làm được")


def why(row: LastingFile) -> str:
    """In words, and the code by which an administrator finds it."""
    if not row.lacks:
        return ""
    return f"{LACKS.get(row.lacks, OTHER)} ({row.lacks})"


def said(row: LastingFile) -> str:
    """For the paper's page: nothing where nothing lacks."""
    if row.level == FULL:
        return ""
    because = f": {why(row)}" if row.lacks else ""
    return f"{SHORT} ({row.level}){because}; {ASKED_AGAIN}"
