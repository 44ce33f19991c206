"""A line of the two books beside the registers was miswritten: it is corrected in sight (§5.4).

What it said stays, struck through in the last column; day, code and number of the line are the
book's own and stand.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from server import perform
from server.documents.forms import Field, Fields, field, reason
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending.beside import giver_of_leave, name_of
from server.documents.outgoing.sending.beside_pages import givers_of_leave
from server.org.actor import Actor
from server.pages import day
from server.papers.services import Ref, taking
from server.registers import beside as books
from server.registers.beside import KEPT, POST
from server.registers.lines import why
from server.registers.models import RegisterRow
from workflows import Refused
from workflows.outgoing import Going


def correct_posting(
    actor: Actor, ref: Ref, *, line: int, unsigned: bool, reason: str, **columns: Any
) -> OutgoingDocument:
    """A line of the postal book; `unsigned`: the post has not signed for it after all."""
    with taking(OutgoingDocument, actor, ref, "correct_posting") as paper:
        given = {"recipients": columns["to"], "copies": columns["envelopes"]}
        given["receipt"] = "" if unsigned else columns["receipt"]
        said = books.correct(_line(POST, paper, line), **_said(given))
        perform.perform(actor, "correct_posting", paper, Going(reason=why(reason, said)))
    return paper


def correct_lending(
    actor: Actor, ref: Ref, *, line: int, allowed_by: str | None, reason: str, **columns: Any
) -> OutgoingDocument:
    """A line of the book of kept copies: who has it, by whose leave, where he signed for it."""
    with taking(OutgoingDocument, actor, ref, "correct_lending") as paper:
        leave, may = giver_of_leave(actor, allowed_by) if allowed_by else (None, True)
        given = {"recipients": columns["borrower"], "receipt": columns["receipt"], "signer": leave}
        said = books.correct(_line(KEPT, paper, line), **_said(given))
        act = Going(reason=why(reason, said), allowed=may)
        perform.perform(actor, "correct_lending", paper, act)
    return paper


def _line(book: str, paper: OutgoingDocument, line: int) -> RegisterRow:
    """A line of this very document."""
    found = next((one for one in books.lines_about(book, paper.id) if one.id == line), None)
    if found is None:
        raise Refused("unknown_book_line", "line")
    return found


def _said(columns: dict[str, Any]) -> dict[str, Any]:
    """What was left out stays as it is."""
    return {name: value for name, value in columns.items() if value is not None}


def posting(_actor: Actor, paper: OutgoingDocument) -> Fields:
    """The line, and what it is to say; where there is one alone, as it stands."""
    rows = books.lines_about(POST, paper.id)
    return [
        _which(rows),
        field("to", _("Nơi nhận văn bản"), value=_stands(rows, "recipients"),
              hint=_("Tên; địa chỉ")),
        field("envelopes", _("Số lượng bì"), "number", _stands(rows, "copies")),
        field("receipt", _("Ký nhận và dấu bưu điện"), value=_stands(rows, "receipt")),
        field("unsigned", _("Bưu điện chưa ký nhận: bỏ ký nhận đã ghi"), "checkbox"),
        _why(),
    ]  # fmt: skip


def lending(actor: Actor, paper: OutgoingDocument) -> Fields:
    rows = books.lines_about(KEPT, paper.id)
    same = [("", _("giữ nguyên"))]
    return [
        _which(rows),
        field("borrower", _("Họ tên người sử dụng"), value=_stands(rows, "recipients")),
        field("receipt", _("Ký nhận"), value=_stands(rows, "receipt")),
        field("allowed_by", _("Người cho phép sử dụng"), "select",
              options=[*same, *givers_of_leave(actor)]),
        _why(),
    ]  # fmt: skip


def _stands(rows: Sequence[RegisterRow], column: str) -> Any:
    """What the only line says; of several the clerk chooses one first."""
    return getattr(rows[0], column) if len(rows) == 1 else ""


def _which(rows: Sequence[RegisterRow]) -> Field:
    shown = [(str(one.id), f"{day(one.entered_on)}: {name_of(one.recipients)}") for one in rows]
    first = shown[0][0] if len(shown) == 1 else ""
    blank = [] if first else [("", "–")]
    return field("line", _("Dòng cần sửa"), "select", first, options=[*blank, *shown],
                 required=True, hint=_("Ô để trống thì giữ nguyên"))  # fmt: skip


def _why() -> Field:
    return reason(_("Vì sao sửa"), hint=_("Chữ cũ không mất: ghi lại ở cột Ghi chú, gạch ngang"))
