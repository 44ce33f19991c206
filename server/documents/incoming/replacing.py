"""A document that came in place of another: each leads to the other (IN-T25).

Whoever led the old one is proposed to lead the new.
"""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.queries import replied_to
from server.org.actor import Actor
from workflows.numbering import as_written


def name_older(paper: IncomingDocument, older: IncomingDocument) -> None:
    """Its sender says what it stands for; a step of the exchange's act."""
    paper.proposals = {**(paper.proposals or {}), "replaces": {"id": older.id}}


def proposed_lead(paper: IncomingDocument) -> str:
    """The unit that had the old one; empty where none had, or this one replaces nothing."""
    older_id = _older_id(paper)
    older = db.session.get(IncomingDocument, older_id) if older_id else None
    return older.lead_unit.code if older and older.lead_unit else ""


def links(actor: Actor, paper: IncomingDocument) -> list[tuple[str, Any]]:
    """To the old one and to the new one, for whoever may read them."""
    return [
        (_("Thay thế văn bản"), _link(actor, _older_id(paper))),
        (_("Được thay thế bởi"), _link(actor, (paper.request_data or {}).get("by_id"))),
    ]


def _older_id(paper: IncomingDocument) -> int | None:
    told = (paper.proposals or {}).get("replaces")
    return int(told["id"]) if told else None


def _link(actor: Actor, paper_id: int | None) -> Any:
    row = replied_to(actor, paper_id)
    if row is None:
        return ""
    code = as_written(row.number, row.notation) or row.subject
    href = url_for("incoming.show", paper_id=row.id)
    return Markup('<a href="{}">{}</a>').format(href, code)
