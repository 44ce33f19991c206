"""From a document to the meetings that it was laid before: found with its matter for ever."""

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.orm import selectinload

from server.database import db
from server.documents import tabled
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import hidden_from
from server.org.actor import Actor
from server.pages import when
from server.papers.services import may_read
from workflows.meeting import Meeting as State


def install() -> None:
    tabled.TABLED[:] = [matters_of]


def holds(name: str) -> ColumnElement[bool]:
    """A matter with this document among its papers."""
    return cast(AgendaItem.documents, Text).contains(f'"{name}"')


def matters_of(actor: Actor, name: str) -> list[Markup]:
    """A link to each matter, with its meeting and its hour; of a meeting that this actor may not
    read, and of a matter that he does not hear of (MT-01), not a word."""
    rows = (
        select(Meeting, AgendaItem)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(may_read(Meeting, actor), Meeting.state != State.CANCELLED, holds(name))
        .options(selectinload(Meeting.agenda), selectinload(Meeting.people))
        .order_by(Meeting.starts_at.desc(), AgendaItem.n)
    )
    found = db.session.execute(rows).all()
    return [
        _link(meeting, item)
        for meeting, item in found
        if item.id not in hidden_from(meeting, actor.person_id)
    ]


def _link(meeting: Meeting, item: AgendaItem) -> Markup:
    said = {"title": meeting.subject, "n": item.n, "at": when(meeting.starts_at)}
    words = _("%(title)s, mục %(n)s (%(at)s)", **said)
    return Markup('<a href="/meetings/{}#item-{}">{}</a>').format(meeting.id, item.id, words)
