"""Why a line did not take an envelope, in words for a clerk, who waits, and for whoever mends it.

What was said by a machine stands behind them, for her administrator.
"""

import errno
import socket
import ssl
import urllib.error
from collections.abc import Iterable

DOWN: tuple[tuple[type[Exception], str], ...] = (
    (ConnectionRefusedError, "máy nơi nhận đang tắt hoặc không nhận kết nối"),
    (TimeoutError, "quá giờ chờ, máy nơi nhận không trả lời"),
    (socket.gaierror, "không tìm thấy địa chỉ máy nơi nhận"),
    (ConnectionError, "đường truyền đứt giữa chừng"),
)
"""Why a line is down."""

EXPIRED, NOT_YET, ANOTHERS = {10}, {9}, {62, 63, 64}
STRANGERS = {2, 18, 19, 20, 21}
"""Numbers of OpenSSL's (X509_V_ERR_…): what is wrong with the certificate that we were shown."""

THEIRS = "chứng thư kết nối (TLS) của máy nơi nhận"
OURS = "máy nơi nhận không nhận chứng thư kết nối (TLS) của máy này"
SHOWN: tuple[tuple[set[int], str], ...] = (
    (EXPIRED, f"{THEIRS} đã hết hạn"),
    (NOT_YET, f"{THEIRS} chưa đến ngày có hiệu lực, hoặc đồng hồ máy này chậm"),
    (ANOTHERS, f"{THEIRS} mang tên máy khác"),
    (STRANGERS, f"{THEIRS} do nơi mà máy này không tin cấp"),
)
ALERTS: tuple[tuple[str, str], ...] = (
    ("CERTIFICATE_EXPIRED", f"{OURS}, đã hết hạn"),
    ("CERTIFICATE_REVOKED", f"{OURS}, đã bị thu hồi"),
    ("CERTIFICATE_REQUIRED", "máy nơi nhận đòi chứng thư kết nối (TLS), máy này không có"),
    ("UNKNOWN_CA", f"{OURS}, do nơi mà bên ấy không tin cấp"),
    ("CERTIFICATE", OURS),
    ("ACCESS_DENIED", OURS),
)
"""How the other end's no to our certificate is named, the narrower first."""

NOES = {
    401: "máy nơi nhận không nhận thẻ hoặc chữ ký của máy này",
    403: "máy nơi nhận không cho vào; quản trị hai bên xem lại chứng thư, khóa hoặc thẻ kết nối",
    404: "ở địa chỉ đã ghi không có cửa liên thông",
    413: "phong bì lớn hơn mức máy nơi nhận cho qua",
    429: "máy nơi nhận báo gửi dồn quá nhanh",
    500: "máy nơi nhận gặp lỗi",
    502: "máy chủ nơi nhận đang tắt hoặc đang khởi động lại",
    503: "máy nơi nhận đang bận hoặc tạm nghỉ",
    504: "máy nơi nhận không trả lời kịp",
}
"""A no by its number alone, as whatever stands before the other office says it."""

NO_WORDS = "unauthenticated"
"""What another Công Sở says to a token that it does not know, asks a person to sign in."""

PROXYS_NO, ABOUT_IT = {400, 495, 496}, b"SSL certificate"
"""nginx that asks everybody for a certificate says 400 to one that does not hold, and to none."""

OWN_UNREAD = "không đọc được chứng thư kết nối (TLS) của máy này; quản trị xem lại tệp chứng thư"


NO_FOLDER = "không thấy thư mục liên thông; quản trị xem ổ đĩa hoặc đường mạng đã gắn chưa"
FULL = "ổ đĩa của thư mục liên thông đã đầy"
SHUT = "không ghi được vào thư mục liên thông; quản trị xem quyền của thư mục"
NOT_LAID = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: SHUT,
    errno.EPERM: SHUT,
    errno.EROFS: SHUT,
    errno.ENOTDIR: SHUT,
    errno.EEXIST: SHUT,
}
"""Why a folder did not take an envelope."""


def why_not_laid(wrong: OSError) -> str:
    """Of a folder's line."""
    return NOT_LAID.get(wrong.errno or 0) or wrong.strerror or type(wrong).__name__


NO_KEY = "máy này chưa có khóa để ký; quản trị mở trang “Khóa của hệ thống này” để tạo"


def why_down(wrong: Exception) -> str:
    """Of what went wrong on the way."""
    why = wrong.reason if isinstance(wrong, urllib.error.URLError) else wrong
    if isinstance(why, ssl.SSLError):
        return _of_tls(why)
    known = next((words for kind, words in DOWN if isinstance(why, kind)), "")
    return known or str(why)[:120] or type(wrong).__name__


def why_no(status: int) -> str:
    """Of an answer without words."""
    known = NOES.get(status)
    return f"{known}, mã {status}" if known else str(status)


def is_of_our_certificate(status: int, body: bytes) -> bool:
    """Whether a no says so. Nothing is wrong with the envelope: it waits until that is mended."""
    return status in PROXYS_NO and ABOUT_IT in body


def _of_tls(why: ssl.SSLError) -> str:
    if isinstance(why, ssl.SSLCertVerificationError):
        words = _first(words for codes, words in SHOWN if why.verify_code in codes)
        return f"{words or f'{THEIRS} không hợp lệ'}: {why.verify_message.rstrip('.')}"
    said = why.reason or type(why).__name__
    told = _first(words for name, words in ALERTS if "ALERT" in said and name in said)
    return f"{told or 'không lập được kết nối bảo mật (TLS) với máy nơi nhận'}: {said}"


def _first(words: Iterable[str]) -> str:
    return next(iter(words), "")
