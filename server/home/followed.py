"""What one follows: a line each on the desk where something changed, and the page with all."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Row, Select, and_, func, select, tuple_

from server.database import db
from server.desks.models import Follow, History, Reader
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import READERS, headline
from server.papers import following
from server.words_of_law import VEILED, moment_words, state_word, step_word
from workflows import Refused

room = Blueprint("followed", __name__, url_prefix="/following")
require_seat(room)
SHOWN = 6
"""So many lines stand on the desk; the page has all."""


@room.get("")
def index() -> ResponseReturnValue:
    """Every paper one follows and may read, those with something new first."""
    actor = current_actor()
    if not actor.roles & READERS:
        raise Refused("not_allowed")
    return render_template("home/following.html", rows=lines(actor))


def on_desk(actor: Actor) -> list[dict[str, Any]]:
    """Where others did something since; one more than is shown says that there are more."""
    found = following.news(actor, SHOWN + 1)
    return _lines(_with_news(actor, found), found) if found else []


def lines(actor: Actor) -> list[dict[str, Any]]:
    """All of them, as a page or a program is told."""
    return _lines(_followed(actor), following.news(actor))


def _lines(followed: Select[Any], found: list[Row]) -> list[dict[str, Any]]:
    """Those with something new first, by their last step; then the newest followed."""
    news = {(row.paper_kind, row.paper_id): row for row in found}
    steps = _steps([row.last for row in found])
    rows = db.session.execute(followed).all()
    told = [_line(row, news.get((row.paper_kind, row.paper_id)), steps) for row in rows]
    return sorted(told, key=lambda one: -one["last"])


def _followed(actor: Actor) -> Select[Any]:
    came = and_(Follow.paper_kind == "incoming", Coming.id == Follow.paper_id)
    goes = and_(Follow.paper_kind == "outgoing", Going.id == Follow.paper_id)
    readable = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == Follow.paper_kind,
        Reader.paper_id == Follow.paper_id,
    )
    columns: tuple[Any, ...] = (
        Follow.paper_kind,
        Follow.paper_id,
        func.coalesce(Coming.state, Going.state).label("state"),
        func.coalesce(Coming.subject, Going.subject).label("subject"),
        func.coalesce(Coming.doc_type, Going.doc_type, "").label("doc_type"),
        *(Coming.number, Coming.notation, Going.code),
    )
    mine = select(*columns).outerjoin(Coming, came).outerjoin(Going, goes)
    mine = mine.where(Follow.person_id == actor.person_id, readable.exists())
    return mine.order_by(Follow.since.desc()).limit(following.MOST)


def _with_news(actor: Actor, found: list[Row]) -> Select[Any]:
    keys = [(row.paper_kind, row.paper_id) for row in found]
    return _followed(actor).where(tuple_(Follow.paper_kind, Follow.paper_id).in_(keys))


def _steps(ids: list[int]) -> dict[int, History]:
    found = select(History).where(History.id.in_(ids))
    return {one.id: one for one in db.session.scalars(found)} if ids else {}


def _line(row: Row, new: Row | None, steps: dict[int, History]) -> dict[str, Any]:
    last = steps[new.last] if new else None
    printed = "/".join(part for part in (row.number, row.notation) if part)
    return {
        "kind": row.paper_kind,
        "id": row.paper_id,
        "href": f"/{row.paper_kind}/{row.paper_id}{'#fresh' if new else ''}",
        "code": row.code or printed or row.doc_type,
        "subject": row.subject,
        "title": headline(row.subject) if row.subject or row.state != "QUARANTINED" else VEILED,
        "state": row.state,
        "state_word": state_word(row.paper_kind, row.state),
        "news": new.news if new else 0,
        "last": new.last if new else 0,
        "told": _told(row.paper_kind, last) if last else "",
    }


def _told(kind: str, step: History) -> str:
    words = _("%(step)s – %(who)s, %(at)s")
    return words % {
        "step": step_word(kind, step.transition), "who": step.name, "at": moment_words(step.at),
    }  # fmt: skip
