"""What a document's page asks and tells of the post and of its kept original; its envelopes."""

from io import BytesIO

from flask import Blueprint, Response, send_file, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server import pool
from server.documents.counter import ID
from server.documents.delivery.on_paper import is_reached
from server.documents.delivery.queries import deliveries_of
from server.documents.forms import Fields, field
from server.documents.outgoing.models import OutgoingDocument
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.office import office
from server.org import queries as org
from server.org.actor import Actor
from server.pages import day
from server.papers.services import find
from server.registers.beside import (
    KEPT,
    POST,
    addresses,
    lines_about,
    name_of,
    open_lines,
    posted_to,
)
from server.registers.models import RegisterRow
from server.typesetting.envelopes import Envelope, envelopes
from server.uploads.kinds import PDF
from workflows import Refused
from workflows.beside import ALLOWS

room = Blueprint("envelopes", __name__, url_prefix="/outgoing")
require_seat(room)

UNREACHED = ("QUEUED", "FAILED", "REFUSED")
"""To whom the document did not come over the wire (DOMAIN §8.5)."""
REMEMBERED = 200
"""Of so many envelopes the addresses are proposed again."""


def post(actor: Actor, paper: OutgoingDocument) -> Fields:
    """To whom it did not come otherwise, with the address that was written last."""
    known = {name_of(one): one for one in reversed(addresses(actor.agency_id, REMEMBERED))}
    names = [one.recipient.name for one in deliveries_of(paper.id) if one.state in UNREACHED]
    said = "\n".join(known.get(name, name) for name in names)
    hint = _("Mỗi nơi một dòng: tên; địa chỉ")
    return [
        field("to", _("Nơi nhận văn bản"), "textarea", said, rows=3, required=True, hint=hint),
        field("envelopes", _("Số lượng bì cho mỗi nơi"), "number", "1", required=True),
        field("note", _("Ghi chú")),
    ]


def postmark(_actor: Actor, paper: OutgoingDocument) -> Fields:
    """Of what the post took, all is ticked: it signs for a whole bag."""
    waiting = open_lines(POST, paper.id)
    shown = [(str(row.id), f"{day(row.entered_on)}: {name_of(row.recipients)}") for row in waiting]
    return [
        field("lines", _("Bì đã giao bưu điện"), "multiselect", [value for value, _l in shown],
              options=shown, required=True, listed=True),
        field("receipt", _("Ký nhận và dấu bưu điện"), required=True,
              hint=_("Số hiệu bưu gửi, người nhận, ngày trên dấu")),
    ]  # fmt: skip


def lend(actor: Actor, _paper: OutgoingDocument) -> Fields:
    leave = givers_of_leave(actor)
    return [
        field("borrower", _("Họ tên người sử dụng"), required=True),
        field("allowed_by", _("Người cho phép sử dụng"), "select", options=leave, required=True),
        field("receipt", _("Ký nhận"),
              hint=_("Nơi người sử dụng đã ký: phiếu mượn số …; để trống nếu ký tay vào sổ in")),
        field("note", _("Ghi chú")),
    ]  # fmt: skip


def givers_of_leave(actor: Actor) -> list[tuple[str, str]]:
    """Who may let somebody use what the agency keeps, as a list offers them."""
    people = org.people_with(actor.agency_id, ALLOWS)
    return [(who.account, f"{post.title} {who.full_name}") for who, post in people]


def take_back(_actor: Actor, _paper: OutgoingDocument) -> Fields:
    return [field("note", _("Ghi chú"), hint=_("Tình trạng bản lưu khi trả"))]


FORMS = {
    "send_by_post": post,
    "postmark": postmark,
    "lend_kept_copy": lend,
    "take_back_kept_copy": take_back,
}


def facts(paper: OutgoingDocument) -> list[tuple[str, str]]:
    """Nothing is posted or lent before it went out."""
    if paper.dispatched_at is None:
        return []
    rows = [(_("Cần gửi giấy"), _owed(paper)), (_("Gửi bưu điện"), _posted(paper))]
    return [*rows, (_("Bản lưu"), _lent(paper))]


def _owed(paper: OutgoingDocument) -> str:
    """Whom no line reaches, as long as no envelope was written for him (OUT-T15)."""
    written = posted_to(paper.id)
    unreached = [
        one.recipient.name
        for one in deliveries_of(paper.id)
        if one.state in UNREACHED and not is_reached(one.recipient)
    ]
    names = "; ".join(name for name in unreached if name not in written)
    return _("%(names)s: chưa có đường liên thông", names=names) if names else ""


def _posted(paper: OutgoingDocument) -> Markup:
    """Each place with its day and what the post said; the way to the envelopes not given yet."""
    rows = lines_about(POST, paper.id)
    said = Markup("; ").join(Markup("{}").format(_posting(row)) for row in rows)
    if not any(row.receipt == "" for row in rows):
        return said
    href = url_for("envelopes.printed", paper_id=paper.id)
    return said + Markup(' <a href="{}">{}</a>').format(href, _("In bì (PDF)"))


def _posting(row: RegisterRow) -> str:
    signed = row.receipt or _("chưa có ký nhận")
    return f"{name_of(row.recipients)} ({day(row.entered_on)}, {signed})"


def _lent(paper: OutgoingDocument) -> str:
    return "; ".join(map(_lending, lines_about(KEPT, paper.id)))


def _lending(row: RegisterRow) -> str:
    given, back = day(row.entered_on), day(row.handed_on)
    if not back:
        return _("%(who)s mượn ngày %(day)s, chưa trả", who=row.recipients, day=given)
    return _("%(who)s mượn ngày %(day)s, trả ngày %(back)s",
             who=row.recipients, day=given, back=back)  # fmt: skip


@room.get(f"/{ID}/envelopes.pdf")
def printed(paper_id: int) -> Response:
    return sent(current_actor(), paper_id)


def sent(actor: Actor, paper_id: int) -> Response:
    """The envelopes that the post has not signed for, a page each (Annex IV, II)."""
    paper = find(OutgoingDocument, actor, paper_id)
    waiting = open_lines(POST, paper.id)
    if not waiting:
        raise Refused("not_found")
    written = [_envelope(paper, row.recipients) for row in waiting]
    made = pool.submit(envelopes, written, office().cabinet.fonts)
    name = f"bi-van-ban-{paper.number}.pdf"
    return send_file(BytesIO(made), mimetype=PDF, download_name=name, max_age=0)


def _envelope(paper: OutgoingDocument, place: str) -> Envelope:
    name, _sep, address = place.partition(";")
    return Envelope(
        superior=paper.agency.superior,
        agency=paper.agency.name,
        place=paper.agency.place_name,
        code=paper.code,
        to=name.strip(),
        address=address.strip(),
        urgency=paper.urgency,
    )
