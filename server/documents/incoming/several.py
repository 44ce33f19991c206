"""Several incoming documents at once: presented, given to one officer, begun, laid in a file."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_

from server.documents.forms import Fields, day_field, field
from server.documents.incoming import asking
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.steps import STEPS
from server.documents.several import Several, nothing
from server.org import queries as org
from server.org.actor import Actor
from workflows import Role
from workflows.incoming import DONE, INFO_ONLY


def _presenting(actor: Actor) -> Fields:
    return asking.FORMS["present"](actor, None)


def _assigning(actor: Actor) -> Fields:
    choices = [
        (who.account, f"{who.full_name}, {post.title}")
        for unit in actor.headed or (actor.unit_id,)
        for who, post in org.people_with(actor.agency_id, {Role.OFFICER}, unit)
    ]
    return [
        field("person", _("Người xử lý"), "select", options=choices, required=True),
        day_field("due_at", _("Hạn"), hint=_("để trống: theo hạn của từng văn bản")),
    ]


def _filing(actor: Actor) -> Fields:
    return asking.FORMS["file"](actor, None)


def _to_be_filed(actor: Actor) -> list[Any]:
    """What he handled and is done, and what came to him to know of (IN-T22)."""
    paper = IncomingDocument
    mine = or_(paper.assignee_id.is_(None), paper.assignee_id.in_(actor.positions))
    return [paper.agency_id == actor.agency_id, paper.state.in_((DONE, INFO_ONLY)), mine]


SEVERAL = Several(
    IncomingDocument,
    IncomingDocument.arrival_no,
    STEPS,
    {"present": _presenting, "assign": _assigning, "start": nothing, "file": _filing},
    {"file": _to_be_filed},
)
"""The clerk presents what is registered to one leader; the head of a unit gives what it leads to
one officer, who sets to work on all of it, and lays in one file what is done."""
