"""What the doctor asks of the lines to other systems: folders, proxies, an engine of calls."""

import json
import socket
import ssl
from datetime import timedelta
from urllib.parse import urlsplit

from server.clock import local, now
from server.config import Settings
from server.exchange.dropped import refused
from server.exchange.left_lying import why_closed
from server.exchange.lines import OWN_KEY, folder_of, is_signed_line
from server.files import Store, UnknownStore
from server.files.strongbox import Strongbox
from server.mail import line
from server.mailbox import mailbox_of
from server.meetings.calls.engines import engine
from server.timekeeping import NoAnswer, is_off, off_by, off_words
from signing import ends_at, fingerprint, make_request_key
from signing.asking import STRAIGHT
from workflows import Refused

QUICKLY = 5.0
"""Seconds that a mail server or a gateway may take to answer whoever examines."""


RENEWED = timedelta(days=30)
"""To ask for a certificate and to get it takes an office weeks."""


def hour_told(_settings: Settings) -> tuple[bool, str]:
    here = local(now())
    return here.utcoffset() == timedelta(hours=7), f"{here:%H:%M ngày %d/%m/%Y}"


def clock_told(settings: Settings) -> tuple[bool, str]:
    """How far the machine is off the time server that is named (CAL-11)."""
    server = settings.ntp_server
    if not server:
        return True, "không đặt máy chủ giờ (CONGSO_NTP_SERVER) nên không biết máy có lệch không"
    try:
        off = off_by(server)
    except NoAnswer:
        return False, f"máy chủ giờ {server} không trả lời"
    return not is_off(off), off_words(off, server)


def lines_told(settings: Settings) -> tuple[bool, str]:
    """Whether each line that is a folder can be used, and in words what is wrong or named."""
    for place in filter(None, map(folder_of, settings.gateways.values())):
        if why := why_closed(place):
            return False, f"{place}: {why}"
        if kept := refused(place):
            where = f"trang “Phong bì để riêng”, thư mục {kept[0].parent}"
            words = f"{len(kept)} phong bì không nhận, mỗi phong bì kèm lý do: {where}"
            return False, words
    named = ", ".join(sorted(settings.gateways))
    return True, named or "trong hệ thống này (CONGSO_GATEWAYS để trống)"


def signing_told(settings: Settings) -> tuple[bool, str]:
    """Whether there is a key for the lines that are signed."""
    place = settings.keys / OWN_KEY
    signed = sorted(o for o, address in settings.gateways.items() if is_signed_line(address))
    if signed and not place.exists():
        where = "quản trị mở trang “Khóa của hệ thống này” để tạo"
        return False, f"chưa có khóa để ký yêu cầu gửi {', '.join(signed)}: {where}"
    if not signed:
        return True, "không đường nối nào cần (đường nối không kèm thẻ thì ký từng yêu cầu)"
    return True, f"ký bằng khóa {fingerprint(make_request_key(place))[:16]}"


def certificate_told(settings: Settings) -> tuple[bool, str]:
    """Whether what we show to a server that asks who we are can be shown, and for how long yet."""
    place = settings.gateway_certificate
    if place is None:
        return True, "không đường nối nào trình chứng thư (CONGSO_GATEWAY_CERTIFICATE để trống)"
    try:
        ssl.create_default_context().load_cert_chain(place)
        end = local(ends_at(place))
    except (OSError, ValueError):
        return False, f"không đọc được chứng thư cùng khóa của nó ở {place}"
    said = f"{place} {'đã hết hạn' if end <= now() else 'hết hạn'} ngày {end:%d/%m/%Y}"
    if end - now() < RENEWED:
        return False, f"{said}: xin cấp chứng thư mới và ghi đè lên tệp này, không phải chạy lại"
    return True, said


def proxies_told(settings: Settings) -> tuple[bool, str]:
    """Pages over TLS come through a proxy: where it is not believed, all visitors are one."""
    if settings.proxies:
        return True, f"tin địa chỉ khách mà {settings.proxies} chuyển lời"
    if not settings.base_url.startswith("https://"):
        return True, "không có (CONGSO_PROXIES để trống)"
    return False, (
        "thiếu CONGSO_PROXIES: mọi người như từ một nơi đến, "
        "một người gõ sai mật khẩu thì khóa cả chủ tài khoản"
    )


def calls_told(settings: Settings) -> tuple[bool, str]:
    """Whether the conference system answers and takes our word, as far as it can be asked."""
    where = f"{settings.call_kind}: {settings.call_url}" if settings.call_url else ""
    try:
        engine(settings).is_tried()
    except Refused as no:
        return False, f"{where}: không trả lời hoặc không nhận khóa ({no.said['why']})"
    return True, where or "trong trang họp (CONGSO_CALL_URL để trống)"


def mail_told(settings: Settings) -> tuple[bool, str]:
    """Whether the mail server takes letters from here; nothing is sent."""
    mailbox = mailbox_of(settings)
    if mailbox is None:
        return True, "không dùng (CONGSO_SMTP_URL để trống)"
    if not settings.base_url:
        return False, "thiếu CONGSO_BASE_URL: liên kết trong thư không dẫn tới đâu"
    where = f"{mailbox.host}:{mailbox.port}"
    try:
        with line.opened(mailbox, QUICKLY) as server:
            server.noop()
    except OSError as wrong:
        return False, f"{where} không nhận: {type(wrong).__name__}"
    return True, f"qua {where}, từ {mailbox.sender}"


def messages_told(settings: Settings) -> tuple[bool, str]:
    """Whether somebody listens where short messages go; nothing is sent."""
    if not settings.sms_url:
        return True, "không dùng (CONGSO_SMS_URL để trống)"
    said = urlsplit(settings.sms_url)
    host, port = said.hostname or "", said.port or {"https": 443}.get(said.scheme, 80)
    try:
        socket.create_connection((host, port), QUICKLY).close()
    except OSError as wrong:
        return False, f"{host}:{port} không nhận: {type(wrong).__name__}"
    return True, f"qua {host}:{port}"


def sign_on_told(settings: Settings) -> tuple[bool, str]:
    """Whether the issuer of single sign-on is there, and is who it is said to be."""
    issuer = settings.oidc_issuer.rstrip("/")
    if not issuer:
        return True, "không dùng (CONGSO_OIDC_ISSUER để trống)"
    if not settings.base_url or not settings.oidc_client_id:
        return False, "thiếu CONGSO_BASE_URL hoặc CONGSO_OIDC_CLIENT_ID"
    try:
        with STRAIGHT.open(f"{issuer}/.well-known/openid-configuration", timeout=QUICKLY) as answer:
            said = json.loads(answer.read(1 << 20))
    except (OSError, ValueError) as wrong:
        return False, f"{issuer} không trả lời đúng: {type(wrong).__name__}"
    if said.get("issuer", "").rstrip("/") != issuer:
        return False, f"{issuer} tự xưng là {said.get('issuer')}"
    return True, f"qua {issuer}; nơi nhận trả lời: {settings.base_url.rstrip('/')}/login/oidc/back"


def bucket_told(settings: Settings) -> tuple[bool, str]:
    """Whether the bucket is there and lets us in; nothing is written."""
    where = settings.storage.partition("?")[0]
    try:
        is_open = Store.at(settings.storage, Strongbox(settings.home)).shelf.is_open()
    except UnknownStore as wrong:
        return False, str(wrong)
    return is_open, f"qua {where}" if is_open else f"{where} không mở được: xem khóa và địa chỉ"
