"""The replies to an incoming document, on its page: what went out, and drafts on their way."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import literal, select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.papers.services import may_read
from server.words_of.law import state_word

FEW = 10


def told(actor: Actor, paper: IncomingDocument) -> list[tuple[str, Any]]:
    """Each with the way to it and how far it is, for whoever may read it; else the number that the
    register has, or why none was needed."""
    found = _found(actor, paper)
    said: Any = Markup("<br>").join(map(_link, found))
    if not any(one.id == paper.reply_id for one in found):
        said = Markup("<br>").join(filter(None, (paper.reply_code or paper.no_reply_reason, said)))
    return [(_("Trả lời"), said)]


def _found(actor: Actor, paper: IncomingDocument) -> list[OutgoingDocument]:
    row = OutgoingDocument
    answers = select(row.id).where(row.replies_to_id == paper.id)
    ids = answers.union_all(select(literal(paper.reply_id)))  # each by its own index
    asked = select(row).where(row.id.in_(ids), may_read(row, actor)).order_by(row.id).limit(FEW)
    return list(db.session.scalars(asked))


def _link(one: OutgoingDocument) -> Markup:
    state = state_word("outgoing", one.state).lower()
    numbered = _("%(code)s, %(state)s", code=one.code, state=state)
    words = numbered if one.number else _("Dự thảo: %(state)s", state=state)
    href = url_for("outgoing.show", paper_id=one.id)
    return Markup('<a href="{}">{}</a>').format(href, words)
