"""/signatures: the signature log as far as one's duty reaches (DOMAIN §3.2, `log_readers`).

It names numbers and kinds of documents, no subject; a document that one may read has its link.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Row, select

from server.auditing import signatures
from server.auditing.pages import asked, bar, line_of
from server.clock import now
from server.database import db
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.signatures.log_readers import within
from server.door.gate import require_seat
from server.org.actor import Actor
from server.pages import when
from server.papers.listing import before
from server.papers.services import may_read
from workflows import Role

room = Blueprint("own_log", __name__, url_prefix="/signatures")
require_seat(room)


@room.get("")
def index() -> str:
    """A page of it, newest first."""
    actor: Actor = g.actor
    reach, chosen = within(actor), asked()
    rows, after = signatures.page_of(chosen, before(request.args.get("cursor")), reach)
    mine = _readable(actor, rows)
    return render_template(
        "auditing/signatures.html",
        title=_("Nhật ký chữ ký số"),
        as_of=_("%(whose)s, tính đến %(at)s", whose=_whose(actor), at=when(now())),
        rows=[line_of(row) | {"href": mine.get(row.outgoing_id, "")} for row in rows],
        filters=bar(chosen, []),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


def _whose(actor: Actor) -> str:
    if Role.LEADER in actor.roles:
        return actor.agency_name
    return actor.unit_name if Role.OFFICE_CHIEF in actor.roles else _("chữ ký của tôi")


def _readable(actor: Actor, rows: Sequence[Row]) -> dict[Any, str]:
    """The documents of these lines that he may open, each with its address."""
    ids = {row.outgoing_id for row in rows if row.outgoing_id}
    found = db.session.scalars(select(Going.id).where(Going.id.in_(ids), may_read(Going, actor)))
    return {one: f"/outgoing/{one}" for one in found}
