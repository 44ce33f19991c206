"""Announcements: written with the act, spoken after the commit, at least once (DESIGN §5.3)."""

import datetime as dt
import threading
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, after_commit, db, put, run, table, transaction
from server.office import office
from server.sockets import seat_room, socketio


class Announcement(Base):
    """Something to be said once its act is committed; deleted when said."""

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    event: Mapped[str]
    room: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


Said = tuple[str, set[str], dict[str, Any]]
"""Event, seats, payload."""

MAIL = "mail"
"""What is said to the worker alone, which writes to those who want letters."""

_mouth = {"open": False, "asked": False}
"""Only the process that holds the sockets speaks; the others leave their rows to its sweep.
`asked`: somebody left words since who speaks looked last."""
_speaking = threading.Lock()
AT_ONCE = 500
"""Announcements in one transaction."""
_rows = table(Announcement)
_ALOUD = _rows.c.event != MAIL
_WAITING = select(_rows.c.id).where(_ALOUD).limit(1)
_TAKEN = (
    delete(_rows)
    .where(
        _rows.c.id.in_(
            select(_rows.c.id)
            .where(_ALOUD)
            .order_by(_rows.c.id)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    .returning(_rows.c.id, _rows.c.event, _rows.c.room, _rows.c.payload)
)


def speak_here() -> None:
    """This process holds the sockets."""
    _mouth["open"] = True


def announce(event: str, seats: set[str], payload: dict[str, Any]) -> None:
    """Write the announcement into the open act, once for each seat that may hear it."""
    announce_all((event, seats, payload))


def announce_all(*said: Said) -> None:
    """Several announcements of one act: event, seats and payload of each."""
    rows = [
        {"at": now(), "event": event, "payload": payload, "room": seat_room(seat)}
        for event, seats, payload in said
        for seat in sorted(seats)
    ]
    put(Announcement, *rows)
    if _mouth["open"]:
        after_commit(deliver)


def letters(paper: Any, arrived: list[tuple[str, str]], by: int | None) -> list[Said]:
    """What newly lies on a desk, for the post; nothing where no mail server is named."""
    if office().mailbox is None:
        return []
    seen = {"kind": paper.workflow.name, "id": paper.id, "urgency": paper.urgency, "by": by}
    return [(MAIL, {seat}, seen | {"seat": seat, "verb": verb}) for seat, verb in arrived]


def reminder(row: Any, seat: str, **what: Any) -> list[Said]:
    """Of a desk row that is `late` or `escalated`, for the post; nothing where no mail server is
    named."""
    if office().mailbox is None:
        return []
    paper = {"kind": row.paper_kind, "id": row.paper_id, "urgency": row.urgency}
    said = paper | {"seat": seat, "verb": row.verb, "by": None} | what
    return [(MAIL, {seat}, said)]


def calling(paper: Any, seats: Iterable[str], entry: str, by: int | None) -> None:
    """A meeting calls these seats: its entry for their calendars, for the post; nothing where no
    mail server is named. A step."""
    seen = {"kind": paper.workflow.name, "id": paper.id, "urgency": paper.urgency, "by": by}
    _to_the_post(seats, seen | {"called": entry})


def releasing(paper: Any, person_id: int, entry: str) -> None:
    """A meeting calls this one no more: what takes its entry out of his calendar, for the post,
    whatever seat he sits on now. A step."""
    calling(paper, {f"person:{person_id}"}, entry, None)


def made(room: str, row_id: int, seat: str, words: str) -> None:
    """A report that somebody ordered is there, for the post: which, and of what days; nothing where
    no mail server is named. A step."""
    seen = {"kind": room, "id": row_id, "urgency": "NORMAL", "by": None}
    _to_the_post({seat}, seen | {"made": words})


def scheduled(kind: str, week_id: int, seats: Iterable[str], by: int | None) -> None:
    """A week that these seats are in was published, or changed, for the post. A step."""
    seen = {"kind": kind, "id": week_id, "urgency": "NORMAL", "by": by}
    _to_the_post(seats, seen | {"planned": True})


def naming(paper: Any, seats: Iterable[str], by: int | None) -> None:
    """A remark on this paper names who sits on these seats, for the post. A step."""
    seen = {"kind": paper.workflow.name, "id": paper.id, "urgency": "NORMAL", "by": by}
    _to_the_post(seats, seen | {"named": True})


def _to_the_post(seats: Iterable[str], seen: dict[str, Any]) -> None:
    if office().mailbox is None:
        return
    announce_all(*((MAIL, {seat}, seen | {"seat": seat}) for seat in seats))


def deliver() -> None:
    """Say all that waits, oldest first. At least once: listeners must not mind.

    One hand at a time: who comes meanwhile leaves his to it, for each saying is a transaction of
    its own, and under many acts there would be as many again.
    """
    _mouth["asked"] = True
    while _mouth["asked"] and _speaking.acquire(blocking=False):
        try:
            _mouth["asked"] = False
            db.session.rollback()  # the present: a reader of SQLite sees one moment
            waits = db.session.scalar(_WAITING) is not None
            while waits:
                waits = _say() == AT_ONCE
        finally:
            _speaking.release()


def _say() -> int:
    """The oldest; how many were said."""
    with transaction():
        taken = sorted(run(_TAKEN).all(), key=lambda row: row.id)
        for row in taken:
            socketio.emit(row.event, row.payload, to=row.room)
    return len(taken)


def speak(
    event: str, payload: dict[str, Any], room: str | list[str], *, here: bool = False
) -> None:
    """Say what stands in a table of its own, after the commit: a meeting's numbered events.

    `here`: to the pages of this process alone, where several share a queue.
    """
    socketio.emit(event, payload, to=room, ignore_queue=here)


def mail_waits() -> bool:
    """Whether something is to be said by mail."""
    waiting = select(Announcement.id).where(Announcement.event == MAIL)
    return db.session.scalar(waiting.limit(1)) is not None


def take_mail() -> list[dict[str, Any]]:
    """What is to be said by mail, oldest first, out of the box within the open act; a step."""
    waiting = select(Announcement).where(Announcement.event == MAIL).order_by(Announcement.id)
    rows = db.session.scalars(waiting.with_for_update(skip_locked=True).limit(500)).all()
    for row in rows:
        db.session.delete(row)
    return [row.payload for row in rows]
