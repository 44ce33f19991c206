"""The embedded call: who is in it, and the words by which two pages find each other (LIVE §4.3).

A page may speak to a page of the same meeting's call and to no other; the server looks at neither
picture nor sound.
"""

import json
from typing import Any

from flask import current_app, request
from sqlalchemy import ColumnElement, select, update

from server import outbox
from server.clock import now
from server.database import db, run, table, transaction
from server.meetings.calls import calls
from server.meetings.live.line_models import Line
from server.meetings.models import Meeting
from server.meetings.papers.matters import sits_out
from server.meetings.people.models import Delegate
from server.org.actor import Actor
from workflows import Refused
from workflows.attendance import GRACE
from workflows.meeting_states import GATHERED
from workflows.offices import is_mere_guest

MOST_SEEN, MOST = 4, 8
"""Who is seen, and who is in it: each more costs everybody another picture to send (LIVE §4.2)."""
LONGEST = 16 * 1024
_lines = table(Line)


def call(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """Come into the call with picture or with sound alone, or leave it."""
    wish = said.get("as")
    if wish not in ("video", "audio", ""):
        raise Refused("invalid")
    if meeting.person(actor.person_id) is None or meeting.state not in GATHERED:
        raise Refused("not_in_the_call")
    if wish:
        _may_enter(actor, meeting, wish)
    with transaction():
        mine = update(_lines).where(*_own(meeting)).values(call=wish)
        if run(mine.returning(_lines.c.sid)).first() is None:
            raise Refused("not_in_the_call")
    if not wish:
        return {"peers": []}
    settings, moment = current_app.config["SETTINGS"], int(now().timestamp())
    # asked once the own line is written: of two who come at one moment, one hears of the other
    people = [_named(meeting, one) for one in _others(meeting)]
    return {"peers": people, "ice": calls.relays(settings, actor.person_id or 0, moment)}


def _may_enter(actor: Actor, meeting: Meeting, wish: str) -> None:
    if sits_out(meeting, actor.person_id):
        raise Refused("matter_is_closed")
    if _is_full(actor, _others(meeting), wish):
        raise Refused("call_is_full")


def rtc(_actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """A word from one page in the call to another; what it says is the pages' own affair."""
    if len(json.dumps(said.get("data"))) > LONGEST:
        raise Refused("invalid")
    peers = {one.sid for one in _others(meeting)}
    own = select(Line).where(*_own(meeting), Line.call != "")
    here = db.session.scalar(own)
    if here is None or sits_out(meeting, here.person_id) or said.get("to") not in peers:
        raise Refused("not_in_the_call")
    told = {"meeting": meeting.id, "from": _named(meeting, here), "data": said["data"]}
    outbox.speak("rtc", told, said["to"])
    return {}


def _own(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    sid = request.sid  # type: ignore[attr-defined]
    return (_lines.c.meeting_id == meeting.id, _lines.c.sid == sid, ~_lines.c.gone)


def _others(meeting: Meeting) -> list[Line]:
    """The other pages in the call; a line that broke is not in it any more, nor a guest while a
    closed matter is dealt with (MT-01)."""
    sid = request.sid  # type: ignore[attr-defined]
    there = select(Line).where(Line.meeting_id == meeting.id, Line.call != "", Line.gone.is_(False))
    there = there.where(Line.seen_at > now() - GRACE)
    rows = [one for one in db.session.scalars(there.order_by(Line.since)) if one.sid != sid]
    return [one for one in rows if not sits_out(meeting, one.person_id)]


def _is_full(actor: Actor, peers: list[Line], wish: str) -> bool:
    """Counted by person: who lost his line with its server, and is back before it is missed, has
    two of them for a while."""
    others = {one.person_id for one in peers} - {actor.person_id}
    seen = {one.person_id for one in peers if one.call == "video"} - {actor.person_id}
    return len(others) >= MOST or (wish == "video" and len(seen) >= MOST_SEEN)


def name_of(meeting: Meeting, row: Delegate) -> str:
    """What others read under his picture: the site, where he speaks for one, and the name."""
    return " – ".join(filter(None, (_site(meeting, row), row.name)))


def _named(meeting: Meeting, line: Line) -> dict[str, Any]:
    """As the directory names them, never as somebody typed it; who speaks for a site, by it.

    `at`: the number of the site where he sits, whose sound the chair may turn off. `guest`: whom a
    page lets go of while a closed matter is dealt with that he does not present.
    """
    row = meeting.person(line.person_id)
    account, name, at = (row.account, row.name, row.site) if row else ("", "", None)
    guest = is_mere_guest(meeting.parts_of(line.person_id))
    who = {"sid": line.sid, "name": name, "account": account, "guest": guest}
    return who | {"site": _site(meeting, row), "at": at}


def _site(meeting: Meeting, row: Delegate | None) -> str:
    if row is None:
        return ""
    own = (one.name for one in meeting.at_sites if one.head_id == row.person_id)
    return next(own, "")
