"""What is done with several incoming documents at once: presenting, and giving to one officer."""

from flask_babel import gettext as _

from server.documents.forms import Fields, day_field, field
from server.documents.incoming import asking
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.steps import STEPS
from server.documents.several import Several
from server.org import queries as org
from server.org.actor import Actor
from workflows import Role


def _presenting(actor: Actor) -> Fields:
    return asking.FORMS["present"](actor, None)


def _assigning(actor: Actor) -> Fields:
    held = (actor.unit_id, *(one.unit_id for one in actor.places))
    units = [one for one in held if actor.heads(one)] or [actor.unit_id]
    choices = [
        (who.account, f"{who.full_name}, {post.title}")
        for unit in dict.fromkeys(units)
        for who, post in org.people_with(actor.agency_id, {Role.OFFICER}, unit)
    ]
    return [
        field("person", _("Người xử lý"), "select", options=choices, required=True),
        day_field("due_at", _("Hạn"), hint=_("để trống: theo hạn của từng văn bản")),
    ]


SEVERAL = Several(
    IncomingDocument,
    IncomingDocument.arrival_no,
    STEPS,
    {"present": _presenting, "assign": _assigning},
)
"""The clerk presents what is registered to one leader; the head of a unit gives what it leads to
one officer."""
