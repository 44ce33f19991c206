"""The copies of a document as its page lists them, each a link to itself."""

import io

from flask import Blueprint, Response, send_file, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.database import db
from server.documents.copies.making import copies_of, the_copy
from server.documents.copies.models import Copy
from server.documents.copies.printing import printed
from server.documents.counter import ID
from server.documents.forms import Fields, field
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.drafts.editor_fields import capacities, signers, usual_capacity
from server.documents.outgoing.models import OutgoingDocument
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.files import store
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import day
from server.papers.models import Paper
from server.papers.services import find
from server.uploads.kinds import PDF
from workflows import Refused

room = Blueprint("copies", __name__)
require_seat(room)
_N = "<int(max=100000):n>"


def asked_on_paper(actor: Actor) -> Fields:
    """Who signs the copy, for whom it is, how many sheets are printed."""
    people, agency = signers(actor), db.session.get_one(Agency, actor.agency_id)
    return [
        field("signer", _("Người ký bản sao"), "select", people[0][0] if people else "",
              options=people, required=True),
        field("capacity", _("Thẩm quyền ký"), "select", usual_capacity(agency),
              options=capacities(), required=True),
        recipients(),
        field("copies", _("Số bản in"), "number", "1", required=True),
    ]  # fmt: skip


def sent_as_it_is() -> dict[str, str]:
    """Whoever looks for an electronic sao y of an electronic document reads why there is none."""
    return {
        "explain": _(
            "Văn bản điện tử thì gửi chính văn bản đó, không sao y sang điện tử"
            " (khoản 1 Điều 25); bản sao dưới đây là bản giấy."
        )
    }


def recipients() -> dict:
    hint = _("Mỗi nơi một dòng")
    return field("recipients", _("Nơi nhận bản sao"), "textarea", rows=3, hint=hint)


def links(paper: Paper) -> Markup:
    """The copies that were made, each with its medium and its day."""
    one = Markup('<a href="{}">{}</a> ({}, {})')
    kind = paper.workflow.name
    return Markup("; ").join(
        one.format(_href(kind, paper.id, n), made.code, _medium(made), day(made.made_on))
        for n, made in enumerate(copies_of(kind, paper.id), start=1)
    )


def _href(kind: str, paper_id: int, n: int) -> str:
    return url_for(f"copies.{kind}", paper_id=paper_id, n=n)


def _medium(made: Copy) -> str:
    return _("điện tử") if made.sealed_sha256 else _("giấy")


@room.get(f"/outgoing/{ID}/copies/{_N}")
def outgoing(paper_id: int, n: int) -> Response:
    return sent(copied(OutgoingDocument, current_actor(), paper_id), n)


@room.get(f"/incoming/{ID}/copies/{_N}")
def incoming(paper_id: int, n: int) -> Response:
    return sent(copied(IncomingDocument, current_actor(), paper_id), n)


def copied(model: type[Paper], actor: Actor, paper_id: int) -> Paper:
    """Whoever reads the document reads its copies; not while it may be a secret (SEC-02)."""
    paper = find(model, actor, paper_id)
    if paper.is_veiled_for(actor.roles):
        raise Refused("not_found")
    return paper


def sent(paper: Paper, n: int) -> Response:
    made = the_copy(paper.workflow.name, paper.id, n)
    pdf = store().fetch(made.sealed_sha256) if made.sealed_sha256 else printed(made)
    name = f"ban-sao-{n}.pdf"
    return send_file(io.BytesIO(pdf), mimetype=PDF, download_name=name, max_age=0)
