"""What its sender wishes of a document, as whoever must answer reads it (IN-T23–T26, §8.2)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from markupsafe import Markup

from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.requests import DAYS
from server.documents.incoming.sent_along import bare
from server.pages import day
from server.papers.services import files_of
from server.words_of.law import law_word
from workflows.urgency import WORDS as URGENCIES

WISHES = {
    "recall": later("thu hồi, lấy lại văn bản"),
    "update": later("cập nhật thông tin văn bản"),
    "replace": later("ghi nhận văn bản bị thay thế"),
}
FIELDS = {
    "number": later("Số"),
    "notation": later("Ký hiệu"),
    "issued_on": later("Ngày văn bản"),
    "doc_type": later("Tên loại"),
    "subject": later("Trích yếu"),
    "urgency": later("Độ khẩn"),
    "signer": later("Người ký"),
    "printed_due": later("Hạn ghi trong văn bản"),
}
FILES = {
    "changed": later("%(name)s: khác tệp đang lưu"),
    "added": later("%(name)s: ở đây chưa có"),
    "gone": later("%(name)s: không gửi lại"),
}


def told(paper: IncomingDocument) -> Iterator[tuple[str, Any]]:
    """The first wish, whole: each field as it stands and as its sender now writes it, each file
    that is another; and how many wishes stand behind it."""
    if not paper.request:
        return
    data = paper.request_data
    yield _("Nơi gửi yêu cầu"), _first(paper)
    for name, new in data.get("fields", {}).items():
        old = _said(name, getattr(paper, name))
        yield str(FIELDS[name]), _("%(new)s (đang ghi: %(old)s)", new=_said(name, new), old=old)
    yield from _sent_along(paper, data)
    if data.get("receivers"):
        yield _("Thêm, bớt nơi nhận (nguyên văn)"), str(data["receivers"])
    if data.get("later"):
        yield _("Yêu cầu tiếp theo"), str(len(data["later"]))


def asked(paper: IncomingDocument) -> str:
    """The first wish in one sentence, beside the button that answers it."""
    return " ".join((_("Nơi gửi yêu cầu"), _first(paper)))


def _first(paper: IncomingDocument) -> str:
    words = str(paper.request_data.get("words", ""))
    return ": ".join(filter(None, (str(WISHES[paper.request]), words)))


def _sent_along(paper: IncomingDocument, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Which files he sent with it, and where she opens them."""
    if data.get("files"):
        yield _("Tệp gửi kèm yêu cầu"), _files(data["files"])
    if data.get("sent"):
        yield _("Mở tệp gửi kèm yêu cầu"), _opened(paper, data["sent"])


def _said(name: str, value: Any) -> str:
    if name == "urgency":
        return law_word(URGENCIES[value])
    if name in DAYS and value:
        return day(dt.date.fromisoformat(str(value)))
    return str(value or _("để trống"))


def _files(rows: list[list[str]]) -> str:
    """They are told, not taken over: a file under a number is never another (DESIGN §5.5)."""
    said = "; ".join(str(FILES[what]) % {"name": name} for what, name in rows)
    return _("%(files)s. Đồng ý chỉ đổi thông tin đăng ký, tệp đang lưu giữ nguyên.", files=said)


def _opened(paper: IncomingDocument, numbers: list[int]) -> Markup:
    """Links to them: she looks at what was sent before she answers."""
    link, of = Markup('<a href="{}">{}</a>'), files_of("incoming", paper.id)
    return Markup("; ").join(
        link.format(url_for("incoming.file", paper_id=paper.id, n=one.n), bare(one.name))
        for one in of
        if one.n in numbers
    )
