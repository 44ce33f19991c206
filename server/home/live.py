"""The live ear: a page joins the rooms of its seats and hears that something moved, never what."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request, session
from flask_socketio import ConnectionRefusedError, join_room
from sqlalchemy import select

from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.door.services import actor_by_token
from server.door.tokens import is_gateway
from server.org import queries
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import may_read
from server.shapes import whole
from server.sockets import here, person_room, seat_room, socketio
from workflows import Refused

guests: list[Callable[[], bool]] = []
"""Who may listen without an account: a room above says whom it knows, a screen on its wall."""

partings: list[Callable[[], None]] = []
"""What a room above does when a page is gone."""

MOST = 10
MOST_AT_HOME = 100
"""Connections of one account, and of one on this machine for load tests (CONTRACT §3)."""
HOME = ("127.0.0.1", "::1")

SHOWN = "congso.auth"
"""Where a connection keeps what it showed at the door: each event is asked again who speaks."""

_whose: dict[str, int] = {}
"""Whose page each is that is counted."""

KINDS: dict[str, type[Paper]] = {
    "incoming": IncomingDocument, "outgoing": OutgoingDocument, "tasks": Task,
    "casefiles": CaseFile,
}  # fmt: skip


def install(app: Flask) -> None:  # noqa: ARG001  (rooms open alike; the ear hangs on the socket)
    socketio.on_event("connect", connect)
    socketio.on_event("watch", watch)
    socketio.on_event("disconnect", gone)


def connect(auth: Any = None) -> None:
    """Whoever is signed in, by cookie or token, hears of their own seats."""
    actor = _actor(auth)
    if actor is None and any(known() for known in guests):
        return
    if actor is None or actor.person_id is None:
        raise ConnectionRefusedError("unauthenticated")
    mine = person_room(actor.person_id)
    if not _has_room_for(actor.person_id):
        raise ConnectionRefusedError("too_many_connections")
    request.environ[SHOWN] = auth
    for name in (mine, *map(seat_room, actor.seats)):
        join_room(name)


def watch(wanted: Any = None) -> dict[str, Any]:
    """Hear of each step of one paper, if it may be read; to others it does not exist.

    Who asks is found out again: a token may have been ended, a post handed over.
    """
    actor = speaker()
    paper = _paper(wanted)
    if actor is None:
        return {"ok": False, "code": "unauthenticated"}
    if paper is None or not _readable(actor, *paper):
        return {"ok": False, "code": "not_found"}
    kind, paper_id = paper
    join_room(_watching(kind, paper_id))
    return {"ok": True}


def _watching(kind: type[Paper], paper_id: int) -> str:
    return seat_room(f"w:{kind.workflow.name}:{paper_id}")


def watches_still(actor: Actor, room: str) -> bool:
    """Whether it is the room of a paper that this one may read."""
    name, _colon, id = room.rpartition(":")
    kind = KINDS.get(name.rpartition(":")[2])
    paper_id = whole(id)
    if kind is None or paper_id is None:
        return False
    return room == _watching(kind, paper_id) and _readable(actor, kind, paper_id)


def speaker() -> Actor | None:
    """Who speaks on this connection, as of now; nobody where a token was ended meanwhile."""
    return _actor(request.environ.get(SHOWN))


def _paper(wanted: Any) -> tuple[type[Paper], int] | None:
    said = wanted if isinstance(wanted, dict) else {}
    kind, paper_id = KINDS.get(str(said.get("kind"))), said.get("id")
    known = kind is not None and type(paper_id) is int and 0 < paper_id < 2**53
    return (kind, paper_id) if known else None  # type: ignore[return-value]


def _readable(actor: Actor, kind: type[Paper], paper_id: int) -> bool:
    found = select(kind.id).where(kind.id == paper_id, may_read(kind, actor))
    return db.session.scalar(found) is not None


def _actor(auth: Any) -> Actor | None:
    token = auth.get("token") if isinstance(auth, dict) else None
    if isinstance(token, str):
        found = actor_by_token(token)
        return found[0] if found and not is_gateway(found[1]) else None
    person_id = session.get("person_id")
    try:
        return queries.actor_by_id(person_id, session["appointment_id"]) if person_id else None
    except Refused:
        return None


def gone(_reason: Any = None) -> None:
    """The page was closed, or its line broke."""
    person_id = _whose.pop(request.sid, None)  # type: ignore[attr-defined]
    if person_id is not None and (queue := here().queue) is not None:
        queue.closes(person_id)
    for parting in partings:
        parting()


def _has_room_for(person_id: int) -> bool:
    """One page more of an account, counted over all web processes of the office."""
    most = MOST_AT_HOME if request.remote_addr in HOME else MOST
    open_here = socketio.server.manager.get_participants("/", person_room(person_id))
    most -= sum(1 for _ in open_here)
    if most <= 0 or (queue := here().queue) is None:
        return most > 0
    if has_room := queue.opens(person_id, most):
        _whose[request.sid] = person_id  # type: ignore[attr-defined]
    return has_room
