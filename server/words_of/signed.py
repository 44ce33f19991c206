"""What is stated of one signature of a verdict: the fields of TT 15/2025 art. 6.4, then ours.

The same words for whoever asks at /verify, for the clerk who looks at what came, and at a terminal
(DOMAIN §7.4). `Said` is a signature as `signing.verifier.verdict` gives it.
"""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.clock import local

Said = dict[str, Any]

PICTURES = later(
    "Hình chữ ký, con dấu trên trang (nếu có) chỉ là hình ảnh: không chứng tỏ ai đã ký"
    " và tệp có bị sửa hay không."
)
"""What looks signed and is not: an image never carries the trust (DOMAIN §7.3)."""

ALONE = later(
    "Tệp chỉ có một chữ ký số. Văn bản điện tử cần cả chữ ký của người có thẩm quyền và của cơ"
    " quan (Nghị định 30/2020/NĐ-CP, Điều 5); bản sao điện tử chỉ cần của cơ quan."
)
"""Of a file of another house nobody says who had to sign it: one who looks does (§7.2)."""


def remarks(said: Said) -> list[str]:
    """What one should know of the file as a whole, whatever its checks found."""
    if said["word"] == "NOT_SIGNED":
        return [str(PICTURES)]
    signed = [one for one in said.get("signatures", ()) if one["kind"] != "timestamp"]
    is_alone = said.get("profile") == "generic" and len(signed) == 1
    return [str(ALONE)] if is_alone else []


def stated(one: Said, revisions: int = 0) -> list[tuple[str, str]]:
    """Each field with its value; `revisions`: how many the file has, where that is known."""
    who = one.get("certificate") or {}
    return [
        (_("Đơn vị quản lý chứng thư"), who.get("organisation", "")),
        (_("Tổ chức cấp chứng thư"), who.get("issuer", "")),
        (_("Thời gian ký"), signed_at(one)),
        (_("Tính toàn vẹn"), _integrity(one["integrity"])),
        (_("Hiệu lực lúc ký"), _validity(one)),
        (_("Thời hạn chứng thư"), _span(who)),
        (_("Phần tệp được ký"), _revision(one, revisions)),
        (_("Thuật toán"), one.get("algorithm", "")),
        (_("Dữ liệu thu hồi"), _revocation(one.get("revocation"))),
    ]


def signed_at(one: Said) -> str:
    """A trusted time where there is one; the signer's own clock is his claim (§7.4 c)."""
    if one.get("timestamp"):
        return _("%(at)s (dấu thời gian)", at=moment(one["timestamp"]))
    if one.get("signing_time"):
        return _("%(at)s (theo máy của người ký)", at=moment(one["signing_time"]))
    return ""


def moment(iso: str) -> str:
    return f"{local(dt.datetime.fromisoformat(iso)):%H:%M:%S %d/%m/%Y}"


def _integrity(word: str) -> str:
    return _("Không bị sửa sau khi ký") if word == "valid" else _("Đã bị sửa, hoặc không toàn vẹn")


def _validity(one: Said) -> str:
    if one["integrity"] != "valid":
        return _("Không xét đến: chữ ký không còn toàn vẹn")
    if one["trust"] == "trusted" and one.get("revoked_since"):
        since = moment(one["revoked_since"])
        return _("Chứng thư còn hiệu lực lúc ký; bị thu hồi sau đó, từ %(since)s, nên chữ ký này"
                 " vẫn có giá trị", since=since)  # fmt: skip
    words = {
        "trusted": _("Chứng thư còn hiệu lực lúc ký"),
        "revoked": _("Chứng thư đã bị thu hồi trước lúc ký"),
        "expired": _("Chứng thư hết hạn, không có thời gian tin cậy"),
        "untrusted": _("Tổ chức cấp chứng thư không nằm trong danh sách tin cậy"),
    }
    return words.get(
        one["trust"], _("Không đủ căn cứ: thiếu thời gian tin cậy hoặc dữ liệu thu hồi")
    )


def _span(who: Said) -> str:
    days = [who.get(name) for name in ("not_before", "not_after")]
    told = [f"{local(dt.datetime.fromisoformat(one)):%d/%m/%Y}" for one in days if one]
    return " – ".join(told)


def _revision(one: Said, revisions: int) -> str:
    """How much of the file it covers, and what came after it."""
    changes = {
        "none": _("sau đó không có gì thêm"),
        "form": _("sau đó chỉ điền số, ngày và thêm chữ ký"),
        "lta": _("sau đó chỉ thêm dữ liệu để kiểm tra lâu dài"),
    }
    after, n = changes.get(one["changes"], _("sau đó nội dung bị sửa")), one.get("revision", 0)
    if not revisions:
        return _("Lần ghi %(n)s; %(after)s", n=n, after=after)
    return _("Lần ghi %(n)s trong %(of)s; %(after)s", n=n, of=revisions, after=after)


def _revocation(told: list[str] | None) -> str:
    """Where the list of revoked certificates came from, and of when it is."""
    if not told:
        return _("Không có")
    source, at = told
    if source == "file":
        return _("Danh sách kèm trong tệp, lập lúc %(at)s", at=moment(at))
    return _("Danh sách của máy chủ, lập lúc %(at)s", at=moment(at))
