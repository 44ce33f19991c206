"""The public verdict in the office's words (DOMAIN §7.4), as the page takes it."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from server.ledger.records import GONE, OUT, Issued
from server.pages import day, when
from server.words_of_law import VERDICTS

Said = dict[str, Any]


def verdict(said: Said, issued: Issued | None) -> Said:
    """The file's verdict, what our books say of it, and a part for each signature."""
    return {
        "name": said["file"],
        "verdict": said["word"],
        "verdict_word": VERDICTS[said["word"]],
        "words": " ".join(filter(None, (_lack(said), record(issued)))),
        "signatures": [_signature(one) for one in said["signatures"]],
    }


def unreadable(name: str) -> Said:
    """A file that broke its reader, or kept it too long."""
    word = "INDETERMINATE"
    return {
        "name": name,
        "verdict": word,
        "verdict_word": VERDICTS[word],
        "words": _("Không đọc được tệp này trong giới hạn cho phép."),
        "signatures": [],
    }


def record(issued: Issued | None) -> str:
    """Issued by whom, under which number, and whether it still stands."""
    if issued is None:
        return _("Tệp đúng như thế này không có trong sổ phát hành của hệ thống này.")
    if issued.state not in (OUT, GONE):
        return _("Tệp khớp với văn bản của %(agency)s chưa phát hành.", agency=issued.agency)
    said = _(
        "Tệp này do %(agency)s phát hành, số %(code)s ngày %(day)s.",
        agency=issued.agency,
        code=issued.code,
        day=day(issued.issued_on),
    )
    return f"{said} {standing(issued)}"


def standing(issued: Issued) -> str:
    """Whether a document that left the office still stands."""
    if issued.state == GONE:
        said = _("Văn bản đã bị thu hồi.")
    elif issued.state == OUT:
        said = _("Văn bản chưa bị thu hồi.")
    else:
        return _("Văn bản chưa phát hành.")
    if issued.replaced_by:
        said += " " + _("Đã được thay thế bằng văn bản số %(code)s.", code=issued.replaced_by)
    return said


def _lack(said: Said) -> str:
    if "missing:CoQuan" in said["lacking"]:
        return _("Thiếu chữ ký số của cơ quan.")
    if "wrong_order" in said["lacking"]:
        return _("Sai thứ tự: cơ quan ký trước người có thẩm quyền.")
    return ""


def _signature(one: Said) -> Said:
    role, role_word = _role(one["kind"])
    who = one["identity"] or {}
    return {
        "subject": who.get("common_name") or one["signer"] or one["field"],
        "role": role,
        "role_word": role_word,
        "unit": who.get("organisation", ""),
        "issuer": who.get("issuer", ""),
        "at": _at(one),
        "integrity": _integrity(one["integrity"]),
        "validity": _validity(one["trust"]),
        "span": _span(who),
        "verdict": one["word"],
        "verdict_word": VERDICTS[one["word"]],
        "notes": _notes(one),
    }


def _role(kind: str) -> tuple[str, str]:
    roles = {
        "person": ("person", _("Người có thẩm quyền")),
        "seal": ("agency", _("Cơ quan, tổ chức")),
        "timestamp": ("timestamp", _("Dấu thời gian")),
    }
    return roles.get(kind, ("unknown", _("Không rõ vai trò")))


def _at(one: Said) -> str:
    """A trusted time where there is one; the signer's own clock is his claim (§7.4 c)."""
    if one["timestamp"]:
        return _("%(at)s (dấu thời gian)", at=_moment(one["timestamp"]))
    if one["signing_time"]:
        return _("%(at)s (theo máy của người ký)", at=_moment(one["signing_time"]))
    return ""


def _moment(iso: str) -> str:
    return when(dt.datetime.fromisoformat(iso))


def _integrity(word: str) -> str:
    return _("Không bị sửa sau khi ký") if word == "valid" else _("Đã bị sửa, hoặc không toàn vẹn")


def _validity(trust: str) -> str:
    words = {
        "trusted": _("Chứng thư còn hiệu lực lúc ký"),
        "revoked": _("Chứng thư đã bị thu hồi trước lúc ký"),
        "expired": _("Chứng thư hết hạn, không có thời gian tin cậy"),
        "untrusted": _("Tổ chức cấp chứng thư không nằm trong danh sách tin cậy"),
    }
    return words.get(trust, _("Không đủ căn cứ: thiếu thời gian tin cậy hoặc dữ liệu thu hồi"))


def _span(who: Said) -> str:
    return f"{day(who['not_before'])} – {day(who['not_after'])}" if who else ""


def _notes(one: Said) -> list[str]:
    changes = {
        "form": _("Sau chữ ký này chỉ điền số, ngày và chữ ký của cơ quan."),
        "lta": _("Sau chữ ký này chỉ thêm dữ liệu để kiểm tra lâu dài."),
        "annotations": _("Sau chữ ký này có thêm chú giải."),
    }
    notes = [changes[one["changes"]]] if one["changes"] in changes else []
    if one.get("revoked_since"):
        since = _moment(one["revoked_since"])
        notes.append(_("Chứng thư bị thu hồi từ %(since)s.", since=since))
    if one["reasons"]:
        notes.append(_("Lý do: %(reasons)s", reasons=", ".join(one["reasons"])))
    return notes
