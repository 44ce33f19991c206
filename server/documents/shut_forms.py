"""What is asked where something may be a secret: shut away, let out, destroyed (SEC-02, 03)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from server.documents.forms import Fields, reason
from server.org.actor import Actor
from server.pages import when
from server.papers.naming import is_named
from server.papers.tombstones import Tombstone
from workflows import Role


def _purge(actor: Actor, _paper: Any) -> Fields:
    """The first hand says why; the second only confirms."""
    if Role.LEADER in actor.roles:
        return []
    hint = _("Ở lại cùng dấu vết của văn bản: không nhắc lại nội dung")
    return [reason(_("Vì sao là văn bản mật"), hint=hint)]


FORMS: Mapping[str, Callable[[Actor, Any], Fields]] = {
    "quarantine": lambda _a, _p: [reason()],
    "release": lambda _a, _p: [reason(_("Vì sao không phải văn bản mật"))],
    "release_entered": lambda _a, _p: [reason(_("Vì sao không phải văn bản mật"))],
    "purge": _purge,
}


def shown_as(actor: Actor, _paper: Any, name: str) -> dict[str, Any]:
    """What cannot be undone looks so, and says what it does."""
    if name != "purge":
        return {}
    if Role.LEADER in actor.roles:
        words = _("Văn thư đã đề nghị; xác nhận là tiêu hủy hẳn tệp, nội dung và mọi bản sao.")
        return {"tone": "danger", "label": _("Xác nhận tiêu hủy văn bản mật"), "explain": words}
    words = _("Lãnh đạo phải xác nhận trong 15 phút; sau đó không lấy lại được.")
    return {"tone": "danger", "label": _("Đề nghị tiêu hủy văn bản mật"), "explain": words}


def without_files(*, veiled: bool, destroyed: bool) -> str:
    """Why whoever looks at it sees no page, where there was or is one."""
    if veiled:
        return _("Nội dung đang khóa vì nghi mật: chỉ văn thư đang giữ văn bản mở được.")
    return _("Tệp và nội dung đã tiêu hủy.") if destroyed else ""


def told_by(stone: Tombstone) -> list[tuple[str, Any]]:
    """What stays of it: when, by whom, why, which bytes."""
    shared = sum(is_named(one) for one in stone.digests)
    return [
        (_("Nơi gửi (mã định danh)"), stone.organ_id),
        (_("Tiêu hủy lúc"), when(stone.at)),
        (_("Người đề nghị"), stone.proposed_by),
        (_("Người xác nhận"), stone.confirmed_by),
        (_("Lý do"), stone.reason),
        (_("Dấu vết tệp (SHA-256)"), ", ".join(stone.digests)),
        (_("Tệp còn thuộc văn bản khác"), shared or ""),
    ]
