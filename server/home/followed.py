"""What one follows: a line each on the desk where something changed, and the page with all."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, Select, and_, func, select, tuple_

from server.database import db
from server.desks.models import Follow, History, Reader
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.tasks.models import Task
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import READERS, headline
from server.papers import following
from server.words_of.law import moment_words, state_word, step_word, suspected
from workflows import Refused
from workflows.numbering import as_written

room = Blueprint("followed", __name__, url_prefix="/following")
require_seat(room)
KINDS: tuple[type[Any], ...] = (Coming, Going, Task, CaseFile)
SHOWN = 6
"""So many lines stand on the desk; the page has all."""


@room.get("")
def index() -> ResponseReturnValue:
    """Every paper one follows and may read, those with something new first."""
    actor = current_actor()
    if not actor.roles & READERS:
        raise Refused("not_allowed")
    return render_template("home/following.html", rows=lines(actor))


def on_desk(actor: Actor) -> dict[str, Any]:
    """What is pinned, and where others did something since: of these one more than is shown says
    that there are more. `changed`: in how many, for a phone has them below all that waits."""
    most = following.MOST_PINNED + SHOWN
    found = following.news(actor, most + 1)
    told = _lines(_among(actor, found), found) if found else []
    changed = sum(bool(one["news"]) for one in told)
    return {
        "changed": f"{changed}+" if len(told) > most else changed,
        "pinned": [one for one in told if one["pinned"]],
        "followed": [one for one in told if not one["pinned"]],
    }


def lines(actor: Actor) -> list[dict[str, Any]]:
    """All of them, as a page or a program is told."""
    return _lines(_followed(actor), following.news(actor))


def _lines(followed: Select[Any], found: list[Row]) -> list[dict[str, Any]]:
    """The pinned first, then those with something new, by their last step; then the newest
    followed."""
    news = {(row.paper_kind, row.paper_id): row for row in found}
    steps = _steps([row.last for row in found if row.last])
    rows = db.session.execute(followed).all()
    told = [_line(row, news.get((row.paper_kind, row.paper_id)), steps) for row in rows]
    return sorted(told, key=lambda one: (not one["pinned"], -one["last"]))


def _followed(actor: Actor) -> Select[Any]:
    readable = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == Follow.paper_kind,
        Reader.paper_id == Follow.paper_id,
    )
    columns: tuple[Any, ...] = (
        Follow.paper_kind,
        Follow.paper_id,
        Follow.pinned,
        *(_of_any(name).label(name) for name in ("state", "subject", "doc_type")),
        func.coalesce(Going.code, CaseFile.code).label("code"),
        *(Coming.number, Coming.notation),
    )
    mine = select(*columns).select_from(Follow)
    for kind in KINDS:
        its = and_(Follow.paper_kind == kind.workflow.name, kind.id == Follow.paper_id)
        mine = mine.outerjoin(kind, its)
    mine = mine.where(Follow.person_id == actor.person_id, readable.exists())
    return mine.order_by(Follow.since.desc()).limit(following.MOST)


def _of_any(name: str) -> ColumnElement[str]:
    return func.coalesce(*(getattr(kind, name) for kind in KINDS), "")


def _among(actor: Actor, found: list[Row]) -> Select[Any]:
    keys = [(row.paper_kind, row.paper_id) for row in found]
    return _followed(actor).where(tuple_(Follow.paper_kind, Follow.paper_id).in_(keys))


def _steps(ids: list[int]) -> dict[int, History]:
    found = select(History).where(History.id.in_(ids))
    return {one.id: one for one in db.session.scalars(found)} if ids else {}


def _title(row: Row) -> str:
    is_veiled = row.state == "QUARANTINED" and not row.subject
    return suspected(row.paper_id) if is_veiled else headline(row.subject)


def _line(row: Row, new: Row | None, steps: dict[int, History]) -> dict[str, Any]:
    last = steps[new.last] if new and new.last else None
    printed = as_written(row.number, row.notation)
    return {
        "kind": row.paper_kind,
        "id": row.paper_id,
        "href": f"/{row.paper_kind}/{row.paper_id}{'#fresh' if last else ''}",
        "code": row.code or printed or row.doc_type,
        "subject": row.subject,
        "title": _title(row),
        "state": row.state,
        "state_word": state_word(row.paper_kind, row.state),
        "pinned": row.pinned,
        "news": new.news if new else 0,
        "last": last.id if last else 0,
        "told": _told(row.paper_kind, last) if last else "",
    }


def _told(kind: str, step: History) -> str:
    words = _("%(step)s – %(who)s, %(at)s")
    return words % {
        "step": step_word(kind, step.transition), "who": step.name, "at": moment_words(step.at),
    }  # fmt: skip
