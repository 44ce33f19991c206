"""What both hands of an act of two are asked, and what the second reads (OUT-T16, OUT-T17)."""

from flask_babel import gettext as _

from server.database import db
from server.desks.models import Proposal
from server.documents.forms import Fields, field, reason
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.org.models import Person
from server.words_of.law import moment_words
from workflows import Role


def void(actor: Actor, _paper: OutgoingDocument) -> Fields:
    """The first hand says why; the second only confirms."""
    return [] if Role.LEADER in actor.roles else [reason()]


def recall(actor: Actor, _paper: OutgoingDocument) -> Fields:
    """The leader orders it in writing; the clerk only executes it."""
    if Role.LEADER not in actor.roles:
        return []
    order = field("order_code", _("Số, ký hiệu văn bản chỉ đạo thu hồi"), required=True)
    return [order, reason()]


def explained(paper: OutgoingDocument, name: str) -> str:
    """What a second person confirms, in the words of the first."""
    said = db.session.get_one(Proposal, (paper.workflow.name, paper.id, name))
    first = db.session.get_one(Person, said.person_id)
    order = _(" theo %(code)s", code=said.order_code) if said.order_code else ""
    return _(
        "%(who)s đã đề nghị từ %(since)s%(order)s: “%(reason)s”. Xác nhận là thực hiện.",
        who=first.full_name,
        since=moment_words(said.at),
        order=order,
        reason=said.reason,
    )
