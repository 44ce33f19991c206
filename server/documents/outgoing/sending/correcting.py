"""A clerk corrects what a line of the outgoing register says (DOMAIN §5.4)."""

from typing import Any

from flask_babel import gettext as _

from server import perform
from server.documents.forms import Fields, field, reason
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.papers.services import Ref, taking
from server.registers import lines as book
from workflows.outgoing import Going


def correct_line(actor: Actor, ref: Ref, *, reason: str, **columns: Any) -> OutgoingDocument:
    """The line says it anew and keeps what it said; the document itself is signed, and stays.

    Number, day, type and signer are the document's and stand (articles 15 and 16.2).
    """
    with taking(OutgoingDocument, actor, ref, "correct_line") as paper:
        given = {name: value for name, value in columns.items() if value is not None}
        said = book.correct_line(paper.line, **given)
        perform.perform(actor, "correct_line", paper, Going(reason=book.why(reason, said)))
    return paper


def form(_actor: Actor, paper: OutgoingDocument) -> Fields:
    """The line as it stands."""
    line = dict(book.line(paper.line) or {})
    return [
        field("subject", _("Trích yếu"), "textarea", line.get("subject"), rows=3, required=True),
        field("recipients", _("Nơi nhận văn bản"), "textarea", line.get("recipients"), rows=2,
              hint=_("Cách nhau bằng dấu chấm phẩy")),
        field("kept_by", _("Đơn vị, người nhận bản lưu"), value=line.get("kept_by")),
        field("copies", _("Số lượng bản"), "number", line.get("copies")),
        field("receipt", _("Ký nhận"), value=line.get("receipt"),
              hint=_("Người trực tiếp nhận bản giấy")),
        field("note", _("Ghi chú"), hint=_("Ghi thêm sau những gì đã có ở cột Ghi chú")),
        reason(_("Vì sao sửa"), hint=_("Chữ cũ không mất: ghi lại ở cột Ghi chú, gạch ngang")),
    ]  # fmt: skip
