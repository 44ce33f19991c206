"""What was noticed of a takeover and hinders nothing, in words: for page, program and command."""

from typing import Any

from flask_babel import gettext as _

from server.answers import words_of
from server.counted import counted
from server.documents.earlier.models import SHEETS, UNREAD, Takeover


def words(takeover: Takeover) -> list[str]:
    return [_remark(*said) for said in takeover.remarks]


def _remark(what: str, said: dict[str, Any]) -> str:
    if what == "gaps":
        return counted(
            "Năm %(year)s: sổ cũ không có %(n)s số (%(names)s). Giữ nguyên như sổ cũ.", **said
        )
    if what == SHEETS:
        return _(
            "Tệp có nhiều trang tính. Chỉ nhập trang “%(sheet)s”; chưa nhập các trang khác (số"
            " dòng): %(names)s. Mỗi trang còn lại hãy lưu thành một tệp rồi nhập riêng.",
            **said,
        )
    if what == UNREAD:
        why = words_of(said["reason"], said["said"])
        return _("Bảng chưa đọc được: %(why)s Các tệp gửi kèm đã giữ lại, chỉ gửi bảng.", why=why)
    return counted("%(n)s tệp không dòng nào nhắc tới, sẽ không nhập: %(names)s", **said)
