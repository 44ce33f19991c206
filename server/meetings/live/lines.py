"""Lines as they come and go: a page opened, heard of, closed; what the technician looks at."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask import request
from sqlalchemy import Select, bindparam, delete, false, select, update

from server.clock import now
from server.database import Moment, db, put, run, table, transaction
from server.meetings.live.line_models import Line, Screen
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from workflows.attendance import GRACE

FORGOTTEN = dt.timedelta(hours=1)
"""A line that is gone that long is of no use to anybody."""

SILENT = dt.timedelta(minutes=3)
"""A page in the background is held back by its browser, but not that long."""

ASKED = dt.timedelta(days=1)
"""By so much a line is put back whose page shall show again by which session it came."""

_lines, _people = table(Line), table(Delegate)
_HEARS = select(Line.sid).where(Line.meeting_id == bindparam("meeting_id"), Line.gone.is_(False))
_IS_ASKED = Line.seen_at.between(bindparam("over", type_=Moment), bindparam("asked", type_=Moment))
_IS_SILENT = (Line.seen_at < bindparam("silent", type_=Moment)) & ~_IS_ASKED
_ASKED = _HEARS.where(_IS_ASKED)
_SILENT = _HEARS.outerjoin(Screen, Screen.id == Line.screen_id).where(
    _IS_SILENT | Screen.ended_at.is_not(None)
)
"""Asked each second of each room, so kept: building them costs as much."""
WORST_FIRST = ("lost", "bad", "slow", "unknown", "good")
DEVICES = (("Mobi", "phone"), ("Android", "tablet"), ("iPad", "tablet"))


def opened(meeting_id: int, person_id: int | None = None, screen_id: int | None = None) -> None:
    """A page of somebody's, or of a screen, has joined; its old lines are forgotten."""
    moment, sid = now(), request.sid  # type: ignore[attr-defined]
    old = (_lines.c.meeting_id == meeting_id, _lines.c.seen_at < moment - FORGOTTEN)
    with transaction():
        run(delete(_lines).where((_lines.c.sid == sid) | (old[0] & old[1] & _lines.c.gone)))
        put(
            Line,
            {
                "sid": sid, "meeting_id": meeting_id, "person_id": person_id,
                "screen_id": screen_id, "address": request.remote_addr or "",
                "device": _device(), "since": moment, "seen_at": moment,
            },
        )  # fmt: skip
        _alive(meeting_id, person_id, moment)


def heard(meeting_id: int, person_id: int | None, rtt: Any) -> bool:
    """A sign of life, with how long the last one took; by two statements, for hundreds say it.
    Whether the line is one that still hears the room."""
    moment = now()
    took = rtt if type(rtt) is int and 0 <= rtt < 60_000 else None
    with transaction():
        mine = (_lines.c.sid == request.sid, ~_lines.c.gone)  # type: ignore[attr-defined]
        known = update(_lines).where(*mine).values(seen_at=moment, rtt=took).returning(_lines.c.sid)
        _alive(meeting_id, person_id, moment)
        return run(known).first() is not None


def closed(sid: str) -> None:
    """The page went, or its line broke, or it may hear no more."""
    with transaction():
        run(update(_lines).where(_lines.c.sid == sid).values(gone=True, seen_at=now()))


def silent(meeting_id: int) -> list[str]:
    """Lines that hear the room still and may no longer: each sign of life asks the right anew, so
    who lost it says none; and the screens that were taken down."""
    return _found(_SILENT, meeting_id)


def asked(meeting_id: int) -> list[str]:
    """Lines of whom one session ended: it may be theirs."""
    return _found(_ASKED, meeting_id)


def hearing(meeting_id: int, people: Iterable[int], walls: bool = False) -> list[str]:
    """The open pages of these people in this room, and its walls' where these hear it too; none
    that lost it, or shall show who it is."""
    whose = Line.person_id.in_([*people]) | (Line.screen_id.is_not(None) if walls else false())
    theirs = _HEARS.where(whose, Line.seen_at >= now() - SILENT)
    return list(db.session.scalars(theirs, {"meeting_id": meeting_id}))


def _found(lines: Select[str], meeting_id: int) -> list[str]:
    moment = now()
    since = {"silent": moment - SILENT, "asked": moment - ASKED, "over": moment - ASKED - SILENT}
    return list(db.session.scalars(lines, since | {"meeting_id": meeting_id}))


def answered(sid: str) -> None:
    """It was another session: the line is what it was."""
    with transaction() as session:
        line = session.get_one(Line, sid, populate_existing=True)
        line.seen_at += ASKED if line.seen_at < now() - ASKED else dt.timedelta()


def _alive(meeting_id: int, person_id: int | None, moment: dt.datetime) -> None:
    if person_id is not None:
        mine = (_people.c.meeting_id == meeting_id, _people.c.person_id == person_id)
        run(update(_people).where(*mine).values(seen_at=moment))


def _device() -> str:
    said = request.user_agent.string
    return next((name for mark, name in DEVICES if mark in said), "desk")


def board(meeting: Meeting) -> list[dict[str, Any]]:
    """Everybody with a line, and every screen: whether it holds, since when, from where, how good
    it is; what the technician has to look after stands first, so the last line of whoever has none
    that holds."""
    moment = now()
    names = {one.person_id: one for one in meeting.people}
    sites = {one.n: one.name for one in meeting.at_sites}
    found = select(Line).filter_by(meeting_id=meeting.id).order_by(Line.gone, Line.seen_at.desc())
    seen: set[tuple[int | None, int | None]] = set()
    rows = []
    for one in db.session.scalars(found):
        whose = (one.person_id, one.screen_id)
        if not one.gone or whose not in seen:
            who = names.get(one.person_id or 0)
            at = sites.get(who.site or 0, "") if who else ""
            rows.append(_row(one, who, moment) | {"site": at})
        seen.add(whose)
    return sorted(rows, key=lambda one: WORST_FIRST.index(one["quality"]))


def never(meeting: Meeting) -> list[str]:
    """Who had no page open yet, as people are called; they may sit in the room all the same."""
    known = set(db.session.scalars(select(Line.person_id).filter_by(meeting_id=meeting.id)))
    return [one.name for one in meeting.people if one.person_id not in known]


def _row(line: Line, who: Delegate | None, moment: dt.datetime) -> dict[str, Any]:
    holds = not line.gone and moment - line.seen_at <= GRACE
    return {
        "name": who.name if who else "",
        "post": who.post if who else "",
        "address": line.address,
        "device": line.device,
        "since": line.since,
        "seen_at": line.seen_at,
        "rtt": line.rtt,
        "quality": quality(line.rtt) if holds else "lost",
    }


def quality(rtt: int | None) -> str:
    """How good a line is, by the time that a word takes there and back."""
    if rtt is None:
        return "unknown"
    return "good" if rtt < 300 else "slow" if rtt < 1500 else "bad"
