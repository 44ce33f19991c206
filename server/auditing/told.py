"""Certificates, answers, stamps and revisions as a page says them."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.clock import local
from server.pages import day, when
from signing.evidence.certificates import Link
from signing.evidence.revisions import Revision
from signing.evidence.revocation import Answer
from signing.evidence.stamps import Stamp

Facts = list[tuple[str, str]]

USAGES = {
    "digital_signature": later("ký số"),
    "non_repudiation": later("chống chối bỏ"),
    "key_encipherment": later("mã hóa khóa"),
    "key_cert_sign": later("cấp chứng thư"),
    "crl_sign": later("ký danh sách thu hồi"),
    "time_stamping": later("đóng dấu thời gian"),
    "ocsp_signing": later("trả lời tình trạng chứng thư"),
}
STATUSES = {
    "good": later("không bị thu hồi"),
    "revoked": later("đã bị thu hồi"),
    "unknown": later("không rõ"),
}
KINDS = {
    "Annot": later("ô trên trang"),
    "Catalog": later("mục gốc"),
    "DocTimeStamp": later("dấu thời gian"),
    "Font": later("phông chữ"),
    "FontDescriptor": later("mô tả phông"),
    "Metadata": later("thông tin tệp"),
    "Page": later("trang"),
    "Pages": later("cây trang"),
    "Sig": later("chữ ký"),
    "SigFieldLock": later("khóa ô"),
    "XObject": later("hình"),
    "dictionary": later("từ điển"),
    "stream": later("luồng dữ liệu"),
    "value": later("giá trị"),
}


def moment(at: str | dt.datetime | None) -> str:
    """To the second: clocks are held against each other here."""
    if not at:
        return ""
    then = dt.datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{local(then):%H:%M:%S %d/%m/%Y}"


def link(one: Link) -> dict[str, Any]:
    """A certificate of the chain."""
    usage = [str(USAGES.get(it, it)) for it in (*one.usage, *one.purposes)]
    return {
        "subject": one.subject,
        "facts": [
            (_("Cấp bởi"), one.issuer),
            (_("Số hiệu"), one.serial),
            (_("Hiệu lực"), f"{day(one.not_before.date())} – {day(one.not_after.date())}"),
            (_("Được dùng để"), ", ".join(usage)),
            (_("Khóa, thuật toán"), f"{one.key} · {one.algorithm}"),
            (_("Dấu vết (SHA-256)"), one.sha256),
        ],
    }


def answer(one: Answer) -> dict[str, Any]:
    """What was said of a certificate's revocation, by whom, until when it counts."""
    status = str(STATUSES.get(one.status, one.status))
    if one.revoked_at:
        status = _("%(status)s từ %(at)s", status=status, at=when(one.revoked_at))
    return {
        "about": one.about,
        "status": status,
        "bad": one.status == "revoked",
        "facts": [
            (_("Nguồn"), f"{one.kind}, {one.by}"),
            (_("Lập lúc"), when(one.produced_at)),
            (_("Có giá trị đến"), when(one.next_update)),
        ],
    }


def stamp(one: Stamp) -> dict[str, Any]:
    """A time stamp: the signature's own, or one over the whole file."""
    over = _("trong chữ ký") if not one.field else _("trên cả tệp (%(name)s)", name=one.field)
    return {
        "at": moment(one.at),
        "over": over,
        "facts": [
            (_("Cơ quan đóng dấu"), one.authority),
            (_("Chính sách"), one.policy),
            (_("Số hiệu"), one.serial),
            (_("Độ chính xác"), one.accuracy),
            (_("Thuật toán băm"), one.digest),
        ],
    }


def revision(one: Revision) -> dict[str, Any]:
    """What one revision brought, in a sentence; and which objects, counted."""
    return {
        "n": one.n,
        "span": _("byte %(a)s–%(b)s", a=_grouped(one.start), b=_grouped(one.end)),
        "what": "; ".join(_deeds(one)),
        "objects": ", ".join(f"{count} {KINDS.get(kind, kind)}" for kind, count in one.kinds),
    }


def _deeds(one: Revision) -> list[str]:
    deeds = [_("điền %(field)s: “%(value)s”", field=it, value=said) for it, said in one.filled]
    deeds += [_("ký vào ô %(field)s", field=it) for it in one.signed]
    deeds += [_("đóng dấu thời gian %(field)s", field=it) for it in one.stamped]
    if one.proofs:
        deeds.append(_("thêm chứng thư và dữ liệu thu hồi để kiểm tra lâu dài"))
    return deeds or [_("lập trang với các ô còn trống") if one.n == 1 else _("thay đổi khác")]


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
