"""What both hands of an act of two are asked, and what the second reads (OUT-T16, OUT-T17)."""

from typing import Any

from flask_babel import gettext as _

from server.database import db
from server.desks.models import Proposal
from server.documents.forms import Fields, reason
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import ordering
from server.org.actor import Actor
from server.org.models import Person
from server.papers.models import Paper
from server.words_of.law import moment_words
from workflows import Role


def is_second(actor: Actor, name: str) -> bool:
    """A leader confirms what a clerk proposes, and a clerk executes what a leader orders."""
    return (Role.LEADER in actor.roles) == (name == "void_number")


def void(actor: Actor, _paper: OutgoingDocument) -> Fields:
    """The first hand says why; the second only confirms."""
    return [] if is_second(actor, "void_number") else [reason()]


def recall(actor: Actor, paper: OutgoingDocument) -> Fields:
    """The leader orders it in writing; the clerk only executes it."""
    return [] if is_second(actor, "recall") else ordering.form(actor, paper)


def asked(paper: OutgoingDocument, name: str) -> dict[str, Any]:
    """It is the one thing that he is asked here, so it stands first, called by what he does."""
    label = {"void_number": _("Xác nhận hủy số"), "recall": _("Thực hiện thu hồi")}[name]
    return {"label": label, "main": True, "tone": "danger", "explain": explained(paper, name)}


def explained(paper: Paper, name: str) -> str:
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
