"""The columns of the five books as the decree prints them, in no other words (Annex IV)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from sqlalchemy import Row

from server.clock import local
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Unit
from server.pages import day
from server.papers.models import Paper
from server.words_of.law import state_word


@dataclass(frozen=True, slots=True)
class Book:
    """A book of the office: its name, its columns, the paper its lines are about.

    `link`: the column that opens the paper; `given_to`: the one that names who has it; `shares`:
    how wide each column is on paper; `numbered`: its lines go by their documents' numbers.
    """

    title: str
    tab: LazyString
    direction: str
    kind: type[Paper]
    columns: tuple[str, ...]
    cells: Callable[[Row], list[Any]]
    link: int
    given_to: int
    shares: tuple[float, ...]
    numbered: bool = True


FOLLOWED = (
    IncomingDocument.due_at.label("due_at"),
    IncomingDocument.state.label("state"),
    IncomingDocument.reply_code.label("reply_code"),
    IncomingDocument.no_reply_reason.label("no_reply_reason"),
    Unit.name.label("unit_name"),
)
"""What the follow-up book asks of the paper itself."""


def _in(row: Row) -> list[Any]:
    return [
        day(row.entered_on), row.number, row.issuer, row.code, day(row.issued_on), _about(row),
        row.recipients or row.receipt, day(row.handed_on), row.receipt, noted(row),
    ]  # fmt: skip


def _out(row: Row) -> list[Any]:
    return [
        row.code, day(row.issued_on), _about(row), row.signer, row.recipients, row.kept_by,
        row.copies or "", day(row.handed_on), row.receipt, noted(row),
    ]  # fmt: skip


def _post(row: Row) -> list[Any]:
    return [
        day(row.entered_on), row.code, row.recipients, row.copies, row.receipt, row.note,
    ]  # fmt: skip


def _kept(row: Row) -> list[Any]:
    dated = ", ".join(part for part in (row.code, day(row.issued_on)) if part)
    return [
        day(row.entered_on), row.recipients, dated, _about(row), row.kept_by, row.receipt,
        day(row.handed_on), row.signer, row.note,
    ]  # fmt: skip


def _follow(row: Row) -> list[Any]:
    named = f"{row.doc_type} {row.code}".strip()
    parts = (named, day(row.issued_on), row.issuer)
    return [
        row.number,
        ", ".join(part for part in parts if part),
        row.unit_name or row.recipients or row.receipt,
        day(local(row.due_at).date()) if row.due_at else "",
        state_word("incoming", row.state) if row.state else "",
        row.reply_code or "",
        row.no_reply_reason or noted(row),
    ]


def noted(row: Row) -> str:
    """The last column, and behind it what happened once the volume was closed."""
    return "; ".join(one for one in (row.note, row.later) if one)


def _about(row: Row) -> str:
    return " ".join(part for part in (row.doc_type, row.subject) if part)


BOOKS = {
    "in": Book(
        title="Sổ đăng ký văn bản đến năm",
        tab=_("Văn bản đến"),
        direction="in",
        kind=IncomingDocument,
        columns=(
            "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản",
            "Tên loại và trích yếu nội dung", "Đơn vị hoặc người nhận", "Ngày chuyển",
            "Ký nhận", "Ghi chú",
        ),
        cells=_in,
        link=1,
        given_to=6,
        shares=(8, 5, 12, 12, 8, 23, 12, 8, 9, 11),
    ),
    "out": Book(
        title="Sổ đăng ký văn bản đi năm",
        tab=_("Văn bản đi"),
        direction="out",
        kind=OutgoingDocument,
        columns=(
            "Số, ký hiệu văn bản", "Ngày tháng văn bản",
            "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận văn bản",
            "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận",
            "Ghi chú",
        ),
        cells=_out,
        link=0,
        given_to=4,
        shares=(11, 8, 21, 9, 25, 8, 5, 8, 5, 8),
    ),
    "follow": Book(
        title="Sổ theo dõi giải quyết văn bản đến năm",
        tab=_("Theo dõi giải quyết"),
        direction="in",
        kind=IncomingDocument,
        columns=(
            "Số đến",
            "Tên loại, số và ký hiệu, ngày tháng và tên cơ quan, tổ chức ban hành",
            "Đơn vị hoặc người nhận", "Thời hạn giải quyết", "Tiến độ giải quyết",
            "Số, ký hiệu văn bản trả lời", "Ghi chú",
        ),
        cells=_follow,
        link=0,
        given_to=2,
        shares=(5, 32, 16, 9, 12, 11, 13),
    ),
    "post": Book(
        title="Sổ gửi văn bản đi bưu điện năm",
        tab=_("Gửi bưu điện"),
        direction="post",
        kind=OutgoingDocument,
        columns=(
            "Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận văn bản", "Số lượng bì",
            "Ký nhận và dấu bưu điện", "Ghi chú",
        ),
        cells=_post,
        link=1,
        given_to=2,
        shares=(9, 15, 35, 7, 20, 14),
        numbered=False,
    ),
    "kept": Book(
        title="Sổ sử dụng bản lưu năm",
        tab=_("Sử dụng bản lưu"),
        direction="kept",
        kind=OutgoingDocument,
        columns=(
            "Ngày tháng", "Họ tên người sử dụng", "Số, ký hiệu ngày tháng văn bản",
            "Tên loại và trích yếu nội dung văn bản", "Số và ký hiệu HS", "Ký nhận",
            "Ngày trả", "Người cho phép sử dụng", "Ghi chú",
        ),
        cells=_kept,
        link=2,
        given_to=1,
        shares=(8, 14, 13, 26, 9, 8, 8, 14, 10),
        numbered=False,
    ),
}  # fmt: skip
"""By the name in the address."""
