"""What its sender wishes stands first on the page of whoever must answer it (IN-T23 to T26)."""

from typing import Any

from flask_babel import gettext as _

from server.documents.forms import Fields, reason
from server.documents.incoming import asking, wished
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.requests import ANSWERS
from server.documents.outgoing.seconds import explained
from server.org.actor import Actor
from server.papers.services import proposed
from workflows import Role


def shown_as(actor: Actor, paper: IncomingDocument, name: str) -> dict[str, Any]:
    """No clerk enters or presents by the way what its sender has called back; a leader who is the
    second hand of a no reads the first one's reason."""
    if name == "refuse_recall" and proposed(paper, name):
        label = _("Xác nhận không cho thu hồi")
        return {"main": True, "tone": "main", "label": label, "explain": explained(paper, name)}
    shown = asking.shown_as(actor, paper, name)
    if not paper.request or paper.is_shut or Role.CLERK not in actor.roles:
        return shown
    first, *others = ANSWERS[paper.request]
    if name == first:
        return shown | {"explain": wished.asked(paper)}
    return shown if name in others else shown | {"main": False, "tone": ""}


def _refuse_recall(_actor: Actor, paper: IncomingDocument) -> Fields:
    """The first hand says why, its sender reads it; the second only confirms."""
    if proposed(paper, "refuse_recall"):
        return []
    return [reason(_("Vì sao không cho thu hồi"), hint=_("Nơi gửi đọc lý do này"))]


FORMS = asking.FORMS | {"refuse_recall": _refuse_recall}
