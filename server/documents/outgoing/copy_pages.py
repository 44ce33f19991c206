"""The form that a copy is asked for with, and the copy itself for the printer."""

import io

from flask import Blueprint, Response, send_file, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.documents.counter import ID
from server.documents.forms import Fields, field
from server.documents.outgoing import copying
from server.documents.outgoing.models import OutgoingDocument
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.pages import day
from server.papers.services import find

room = Blueprint("copies", __name__, url_prefix="/outgoing")
require_seat(room)


def asked(signers: list[tuple[str, str]], capacities: list[tuple[str, str]]) -> Fields:
    """Who signs the copy, for whom it is, how many sheets are printed."""
    return [
        field("signer", _("Người ký bản sao"), "select", signers[0][0] if signers else "",
              options=signers, required=True),
        field("capacity", _("Thẩm quyền ký"), "select", capacities[0][0], options=capacities,
              required=True),
        field("recipients", _("Nơi nhận bản sao"), "textarea", rows=3,
              hint=_("Mỗi nơi một dòng")),
        field("copies", _("Số bản in"), "number", "1", required=True),
    ]  # fmt: skip


def links(paper: OutgoingDocument) -> Markup:
    """The copies that were made, each a link to its print."""
    one = Markup('<a href="{}">{}</a> ({})')
    return Markup("; ").join(
        one.format(url_for("copies.printed", paper_id=paper.id, n=n), made.code, day(made.made_on))
        for n, made in enumerate(copying.copies_of(paper.id), start=1)
    )


@room.get(f"/{ID}/copies/<int(max=100000):n>")
def printed(paper_id: int, n: int) -> Response:
    """The copy to be printed; whoever reads the document reads its copies."""
    paper = find(OutgoingDocument, current_actor(), paper_id)
    pdf = copying.printed(paper.id, n)
    name = f"ban-sao-{n}.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=name, max_age=0)
